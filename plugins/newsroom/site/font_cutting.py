"""Cutting the headline font: from the whole font, which a package brings, to one WOFF2 for each range.

Source Serif 4 is under the SIL Open Font License (``theme/static/fonts/OFL.txt``). The package holds it as its makers
publish it, with two axes. What is cut pins the optical size, narrows the weights, and keeps what headlines need.
"""

from __future__ import annotations

import functools
import hashlib
import io
import math
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec.structs import astuple

from newsroom.core.code_digest import pinned_digest
from newsroom.site.headline_font import OPTICAL_SIZE, SAMPLE, FontCut, Measure, characters

_PACKAGE = "fontpkg_source_serif_4"
_FILES = {False: "SourceSerif4[opsz,wght].ttf", True: "SourceSerif4-Italic[opsz,wght].ttf"}
#: Packages whose versions change the font that is cut.
_TOOLS = ("fontpkg-source-serif-4", "uharfbuzz", "fonttools", "brotli")
#: The statements of this module when files that it cuts last came out otherwise; see `pinned_digest`.
_REVISION = "5171e2f8075569297b90ee7ee0a2e044bcf0a5c8fddeb57593e60116840f886b"
_FEATURES = ("kern", "liga")
#: Tables that browsers do not use: baselines for setting several scripts in a line.
_UNUSED = ("BASE",)
#: In OpenType's GPOS: the kind of a table of pairs, and the flag of widths that vary.
_PAIRS, _VARIES = 2, 0x40
#: Names that the licence wants kept: copyright, version, trade mark, maker, licence.
_NAMES = (0, 1, 2, 4, 5, 6, 13, 14)


def source(*, italic: bool) -> Path:
    """Return the whole font that is cut."""
    return Path(str(files(_PACKAGE) / "files" / _FILES[italic]))


@functools.cache
def name(cut: FontCut, family: str) -> str:
    """Return the name of a cut's file, with a digest of all that decides its bytes, so that it need not be made.

    Args:
        cut: its characters and weights.
        family: the name that the font gets.
    """
    made_of = (astuple(cut), OPTICAL_SIZE, family, pinned_digest(_REVISION, _TOOLS))
    return f"{cut.name}.{hashlib.sha256(repr(made_of).encode()).hexdigest()[:10]}.woff2"


def make(cut: FontCut, family: str) -> bytes:
    """Return the WOFF2 of a cut: the same bytes each time.

    Args:
        cut: its characters and weights.
        family: the name that it gets: the licence keeps the font's own name for the whole font.
    """
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(_narrowed(cut)), recalcTimestamp=False)
    _steady_kerning(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6):
            record.string = family.replace(" ", "") if record.nameID == 6 else family
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _narrowed(cut: FontCut) -> bytes:
    """Return the letters and weights of a cut, at the optical size of headlines, as HarfBuzz cuts them."""
    import uharfbuzz as harfbuzz

    whole = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(source(italic=cut.italic))))
    wanted = harfbuzz.SubsetInput()
    flags = harfbuzz.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.OPTIMIZE_IUP_DELTAS
    wanted.unicode_set.update(characters(cut.ranges))
    for known, kept in (
        (wanted.layout_feature_tag_set, map(_number, _FEATURES)),
        (wanted.name_id_set, _NAMES),
    ):
        known.clear()
        known.update(kept)
    wanted.drop_table_tag_set.update(map(_number, _UNUSED))
    wanted.pin_axis_location(whole, "opsz", OPTICAL_SIZE)
    if isinstance(cut.weights, tuple):
        # The weight that the font has by itself stays.
        wanted.set_axis_range(whole, "wght", *cut.weights, math.nan)
    else:
        wanted.pin_axis_location(whole, "wght", cut.weights)
    return bytes(wanted.subset(whole).blob.data)


def _number(tag: str) -> int:
    """Return the four letters of a tag as the number that HarfBuzz takes."""
    return int.from_bytes(tag.encode("ascii"), "big")


def _steady_kerning(font: Any) -> None:
    """Let pairs of letters stand as close in all weights as in the lightest: to vary that costs a tenth of the file."""
    for lookup in font["GPOS"].table.LookupList.Lookup if "GPOS" in font else ():
        for pairs in (getattr(table, "ExtSubTable", table) for table in lookup.SubTable):
            if pairs.LookupType != _PAIRS:
                continue
            rows = pairs.PairSet if pairs.Format == 1 else pairs.Class1Record
            for row in rows:
                for pair in row.PairValueRecord if pairs.Format == 1 else row.Class2Record:
                    if hasattr(pair.Value1, "XAdvDevice"):
                        del pair.Value1.XAdvDevice
            pairs.ValueFormat1 &= ~_VARIES


@functools.cache
def measure() -> Measure:
    """Return the font's measure."""
    from fontTools.ttLib import TTFont

    font = TTFont(source(italic=False), lazy=True)
    letters, ems, head = font.getBestCmap(), font["head"].unitsPerEm, font["hhea"]

    def width(weight: int) -> float:
        glyphs = font.getGlyphSet(location={"wght": weight, "opsz": OPTICAL_SIZE})
        widths = [float(glyphs[letters[ord(sign)]].width) for sign in SAMPLE]
        return sum(widths) / len(widths) / float(ems)

    return Measure(width(400), width(700), head.ascent / ems, -head.descent / ems)
