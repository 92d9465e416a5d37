"""Whether this machine can serve a room full of people, in plain words, before they come."""
