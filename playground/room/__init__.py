"""A room: a teacher and the people of one class, for as long as a lesson lasts. Knows no screen.

Opt-in and without accounts: a code, a name that is given, and what the teacher has set. Nothing of
it is on a disk, and nothing else is asked.
"""
