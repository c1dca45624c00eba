"""Files for machines and their keepers: robots.txt, security.txt, humans.txt and ads.txt, from data."""
