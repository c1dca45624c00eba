"""Numbers that move points, boxes and paths on the page of a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

#: How numbers move a point: a, b, c, d, e and f of ISO 32000-2, 8.3.3.
Matrix = tuple[float, float, float, float, float, float]
#: Left, bottom, right and top.
Rectangle = tuple[float, float, float, float]
Point = tuple[float, float]
Points = list[Point]
SAME: Matrix = (1, 0, 0, 1, 0, 0)
#: The corners of a picture, wherever it is moved.
SQUARE: Points = [(0, 0), (1, 0), (1, 1), (0, 1)]
#: Straight lines that a curve becomes.
_STEPS = 16


class Clip(Struct, frozen=True, dict=True):
    """A path beyond which nothing is seen.

    Attributes:
        lines: closed lines, each by its corners.
        even: whether what two of them enclose is outside.
    """

    lines: tuple[tuple[Point, ...], ...]
    even: bool = False

    @cached_property
    def box(self) -> Rectangle:
        """The box around it."""
        return bounding_box(SAME, [point for line in self.lines for point in line])

    @cached_property
    def is_box(self) -> bool:
        """Whether it is nothing but that box."""
        if len(self.lines) != 1:
            return False
        left, bottom, right, top = self.box
        corners = {(left, bottom), (right, bottom), (right, top), (left, top)}
        line = self.lines[0]
        ways = zip(line, (*line[1:], line[0]), strict=True)
        return set(line) == corners and len(line) < 6 and all(x == u or y == v for (x, y), (u, v) in ways)


def clip_of(box: Rectangle, matrix: Matrix = SAME) -> Clip:
    """Return a box, moved, as a path."""
    left, bottom, right, top = box
    return Clip((tuple(transformed(matrix, [(left, bottom), (right, bottom), (right, top), (left, top)])),))


def is_apart(one: Rectangle, other: Rectangle, slack: float = 0) -> bool:
    """Return whether two boxes have nothing in common, and are further apart than a little."""
    return (
        one[2] < other[0] - slack or one[0] > other[2] + slack or one[3] < other[1] - slack or one[1] > other[3] + slack
    )


def is_inside(one: Rectangle, other: Rectangle, slack: float = 0) -> bool:
    """Return whether a box lies in another, or reaches over its edge by no more than a little."""
    return (
        one[0] >= other[0] - slack
        and one[1] >= other[1] - slack
        and one[2] <= other[2] + slack
        and one[3] <= other[3] + slack
    )


def intersection(clip: Rectangle | None, box: Rectangle) -> Rectangle:
    """Return the intersection of two boxes; a box of no size where they do not overlap."""
    if clip is None:
        return box
    left, bottom = max(clip[0], box[0]), max(clip[1], box[1])
    return left, bottom, max(left, min(clip[2], box[2])), max(bottom, min(clip[3], box[3]))


def product(first: Sequence[float], then: Sequence[float]) -> Matrix:
    """Return two ways of moving points as one."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def inverse(matrix: Matrix) -> Matrix | None:
    """Return how points are moved back; None where all of them came to lie on one line."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    if abs(size) < 1e-12:
        return None
    return d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size


def transformed(matrix: Matrix, points: Iterable[Point]) -> Points:
    """Return points where they are moved to."""
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]


def bounding_box(matrix: Matrix, points: Iterable[Point]) -> Rectangle:
    """Return the box around points that are moved."""
    across, up = zip(*transformed(matrix, points), strict=True)
    return min(across), min(up), max(across), max(up)


def curve(begin: Point, one: Point, other: Point, end: Point) -> Points:
    """Return points on a Bézier curve, the last of them its end."""
    on_curve = []
    for step in range(1, _STEPS + 1):
        there = step / _STEPS
        rest = 1 - there
        shares = (rest**3, 3 * rest**2 * there, 3 * rest * there**2, there**3)
        points = (begin, one, other, end)
        on_curve.append((
            sum(share * point[0] for share, point in zip(shares, points, strict=True)),
            sum(share * point[1] for share, point in zip(shares, points, strict=True)),
        ))  # fmt: skip
    return on_curve
