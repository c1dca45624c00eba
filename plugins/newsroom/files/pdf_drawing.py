"""The instructions that draw a page: without remarks between them, and without photographs inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream

from newsroom.files.model import FileFault

#: Where a remark or a picture inside may be; the rest need not be taken apart.
_SIGNS = re.compile(rb"%|(?<![^\s])BI(?![^\s])")
#: Ways of packing that carry what a camera wrote; in the instructions they have short names too (ISO 32000-1, 8.9.7).
_CARRIES = frozenset(("/DCT", "/DCTDecode", "/JPXDecode"))


def bare(pdf: Pdf) -> None:
    """Take remarks out of everything that is drawn.

    Raises:
        FileFault: a photograph stands in the instructions themselves, with what its camera wrote.
    """
    for page in pdf.pages:
        # One instruction may go on from one piece into the next.
        page.contents_coalesce()
    for stream in drawn(pdf):
        if _SIGNS.search(stream.read_bytes()):
            parsed = list(pikepdf.parse_content_stream(stream))
            if any(_carries(instruction) for instruction in parsed):
                raise FileFault(
                    "a photograph in it is part of the drawing of a page", "print it to a new PDF, or save it anew"
                )
            stream.write(pikepdf.unparse_content_stream(parsed))


def drawn(pdf: Pdf) -> Iterator[Stream]:
    """Yield every stream of drawing instructions: of pages, of forms and patterns, of letters that are drawn."""
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        if isinstance(contents, Stream):
            yield contents
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            if thing.get("/Subtype") == Name.Form or thing.get("/PatternType") == 1:
                yield thing
        elif isinstance(thing, Dictionary) and thing.get("/Subtype") == Name.Type3:
            yield from (
                letter for letter in thing.get("/CharProcs", Dictionary()).values() if isinstance(letter, Stream)
            )


def _carries(instruction: object) -> bool:
    if not isinstance(instruction, pikepdf.ContentStreamInlineImage):
        return False
    return bool(_CARRIES.intersection(str(name) for name in instruction.iimage.filters))
