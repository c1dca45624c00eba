"""Feeds: Atom, RSS and JSON Feed for everything, each section, state, author, topic, series and language."""
