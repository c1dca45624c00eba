"""Layouts whose text has a form of its own: live pages and lists."""
