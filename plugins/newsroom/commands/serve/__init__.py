"""`invoke serve` and `regenerate`."""
