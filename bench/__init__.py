"""What the benchmark builds: a corpus of any size, and the same words as a Hugo site and as a plain Pelican site."""
