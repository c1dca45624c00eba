"""`invoke upgrade` and `invoke constraints`."""
