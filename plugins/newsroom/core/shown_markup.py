"""One watch over the words that readers get: Markdown, template code and shortcodes that would be shown as they are.

It looks at what a text came to, code apart, and names the line on which its writer put the signs. Signs that somebody
escaped (with a backslash, or as ``&#123;``) are meant to be seen, and so is whatever stands as code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from lxml.html import HtmlElement

from newsroom.core import html_policy
from newsroom.core.passage import MarkdownDocument
from newsroom.core.problems import Problem
from newsroom.core.shown_signs import PIECE, SIGNS, Sign

RULE = "markup-shown"
_CODE = frozenset(("code", "pre", "kbd", "samp", "var", "script", "style"))
_CODE_TAGS = re.compile(r"<(code|pre|kbd|samp|var)\b[^>]*>.*?</\1>", re.DOTALL | re.IGNORECASE)
#: Fewer signs stand in many places.
_LONG_ENOUGH = 3
_BLOCKS = frozenset(
    # One string, since thirty names on lines of their own say less.
    "aside audio blockquote body caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 hr li ol p "  # noqa: SIM905
    "section summary table tbody td tfoot th thead tr ul video".split()
)
#: These are about lines, of which a field has one.
_OF_LINES = ("^", "\\n", "(?:^|\\n)")
#: &amp;nbsp; is a name of a sign written twice by mistake; nothing else in the text shows that.
_ALWAYS = frozenset("&")
#: A link or the like in the caption of a picture, which holds plain words: Markdown drops the address.
_CAPTION = re.compile(
    r"""!\[[^\]\n]*\]\([ \t]*(?:<[^>\n]*>|[^\s()]+)[ \t]+(?:"(?P<a>[^"\n]*)"|'(?P<b>[^'\n]*)')[ \t]*\)"""
)
_CAPTION_LOSES = re.compile(r"\]\(|\]\[|<(?:https?:|mailto:|a\s)", re.IGNORECASE)
#: Fields of a head that readers do not see as words.
_NOT_WORDS = frozenset(
    # One string, since twenty names on lines of their own say less.
    "address aliases blur bylines code email hides href id image_src lang links matrix orcid pdf pixelate pronouns_src "  # noqa: SIM905
    "reply_to slug social src starts ends translation_of waive web website".split()
)


def transform(passage: MarkdownDocument) -> None:
    """Warn of signs that a text shows, at its end; what readers wrote to us is left as it is."""
    if passage.of_readers:
        return
    for match in _CAPTION.finditer(passage.masked):
        if _CAPTION_LOSES.search(match["a"] or match["b"] or ""):
            line = passage.first_line + passage.masked.count("\n", 0, match.start())
            fix = "a caption holds plain words: link from the text below the picture"
            passage.problem(RULE, line, "a link in the caption of a picture loses its address", fix)
    # Most texts show nothing of the kind, and need not be taken apart.
    breaks = passage.tree.find(".//br") is not None
    everything = "\n\n".join(blocks(passage.tree)) if breaks else "".join(passage.tree.itertext())
    suspected = [sign for sign in SIGNS if _may_be(sign, everything)]
    if suspected:
        _look(passage, suspected)


def _may_be(sign: Sign, words: str) -> bool:
    return any(mark in words for mark in sign.signs) and bool(sign.pattern.search(words))


def _look(passage: MarkdownDocument, suspected: Iterable[Sign]) -> None:
    found: set[tuple[int, str]] = set()
    places: Counter[str] = Counter()
    pieces = list(blocks(passage.tree))
    for sign in suspected:
        for words in pieces:
            for match in sign.pattern.finditer(words):
                line = _line(passage, words, match, sign, places)
                if line and (line, sign.message) not in found:
                    found.add((line, sign.message))
                    passage.problem(RULE, line, f'{sign.message}: "{_excerpt(words, match)}"', sign.fix)


def _line(passage: MarkdownDocument, words: str, match: re.Match[str], sign: Sign, places: Counter[str]) -> int:
    """Return the line on which somebody wrote the signs as they are; 0 where nobody did, so that they are meant."""
    shown, visible = match[0].strip("\n"), _CODE_TAGS.sub(_blanked, passage.masked)
    short = shown.strip().split(PIECE)[0]
    for needle in (_token(words, match), short if len(short) >= _LONG_ENOUGH else ""):
        if not needle:
            continue
        spots = [spot.start() for spot in re.finditer(rf"(?<!\\){re.escape(needle)}", visible)]
        if spots:
            spot = spots[min(places[needle], len(spots) - 1)]
            places[needle] += 1
            return passage.first_line + visible.count("\n", 0, spot)
    if _ALWAYS.intersection(sign.signs):
        return passage.line_of(f"&amp;{shown[1:]}")
    return 0


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _token(words: str, match: re.Match[str]) -> str:
    """Return what is written around the signs without a blank, by which their line is found."""
    start, end = match.span()
    while words[start : start + 1] == "\n":
        start += 1
    before = re.search(r"[^\s\ufffc]*\Z", words[:start])
    behind = re.match(r"[^\s\ufffc]*", words[end:])
    return f"{before[0] if before else ''}{words[start:end]}{behind[0] if behind else ''}".strip()


def _excerpt(words: str, match: re.Match[str]) -> str:
    said = " ".join(words[match.start() : match.end() + 30].replace(PIECE, "…").split())
    return said if len(said) <= 40 else f"{said[:39].rstrip()}…"


def blocks(tree: HtmlElement) -> Iterator[str]:
    """Yield the words of each block of a text, without code; a break is the end of a line."""
    pieces: list[str] = []
    for words in _pieces(tree):
        if words is not None:
            pieces.append(words)
        elif pieces:
            yield "".join(pieces).strip("\n")
            pieces = []
    yield "".join(pieces).strip("\n")


def _pieces(element: HtmlElement) -> Iterator[str | None]:
    """Yield the words of an element in order, and None where a block begins or ends."""
    if element.tag in _CODE:
        yield PIECE
        return
    if element.tag == "br":
        yield "\n"
        return
    block = element.tag in _BLOCKS
    if block:
        yield None
    if element.tag == "a" and (element.text or "").startswith(("http:", "https:", "www.")):
        yield f"https:{PIECE}"
    else:
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield (child.tail or "").replace("\n", " \n") if child.tag == "br" else child.tail or ""
    if block:
        yield None


def in_fields(
    fields: Mapping[str, object], path: str, lines: Mapping[tuple[str | int, ...], tuple[int, int]]
) -> list[Problem]:
    """Return a warning for each field of a head whose plain words would show signs, or that lose an address.

    Args:
        fields: the values of the head.
        path: the file.
        lines: where they stand.
    """
    found = []
    for place, words in _strings(fields, ()):
        bare = html_policy.masked(words)
        for sign in SIGNS:
            match = sign.pattern.search(bare) if any(mark in bare for mark in sign.signs) else None
            if match is None or sign.pattern.pattern.startswith(_OF_LINES):
                continue
            message = f'{sign.message} in "{place[0]}", which holds plain words: "{_excerpt(bare, match)}"'
            known = (lines[place[:end]] for end in range(len(place), 0, -1) if place[:end] in lines)
            line, column = next(known, (1, 0))
            found.append(Problem(path, line, column, RULE, message, "write it in plain words"))
            break
    return found


def _strings(value: object, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _NOT_WORDS:
                yield from _strings(inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _strings(inner, (*place, number))
