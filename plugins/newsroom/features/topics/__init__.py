"""Topics: a page for each tag, and all of them from A to Z."""
