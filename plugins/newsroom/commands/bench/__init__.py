"""`invoke bench`."""
