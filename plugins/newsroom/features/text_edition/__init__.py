"""The text-only edition of each story, for bad networks and for safety."""
