"""Text: slugs, plain text, and lines."""

from __future__ import annotations

import html
import re
from unicodedata import is_normalized, normalize

from markupsafe import Markup
from unidecode import unidecode

from newsroom.core.typography import bind_last_words, restored

_TAGS = re.compile(r"<[^>]*>")
#: All blanks but the narrow one, which belongs to the quotation marks of French.
_SPACES = re.compile(r"[^\S\u202f]+")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_COMPOSED = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
WORDS_A_MINUTE = 220


def slugify(words: str) -> str:
    """Return words as part of an address: small Latin letters, digits and single hyphens; may be empty."""
    plain = unidecode(restored(words)).lower().replace("'", "").replace("&", " and ")
    return _NOT_SLUG.sub("-", plain).strip("-")


def printable(words: str) -> str:
    """Return words with a space for each sign that neither HTML nor XML can hold, such as Word's soft line breaks."""
    return _UNPRINTABLE.sub(" ", words)


def composed(words: str) -> str:
    """Return words whose letters are one character with their accents, as nearly all systems write them.

    macOS may write é as e and an accent, which looks the same and is another word to all that compares. Characters of
    Chinese and Japanese names that would become others stay, and characters that mean nothing become spaces.
    """
    if words.isascii():
        return words
    words = _NONCHARACTERS.sub(" ", words)
    return words if is_normalized("NFC", words) else _COMPOSED.sub(lambda run: normalize("NFC", run.group()), words)


def plain(markup: str) -> str:
    """Return the text of some HTML, with single spaces."""
    words = html.unescape(_TAGS.sub(" ", markup))
    # Splitting takes a fifth of the time, and would take the narrow blank for one of the others.
    return _SPACES.sub(" ", words).strip() if "\u202f" in words else " ".join(words.split())


def line(words: str) -> Markup:
    """Return words, which have the signs of their language already, as HTML whose last word keeps its neighbour."""
    return Markup(html.escape(bind_last_words(words), quote=False).replace("\xa0", "&nbsp;"))  # noqa: S704  escaped


def minutes(words: int) -> int:
    """Return how long a text takes to read, at least one minute, at `WORDS_A_MINUTE`."""
    return max(1, round(words / WORDS_A_MINUTE))


def enumerated(names: list[str]) -> str:
    """Return names as a sentence has them: ``A, B and C``."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def initials(name: str) -> str:
    """Return up to two capitals that stand for a name."""
    parts = [part for part in name.split() if part[:1].isalpha()]
    return "".join(part[0].upper() for part in parts[:2]) if parts else "?"
