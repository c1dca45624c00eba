"""Numbers that move points and boxes on the page of a PDF."""

from __future__ import annotations

from collections.abc import Sequence

#: How numbers move a point: a, b, c, d, e and f of ISO 32000-2, 8.3.3.
Matrix = tuple[float, float, float, float, float, float]
#: Left, bottom, right and top.
Box = tuple[float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


def apart(one: Box, other: Box, slack: float = 0) -> bool:
    """Return whether two boxes have nothing in common, and are further apart than a little."""
    return (
        one[2] < other[0] - slack or one[0] > other[2] + slack or one[3] < other[1] - slack or one[1] > other[3] + slack
    )


def within(clip: Box | None, box: Box) -> Box:
    """Return what two boxes have in common; where that is nothing, a box of no size."""
    if clip is None:
        return box
    left, bottom = max(clip[0], box[0]), max(clip[1], box[1])
    return left, bottom, max(left, min(clip[2], box[2])), max(bottom, min(clip[3], box[3]))


def times(first: Sequence[float], then: Sequence[float]) -> Matrix:
    """Return two ways of moving points as one."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def around(matrix: Matrix, points: list[tuple[float, float]]) -> Box:
    """Return the box around points that are moved."""
    a, b, c, d, e, f = matrix
    across = [a * x + c * y + e for x, y in points]
    up = [b * x + d * y + f for x, y in points]
    return min(across), min(up), max(across), max(up)
