"""Cutting the headline font: from the whole font, which a package brings, to one WOFF2 for each range.

Source Serif 4 is under the SIL Open Font License (``theme/static/fonts/OFL.txt``). The package holds it as its makers
publish it, with two axes. What is cut pins the optical size, narrows the weights, and keeps what headlines need.
"""

from __future__ import annotations

import functools
import hashlib
import io
from dataclasses import astuple
from importlib.resources import files
from pathlib import Path
from typing import Any

from newsroom.core.code_digest import code_digest
from newsroom.site.headline_font import FAMILY, OPTICAL_SIZE, SAMPLE, FontCut, Measure, characters

_PACKAGE = "fontpkg_source_serif_4"
_FILES = {False: "SourceSerif4[opsz,wght].ttf", True: "SourceSerif4-Italic[opsz,wght].ttf"}
#: Packages whose versions change the font that is cut.
_TOOLS = ("fontpkg-source-serif-4", "fonttools", "brotli")
_FEATURES = ["kern", "liga"]
#: In OpenType's GPOS: the kind of a table of pairs, and the flag of widths that vary.
_PAIRS, _VARIES = 2, 0x40
#: Names that the licence wants kept: copyright, version, trade mark, maker, licence.
_NAMES = [0, 1, 2, 4, 5, 6, 13, 14]


def source(*, italic: bool) -> Path:
    """Return the whole font that is cut."""
    return Path(str(files(_PACKAGE) / "files" / _FILES[italic]))


@functools.cache
def name(cut: FontCut) -> str:
    """Return the name of a cut's file, with a digest of all that decides what is in it, so that it need not be made."""
    made_of = (astuple(cut), OPTICAL_SIZE, code_digest((Path(__file__),), _TOOLS))
    return f"{cut.name}.{hashlib.sha256(repr(made_of).encode()).hexdigest()[:10]}.woff2"


def make(cut: FontCut) -> bytes:
    """Return the WOFF2 of a cut: the same bytes each time."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(source(italic=cut.italic), recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = _FEATURES
    options.hinting = False
    options.name_IDs = _NAMES
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters(cut.ranges))
    # First, since narrowing the axes takes as long as there are letters.
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, {"opsz": OPTICAL_SIZE, "wght": cut.weights})
    _steady_kerning(font)
    # The licence keeps the font's own name for the whole font.
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6):
            record.string = FAMILY.replace(" ", "") if record.nameID == 6 else FAMILY
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


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
