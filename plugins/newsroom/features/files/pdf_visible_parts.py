"""Visible parts of PDF pictures: where each is drawn, and the clip of pages, paths and forms."""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Object, Pdf, Stream
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from newsroom.features.files import pdf_extent
from newsroom.features.files import pdf_geometry as geometry
from newsroom.features.files.model import FileFault
from newsroom.features.files.pdf_geometry import Clip, Matrix, Point, Rectangle
from newsroom.features.files.pdf_pen import GraphicsState
from newsroom.features.files.pdf_values import box_of

#: Points by which a picture may reach over what it is cut off at: programs round where they place things.
_SLACK = 1.0
#: The least opacity that is seen.
_LEAST = 8 / 255
#: Uses of one picture, and repetitions of a pattern, that are followed one by one.
_MOST_USES, _MOST_TILES = 60, 16
#: Corners of a line of which it is found out whether it crosses itself.
_MOST_CORNERS = 400
#: How far from a picture's edge corners are drawn.
_FAR = 1e6
_ONE, _WHITE = [0] + [1] * 255, [0] + [255] * 255
FIX = "take the picture out, or make a picture of what is seen of it, and save the document anew"


class PlacedPicture(Struct, frozen=True):
    """A picture where it is drawn: how its unit square is moved, and what it is cut off at."""

    matrix: Matrix
    clips: tuple[Clip, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all of the picture is seen, but for what rounding takes."""
        box = geometry.bounding_box(self.matrix, geometry.SQUARE)
        return all(clip.is_box and geometry.is_inside(box, clip.box, _SLACK) for clip in self.clips)


class PlacedPictures(Struct):
    """The places at which pictures are drawn.

    Attributes:
        of: by the number of a picture, where it is drawn; None where all of it is seen.
        inline: small pictures that stand among the instructions of pages, with the same.
    """

    of: dict[tuple[int, int], list[PlacedPicture] | None] = field(default_factory=dict)
    inline: list[tuple[ContentStreamInlineImage, PlacedPicture]] = field(default_factory=list)

    def add(self, picture: Object | ContentStreamInlineImage | None, use: PlacedPicture | None) -> None:
        """Note where a picture is drawn."""
        if isinstance(picture, ContentStreamInlineImage):
            if use is not None:
                self.inline.append((picture, use))
        elif picture is not None:
            held = self.of.setdefault(picture.objgen, [])
            if use is None or use.is_whole:
                self.of[picture.objgen] = None
            elif held is not None:
                held.append(use)


def uses(pdf: Pdf) -> PlacedPictures:
    """Return where each picture of a document is drawn.

    Raises:
        FileFault: one is drawn so that nobody sees it, or that a group says how much is seen of it.
    """
    placed = PlacedPictures()
    for page in pdf.pages:
        contents, box = page.obj.get("/Contents"), box_of(page.obj.get("/MediaBox"))
        begin = GraphicsState() if box is None else GraphicsState().clipped(geometry.clip_of(box))
        if isinstance(contents, Stream):
            _follow(contents, page.obj.get("/Resources", Dictionary()), begin, placed, 0)
        for mark in page.obj.get("/Annots", Array()):
            _follow_mark(mark, begin, placed)
    for stream, resources in _separate_streams(pdf):
        _follow(stream, resources, pdf_extent.bounded(GraphicsState(), stream, geometry.SAME), placed, 0)
    return placed


def _separate_streams(pdf: Pdf) -> Iterator[tuple[Stream, Object]]:
    """Yield instructions that are no part of a page's own: letters that are drawn, and groups that are masks."""
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary):
            continue
        if thing.get("/Subtype") == Name.Type3:
            for letter in thing.get("/CharProcs", Dictionary()).values():
                if isinstance(letter, Stream):
                    yield letter, thing.get("/Resources", Dictionary())
        group = thing.get("/G") if thing.get("/S") in (Name.Alpha, Name.Luminosity) else None
        if isinstance(group, Stream):
            yield group, group.get("/Resources", Dictionary())


