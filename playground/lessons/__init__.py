"""Lessons: one idea each, as files that a teacher can edit. Nothing here knows of a screen.

`texts/` holds a file a lesson and language, `reading` reads and checks one, `catalog` finds them
all. What a file names is here by name: the right answer to its question and when its task is done
are functions in `topics/`, its picture is a module in `ui/learn/pictures/`.
"""
