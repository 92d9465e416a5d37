"""The Compare page: one module a section, and what is compared (`compared.py`) for all of them."""
