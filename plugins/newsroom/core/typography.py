"""Typography: turns typed quotation marks, apostrophes, dashes and dots into those of the text's language.

Pure: the pieces of one paragraph go in, and come out with the same number of pieces. A piece is a run of text between
two tags, so that each sign is set by its neighbours, whatever tags stand between them. A backslash before a sign keeps
it as it was typed; until then `protected` stands in its place. See docs/adr/0033-typography.md.
"""

from __future__ import annotations

import html
import re
import string
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from newsroom.core.commands import addresses, in_command
from newsroom.core.quotation_marks import NARROW, NO_BREAK, OBJECT, Marks, Quotes, SignChange, marks_of

_PUNCTUATION = string.punctuation
#: Characters that mean nothing to anybody (https://www.unicode.org/faq/private_use.html#noncharacters): as many as
#: ASCII has signs, so each stands for one that a backslash keeps as it was typed.
_PROTECTED = {sign: chr(0xFDD0 + place) for place, sign in enumerate(_PUNCTUATION)}
_RESTORED = {ord(mark): sign for sign, mark in _PROTECTED.items()}
_RESTORED_HTML = {mark: html.escape(sign) for mark, sign in _RESTORED.items()}
_ANY_PROTECTED = re.compile("[\ufdd0-\ufdef]")
_ESCAPED = re.compile(rf"\\([{re.escape(_PUNCTUATION)}])")

#: Signs that may have to be set. Each alternative begins with the sign itself, and looks back from there: the search
#: passes over all other characters at once.
_SIGN = re.compile(r"""'|"|-(?<!--)--?(?!-)|\.(?<![./]\.)\.\.\.?(?![./])|\.(?<!\.\.)(?<!\. \.) \. \.(?! ?\.)""")
_SPACED = re.compile("(?<=\\S) (?=[;!?»])|(?<=\\S) (?=:(?:\\s|$))|(?<=«) |(?<=«)(?=\\S)|(?<=\\S)(?=»)")
#: A telephone number in groups: with its country, with its area in brackets, or of two groups and more.
_NUMBER = re.compile(
    r"(?<![\d.,:/+-])(?:"
    r"\+\d{1,3}(?: (?:\(\d{1,4}\)|\d{1,4})){2,5}|\(0\d{1,3}\)(?:[ -]\d{2,4}){1,4}|\d{2,4}(?: \d{2,4}){1,4}"
    r")(?![.,:/-]?\d)"
)
#: Groups that follow one another in every telephone number; few paragraphs have any.
_GROUPS = re.compile(r"[\d)][ -]\(?\d")
#: How many digits a telephone number has; what has fewer is a pair of other figures.
_DIGITS = range(6, 16)
#: Signs that a dash may follow without a blank, besides letters and digits.
_BEFORE_DASH = frozenset(".,;:!?…)]}'\"’”»‘“%°*&" + OBJECT)
_AFTER_DASH = frozenset("([{'\"“‘„‚«¿¡$€£#@&" + OBJECT)


def typeset(words: str, lang: str) -> str:
    """Return plain words with the signs of their language."""
    return typeset_pieces([words], [marks_of(lang)])[0]


def typeset_pieces(pieces: Sequence[str], marks: Sequence[Marks | None], more: Sequence[SignChange] = ()) -> list[str]:
    """Return the pieces of one paragraph with the signs of their languages.

    Args:
        pieces: runs of text that follow one another.
        marks: the quotation marks of each.
        more: further changes: where they begin and end in the joined text, and what comes there.
    """
    text = pieces[0] if len(pieces) == 1 else "".join(pieces)
    changes = [*_changes(text, pieces, marks), *more]
    if not changes:
        return list(pieces)
    return [restored(piece) for piece in _applied(pieces, sorted(changes))]


def bind_numbers(words: str) -> str:
    """Return words in which the groups of each telephone number stay on one line."""
    return _NUMBER.sub(lambda match: match[0].replace(" ", NO_BREAK) if _is_number(match[0]) else match[0], words)


def protected(words: str) -> str:
    """Return a text in which placeholders replace each backslash and the sign after it."""
    return _ESCAPED.sub(lambda match: _PROTECTED[match[1]], words) if "\\" in words else words


def protection(sign: str) -> str:
    """Return the placeholder of an ASCII sign that stays as it was typed."""
    return _PROTECTED[sign]


def restored(words: str) -> str:
    """Return a text with the signs in place of their placeholders."""
    return words.translate(_RESTORED) if _ANY_PROTECTED.search(words) else words


def restored_html(markup: str) -> str:
    """Return HTML in which protected signs are text again."""
    return markup.translate(_RESTORED_HTML) if _ANY_PROTECTED.search(markup) else markup


def as_typed(words: str) -> str:
    """Return a text with the plain signs of a keyboard, for comparing texts that read the same."""
    return words if words.isascii() else words.translate(_TYPED)


_TYPED = str.maketrans({
    **dict.fromkeys("‘’‚‹›", "'"), **dict.fromkeys("“”„«»", '"'), "–": "--", "—": "---", "…": "...",
    NO_BREAK: " ", NARROW: " ",
})  # fmt: skip


