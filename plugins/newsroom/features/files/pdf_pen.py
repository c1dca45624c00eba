"""Interpreter of PDF drawing instructions: the position of text, the current path, and the clip of both.

How wide words are is taken from the font's own table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from newsroom.features.files import pdf_geometry as geometry
from newsroom.features.files.pdf_geometry import Clip, Matrix, Points, Rectangle

#: Instructions that show words.
SHOWS = frozenset({"Tj", "TJ", "'", '"'})


class GraphicsState(Struct, frozen=True):
    """The graphics state: settings for everything that is drawn next (8.4).

    Attributes:
        base: how points were moved where the instructions began; patterns are laid out by that.
        clip: the box around all that is seen of what comes; None where nothing is cut off.
        clips: the paths beyond which nothing is seen.
        pattern: the pattern with which paths are filled.
        opacity: of what is filled, from 0 to 1.
        masked: whether a group says how much is seen of what comes.
    """

    matrix: Matrix = geometry.SAME
    base: Matrix = geometry.SAME
    size: float = 0
    font: Object | None = None
    spacing: float = 0
    word_spacing: float = 0
    scale: float = 1
    leading: float = 0
    rise: float = 0
    clip: Rectangle | None = None
    clips: tuple[Clip, ...] = ()
    pattern: Object | None = None
    opacity: float = 1
    masked: bool = False

    def clipped(self, clip: Clip) -> GraphicsState:
        """Return the state within a path."""
        return replace(self, clip=geometry.intersection(self.clip, clip.box), clips=(*self.clips, clip))


class Pen(Struct):
    """Where the next words go, and what of a path is drawn; `path` is a list of its lines, each a list of points."""

    state: GraphicsState = field(default_factory=GraphicsState)
    kept: list[GraphicsState] = field(default_factory=list)
    line: Matrix = geometry.SAME
    text: Matrix = geometry.SAME
    path: list[Points] = field(default_factory=list)
    clips: str = ""

    def end_path(self) -> Clip | None:
        """Return the path that ends, and cut off beyond it what comes then, if it is for that."""
        lines = tuple(tuple(geometry.transformed(self.state.matrix, line)) for line in self.path if line)
        path = Clip(lines, even=self.clips == "W*") if lines else None
        if path is not None and self.clips:
            self.state = self.state.clipped(path)
        self.path, self.clips = [], ""
        return path


def show(pen: Pen, name: str, given: Sequence[object]) -> Rectangle | None:
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
        box = geometry.bounding_box(geometry.product(pen.text, state.matrix), points)
    pen.text = geometry.product((1, 0, 0, 1, width, 0), pen.text)
    return box


def _advances(state: GraphicsState, words: bytes) -> Iterator[tuple[float, bool]]:
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
    widths: dict[int, float] = {}
    parts = list(inner.get("/W", Array()))
    while len(parts) > 1:
        if isinstance(parts[1], Array):
            widths |= {int(parts[0]) + number: float(wide) for number, wide in enumerate(parts[1])}
            del parts[:2]
        elif len(parts) > 2:
            widths |= dict.fromkeys(range(int(parts[0]), min(int(parts[1]), 65_535) + 1), float(parts[2]))
            del parts[:3]
        else:
            break
    return widths, float(inner.get("/DW", 1000))


# ------------------------------------------------------------------------------------------------------- other moves

_Move = Callable[[Pen, Sequence[Any], Any], None]


def _save(pen: Pen, _given: Sequence[Any], _resources: Any) -> None:
    pen.kept.append(pen.state)


def _restore(pen: Pen, _given: Sequence[Any], _resources: Any) -> None:
    if pen.kept:
        pen.state = pen.kept.pop()


def _turn(pen: Pen, given: Sequence[Any], _resources: Any) -> None:
    pen.state = replace(pen.state, matrix=geometry.product(given, pen.state.matrix))


def _begin(pen: Pen, _given: Sequence[Any], _resources: Any) -> None:
    pen.line = pen.text = geometry.SAME


def _set_text_matrix(pen: Pen, given: Sequence[Any], _resources: Any) -> None:
    a, b, c, d, e, f = given
    pen.line = pen.text = (a, b, c, d, e, f)


def _move(pen: Pen, given: Sequence[Any], _resources: Any) -> None:
    pen.line = pen.text = geometry.product((1, 0, 0, 1, given[0], given[1]), pen.line)


def _move_and_lead(pen: Pen, given: Sequence[Any], resources: Any) -> None:
    pen.state = replace(pen.state, leading=-given[1])
    _move(pen, given, resources)


def _next_line(pen: Pen, _given: Sequence[Any], resources: Any) -> None:
    _move(pen, [0, -pen.state.leading], resources)


def _font(pen: Pen, given: Sequence[Any], resources: Any) -> None:
    fonts = resources.get("/Font", Dictionary())
    pen.state = replace(pen.state, font=fonts.get(str(given[0])), size=given[1])


def _sets(name: str, share: float = 1) -> _Move:
    def apply(pen: Pen, given: Sequence[Any], _resources: Any) -> None:
        pen.state = replace(pen.state, **{name: given[0] * share})

    return apply


def _begin_line(pen: Pen, given: Sequence[Any], _resources: Any) -> None:
    pen.path.append([(given[0], given[1])])


def _line(pen: Pen, given: Sequence[Any], _resources: Any) -> None:
    if pen.path:
        pen.path[-1].append((given[0], given[1]))


def _curve(pen: Pen, given: Sequence[Any], _resources: Any) -> None:
    if pen.path:
        begin, (x, y, other_x, other_y, end_x, end_y) = pen.path[-1][-1], given
        pen.path[-1] += geometry.curve(begin, (x, y), (other_x, other_y), (end_x, end_y))


def _curve_from_here(pen: Pen, given: Sequence[Any], resources: Any) -> None:
    if pen.path:
        _curve(pen, [*pen.path[-1][-1], *given], resources)


def _curve_to_end(pen: Pen, given: Sequence[Any], resources: Any) -> None:
    _curve(pen, [*given, *given[2:]], resources)


def _rectangle(pen: Pen, given: Sequence[Any], _resources: Any) -> None:
    x, y, width, height = given
    pen.path.append([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def _graphics(pen: Pen, given: Sequence[Any], resources: Any) -> None:
    state = resources.get("/ExtGState", Dictionary()).get(str(given[0]), Dictionary())
    if "/ca" in state:
        pen.state = replace(pen.state, opacity=float(state.ca))
    if "/SMask" in state:
        pen.state = replace(pen.state, masked=isinstance(state.SMask, Dictionary))
    if isinstance(state.get("/Font"), Array) and len(state.Font) == 2:
        pen.state = replace(pen.state, font=state.Font[0], size=float(state.Font[1]))


def _colour(pen: Pen, given: Sequence[Any], resources: Any) -> None:
    held = resources.get("/Pattern", Dictionary())
    pattern = held.get(str(given[-1])) if given and isinstance(given[-1], Name) else None
    pen.state = replace(pen.state, pattern=pattern if isinstance(pattern, Stream) else None)


MOVES: dict[str, _Move] = {
    "q": _save, "Q": _restore, "cm": _turn, "BT": _begin, "Tm": _set_text_matrix, "Td": _move, "TD": _move_and_lead,
    "T*": _next_line, "Tf": _font, "Tc": _sets("spacing"), "Tw": _sets("word_spacing"), "Tz": _sets("scale", 0.01),
    "TL": _sets("leading"), "Ts": _sets("rise"), "m": _begin_line, "l": _line, "c": _curve, "v": _curve_from_here,
    "y": _curve_to_end, "re": _rectangle, "gs": _graphics,
    **dict.fromkeys(("g", "rg", "k", "cs", "sc", "scn"), _colour),
}  # fmt: skip
