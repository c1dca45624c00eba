"""`invoke takedown`."""
