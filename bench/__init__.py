"""Corpus of the benchmark, of any size, also as a Hugo site."""
