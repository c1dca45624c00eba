"""Events: a page for each, with its day and place."""
