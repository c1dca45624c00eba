"""Read next: the neighbours of a story in its section, and stories on the same topics."""
