"""What a person takes along of a run: the network, its numbers, and a script that repeats it."""
