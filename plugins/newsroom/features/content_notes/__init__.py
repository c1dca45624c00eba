"""Content notes: the subjects that a story touches, shown before its text."""
