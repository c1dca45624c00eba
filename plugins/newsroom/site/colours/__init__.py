"""Colours of a magazine: from its data, or worked out of one colour; the same for styles, heads and drawn pictures."""
