"""Any photo in, an answer that explains itself: the page Try a hand, and the game."""
