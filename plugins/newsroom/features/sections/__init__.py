"""Sections, states and the navigation."""
