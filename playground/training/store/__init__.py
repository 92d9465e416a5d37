"""Runs on disk: what is recorded, found again and taken up after a crash."""
