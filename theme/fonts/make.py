"""Cut the headline font: Source Serif 4 at its display size, in one file for each range of characters.

The magazine sets its headlines in Source Serif 4 (SIL Open Font License, ``theme/static/fonts/OFL.txt``). The package
holds variable fonts with two axes. This script pins the optical size to 60 points, narrows the weights, drops what
headlines never use and writes one WOFF2 for each range below. The ranges are declared, never gathered from the words
in use, so that a new story cannot change a font. They are the ``unicode-range`` lines of ``theme/styles/fonts.css``.

Usage, with fonttools and brotli installed::

    npm install --ignore-scripts @fontsource-variable/source-serif-4
    python theme/fonts/make.py node_modules/@fontsource-variable/source-serif-4
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

OUTPUT = Path(__file__).resolve().parent.parent / "static" / "fonts"
OPTICAL_SIZE = 60
FEATURES = ["kern", "liga"]

Ranges = tuple[tuple[int, int], ...]

#: English and its neighbours: Basic Latin, Latin-1, the signs that typographers put in.
LATIN: Ranges = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2013, 0x2014), (0x2018, 0x201A),
    (0x201C, 0x201E), (0x2022, 0x2022), (0x2026, 0x2026), (0x2039, 0x203A), (0x20AC, 0x20AC),
)  # fmt: skip
#: The italic sets quotations, which are in English.
LATIN_ITALIC: Ranges = ((0x20, 0x7E), (0xA0, 0xA0), (0xC0, 0xFF), (0x2013, 0x2014), (0x2018, 0x2019), (0x201C, 0x201D),
                        (0x2026, 0x2026))  # fmt: skip
#: Names from central Europe, Turkey and the Pacific.
LATIN_EXTENDED: Ranges = ((0x100, 0x130), (0x132, 0x151), (0x154, 0x17F), (0x218, 0x21B))
#: Russian, Ukrainian, Belarusian, Serbian, Bulgarian, Macedonian.
CYRILLIC: Ranges = ((0x401, 0x40C), (0x40E, 0x44F), (0x451, 0x45C), (0x45E, 0x45F), (0x490, 0x491), (0x2116, 0x2116))


@dataclass(frozen=True)
class Cut:
    """One file: what it is called, what it is cut from, its weights and its characters."""

    name: str
    source: str
    weights: tuple[int, int] | int
    ranges: Ranges


CUTS = (
    Cut("source-serif-4-display-latin", "latin-opsz-normal", (400, 900), LATIN),
    Cut("source-serif-4-display-latin-italic", "latin-opsz-italic", 400, LATIN_ITALIC),
    Cut("source-serif-4-display-latin-ext", "latin-ext-opsz-normal", (400, 900), LATIN_EXTENDED),
    Cut("source-serif-4-display-cyrillic", "cyrillic-opsz-normal", (400, 900), CYRILLIC),
)


def characters(ranges: Ranges) -> list[int]:
    """Return every code point of the ranges, both ends included."""
    return [code for first, last in ranges for code in range(first, last + 1)]


def css_range(ranges: Ranges) -> str:
    """Return the ranges as CSS writes them after ``unicode-range:``."""
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in ranges)


def make(cut: Cut, package: Path) -> Path:
    """Write one file and return its path."""
    font = TTFont(package / "files" / f"source-serif-4-{cut.source}.woff2", recalcTimestamp=False)
    font = instancer.instantiateVariableFont(font, {"opsz": OPTICAL_SIZE, "wght": cut.weights})
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters(cut.ranges))
    cutter.subset(font)
    font.flavor = "woff2"
    path = OUTPUT / f"{cut.name}.woff2"
    font.save(path)
    return path


def main(package: Path) -> None:
    """Write all files, and the licence beside them, and say how large they are."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(package / "LICENSE", OUTPUT / "OFL.txt")
    for cut in CUTS:
        path = make(cut, package)
        sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes\n  unicode-range: {css_range(cut.ranges)};\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
