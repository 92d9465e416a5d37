"""The page Data: what the pictures are, how they are split, what is done to them, and one's own."""
