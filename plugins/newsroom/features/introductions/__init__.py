"""Introductions: a sentence or two at the top of the page of a topic or a series."""
