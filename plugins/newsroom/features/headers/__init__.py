"""The content security policy of every page, and the headers that a web server sends with each file."""
