"""What every room of the house shares; imports nothing of Pelican."""
