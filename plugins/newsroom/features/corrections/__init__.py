"""The public log of corrections: every one on every live story, newest first."""
