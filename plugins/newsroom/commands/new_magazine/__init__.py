"""``invoke new magazine``: a new magazine with everything that a site needs."""
