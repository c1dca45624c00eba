"""Pelican: its class, settings, objects and signals, and the third-party plugins that rely on them."""
