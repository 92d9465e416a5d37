"""The Learn page: an overview of the lessons, and each of them by its own address."""
