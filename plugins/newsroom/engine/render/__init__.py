"""Rendering: templates and views become pages."""
