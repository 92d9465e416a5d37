"""A file for each lesson's arithmetic, with `ANSWERS` and `CONDITIONS` by the names for lessons.

`registry` finds every file here: one that is put in needs no other line.
"""
