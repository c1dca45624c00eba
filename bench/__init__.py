"""Corpus of the benchmark, of any size, also as a Hugo site and as a plain Pelican site."""
