"""Commands that print figures. Nothing here asserts."""
