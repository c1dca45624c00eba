"""Files of the headline font with their character ranges, and the stylesheet's rules for them.

The ranges are declared and never gathered from the words in use: a new story cannot change a font, and with it the
stylesheet and every page.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

Ranges = tuple[tuple[int, int], ...]

_FAMILY = re.compile(r"\bfamily\((?P<name>[a-z]+)\)")

#: The headline font in stylesheets, after the magazine's short name: its own name is kept by its licence for the
#: whole font.
DISPLAY = "Display"
#: The first word of these names in a magazine without a short name.
_NAMELESS = "Magazine"
#: The size for which the letters are drawn, in points: the font's largest.
OPTICAL_SIZE = 60

#: English, and what is made of its letters at little cost: macrons of Māori and of the Pacific, accents of western
#: Europe, and of Vietnamese what is not in a range of its own. A letter with an accent is 26 bytes here.
LATIN: Ranges = (
    (0x20, 0x7E), (0xA0, 0xA1), (0xA3, 0xA3), (0xAB, 0xAB), (0xBB, 0xBB), (0xBF, 0xC5), (0xC7, 0xCF), (0xD1, 0xD6),
    (0xD9, 0xDD), (0xE0, 0xE5), (0xE7, 0xEF), (0xF1, 0xF6), (0xF9, 0xFD), (0xFF, 0x103), (0x110, 0x113),
    (0x128, 0x12B), (0x14C, 0x14D), (0x168, 0x16B), (0x2BB, 0x2BC), (0x2013, 0x2014), (0x2018, 0x2019),
    (0x201C, 0x201D), (0x2026, 0x2026),
)  # fmt: skip
#: The italic sets a word here and there, and the tagline.
LATIN_ITALIC: Ranges = (
    (0x20, 0x7E), (0xA0, 0xA0), (0xC0, 0x101), (0x112, 0x113), (0x12A, 0x12B), (0x14C, 0x14D), (0x16A, 0x16B),
    (0x2BB, 0x2BC), (0x2013, 0x2014), (0x2018, 0x2019), (0x201C, 0x201D), (0x2026, 0x2026),
)  # fmt: skip
#: Letters of western and northern Europe that have a form of their own.
LATIN_WESTERN: Ranges = (
    (0xAA, 0xAA), (0xBA, 0xBA), (0xC6, 0xC6), (0xD0, 0xD0), (0xD8, 0xD8), (0xDE, 0xDF), (0xE6, 0xE6), (0xF0, 0xF0),
    (0xF8, 0xF8), (0xFE, 0xFE), (0x152, 0x153),
)  # fmt: skip
#: Signs that few headlines hold: currencies, fractions, arrows, quotation marks of other languages.
SIGNS: Ranges = (
    (0xA2, 0xA2), (0xA4, 0xA9), (0xAC, 0xAC), (0xAE, 0xB9), (0xBC, 0xBE), (0xD7, 0xD7), (0xF7, 0xF7),
    (0x201A, 0x201A), (0x201E, 0x201E), (0x2022, 0x2022), (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044),
    (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212),
)  # fmt: skip
#: Polish, Czech, Slovak, Hungarian, Slovenian, Croatian.
LATIN_CENTRAL: Ranges = (
    (0x104, 0x107), (0x10C, 0x10F), (0x118, 0x11B), (0x139, 0x13A), (0x13D, 0x13E), (0x141, 0x144), (0x147, 0x148),
    (0x150, 0x151), (0x154, 0x155), (0x158, 0x15B), (0x160, 0x161), (0x164, 0x165), (0x16E, 0x171), (0x179, 0x17E),
)  # fmt: skip
#: Turkish, Azerbaijani, Romanian.
LATIN_SOUTH_EAST: Ranges = (
    (0x11E, 0x11F), (0x130, 0x131), (0x15E, 0x15F), (0x162, 0x163), (0x18F, 0x18F), (0x218, 0x21B), (0x259, 0x259),
)  # fmt: skip
#: The Baltic languages, Maltese, Esperanto, Welsh and the rest.
LATIN_EXTENDED: Ranges = (
    (0x108, 0x10B), (0x114, 0x117), (0x11C, 0x11D), (0x120, 0x127), (0x12E, 0x12F), (0x134, 0x138), (0x13B, 0x13C),
    (0x13F, 0x140), (0x145, 0x146), (0x149, 0x14B), (0x14E, 0x14F), (0x156, 0x157), (0x15C, 0x15D), (0x16C, 0x16D),
    (0x172, 0x178),
)  # fmt: skip
#: All of Vietnamese that is not in `LATIN`, so that no headline in it needs more than these two.
VIETNAMESE: Ranges = (
    (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x300, 0x301), (0x303, 0x303), (0x309, 0x309), (0x323, 0x323), (0x1EA0, 0x1EF9),
    (0x20AB, 0x20AB),
)  # fmt: skip
#: Russian and Bulgarian.
CYRILLIC: Ranges = ((0x401, 0x401), (0x410, 0x44F), (0x451, 0x451), (0x2116, 0x2116))
#: Further letters of Ukrainian, Belarusian, Serbian and Macedonian.
CYRILLIC_REST: Ranges = ((0x402, 0x40C), (0x40E, 0x40F), (0x452, 0x45C), (0x45E, 0x45F), (0x490, 0x491))


class FontCut(Struct, frozen=True):
    """One file: what it is called, whether it is cut from the italic, its weights, and its characters."""

    name: str
    italic: bool
    weights: tuple[int, int] | int
    ranges: Ranges


#: The first is loaded with every page; each of the others where its characters occur or the page's language has them.
CUTS = (
    FontCut("display-latin", False, (400, 900), LATIN),
    FontCut("display-latin-italic", True, 400, LATIN_ITALIC),
    FontCut("display-latin-western", False, (400, 900), LATIN_WESTERN),
    FontCut("display-signs", False, (400, 900), SIGNS),
    FontCut("display-latin-central", False, (400, 900), LATIN_CENTRAL),
    FontCut("display-latin-south-east", False, (400, 900), LATIN_SOUTH_EAST),
    FontCut("display-latin-ext", False, (400, 900), LATIN_EXTENDED),
    FontCut("display-vietnamese", False, (400, 900), VIETNAMESE),
    FontCut("display-cyrillic", False, (400, 900), CYRILLIC),
    FontCut("display-cyrillic-rest", False, (400, 900), CYRILLIC_REST),
)


class StandIn(Struct, frozen=True):
    """A font that many devices have, to be given the measure of ours.

    Args:
        name: name in stylesheets once it has our measure, after the short name of the magazine.
        regular: the names under which a device may know it, or one with the same metrics.
        bold: as ``regular``, for its bold.
        width: the mean width of its characters in `SAMPLE`, in ems.
        bold_width: as ``width``, for its bold.
    """

    name: str
    regular: tuple[str, ...]
    bold: tuple[str, ...]
    width: float
    bold_width: float


#: Words with the letters as often as headlines have them, which widths are measured on.
SAMPLE = (
    "Readers in Brisbane and beyond asked the state to count every marriage; what happened next was a long, quiet "
    "vote. Now the law has changed, and so have we"
)
#: Georgia was measured on Gelasio, and Times New Roman on Liberation Serif, which are made to the same widths.
STAND_INS = (
    StandIn("Georgia", ("Georgia", "Gelasio"), ("Georgia Bold", "Georgia-Bold", "Gelasio Bold"), 0.4531, 0.5262),
    StandIn("Noto", ("Noto Serif", "NotoSerif-Regular"), ("Noto Serif Bold", "NotoSerif-Bold"), 0.4932, 0.5212),
    StandIn(
        "Times",
        ("Times New Roman", "TimesNewRomanPSMT", "Tinos", "Liberation Serif"),
        ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Tinos Bold", "Liberation Serif Bold"),
        0.4138,
        0.4396,
    ),
    StandIn("DejaVu", ("DejaVu Serif",), ("DejaVu Serif Bold",), 0.5302, 0.5807),
)


class Measure(Struct, frozen=True):
    """The font's own measure in ems: mean widths in `SAMPLE` at 400 and 700, and how far it goes up and down."""

    width: float
    bold_width: float
    ascent: float
    descent: float