def _applied(pieces: Sequence[str], changes: Sequence[SignChange]) -> list[str]:
    """Return pieces with changes that are in their order; one that crosses a tag, or overlaps another, is left out."""
    made, begin, place = [], 0, 0
    for piece in pieces:
        end, at, parts = begin + len(piece), begin, []
        while place < len(changes) and (changes[place][0] < end or not piece):
            start, stop, new = changes[place]
            if not piece and start >= end:
                break
            place += 1
            if at <= start and stop <= end:
                parts += [piece[at - begin : start - begin], new]
                at = stop
        made.append("".join([*parts, piece[at - begin :]]))
        begin = end
    return made


def _changes(text: str, pieces: Sequence[str], marks: Sequence[Marks | None]) -> list[SignChange]:
    """Return the changes that the signs of a paragraph need."""
    starts = _starts(pieces) if any(known is not marks[0] for known in marks) else []

    def at(place: int) -> Marks | None:
        return marks[bisect_right(starts, place) - 1] if starts else marks[0]

    spaced = any(known and known.spaced for known in marks)
    changes = [*(_spaces(text, at) if spaced else ()), *_numbers(text)]
    quotes, written_out = None, addresses(text)
    for match in _SIGN.finditer(text):
        start, sign = match.start(), match.group()
        while written_out and written_out[0].stop <= start:
            written_out.popleft()
        if written_out and start in written_out[0]:
            continue
        if sign[0] == "-":
            if _is_dash(text, start, match.end()):
                changes.append((start, match.end(), "–" if sign == "--" else "—"))
        elif sign[0] == ".":
            changes.append((start, match.end(), "…." if len(sign) == 4 else "…"))
        elif not (known := at(start)):
            continue
        elif sign == "'" and text[start - 1 : start].isalpha() and text[start + 1 : start + 2].isalpha():
            # Most signs: an apostrophe inside of a word.
            changes.append((start, start + 1, "’"))
        else:
            quotes = quotes or Quotes(text, changes)
            quotes.set_mark(start, known)
    return quotes.finished() if quotes else changes


def _spaces(text: str, at: Callable[[int], Marks | None]) -> Iterator[SignChange]:
    """Yield the blanks that French has beside its signs, where a blank was typed or quotation marks stand."""
    for match in _SPACED.finditer(text):
        known = at(match.start())
        if known and known.spaced:
            yield *match.span(), NO_BREAK if text[match.end() : match.end() + 1] == ":" else NARROW


def _numbers(text: str) -> Iterator[SignChange]:
    """Yield the blanks within telephone numbers, which stay on one line."""
    for match in _NUMBER.finditer(text) if _GROUPS.search(text) else ():
        if _is_number(match.group()):
            for blank in re.finditer(" ", match.group()):
                yield match.start() + blank.start(), match.start() + blank.end(), NO_BREAK


def _is_number(groups: str) -> bool:
    return sum(sign.isdigit() for sign in groups) in _DIGITS


def _starts(pieces: Sequence[str]) -> list[int]:
    starts, begin = [], 0
    for piece in pieces:
        starts.append(begin)
        begin += len(piece)
    return starts


def _is_dash(text: str, start: int, end: int) -> bool:
    """Return whether two or three hyphens are a dash: a word or a blank on both sides, and no command around them."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    blank_before, blank_after = not before.strip(), not after.strip()
    if not (blank_before or before.isalnum() or before in _BEFORE_DASH):
        return False
    if not (blank_after or after.isalnum() or after in _AFTER_DASH):
        return False
    opens = blank_before or (before in "'\"" and not text[start - 2 : start - 1].strip())
    if opens and not blank_after and end - start == 2:
        # An option of a command: --all.
        return False
    return not in_command(text, start, end)


_LAST_BLANK = re.compile(r"(?<=\S)[ \t\n]+(?=[^\s;:!?»]\S*(?: [;:!?»]+)?\s*\Z)")
#: How wide the last two words and the blank between them may be, in small Latin letters: the largest headline has room
#: for so many on the narrowest telephone, and a wider pair would be cut inside of a word.
_WIDEST_PAIR = 11
#: Fewer words than this stay apart: a title of two or three has to break between any of them.
_LEAST_WORDS = 4
#: Signs that a word may break at.
_PART = re.compile("[ \n\t–—/-]")
_WIDE = frozenset("mwMW@%—…©®ЖМФШЩЮЫжмфшщюы")


def last_blank(text: str) -> tuple[int, int] | None:
    """Return the place of the blank before the last word, where both words stay on one line; else None."""
    match = _LAST_BLANK.search(text, max(0, len(text) - 3 * _WIDEST_PAIR))
    if match is None:
        return None
    # A longer word before the blank is too wide in any case.
    before = text[max(0, match.start() - _WIDEST_PAIR) : match.start()]
    pair = _PART.split(before)[-1] + text[match.end() :].rstrip()
    if OBJECT in pair or 1 + _width(pair) > _WIDEST_PAIR or len(text.split(None, _LEAST_WORDS)) < _LEAST_WORDS:
        return None
    return match.span()


def _width(words: str) -> float:
    """Return how wide words are in the headline font, in small Latin letters."""
    if words.isascii() and words.islower():
        return len(words) + 0.6 * (words.count("m") + words.count("w"))
    return sum(1.6 if sign in _WIDE else 1.25 if sign.isupper() or sign > "\u0370" else 1 for sign in words)


def bind_last_words(words: str) -> str:
    """Return plain words in which the last one keeps its neighbour, so that no line has one short word alone."""
    found = last_blank(words)
    return f"{words[: found[0]]}\xa0{words[found[1] :]}" if found else words
