"""Where images come from, how they are decoded once, split, spoiled on purpose and augmented."""
