"""A person's photo: prepared exactly as the training pictures were, and classified."""
