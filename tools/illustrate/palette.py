"""The house colours, and the few operations that mix them."""

from __future__ import annotations

AUBERGINE = "#2b1038"
INK = "#17121f"
PAPER = "#fbf6ee"
RED = "#d7263d"
ORANGE = "#f46a25"
YELLOW = "#f9c22e"
GREEN = "#1b998b"
BLUE = "#2e5eaa"
VIOLET = "#7b2d8b"
PINK = "#f7a8b8"
SKY = "#78c6e7"
BROWN = "#6b4226"

RAINBOW = (RED, ORANGE, YELLOW, GREEN, BLUE, VIOLET)
RAINBOW_1978 = ("#ef6f9d", RED, ORANGE, YELLOW, GREEN, SKY, BLUE, VIOLET)
TRANS = (SKY, PINK, PAPER, PINK, SKY)
SKIN = ("#f3cfae", "#8d5524", "#d9a066", "#5a3420", "#e6b58d", "#b5763f", "#3f2418")
HAIR = ("#1d1420", "#4a2a1a", "#8a4b22", "#d8a24a", "#2b1038", "#b9b2b5", "#c2452d")


def _channels(colour: str) -> tuple[int, int, int]:
    """Split ``#rrggbb`` into its three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """Blend two colours; ``share`` is how much of the second there is, from 0 to 1."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def light(colour: str, share: float = 0.3) -> str:
    """A lighter tint of a colour, towards the paper's warm white."""
    return mix(colour, PAPER, share)


def dark(colour: str, share: float = 0.3) -> str:
    """A darker shade of a colour, towards aubergine."""
    return mix(colour, AUBERGINE, share)


def deep(colour: str, share: float = 0.5) -> str:
    """A very dark shade of a colour, towards ink."""
    return mix(colour, INK, share)
