"""`invoke test`, `lint` and `audit`."""
