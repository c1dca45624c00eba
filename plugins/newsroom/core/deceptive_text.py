"""Deceptive text: invisible characters that reverse words, hide a message or replace letters.

Pure: a text goes in, the places of its faults come out. `newsroom.core.schema` asks about every field of every front
matter and data file, and `newsroom.core.deceptive_html` about the bodies. Invisible characters that a language needs
pass: isolates in pairs, marks of direction beside right-to-left letters, joiners in Persian, in Indic scripts and in
emoji.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

#: Each opens or ends a stretch of text that runs the other way. The Unicode standard itself asks for isolates instead:
#: https://www.w3.org/International/questions/qa-bidi-unicode-controls
_EMBEDDINGS = "\u202a\u202b\u202c\u202d\u202e"
_ISOLATES, _END = "\u2066\u2067\u2068", "\u2069"
_RIGHT_TO_LEFT = "\u2067\u200f\u061c"
#: Left-to-right, right-to-left and Arabic letter mark.
_MARKS = "\u200e\u200f\u061c"
#: Characters that join, part or break: one is harmless wherever it stands, a row of them holds a message.
_JOINERS = f"\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\ufeff{_MARKS}"
#: Letters and symbols that are blank, whatever Unicode calls them, each with the beginning of the names of its script.
_BLANKS = dict.fromkeys("\u115f\u1160\u3164\uffa0", ("HANGUL", "HALFWIDTH HANGUL")) | {
    "\u2800": ("BRAILLE",),
    "\u303f": ("CJK", "IDEOGRAPHIC"),
    "\U00013441": ("EGYPTIAN",),
    "\U00013442": ("EGYPTIAN",),
    "\U0001d159": ("MUSICAL",),
}
_SELECTORS = "\ufe00-\ufe0f\u180b-\u180d\u180f\U000e0100-\U000e01ef"
#: Control characters and formats that no text needs: invisible operators, old switches, notes between lines, music.
_USELESS = (
    "\x80-\x9f\u17b4\u17b5\u2061-\u2064\u2065\u206a-\u206f\ufff0-\ufffc"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
_TAGS = "\U000e0000-\U000e007f"
#: A flag of a part of a country: a black flag, its code in tags, and the tag that ends it.
_FLAG = re.compile("(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
#: Accents that any letter may bear, and marks of Hebrew, Arabic, Thai and Lao; more of them cover other lines.
_STACK = re.compile(
    "[\u0300-\u033f\u0341-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5,}"
    "|[\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd]{9,}"
)
_ROW = re.compile(f"[{_JOINERS}]{{3,}}")
_SINGLE = re.compile(f"[{_EMBEDDINGS}{_MARKS}{''.join(_BLANKS)}{_USELESS}{_SELECTORS}{_TAGS}]")
#: Characters that every deceptive text has at least one of; a text without any needs no other check.
SUSPECT = re.compile(f"{_SINGLE.pattern}|[{_JOINERS}{_ISOLATES}{_END}\u0300-\u036f]|{_STACK.pattern}")
#: Characters that no message quotes.
_NOT_DRAWN = re.compile(f"{_SINGLE.pattern}|[{_JOINERS}{_ISOLATES}{_END}]")
_UNSEEN = re.compile(f"{_NOT_DRAWN.pattern}|\\s+")
#: Control characters that a terminal would obey.
_TURNING = re.compile(f"[{_EMBEDDINGS}{_ISOLATES}{_END}{_MARKS}{_TAGS}\x80-\x9f\u2028\u2029]")
#: Characters that command a terminal, such as the escape that begins a change of colour or clears the screen.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_PLAINLY_SEEN = re.compile("[0-9A-Za-z]")
#: Categories of what is drawn: letters, numbers, punctuation, symbols, and what private fonts draw.
_DRAWN = ("L", "N", "P", "S", "Co")
#: Of an emoji: the symbol, a skin tone, what joins two, a variation, a blank between two.
_OF_SIGNS = frozenset(("So", "Sm", "Sk", "Mn", "Me", "Cf", "Zs"))
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3|[!?\u203c\u2049]\ufe0f")
#: Characters of a row of signs; a family of four with their skin tones, or a flag of a part of a country, has eleven.
_LONGEST_SIGN = 24
#: So many characters beside a fault are quoted.
_QUOTED = 15
_AGAIN = "delete the words on both sides of it, and type them again"


class Deception(Struct, frozen=True, order=True):
    """One place in a text that deceives.

    Args:
        start, end: where it begins in the text, and where it ends.
        message: the fault, in words.
        fix: the remedy, in words.
    """

    start: int
    end: int
    message: str
    fix: str = _AGAIN


def invisible(text: str) -> bool:
    """Return whether a text holds characters, and none that can be seen: no letter, digit, sign or emoji."""
    if _PLAINLY_SEEN.search(text) or not text.strip():
        return False
    return not any(map(_is_visible, text))


def has_right_to_left(text: str) -> bool:
    """Return whether a text holds a letter of a script that is written from right to left."""
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(sign) in ("R", "AL") and sign.isalpha() for sign in text)


def is_sign(text: str) -> bool:
    """Return whether a text is an emoji or a short row of signs, such as stars, and holds no word and no number."""
    text = text.strip()
    if not text or len(text) > _LONGEST_SIGN or invisible(text):
        return False
    return all(unicodedata.category(sign) in _OF_SIGNS for sign in _KEYCAP.sub("★", text))


def faults(text: str) -> list[Deception]:
    """Return where one paragraph, or one field, deceives, in the order of the text."""
    if text.isascii() or not SUSPECT.search(text):
        return []
    deceptions = [*_unpaired(text), *_rows(text), *_stacks(text)]
    flags = [range(*flag.span()) for flag in _FLAG.finditer(text)]
    turned = has_right_to_left(text)
    for match in _SINGLE.finditer(text):
        at, sign = match.start(), match.group()
        if not any(at in flag for flag in flags) and (what := _harm(text, at, sign, turned=turned)):
            deceptions.append(Deception(at, at + 1, _sentence(text, at, at + 1, what)))
    deceptions += _idle_isolates(text) if not turned else ()
    return _merged(sorted(deceptions))


def cleaned(text: str) -> str:
    """Return a text without the characters that `faults` finds; for readers' comments, which are not refused."""
    pieces, begin = [], 0
    for fault in faults(text):
        pieces.append(text[begin : fault.start])
        begin = max(begin, fault.end)
    return "".join(pieces) + text[begin:]


