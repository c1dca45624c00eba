"""Inline Markdown of headlines and summaries: titles of works in italics, and nothing but emphasis.

``*Title*`` and ``_Title_`` are emphasis, ``**words**`` strong; a backslash keeps a sign as it is. Where no markup can
be (tabs, previews, feeds' titles, data for machines, search, addresses) `plain` leaves the signs out.
"""

from __future__ import annotations

import html
import re

from markupsafe import Markup

from newsroom.core.quotation_marks import marks_of
from newsroom.core.typography import last_blank, protected, restored, typeset_pieces

#: Signs inside a word are no emphasis, nor are those with a blank on the wrong side: 5*, F**k, 2 * 3.
_EMPHASIS = re.compile(
    r"(?<![\w*])(?:\*\*\*(?![\s*])(?P<both>.{1,300}?)(?<![\s*])\*\*\*|\*\*(?![\s*])(?P<strong>.{1,300}?)(?<!\s)\*\*"
    r"|\*(?![\s*])(?P<light>.{1,300}?)(?<![\s*])\*)(?![\w*])"
    r"|(?<!\w)(?:__(?![\s_])(?P<strongline>.{1,300}?)(?<!\s)__|_(?![\s_])(?P<line>.{1,300}?)(?<![\s_])_)(?!\w)"
)
_EM, _STRONG = ("<em>", "</em>"), ("<strong>", "</strong>")
_TAGS = {
    "both": ("<strong><em>", "</em></strong>"), "strong": _STRONG, "strongline": _STRONG, "light": _EM, "line": _EM,
}  # fmt: skip
_DEEPEST = 3


def plain(words: str, lang: str) -> str:
    """Return a headline as plain words with the signs of their language."""
    return "".join(piece for piece, is_tag in _typeset(words, lang, widows=True) if not is_tag)


def markup(words: str, lang: str, *, widows: bool = False) -> Markup:
    """Return a headline as HTML with the signs of its language.

    Args:
        words: the headline, as it is typed.
        lang: its language.
        widows: whether a line may end with one word alone; a name of two words set large has to break between them.
    """
    pieces = _typeset(words, lang, widows=widows)
    whole = "".join(piece if is_tag else html.escape(piece, quote=False) for piece, is_tag in pieces)
    return Markup(whole.replace("\xa0", "&nbsp;"))  # noqa: S704  escaped piece by piece


def _typeset(words: str, lang: str, *, widows: bool) -> list[tuple[str, bool]]:
    pieces = _pieces(protected(words), 0)
    texts = [piece for piece, is_tag in pieces if not is_tag]
    blank = None if widows else last_blank("".join(texts))
    set_texts = typeset_pieces(texts, [marks_of(lang)] * len(texts), [(*blank, "\xa0")] if blank else ())
    rest = iter(set_texts)
    return [(piece, True) if is_tag else (restored(next(rest)), False) for piece, is_tag in pieces]


def _pieces(words: str, depth: int) -> list[tuple[str, bool]]:
    """Return words parted at their emphasis: runs of text, and the tags between them, each with whether it is a tag."""
    pieces: list[tuple[str, bool]] = []
    begin = 0
    for match in _EMPHASIS.finditer(words) if depth < _DEEPEST and ("*" in words or "_" in words) else ():
        kind = match.lastgroup or ""
        opening, closing = _TAGS[kind]
        inner = _pieces(match[kind], depth + 1)
        pieces += [(words[begin : match.start()], False), (opening, True), *inner, (closing, True)]
        begin = match.end()
    return [*pieces, (words[begin:], False)]
