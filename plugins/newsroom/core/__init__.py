"""Modules that all layers share; they import nothing of Pelican."""