def comparable(text: str) -> str:
    """Return a text as two that look the same share it: lower case, composed (NFC), without invisible characters."""
    return " ".join(_NOT_DRAWN.sub("", unicodedata.normalize("NFKC", text)).split()).casefold()


def for_terminal(text: str) -> str:
    """Return a text for a terminal: what turns a line around, or commands the terminal, is written as its code point.

    Ends of lines and tabs stay, and joiners, which Persian and emoji need.
    """
    if text.isascii() and text.isprintable():
        return text
    return _CONTROLS.sub(_code_point, _TURNING.sub(_code_point, text))


def _code_point(match: re.Match[str]) -> str:
    return f"<U+{ord(match.group()):04X}>"


def _is_visible(sign: str) -> bool:
    if sign.isspace() or _SINGLE.match(sign):
        return False
    category = unicodedata.category(sign)
    return category[0] in _DRAWN or category in _DRAWN


def _harm(text: str, at: int, sign: str, *, turned: bool) -> str:
    """Return the harm that a character does, as the end of a sentence; empty where it is allowed."""
    before = text[at - 1] if at else ""
    if sign in _EMBEDDINGS:
        return "changes the order of what is read"
    if sign in _MARKS:
        return "" if turned else "marks a direction where nothing is written from right to left"
    if sign in _BLANKS:
        beside = (before, text[at + 1 : at + 2])
        return "" if any(_named(other, _BLANKS[sign]) for other in beside) else "is a letter that nobody sees"
    if re.match(f"[{_SELECTORS}]", sign):
        return "" if _selects(before, sign) else "belongs to no letter or emoji before it"
    return "has no use in a text"


