"""Raw markup: finds Markdown, template code and shortcodes that readers would see as they were typed.

It looks at what a text came to, code apart, and names the line on which its writer put the signs. Signs that somebody
escaped (with a backslash, or as ``&#123;``) are meant to be seen, and so is whatever stands as code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from lxml.html import HtmlElement
from msgspec import Struct

from newsroom.core import html_policy
from newsroom.core.markdown_document import MarkdownDocument
from newsroom.core.problems import Problem

# The signs that readers are not to see, with the pattern of each and what is told of it.

#: Stands for a piece of code, and for the rest of an address.
PIECE = "\N{OBJECT REPLACEMENT CHARACTER}"
_ADDRESS = r"(?:https?:|mailto:|tel:|www\.|\{filename\}|\{static\}|/[\w.~/-]+|#[\w-])"
_SHORTCODES = "embed|gallery|playlist|contact-form(?:-7)?|toc|TOC|nextpage"


class Sign(Struct, frozen=True):
    """A sign that readers should not see: the characters that it needs, its pattern, and the message.

    ``hint`` is a part of the pattern that is looked for first, where its characters stand in most texts.
    """

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    message: str
    fix: str
    hint: re.Pattern[str] | None = None


def _sign(signs: str, pattern: str, message: str, fix: str, hint: str = "") -> Sign:
    first = re.compile(hint) if hint else None
    return Sign(tuple(signs.split()), re.compile(pattern, re.MULTILINE), message, fix, first)


_LINK = "write [words](https://address): no blank between ] and (, and a ) at the end"
_TEMPLATE = "take it out; if readers are to see it, put it between backticks"
_BLANK_ABOVE = "leave a blank line above the first of them, and begin each with the sign and a space"
SIGNS = (
    _sign("](", r"!?\[?[^\s\[\]]*\]\(\S*", "a link or a picture is not closed", _LINK),
    _sign("]", rf"\][ \t]+\((?={_ADDRESS})", "a blank parts the words of a link from its address", _LINK),
    _sign("[", rf"\)[ \t]?\[(?={_ADDRESS})", "the brackets of a link are the wrong way round", _LINK),
    _sign("][", r"[^\s\[\]]*\]\[[^\[\]]*\]", "a link names an address that stands nowhere", _LINK),
    _sign(
        "]:", r"^\[[^\]\n]+\]:[ \t]*\S", "an address that links name is not read as one", "leave a blank line above it"
    ),
    _sign(
        "**",
        r"(?<![\w*/])\*\*[^\s*.,;:!?)]",
        "stars are shown, and nothing is strong",
        "close it: **words**, in one paragraph",
    ),
    _sign("__", r"(?<![\w_/])__[^\W_]", "underscores are shown, and nothing is strong", "write **words**"),
    _sign(
        "~~",
        r"(?<![\w~/])~~[^\s~]",
        "tildes are shown, and nothing is struck out",
        "close it: ~~words~~, in one paragraph",
    ),
    _sign(
        "==",
        r"(?<![\w=/])==(?=\w)[^=\n]+==",
        "equals signs are shown, and nothing is marked",
        "write <mark>words</mark>",
    ),
    _sign(
        "{% {{ {# {< {> {+ {-", r"\{(?:%|\{|#(?=\s)|<|>>|\+\+|--)", "code of a template is shown as it is", _TEMPLATE
    ),
    _sign("<% <#", r"<%|<#[\w=]", "code of a template is shown as it is", _TEMPLATE),
    _sign(
        "%%", r"(?<![%\w])%%(?=[^\s%])[^%\n]+%%", "a comment is shown to readers", "write <!-- and -->, or take it out"
    ),
    _sign("[/", r"\[/[A-Za-z][\w-]*\]", "a shortcode is shown as it is", _TEMPLATE),
    _sign(
        "[",
        rf"(?<![\w\]])\[(?:{_SHORTCODES})(?:[ \t][^\[\]\n]*)?/?\](?![\[(:])",
        "a shortcode is shown as it is",
        _TEMPLATE,
    ),
    _sign("=", r"(?<![\w\]])\[[a-z][\w-]*[ \t]+[\w-]+=[^\[\]\n]*\]", "a shortcode is shown as it is", _TEMPLATE),
    _sign("[[", r"\[\[[^\[\]\n]+\]\]", "a link of another system is shown as it is", "write [words](/address/)"),
    _sign(
        "[!", r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", "a box of another system is shown as it is", "take it out"
    ),
    _sign("::: !!!", r"^(?::::+|!!![ \t])[ \t]*\w", "a box of another system is shown as it is", "take it out"),
    _sign("^[", r"\^\[\w", "a note is shown among the words", "write [^1], and below [^1]: The note."),
    _sign(
        ":",
        r":(?<![\w:/.@]:)(?:[a-z][a-z0-9_+-]*[a-z0-9]|[+-]1):(?![\w:/])",
        "the name of an emoji is shown in its place",
        "put the emoji itself there",
    ),
    _sign("- * +", r"\n[ \t]*[-*+][ \t]+\S", "the sign of a list is shown at the start of a line", _BLANK_ABOVE),
    _sign(
        ". )",
        r"(?:^|\n)[ \t]*\d{1,2}[.)][ \t]+\S.*\n[ \t]*\d{1,2}[.)][ \t]+(?=\S)",
        "the numbers of a list are shown at the start of lines",
        _BLANK_ABOVE,
        hint=r"\d[.)][ \t]",
    ),
    _sign(
        "##",
        r"^#{2,6}[ \t]*[^\s#]",
        "the signs of a heading are shown",
        "put a space behind them, and a blank line above",
    ),
    _sign("\n#", r"\n#[ \t]+\S", "the sign of a heading is shown", "leave a blank line above it"),
    _sign(">", r"(?:^|\n)>[ \t]*\S", "the sign of a quotation is shown", "leave a blank line above it"),
    _sign(
        "|",
        r"^\|?[ \t]*:?-{2,}:?[ \t]*\|.*$|^\|[^|\n]*\|.*\|[ \t]*$",
        "a table is shown with its bars",
        "leave a blank line above and below it, and give each row as many cells",
    ),
    _sign(
        "``` ~~~", r"```|~~~", "the signs of code are shown", "put them on lines of their own, the same above and below"
    ),
    _sign("\\", r"(?<!\\)\\[!-/:-@\[\]^_`{-~]", "a backslash is shown", "take it out; or write two where one is meant"),
    _sign("{:", r"\{:[ \t]?[.#\w]", "braces for a program are shown", "take them out"),
    _sign(
        "&",
        r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,6});",
        "the name of a sign is shown in its place",
        "type the sign itself",
    ),
    _sign(
        "<",
        r"</?(?:p|div|span|br|b|i|u|em|strong|a|img|h[1-6]|ul|ol|li|table|tr|td|blockquote|center|font)\b(?=[\s/>])",
        "a tag is shown as it is",
        "take it out",
    ),
)


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
_OF_FIELDS = tuple(sign for sign in SIGNS if not sign.pattern.pattern.startswith(_OF_LINES))
#: Each of these signs has one of their first characters in it.
_ANY_OF_FIELDS = re.compile(f"[{''.join(re.escape(mark[0]) for sign in _OF_FIELDS for mark in sign.signs)}]")
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


def transform(document: MarkdownDocument) -> None:
    """Warn of signs that a text shows; comments of readers are not checked."""
    if document.of_readers:
        return
    for match in _CAPTION.finditer(document.masked):
        if _CAPTION_LOSES.search(match["a"] or match["b"] or ""):
            line = document.first_line + document.masked.count("\n", 0, match.start())
            fix = "a caption holds plain words: link from the text below the picture"
            document.problem(RULE, line, "a link in the caption of a picture loses its address", fix)
    # Most texts show nothing of the kind, and need not be taken apart.
    breaks = next(document.tree.iter("br"), None) is not None
    everything = "\n\n".join(blocks(document.tree)) if breaks else str(document.tree.text_content())
    suspected = [sign for sign in SIGNS if _may_be(sign, everything)]
    if suspected:
        _search(document, suspected)


def _may_be(sign: Sign, words: str) -> bool:
    for mark in sign.signs:  # a generator would cost more than what it asks
        if mark in words:
            return bool((sign.hint is None or sign.hint.search(words)) and sign.pattern.search(words))
    return False


def _search(document: MarkdownDocument, suspected: Iterable[Sign]) -> None:
    reported: set[tuple[int, str]] = set()
    places: Counter[str] = Counter()
    pieces = list(blocks(document.tree))
    for sign in suspected:
        for words in pieces:
            for match in sign.pattern.finditer(words):
                line = _line(document, words, match, sign, places)
                if line and (line, sign.message) not in reported:
                    reported.add((line, sign.message))
                    document.problem(RULE, line, f'{sign.message}: "{_excerpt(words, match)}"', sign.fix)


def _line(document: MarkdownDocument, words: str, match: re.Match[str], sign: Sign, places: Counter[str]) -> int:
    """Return the line on which somebody wrote the signs as they are; 0 where nobody did, so that they are meant."""
    shown, visible = match[0].strip("\n"), _CODE_TAGS.sub(_blanked, document.masked)
    short = shown.strip().split(PIECE)[0]
    for needle in (_token(words, match), short if len(short) >= _LONG_ENOUGH else ""):
        if not needle:
            continue
        spots = [spot.start() for spot in re.finditer(rf"(?<!\\){re.escape(needle)}", visible)]
        if spots:
            spot = spots[min(places[needle], len(spots) - 1)]
            places[needle] += 1
            return document.first_line + visible.count("\n", 0, spot)
    if _ALWAYS.intersection(sign.signs):
        return document.line_of(f"&amp;{shown[1:]}")
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
    excerpt = " ".join(words[match.start() : match.end() + 30].replace(PIECE, "…").split())
    return excerpt if len(excerpt) <= 40 else f"{excerpt[:39].rstrip()}…"


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
    """Return a warning for each plain field of front matter that would show signs, or lose an address.

    Args:
        fields: the values of the head.
        path: the file.
        lines: where they stand.
    """
    problems = []
    for place, words in _strings(fields, ()):
        if not _ANY_OF_FIELDS.search(words):
            continue
        bare = html_policy.masked(words)
        for sign in _OF_FIELDS:
            match = sign.pattern.search(bare) if any(mark in bare for mark in sign.signs) else None
            if match is None:
                continue
            message = f'{sign.message} in "{place[0]}", which holds plain words: "{_excerpt(bare, match)}"'
            known = (lines[place[:end]] for end in range(len(place), 0, -1) if place[:end] in lines)
            line, column = next(known, (1, 0))
            problems.append(Problem(path, line, column, RULE, message, "write it in plain words"))
            break
    return problems


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
