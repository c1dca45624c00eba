"""Discreet stories: checks that nothing outside their own pages tells what they are about."""
