"""`invoke build`, `rebuild`, `clean`, `check`, `safety` and `weigh`."""
