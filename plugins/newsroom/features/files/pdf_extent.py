"""Drawing of a page that nobody sees: beyond its edge, where somebody cropped it and the rest is still in the file.

Programs crop a page by saying which part of it to show. The words and pictures of the rest stay, and any reader of
documents shows them again. So the instructions are followed as a printer follows them, for words, pictures and shapes,
and each is looked for beyond the edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from msgspec import Struct
from msgspec.structs import replace
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Object, Stream

from newsroom.features.files import pdf_geometry as geometry
from newsroom.features.files.pdf_geometry import Matrix, Rectangle
from newsroom.features.files.pdf_pen import MOVES, SHOWS, GraphicsState, Pen, show

#: Points by which a thing may be beyond the edge of a page that was cropped.
_SLACK = 2.0
#: Forms within forms; deeper than this nobody draws.
_DEEPEST = 12
_PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})


class DrawnObject(Struct, frozen=True):
    """A thing that is drawn.

    Attributes:
        box: where it stands.
        what: words, a picture, a shape, a pattern that fills the box, or "hidden": words or a picture that lie beyond
            what they are cut off at.
        state: how it is drawn.
        picture: the picture or the pattern.
    """

    box: Rectangle
    what: str
    state: GraphicsState
    picture: Object | ContentStreamInlineImage | None = None


def beyond(page: Object, seen: Rectangle, *, cropped: bool) -> bool:
    """Return whether a page draws anything outside its visible area.

    Args:
        page: its instructions are one stream.
        seen: visible area of the page.
        cropped: whether somebody said that less of it is to be seen than there is. Then nothing may lie beyond the
            edge, and no picture may go over it; otherwise one may, and only what lies wholly beyond counts.
    """
    contents = page.get("/Contents")
    if not isinstance(contents, Stream):
        return False
    for thing in drawn(contents, page.get("/Resources", Dictionary()), GraphicsState()):
        box, what = thing.box, thing.what
        if what == "hidden":
            return True
        if what == "pattern":
            continue
        left, bottom, right, top = box
        outside = geometry.is_apart(box, seen)
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
    begin = bounded(GraphicsState(), form, geometry.SAME)
    return any(thing.what == "hidden" for thing in drawn(form, form.get("/Resources", Dictionary()), begin))


def bounded(state: GraphicsState, form: Object, matrix: Matrix) -> GraphicsState:
    """Return the state in a form, of which nothing is seen beyond its own edge."""
    sides = [float(side) for side in form.get("/BBox", Array())]
    state = replace(state, matrix=matrix, base=matrix)
    if len(sides) != 4:
        return state
    x, y, other_x, other_y = sides
    return state.clipped(geometry.clip_of((min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)), matrix))


def drawn(stream: Stream, resources: Object, begin: GraphicsState, depth: int = 0) -> Iterator[DrawnObject]:
    """Yield each thing that instructions draw, in forms within them too.

    Args:
        stream: the instructions.
        resources: resources that they call by names.
        begin: the state in which they begin.
        depth: of how many forms it is a part.
    """
    pen = Pen(begin)
    for instruction in pikepdf.parse_content_stream(stream):
        if isinstance(instruction, ContentStreamInlineImage):
            yield _placed(pen.state, geometry.bounding_box(pen.state.matrix, geometry.SQUARE), "picture", instruction)
            continue
        name, given = str(instruction.operator), list(instruction.operands)
        if name == "Do":
            yield from _object(given, resources, pen.state, depth)
        elif name in SHOWS:
            box = show(pen, name, given)
            if box is not None:
                yield _placed(pen.state, box, "words")
        elif name in _PAINTS or name in ("n", "sh"):
            yield from _end_path(pen, name)
        elif name in ("W", "W*"):
            pen.clips = name
        elif name in MOVES:
            MOVES[name](pen, [_plain(value) for value in given], resources)


def _placed(
    state: GraphicsState, box: Rectangle, what: str, picture: Object | ContentStreamInlineImage | None = None
) -> DrawnObject:
    hidden = state.clip is not None and geometry.is_apart(box, state.clip, _SLACK)
    return DrawnObject(box, "hidden" if hidden else what, state, picture)


def _end_path(pen: Pen, name: str) -> Iterator[DrawnObject]:
    state, path = pen.state, pen.end_path()
    if path is not None and name in _PAINTS:
        yield DrawnObject(path.box, "shape", state)
        if state.pattern is not None and name not in ("S", "s"):
            yield DrawnObject(path.box, "pattern", state.clipped(path), state.pattern)


def _plain(value: object) -> object:
    """Return a number as Python has it, and anything else as it is."""
    return value if isinstance(value, Object) else float(str(value))


def _object(given: Sequence[object], resources: Object, state: GraphicsState, depth: int) -> Iterator[DrawnObject]:
    thing = resources.get("/XObject", Dictionary()).get(str(given[0])) if given else None
    if not isinstance(thing, Stream):
        return
    if thing.get("/Subtype") == Name.Image:
        yield _placed(state, geometry.bounding_box(state.matrix, geometry.SQUARE), "picture", thing)
    elif depth < _DEEPEST:
        own = tuple(float(value) for value in thing.get("/Matrix", Array(geometry.SAME)))
        inner = geometry.product(own, state.matrix) if len(own) == 6 else state.matrix
        yield from drawn(thing, thing.get("/Resources", resources), bounded(state, thing, inner), depth + 1)