def _follow(stream: Stream, resources: Object, begin: GraphicsState, pictures: PlacedPictures, depth: int) -> None:
    for thing in pdf_extent.drawn(stream, resources, begin):
        if thing.what not in ("picture", "pattern", "words"):
            continue
        _refuse_unseen(thing)
        if thing.what == "picture":
            pictures.add(thing.picture, PlacedPicture(thing.state.matrix, thing.state.clips))
        elif thing.what == "pattern" or thing.state.pattern is not None:
            _follow_pattern(thing.state.pattern, thing.state, pictures, depth)


def _refuse_unseen(thing: pdf_extent.DrawnObject) -> None:
    if thing.state.opacity < _LEAST and thing.what in ("picture", "words"):
        raise FileFault("words or a picture in it are so see-through that nobody sees them, and are still there", FIX)
    if thing.state.masked and thing.what == "picture":
        raise FileFault("a picture in it lies under a mask, and what the mask hides is still there", FIX)


def _follow_mark(mark: Object, begin: GraphicsState, pictures: PlacedPictures) -> None:
    """Follow what a mark looks like, moved from its own box into its place (12.5.5)."""
    place, look = box_of(mark.get("/Rect")), mark.get("/AP", Dictionary()).get("/N")
    looks = [look] if isinstance(look, Stream) else list(look.values()) if isinstance(look, Dictionary) else []
    for form in looks:
        box = box_of(form.get("/BBox"))
        if place is None or box is None or not isinstance(form, Stream):
            continue
        own = tuple(float(value) for value in form.get("/Matrix", Array(geometry.SAME)))
        inner = geometry.product(own, geometry.SAME)
        there = geometry.bounding_box(inner, _corners(box))
        wide, high = there[2] - there[0], there[3] - there[1]
        if not wide or not high:
            continue
        across, up = (place[2] - place[0]) / wide, (place[3] - place[1]) / high
        fit = (across, 0, 0, up, place[0] - there[0] * across, place[1] - there[1] * up)
        state = pdf_extent.bounded(begin, form, geometry.product(inner, fit))
        _follow(form, form.get("/Resources", Dictionary()), state, pictures, 0)


def _corners(box: Rectangle) -> list[Point]:
    left, bottom, right, top = box
    return [(left, bottom), (right, bottom), (right, top), (left, top)]


def _follow_pattern(pattern: Object | None, state: GraphicsState, pictures: PlacedPictures, depth: int) -> None:
    """Follow a pattern (8.7.3) where it is seen: its one cell, and all of it that is seen in any repetition."""
    if not isinstance(pattern, Stream) or pattern.get("/PatternType") != 1 or depth > 3:
        return
    resources = pattern.get("/Resources", Dictionary())
    own = geometry.product(tuple(float(value) for value in pattern.get("/Matrix", Array(geometry.SAME))), geometry.SAME)
    matrix = geometry.product(own, state.base)
    inside, box = geometry.inverse(matrix), box_of(pattern.get("/BBox"))
    steps = abs(float(pattern.get("/XStep", 0))), abs(float(pattern.get("/YStep", 0)))
    tiles = [] if inside is None or box is None or state.clip is None else _tiles(state.clip, inside, box, steps)
    if not tiles or len(tiles) > _MOST_TILES:
        tiles, state = [(0, 0)], replace(state, clip=None, clips=())
    for across, up in tiles:
        moved = geometry.product((1, 0, 0, 1, across, up), matrix)
        _follow(
            pattern, resources, pdf_extent.bounded(replace(state, pattern=None), pattern, moved), pictures, depth + 1
        )


def _tiles(clip: Rectangle, inside: Matrix, box: Rectangle, steps: tuple[float, float]) -> list[tuple[float, float]]:
    """Return how far each repetition of a cell is moved that is seen; none where they are more than can be followed."""
    seen = geometry.bounding_box(inside, _corners(clip))
    moves = []
    for side, step in enumerate(steps):
        if not step:
            return []
        first = math.ceil((seen[side] - box[side + 2]) / step)
        last = math.floor((seen[side + 2] - box[side]) / step)
        if last - first > _MOST_TILES:
            return []
        moves.append([number * step for number in range(first, last + 1)])
    return [(across, up) for across in moves[0] for up in moves[1]]


