"""Names of fonts and of their letters in a PDF: those that all documents share stay, others are numbered.

A name of a letter ties the list of an encoding to a program or a drawing, so the same one becomes the same wherever it
stands in a document.
"""

from __future__ import annotations

import re
from functools import cache

#: Numbers in place of names, as programs give them, and Unicode's.
_NUMBERED = re.compile(r"(?:[gG]|cid|glyph)[0-9]{1,5}\Z|u(?:ni)?[0-9A-F]{4,6}\Z")
#: Suffixes of glyph names that say which form of a letter it is.
_FORMS = re.compile(
    r"(?:sc|smcp|c2sc|alt|alt[0-9]|salt|oldstyle|onum|lnum|tnum|pnum|liga|dlig|swsh|sups|subs|inferior|superior|numr|"
    r"dnom|case|init|medi|fina|isol|ss[0-9]{2}|cv[0-9]{2}|[0-9]{1,2})\Z"
)
#: Names that every font has, for letters that it lacks and for signs that draw nothing.
_OF_NONE = frozenset({".notdef", ".null", "nonmarkingreturn"})
#: Letters that are drawn as one.
_JOINED = re.compile(r"f(?:_[fijltbhk]){1,2}\Z|[A-Za-z]_[A-Za-z]\Z")
#: The part of a font's name that says that it is a part of a font.
_PART = re.compile(r"[A-Z]{6}\+")
#: Fonts that readers of documents or their computers have.
_FAMILIES = (
    "Helvetica|Times|Courier|Arial|ArialNarrow|TimesNewRoman|CourierNew|Verdana|Georgia|Tahoma|TrebuchetMS|Calibri|"
    "Cambria|CambriaMath|Candara|Consolas|Constantia|Corbel|SegoeUI|ComicSansMS|Impact|PalatinoLinotype|BookAntiqua|"
    "Garamond|CenturyGothic|LucidaConsole|LucidaSansUnicode|Symbol|SymbolMT|ZapfDingbats|Wingdings|Webdings"
)
_KNOWN = re.compile(
    rf"(?:(?:{_FAMILIES})(?:PS)?(?:MT)?(?:[,-](?:Bold|Italic|Oblique|Roman|Regular|BoldItalic|BoldOblique)(?:MT)?)?|"
    r"HeiseiMin-W3|HeiseiKakuGo-W5|STSong-Light|MSung-Light|MHei-Medium|HYSMyeongJo-Medium|HYGoThic-Medium|"
    r"Koz(?:Min|Go)Pr[o6]N?-(?:Regular|Medium)|Adobe(?:Song|Ming|Myungjo)Std-(?:Light|Medium)|MS-P?(?:Gothic|Mincho)|"
    r"SimSun|SimHei|P?MingLiU|Batang|Gulim)\Z"
)


class FontNames:
    """The names of the fonts of one document, and of their letters."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}
        self._fonts: dict[str, str] = {}

    def letter(self, name: str) -> str:
        """Return the name of a letter, or the one that stands in its place."""
        return name if is_letter(name) else self._letters.setdefault(name, f"n{len(self._letters) + 1}")

    def font(self, name: str, *, embedded: bool) -> str:
        """Return the name of a font.

        Args:
            name: its own.
            embedded: whether it is in the document; then nobody looks for it elsewhere.
        """
        base = _PART.sub("", name)
        if not _KNOWN.match(base):
            base = "F"
        if not embedded:
            return base
        return self._fonts.setdefault(name, f"{_letters(len(self._fonts))}+{base}")


def _letters(number: int) -> str:
    letters = ""
    for _ in range(6):
        number, rest = divmod(number, 26)
        letters = chr(65 + rest) + letters
    return letters


@cache
def is_letter(name: str) -> bool:
    """Return whether it is the name of a letter that fonts share (Adobe Glyph List), or a number in place of one."""
    from fontTools.agl import AGL2UV

    base, dot, form = name.partition(".")
    known = base in AGL2UV or _NUMBERED.match(base) or _JOINED.match(base)
    return name in _OF_NONE or bool(known and (not dot or _FORMS.match(form)))
