"""`invoke build`, `rebuild`, `clean`, `check`, `safety` and `page-weight`."""