def family(short_name: str, name: str = DISPLAY) -> str:
    """Return what stylesheets of a magazine call a font.

    Args:
        short_name: the magazine's; only letters, digits and blanks of it are taken.
        name: `DISPLAY`, or the name of a stand-in.
    """
    first = " ".join("".join(sign if sign.isalnum() else " " for sign in short_name).split())
    return f"{first or _NAMELESS} {name}"


def with_families(stylesheet: str, short_name: str) -> str:
    """Return a stylesheet with the names of fonts for ``family(display)``, ``family(georgia)`` and the like."""
    names = {name.lower(): family(short_name, name) for name in (DISPLAY, *(font.name for font in STAND_INS))}
    return _FAMILY.sub(lambda match: f'"{names[match["name"]]}"', stylesheet)


def characters(ranges: Ranges) -> list[int]:
    """Return every code point of the ranges, both ends included."""
    return [code for first, last in ranges for code in range(first, last + 1)]


def faces(addresses: Mapping[str, str], measure: Measure, short_name: str) -> str:
    """Return the ``@font-face`` rules of the font and of its stand-ins.

    A font that has not come within a tenth of a second stays away until the next page (``optional``): what is being
    read never moves (ADR 20).

    Args:
        addresses: the address of each cut, by its name.
        measure: the font's.
        short_name: the magazine's, which the names of the fonts begin with.
    """
    rules = [_face(cut, addresses[cut.name], family(short_name)) for cut in CUTS]
    for font in STAND_INS:
        named = family(short_name, font.name)
        rules.append(_stand_in(named, "400 500", font.regular, measure.width / font.width, measure))
        rules.append(_stand_in(named, "600 900", font.bold, measure.bold_width / font.bold_width, measure))
    return "".join(rules)