# ------------------------------------------------------------------------------------------------------------ pixels


def seen_pixels(size: tuple[int, int], places: list[PlacedPicture] | None) -> Image.Image | None:
    """Return a picture that is white where one is seen; None where all of it is, but for what rounding takes.

    Args:
        size: its pixels across and up.
        places: where it is drawn.
    """
    if not places or any(use.is_whole for use in places):
        return None
    mask = Image.new("L", size)
    for number, use in enumerate(places):
        visible = _visible_pixels(size, use, exact=number < _MOST_USES)
        if visible is None:
            return None
        mask = ImageChops.lighter(mask, visible)
    # A pixel of which an edge takes a part is seen.
    mask = mask.filter(ImageFilter.MaxFilter(3))
    return None if mask.getextrema()[0] == 255 else mask


def _visible_pixels(size: tuple[int, int], use: PlacedPicture, *, exact: bool) -> Image.Image | None:
    inside = geometry.inverse(use.matrix)
    if inside is None:
        return None
    wide, high = size
    # A picture begins at its upper left corner.
    pixels = geometry.product(inside, (wide, 0, 0, -high, 0, high))
    mask = Image.new("L", size, 255)
    for clip in use.clips:
        lines = clip.lines if exact else (tuple(_corners(clip.box)),)
        mask = ImageChops.darker(
            mask, _filled(size, [geometry.transformed(pixels, line) for line in lines], even=clip.even)
        )
    return mask


def _filled(size: tuple[int, int], lines: list[list[Point]], *, even: bool) -> Image.Image:
    """Return what lines enclose: by the rule of even and odd, or by the way round that they go."""
    each = [(_line(size, line if even or not _crosses(line) else _hull(line)), _area(line) > 0) for line in lines]
    mask = Image.new("L", size)
    if even:
        for area, _ in each:
            mask = ImageChops.difference(mask, area)
        return mask
    # One step of grey for each line: where as many go round one way as the other, nothing is enclosed.
    ways = {True: mask, False: mask}
    for area, way in each:
        ways[way] = ImageChops.add(ways[way], area.point(_ONE))
    return ImageChops.difference(ways[True], ways[False]).point(_WHITE)


def _line(size: tuple[int, int], line: list[Point]) -> Image.Image:
    mask = Image.new("L", size)
    if len(line) > 1:
        points = [(min(max(x, -_FAR), _FAR), min(max(y, -_FAR), _FAR)) for x, y in line]
        ImageDraw.Draw(mask).polygon(points, fill=255)
    return mask


def _area(line: list[Point]) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in zip(line, [*line[1:], line[0]], strict=True))


def _crosses(line: list[Point]) -> bool:
    """Return whether a line crosses itself, or has so many corners that nobody looks."""
    if len(line) < 4:
        return False
    if len(line) > _MOST_CORNERS:
        return True
    sides = list(zip(line, [*line[1:], line[0]], strict=True))
    return any(
        _cross(*sides[one], *sides[two])
        for one in range(len(sides))
        for two in range(one + 2, len(sides))
        if (one, two) != (0, len(sides) - 1)
    )


def _cross(one: Point, two: Point, three: Point, four: Point) -> bool:
    return (
        _cross_product(one, two, three) * _cross_product(one, two, four) < 0
        and _cross_product(three, four, one) * _cross_product(three, four, two) < 0
    )


def _cross_product(one: Point, two: Point, three: Point) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _hull(line: list[Point]) -> list[Point]:
    """Return the corners of what would be enclosed by a string around all corners of a line."""
    halves: list[Point] = []
    for corners in (sorted(set(line)), sorted(set(line), reverse=True)):
        half: list[Point] = []
        for point in corners:
            while len(half) > 1 and _cross_product(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves += half[:-1]
    return halves
