"""Plain text for searching: without markup, punctuation and case, so that typography hides nothing.

Everything is compared as small words with single blanks between them. Between two blocks (paragraphs, headings, cells)
stands `BREAK`, so that nothing is found that begins in one and ends in the next.
"""

from __future__ import annotations

import gzip
import html
import re
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote

import brotli

BREAK = " \0 "
#: Stands between what something is called and what it says.
DIVIDE = " \1 "
#: Elements that stand within a sentence: https://html.spec.whatwg.org/#text-level-semantics-usage-summary
_INLINE = (
    r"/?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)"
)
#: Markup within a word, which does not end it.
_WITHIN_WORD = re.compile(rf"<(?<=\w<){_INLINE}(?=[\s>/])[^<>]*>(?=\w)", re.IGNORECASE)
_WITHIN_SENTENCE = re.compile(rf"<{_INLINE}(?=[\s>/])[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
#: A tag that holds more than its name.
_SAYING_TAG = re.compile(r"<[^<>\s]*\s[^<>]*>")
#: How often HTML may stand as text in HTML: twice in a feed.
_DEPTH = 3
#: Signs that stand in a word and do not part it: apostrophes, soft hyphens, blanks of no width.
_SOFT = re.compile("[\u2018\u2019\u02bc\u02b9`\u00b4\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
#: Typographic signs of English with their replacements, done one by one: a text without them compares far faster.
_COMMON = (
    *((sign, "") for sign in "\u2018\u2019\u00ad"),
    *((sign, " ") for sign in "\u00a0\u201c\u201d\u2013\u2014\u2026\u00b7"),
)
_SIGNS = re.compile(r"[^\x00-\x7f\w]")
#: Small letters, digits and what is not ASCII stay, as do breaks; all else parts words.
_TABLE = bytes(sign if sign < 2 or sign >= 128 or chr(sign).isalnum() else 32 for sign in range(256))
#: How JSON and scripts write signs.
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|[nrtbfv])")
_SENTENCE = re.compile("(?<=[.!?\u2026])[\"'\u201d\u2019\u00bb)\\]]*\\s+|(?<=[\u3002\uff01\uff1f\u061f])")
#: Letters of scripts that write no blanks between words.
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
#: Where a page falls into pieces that other pages hold too: header, footer, cards, entries of feeds.
_PIECES = re.compile(rb"<(?=(?:header|main|footer|nav|article|section|aside|li|form|body|head|entry)\b)")
#: An element from its first tag to its last, a void one, or one tag of a block.
_WHOLE = re.compile(
    rb"\s*(?:<(?!(?:a|b|cite|code|em|i|mark|q|s|strong|u)\b)([a-z][a-z0-9]*)\b.*</\1>"
    rb"|</?(?:div|ul|ol|li|section|svg|meta|link|input|img)\b[^<>]*>)?\s*"
)
_IMAGE_OR_LINK = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\]\[[^]\n]*\]|\[\^[^]\n]*\]|[*_~]")


def normal(words: str) -> bytes:
    """Return words as they are compared: NFKC, small, without signs, single blanks between them, as UTF-8."""
    if "%" in words:
        words = unquote(words, errors="replace")
    if "\\" in words:
        words = _ESCAPE.sub(_unescaped, words)
    if not words.isascii():
        for sign, plainly in _COMMON:
            words = words.replace(sign, plainly)
    if not words.isascii():
        # Before NFKC, which takes an accent that stands alone for a blank and a mark.
        words = _SIGNS.sub(" ", unicodedata.normalize("NFKC", _SOFT.sub("", words)))
    raw = words.replace("'", "").replace("`", "").casefold().encode("utf-8", "replace")
    return b" ".join(raw.translate(_TABLE).split())


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else " "


def visible_text(markup: str) -> tuple[str, str]:
    """Return the text of some HTML or XML, with a `BREAK` between blocks, and the text in its tags.

    HTML that stands as text in it, as in a feed, is taken for HTML.
    """
    tags: list[str] = []
    for _ in range(_DEPTH):
        if "<" in markup:
            tags += _SAYING_TAG.findall(markup)
            markup = _TAG.sub(BREAK, _WITHIN_SENTENCE.sub(" ", _WITHIN_WORD.sub("", markup)))
        before = markup
        if "&" in markup:
            markup = html.unescape(markup)
        if markup == before:
            break
    return markup, html.unescape(BREAK.join(tags))


def haystack(raw: bytes) -> bytes:
    """Return the searchable text of a file, and of the attributes in its tags."""
    text, tags = visible_text(raw.decode("utf-8", "replace"))
    return b" %b \0 %b " % (normal(text), normal(tags))


def pieces(raw: bytes) -> list[bytes]:
    """Return a page cut where it falls into pieces, so that a piece that many pages hold is looked at once."""
    return _PIECES.split(raw)


def is_whole(line: bytes) -> bool:
    """Return whether a line of a page is a whole element, or a mere tag: no sentence goes on behind it."""
    return _WHOLE.fullmatch(line) is not None


def blocks(text: str) -> Iterator[str]:
    """Yield the blocks of a text that `visible_text` returned."""
    yield from (block for part in text.split(BREAK) if (block := part.strip()))


def sentences(block: str) -> Iterator[str]:
    """Yield the sentences of a block."""
    yield from filter(None, (part and part.strip() for part in _SENTENCE.split(block)))


def weight(words: bytes) -> int:
    """Return how many words there are; where none are parted by blanks, two signs count as one."""
    count = words.count(b" ") + 1
    return count if words.isascii() else max(count, len(_UNPARTED.findall(words.decode())) // 2)


def without_markup(markdown: str) -> str:
    """Return Markdown without the addresses of its links and the signs of its emphasis, line for line."""
    return _IMAGE_OR_LINK.sub(lambda match: " " if match[0] not in "*_~" else "", markdown)


def line_of(markdown: str, words: bytes) -> int:
    """Return the line of a file on which words that are `normal` begin; 0 where they are not found."""
    gathered: list[bytes] = []
    lines: list[int] = []
    for number, line in enumerate(without_markup(markdown).split("\n"), 1):
        here = normal(visible_text(line)[0]).replace(b"\0", b" ").split()
        gathered += here
        lines += [number] * len(here)
    whole = b" %b " % b" ".join(gathered)
    place = whole.find(b" %b " % words)
    return lines[whole.count(b" ", 0, place + 1) - 1] if place >= 0 else 0


_GZIP = b"\x1f\x8b"
#: First bytes of the decompressed files of a Pagefind index.
_PAGEFIND = b"pagefind_dcd"
#: Signs in a row that can be read, in a file that is no text.
_READABLE = re.compile(rb"[\x20-\x7e\xc2-\xf4\x80-\xbf]{24,}")
#: Bytes of a file that tell whether it is text.
_START = 4096


def content(path: str, raw: bytes) -> bytes:
    """Return the decompressed content of a file; the file itself where it is not compressed.

    Args:
        path: its name, whose ending alone tells Brotli.
        raw: its bytes.
    """
    if raw.startswith(_GZIP):
        with suppress(OSError, EOFError, zlib.error):
            return gzip.decompress(raw).removeprefix(_PAGEFIND)
    if path.endswith(".br"):
        with suppress(brotli.error):
            return bytes(brotli.decompress(raw))
    return raw


def is_text(raw: bytes) -> bool:
    """Return whether bytes are text and not a picture, a font or the like."""
    return b"\0" not in raw[:_START]


def readable(raw: bytes) -> bytes:
    """Return the readable text in a binary file."""
    return b" \n ".join(_READABLE.findall(raw))