def _face(cut: FontCut, address: str, family: str) -> str:
    weights = f"{cut.weights[0]} {cut.weights[1]}" if isinstance(cut.weights, tuple) else str(cut.weights)
    style = "font-style: italic;\n" if cut.italic else ""
    return (
        f'@font-face {{\nfont-family: "{family}";\n{style}font-weight: {weights};\nfont-display: optional;\n'
        f'src: url("{address}") format("woff2");\nunicode-range: {css_range(cut.ranges)};\n}}\n'
    )


def css_range(ranges: Ranges) -> str:
    """Return the ranges as CSS writes them after ``unicode-range:``."""
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in ranges)


def _stand_in(family: str, weights: str, names: tuple[str, ...], scale: float, measure: Measure) -> str:
    # The overrides are measured in the scaled font.
    up, down = measure.ascent / scale, measure.descent / scale
    local = ", ".join(f'local("{name}")' for name in names)
    return (
        f'@font-face {{\nfont-family: "{family}";\nfont-weight: {weights};\nsrc: {local};\n'
        f"size-adjust: {scale:.1%};\nascent-override: {up:.1%};\ndescent-override: {down:.1%};\n"
        "line-gap-override: 0%;\n}\n"
    )


def font_files(words: str, lang: str) -> tuple[str, ...]:
    """Return the names of the files that a page needs at once, the letters of its language first.

    The first file of all is among them, whatever the language: it has the blanks and the magazine's name.

    Args:
        words: the headline.
        lang: the language of the page, whose other headings are written with its letters too.
    """
    own = _OWN.get(lang.partition("-")[0], ())
    if words.isascii():
        return (*own, CUTS[0].name)
    signs = set(words)
    rest = (name for name, known in _BESIDES if name not in own and not known.isdisjoint(signs))
    return (*own, CUTS[0].name, *rest)


#: The files of letters that each text in a language has, by the first part of its code, besides those of `LATIN`.
_OWN = {
    "be": ("display-cyrillic", "display-cyrillic-rest"),
    "bg": ("display-cyrillic",),
    "cs": ("display-latin-central",),
    "hr": ("display-latin-central",),
    "hu": ("display-latin-central",),
    "mk": ("display-cyrillic", "display-cyrillic-rest"),
    "pl": ("display-latin-central",),
    "ru": ("display-cyrillic",),
    "sk": ("display-latin-central",),
    "sl": ("display-latin-central",),
    "sr": ("display-cyrillic", "display-cyrillic-rest"),
    "tr": ("display-latin-south-east",),
    "uk": ("display-cyrillic", "display-cyrillic-rest"),
    "vi": ("display-vietnamese",),
}
_BESIDES = tuple((cut.name, frozenset(map(chr, characters(cut.ranges)))) for cut in CUTS[1:] if not cut.italic)
_COVERED = frozenset(chr(code) for cut in CUTS if not cut.italic for code in characters(cut.ranges))
#: Scripts of which the font has letters. Words in another are set whole in a font of the reader's device.
_SCRIPTS = ("LATIN", "CYRILLIC", "COMBINING", "MODIFIER LETTER")


def lacking(words: Iterable[str]) -> str:
    """Return the characters that the headline font ought to have and has not, each once, in their order.

    Those are letters of the scripts that it is for, their marks, and punctuation; emoji and other scripts are set in
    fonts of the reader's device, whole words at a time.
    """
    missing = frozenset().union(*words) - _COVERED
    return "".join(sorted(filter(_ought_to_be_covered, missing))) if missing else ""


@functools.cache
def _ought_to_be_covered(character: str) -> bool:
    name = unicodedata.name(character, "")
    spoken = name.startswith(_SCRIPTS)
    # Other scripts have punctuation of their own, which is named for them.
    is_sign = unicodedata.category(character)[0] == "P" and 0x2010 <= ord(character) <= 0x205E
    return spoken or is_sign


def described(characters: str) -> Iterator[str]:
    """Yield each character as somebody can look it up: ``ḥ (U+1E25)``."""
    for character in characters:
        yield f"{character} (U+{ord(character):04X})"
