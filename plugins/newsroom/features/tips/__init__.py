"""Tips: the page for people who want to tell the magazine something, and its channels."""
