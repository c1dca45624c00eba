"""Drawing of a page that nobody sees: beyond its edge, where somebody cropped it and the rest is still in the file.

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

from newsroom.files import pdf_geometry as geometry
from newsroom.files.pdf_geometry import Box, Matrix

#: Points by which a thing may be beyond the edge of a page that was cropped.
_SLACK = 2.0
#: Forms within forms; deeper than this nobody draws.
_DEEPEST = 12
_PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix = geometry.SAME
    size: float = 0
    font: Object | None = None
    spacing: float = 0
    word_spacing: float = 0
    scale: float = 1
    leading: float = 0
    rise: float = 0
    clip: Box | None = None


@dataclass(slots=True)
class _Pen:
    """Where the next words go, and what of a path is drawn."""

    state: _State = field(default_factory=_State)
    kept: list[_State] = field(default_factory=list)
    line: Matrix = geometry.SAME
    text: Matrix = geometry.SAME
    path: list[tuple[float, float]] = field(default_factory=list)
    clips: bool = False


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
    for box, what in _drawn(contents, page.get("/Resources", Dictionary()), _State(), 0):
        if what == "hidden":
            return True
        left, bottom, right, top = box
        outside = geometry.apart(box, seen)
        over = (
            left < seen[0] - _SLACK or right > seen[2] + _SLACK or bottom < seen[1] - _SLACK or top > seen[3] + _SLACK
        )
        if what == "shape":
            if cropped and outside and over:
                return True
        elif over if cropped else outside and over:
            return True
    return False


def hides(form: Stream) -> bool:
    """Return whether a form or a pattern draws words or pictures beyond its own edge, where nobody ever sees them."""
    edge = _edge(form, geometry.SAME)
    drawn = _drawn(form, form.get("/Resources", Dictionary()), _State(clip=edge), 0)
    return any(what == "hidden" for _, what in drawn)


def _edge(form: Stream, matrix: Matrix) -> Box | None:
    """Return beyond what nothing of a form is seen."""
    sides = [float(side) for side in form.get("/BBox", Array())]
    if len(sides) != 4:
        return None
    x, y, other_x, other_y = sides
    return geometry.around(matrix, [(x, y), (other_x, y), (x, other_y), (other_x, other_y)])


def _drawn(stream: Stream, resources: Object, begin: _State, depth: int) -> Iterator[tuple[Box, str]]:
    """Yield where each thing stands that is drawn, and what it is: words, a picture or a shape.

    Words and pictures that lie beyond what they are cut off at are "hidden".
    """
    pen = _Pen(begin)
    for box, what in _things(stream, resources, pen, depth):
        clip = pen.state.clip
        hidden = what in ("words", "picture") and clip is not None and geometry.apart(box, clip, _SLACK)
        yield box, "hidden" if hidden else what


def _things(stream: Stream, resources: Object, pen: _Pen, depth: int) -> Iterator[tuple[Box, str]]:
    for one in pikepdf.parse_content_stream(stream):
        if isinstance(one, ContentStreamInlineImage):
            yield geometry.around(pen.state.matrix, [(0, 0), (1, 0), (0, 1), (1, 1)]), "picture"
            continue
        name, given = str(one.operator), list(one.operands)
        if name == "Do":
            yield from _object(given, resources, pen.state, depth)
        elif name in _SHOWS:
            box = _show(pen, name, given)
            if box is not None:
                yield box, "words"
        elif name in _PAINTS or name in ("n", "sh"):
            box = _end_path(pen)
            if box is not None and name in _PAINTS:
                yield box, "shape"
        elif name in ("W", "W*"):
            pen.clips = True
        elif name in _MOVES:
            _MOVES[name](pen, [_plain(value) for value in given], resources)


def _end_path(pen: _Pen) -> Box | None:
    """Return where a path lies that ends, and cut off beyond it what comes then, if it is for that."""
    box = geometry.around(pen.state.matrix, pen.path) if pen.path else None
    if box is not None and pen.clips:
        pen.state = replace(pen.state, clip=geometry.within(pen.state.clip, box))
    pen.path, pen.clips = [], False
    return box


def _plain(value: object) -> object:
    """Return a number as Python has it, and anything else as it is."""
    return value if isinstance(value, Object) else float(str(value))


def _object(given: Sequence[object], resources: Object, state: _State, depth: int) -> Iterator[tuple[Box, str]]:
    thing = resources.get("/XObject", Dictionary()).get(str(given[0])) if given else None
    if not isinstance(thing, Stream):
        return
    if thing.get("/Subtype") == Name.Image:
        yield geometry.around(state.matrix, [(0, 0), (1, 0), (0, 1), (1, 1)]), "picture"
    elif depth < _DEEPEST:
        own = tuple(float(value) for value in thing.get("/Matrix", Array(geometry.SAME)))
        inner = geometry.times(own, state.matrix) if len(own) == 6 else state.matrix
        edge = _edge(thing, inner)
        within = replace(state, matrix=inner, clip=state.clip if edge is None else geometry.within(state.clip, edge))
        yield from _drawn(thing, thing.get("/Resources", resources), within, depth + 1)


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
        box = geometry.around(geometry.times(pen.text, state.matrix), points)
    pen.text = geometry.times((1, 0, 0, 1, width, 0), pen.text)
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
    pen.state = replace(pen.state, matrix=geometry.times(given, pen.state.matrix))


def _begin(pen: _Pen, _given: Sequence[Any], _resources: Any) -> None:
    pen.line = pen.text = geometry.SAME


def _place(pen: _Pen, given: Sequence[Any], _resources: Any) -> None:
    a, b, c, d, e, f = given
    pen.line = pen.text = (a, b, c, d, e, f)


def _move(pen: _Pen, given: Sequence[Any], _resources: Any) -> None:
    pen.line = pen.text = geometry.times((1, 0, 0, 1, given[0], given[1]), pen.line)


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
