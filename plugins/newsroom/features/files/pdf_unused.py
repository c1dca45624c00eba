"""Unused pictures, forms and patterns in a PDF, which a program left behind when somebody deleted them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pikepdf import Dictionary, Name, Object, Pdf, Stream

#: Where things stand by names, and what draws them.
_SHELVES = ("/XObject", "/Pattern")
#: By the number of a stream of instructions, the names that it draws.
Names = Mapping[tuple[int, int], set[str]]


def leave_out(pdf: Pdf, drawn: Names) -> None:
    """Remove objects that no instruction draws.

    Args:
        pdf: the document.
        drawn: by the number of each stream of instructions, the names of what it draws.
    """
    used: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    objects: dict[tuple[int, int], Object] = {}
    # Instructions without a list of their own draw from that of whoever calls them.
    anywhere: set[str] = set()
    for stream, resources in streams(pdf):
        names = drawn.get(stream.objgen, set())
        if resources is None:
            anywhere |= names
            continue
        for key in _SHELVES:
            held = resources.get(key)
            if isinstance(held, Dictionary):
                resources[key] = held = pdf.make_indirect(held)
                objects[held.objgen] = held
                used[held.objgen] |= names
    for number, held in objects.items():
        for name in set(held.keys()) - used[number] - anywhere:
            del held[name]


def streams(pdf: Pdf) -> Iterator[tuple[Stream, Object | None]]:
    """Yield every stream of instructions, and the list of what it can draw."""
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        if isinstance(contents, Stream):
            yield contents, page.obj.get("/Resources")
    for thing in pdf.objects:
        if isinstance(thing, Stream) and (thing.get("/Subtype") == Name.Form or thing.get("/PatternType") == 1):
            yield thing, thing.get("/Resources")
        elif isinstance(thing, Dictionary) and thing.get("/Subtype") == Name.Type3:
            for letter in thing.get("/CharProcs", Dictionary()).values():
                if isinstance(letter, Stream):
                    yield letter, thing.get("/Resources")
