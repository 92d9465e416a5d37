"""Comparing runs: numbers, tables and sentences from histories. Nothing here knows of a screen."""