def _selects(before: str, sign: str) -> bool:
    """Return whether a variation selector stands behind something that has variations."""
    if "\u180b" <= sign <= "\u180f":
        return _named(before, ("MONGOLIAN",))
    if sign >= "\U000e0100":
        return _named(before, ("CJK",))
    # The standard's own variations: of emoji, digits, Han, Mongolian, Myanmar, mathematics, and of quotation marks.
    return bool(before) and _is_visible(before) and not ("A" <= before <= "Z" or "a" <= before <= "z")


def _named(sign: str, scripts: tuple[str, ...]) -> bool:
    return bool(sign) and sign not in _BLANKS and unicodedata.name(sign, "").startswith(scripts)


def _unpaired(text: str) -> Iterator[Deception]:
    """Yield isolates that nothing ends, and ends of none."""
    begun: list[int] = []
    for at, sign in enumerate(text):
        if sign in _ISOLATES:
            begun.append(at)
        elif sign == _END:
            if begun:
                begun.pop()
            else:
                yield Deception(
                    at, at + 1, _sentence(text, at, at + 1, "ends a change of direction that was not begun")
                )
    for at in begun:
        yield Deception(at, at + 1, _sentence(text, at, at + 1, "begins a change of direction that never ends"))


def _idle_isolates(text: str) -> Iterator[Deception]:
    """Yield isolates from right to left in a text that has no such letter: they swap its numbers and signs."""
    begun: list[int] = []
    for at, sign in enumerate(text):
        if sign in _ISOLATES:
            begun.append(at)
        elif sign == _END and begun:
            start = begun.pop()
            if text[start] in _RIGHT_TO_LEFT:
                yield Deception(
                    start, start + 1, _sentence(text, start, start + 1, "changes the order of what is read")
                )
                yield Deception(at, at + 1, _sentence(text, at, at + 1, "changes the order of what is read"))


def _rows(text: str) -> Iterator[Deception]:
    for match in _ROW.finditer(text):
        start, end = match.span()
        what = f"is one of {end - start} in a row, which can hide a message"
        yield Deception(start, end, _sentence(text, start, end, what))


def _stacks(text: str) -> Iterator[Deception]:
    for match in _STACK.finditer(text):
        start, end = match.span()
        letter = text[start - 1 : start].strip()
        message = f"{end - start} accents stand on one letter{f' ({letter})' if letter else ''} and cover other lines"
        yield Deception(start, end, message, "type the letter again with the accents that its language has")


def _merged(deceptions: list[Deception]) -> list[Deception]:
    """Leave out faults inside an earlier one, and merge two that touch."""
    apart: list[Deception] = []
    for fault in deceptions:
        if apart and fault.start <= apart[-1].end:
            apart[-1] = replace(apart[-1], end=max(fault.end, apart[-1].end))
        else:
            apart.append(fault)
    return apart


def _sentence(text: str, start: int, end: int, what: str) -> str:
    """Return a sentence about a character that nobody sees: where it stands, what it does, what it is."""
    sign = text[start]
    name = unicodedata.name(sign, "a control character").lower()
    return f"an invisible character {_where(text, start, end)} {what} (U+{ord(sign):04X}, {name})"


def _where(text: str, start: int, end: int) -> str:
    before = _UNSEEN.sub(" ", text[:start][-4 * _QUOTED :])[-_QUOTED:].strip()
    after = _UNSEEN.sub(" ", text[end:][: 4 * _QUOTED])[:_QUOTED].strip()
    if before:
        return f'behind "{before}"'
    return f'before "{after}"' if after else "that stands alone"
