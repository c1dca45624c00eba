"""What a page draws where nobody sees it: beyond its edge, where somebody cropped it and the rest is still in the file.

Programs crop a page by saying which part of it to show. The words and pictures of the rest stay, and any reader of
documents shows them again. So the instructions are followed as a printer follows them, for words, pictures and shapes,
and each is looked for beyond the edge. How wide words are is taken from the font's own table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Object, Stream, String

#: How numbers move a point: a, b, c, d, e and f of ISO 32000-2, 8.3.3.
Matrix = tuple[float, float, float, float, float, float]
#: Left, bottom, right and top.
Box = tuple[float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)
#: Points by which a thing may be beyond the edge of a page that was cropped.
_SLACK = 2.0
#: Forms within forms; deeper than this nobody draws.
_DEEPEST = 12
_PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix = _SAME
    size: float = 0
    font: Object | None = None
    spacing: float = 0
    word_spacing: float = 0
    scale: float = 1
    leading: float = 0
    rise: float = 0


@dataclass(slots=True)
class _Pen:
    """Where the next words go, and what of a path is drawn."""

    state: _State = field(default_factory=_State)
    kept: list[_State] = field(default_factory=list)
    line: Matrix = _SAME
    text: Matrix = _SAME
    path: list[tuple[float, float]] = field(default_factory=list)


def beyond(page: Object, seen: Box, *, cropped: bool) -> bool:
    """Return whether a page draws anything where nobody sees it.

    Args:
        page: its instructions are one stream.
        seen: what is seen of it.
        cropped: whether somebody said that less of it is to be seen than there is. Then nothing may lie beyond the
            edge, and no picture may go over it; otherwise one may, and only what lies wholly beyond counts.
    """
    contents = page.get("/Contents")
    if not isinstance(contents, Stream):
        return False
    for box, what in _drawn(contents, page.get("/Resources", Dictionary()), _SAME, 0):
        left, bottom, right, top = box
        outside = right < seen[0] or left > seen[2] or top < seen[1] or bottom > seen[3]
        over = (
            left < seen[0] - _SLACK or right > seen[2] + _SLACK or bottom < seen[1] - _SLACK or top > seen[3] + _SLACK
        )
        if what == "shape":
            if cropped and outside and over:
                return True
        elif over if cropped else outside and over:
            return True
    return False


def _drawn(stream: Stream, resources: Object, matrix: Matrix, depth: int) -> Iterator[tuple[Box, str]]:
    """Yield where each thing stands that is drawn, and whether it is words, a picture or a shape."""
    pen = _Pen(_State(matrix))
    for one in pikepdf.parse_content_stream(stream):
        if isinstance(one, ContentStreamInlineImage):
            yield _box(pen.state.matrix, [(0, 0), (1, 0), (0, 1), (1, 1)]), "picture"
            continue
        name, given = str(one.operator), list(one.operands)
        if name == "Do":
            yield from _object(given, resources, pen.state, depth)
        elif name in _SHOWS:
            box = _show(pen, name, given)
            if box is not None:
                yield box, "words"
        elif name in _PAINTS or name in ("n", "sh"):
            if pen.path and name in _PAINTS:
                yield _box(pen.state.matrix, pen.path), "shape"
            pen.path = []
        elif name in _MOVES:
            _MOVES[name](pen, [_plain(value) for value in given], resources)


def _plain(value: object) -> object:
    """Return a number as Python has it, and anything else as it is."""
    return value if isinstance(value, Object) else float(str(value))


def _object(given: Sequence[object], resources: Object, state: _State, depth: int) -> Iterator[tuple[Box, str]]:
    thing = resources.get("/XObject", Dictionary()).get(str(given[0])) if given else None
    if not isinstance(thing, Stream):
        return
    if thing.get("/Subtype") == Name.Image:
        yield _box(state.matrix, [(0, 0), (1, 0), (0, 1), (1, 1)]), "picture"
    elif depth < _DEEPEST:
        own = tuple(float(value) for value in thing.get("/Matrix", Array(_SAME)))
        inner = _times(own, state.matrix) if len(own) == 6 else state.matrix
        yield from _drawn(thing, thing.get("/Resources", resources), inner, depth + 1)


def _times(first: Sequence[float], then: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _box(matrix: Matrix, points: list[tuple[float, float]]) -> Box:
    a, b, c, d, e, f = matrix
    across = [a * x + c * y + e for x, y in points]
    up = [b * x + d * y + f for x, y in points]
    return min(across), min(up), max(across), max(up)


# ------------------------------------------------------------------------------------------------------------- words

_Move = Callable[[_Pen, Sequence[Any], Any], None]
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})


def _show(pen: _Pen, name: str, given: Sequence[object]) -> Box | None:
    """Return where words stand, and move on behind them; None where there is nothing but blanks."""
    if name in ("'", '"'):
        _next_line(pen, [], None)
    last = given[-1] if given else None
    pieces = list(last) if isinstance(last, Array) else [last]
    state, width, begin, end = pen.state, 0.0, None, 0.0
    for piece in pieces:
        if isinstance(piece, String):
            for advance, blank in _advances(state, bytes(piece)):
                if not blank:
                    begin = width if begin is None else begin
                    end = width + advance
                width += advance
        elif piece is not None and not isinstance(piece, Object):
            width -= float(str(piece)) / 1000 * state.size * state.scale
    box = None
    if begin is not None:
        # As high as a small letter: what is less than that beyond an edge is not read.
        height = state.rise + state.size * 0.4
        points = [(begin, state.rise), (end, state.rise), (begin, height), (end, height)]
        box = _box(_times(pen.text, state.matrix), points)
    pen.text = _times((1, 0, 0, 1, width, 0), pen.text)
    return box


def _advances(state: _State, words: bytes) -> Iterator[tuple[float, bool]]:
    """Yield how far each letter moves the pen, and whether it is a blank."""
    font = state.font if isinstance(state.font, Dictionary) else Dictionary()
    if font.get("/Subtype") == Name.Type0:
        widths, usual = _wide_widths(font)
        for place in range(0, len(words) - 1, 2):
            code = words[place] << 8 | words[place + 1]
            wide = widths.get(code, usual) / 1000
            yield (wide * state.size + state.spacing) * state.scale, code == 32
        return
    unit = 0.001
    if font.get("/Subtype") == Name.Type3:
        unit = abs(float(font.get("/FontMatrix", Array([0.001]))[0]))
    first, table = int(font.get("/FirstChar", 0)), font.get("/Widths", Array())
    for code in words:
        wide = float(table[code - first]) if 0 <= code - first < len(table) else 500.0
        blank = code == 32
        yield (wide * unit * state.size + state.spacing + (state.word_spacing if blank else 0)) * state.scale, blank


def _wide_widths(font: Object) -> tuple[dict[int, float], float]:
    """Return the widths of a font of two bytes a letter (9.7.4.3), and that of all others."""
    held = font.get("/DescendantFonts", Array())
    inner = held[0] if len(held) else Dictionary()
    found: dict[int, float] = {}
    parts = list(inner.get("/W", Array()))
    while len(parts) > 1:
        if isinstance(parts[1], Array):
            found |= {int(parts[0]) + number: float(wide) for number, wide in enumerate(parts[1])}
            del parts[:2]
        elif len(parts) > 2:
            found |= dict.fromkeys(range(int(parts[0]), min(int(parts[1]), 65_535) + 1), float(parts[2]))
            del parts[:3]
        else:
            break
    return found, float(inner.get("/DW", 1000))


# ------------------------------------------------------------------------------------------------------- other moves


def _save(pen: _Pen, _given: Sequence[Any], _resources: Any) -> None:
    pen.kept.append(pen.state)


def _restore(pen: _Pen, _given: Sequence[Any], _resources: Any) -> None:
    if pen.kept:
        pen.state = pen.kept.pop()


def _turn(pen: _Pen, given: Sequence[Any], _resources: Any) -> None:
    pen.state = replace(pen.state, matrix=_times(given, pen.state.matrix))


def _begin(pen: _Pen, _given: Sequence[Any], _resources: Any) -> None:
    pen.line = pen.text = _SAME


def _place(pen: _Pen, given: Sequence[Any], _resources: Any) -> None:
    a, b, c, d, e, f = given
    pen.line = pen.text = (a, b, c, d, e, f)


def _move(pen: _Pen, given: Sequence[Any], _resources: Any) -> None:
    pen.line = pen.text = _times((1, 0, 0, 1, given[0], given[1]), pen.line)


def _move_and_lead(pen: _Pen, given: Sequence[Any], resources: Any) -> None:
    pen.state = replace(pen.state, leading=-given[1])
    _move(pen, given, resources)


def _next_line(pen: _Pen, _given: Sequence[Any], resources: Any) -> None:
    _move(pen, [0, -pen.state.leading], resources)


def _font(pen: _Pen, given: Sequence[Any], resources: Any) -> None:
    fonts = resources.get("/Font", Dictionary())
    pen.state = replace(pen.state, font=fonts.get(str(given[0])), size=given[1])


def _sets(name: str, share: float = 1) -> _Move:
    def apply(pen: _Pen, given: Sequence[Any], _resources: Any) -> None:
        pen.state = replace(pen.state, **{name: given[0] * share})

    return apply


def _points(pen: _Pen, given: Sequence[Any], _resources: Any) -> None:
    pen.path += list(zip(given[::2], given[1::2], strict=False))


def _rectangle(pen: _Pen, given: Sequence[Any], _resources: Any) -> None:
    x, y, width, height = given
    pen.path += [(x, y), (x + width, y + height)]


_MOVES: dict[str, _Move] = {
    "q": _save, "Q": _restore, "cm": _turn, "BT": _begin, "Tm": _place, "Td": _move, "TD": _move_and_lead,
    "T*": _next_line, "Tf": _font, "Tc": _sets("spacing"), "Tw": _sets("word_spacing"), "Tz": _sets("scale", 0.01),
    "TL": _sets("leading"), "Ts": _sets("rise"), "m": _points, "l": _points, "c": _points, "v": _points, "y": _points,
    "re": _rectangle,
}  # fmt: skip
