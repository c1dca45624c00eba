"""Words: slugs, plain text, and typographic text."""

from __future__ import annotations

import html
import re

from markupsafe import Markup
from unidecode import unidecode

from newsroom.core import typography

_TAGS = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"\s+")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
WORDS_A_MINUTE = 220


def slugify(words: str) -> str:
    """Return words as part of an address: small Latin letters, digits and single hyphens; may be empty."""
    plain = unidecode(words).lower().replace("'", "").replace("&", " and ")
    return _NOT_SLUG.sub("-", plain).strip("-")


def printable(words: str) -> str:
    """Return words with a space for each sign that neither HTML nor XML can hold, such as Word's soft line breaks."""
    return _UNPRINTABLE.sub(" ", words)


def plain(markup: str) -> str:
    """Return the text of some HTML, with single spaces."""
    return _SPACES.sub(" ", html.unescape(_TAGS.sub(" ", markup))).strip()


def smart(words: str, *, widows: bool = False) -> Markup:
    """Return plain words as HTML with typographic quotes and dashes.

    Of typogrify's filters only these two: the others put tags into a headline.

    Args:
        words: plain words.
        widows: whether a line may end with one word alone; a name of two words set large has to break between them.
    """
    # A backslash would take the sign behind it for one that is to stay as it is.
    escaped = html.escape(words, quote=False).replace("\\", "&#92;")
    curled = typography.curled(escaped)
    return Markup(curled if widows else typography.unwidowed(curled))  # noqa: S704  escaped just above


def smart_html(markup: str) -> str:
    """Return HTML with typographic text; code and preformatted text stay as they are."""
    return typography.unwidowed(typography.curled(markup))


def minutes(words: int) -> int:
    """Return how long a text takes to read, at least one minute, at `WORDS_A_MINUTE`."""
    return max(1, round(words / WORDS_A_MINUTE))


def listed(names: list[str]) -> str:
    """Return names as a sentence has them: ``A, B and C``."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def initials(name: str) -> str:
    """Return up to two capitals that stand for a name."""
    parts = [part for part in name.split() if part[:1].isalpha()]
    return "".join(part[0].upper() for part in parts[:2]) if parts else "?"
