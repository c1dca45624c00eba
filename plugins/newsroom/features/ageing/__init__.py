"""A note on stories that are older than a set number of years."""
