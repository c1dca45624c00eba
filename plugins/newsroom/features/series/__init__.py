"""Series: stories that belong together, in order."""
