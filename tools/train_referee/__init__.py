"""Trains the referee's own part: which sign 21 points are, from rendered hands alone."""
