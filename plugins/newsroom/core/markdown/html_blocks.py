"""HTML between paragraphs: its tags as they are, and the Markdown between them, with or without blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent

from markdown_it.common.html_blocks import block_names
from markdown_it.rules_block import StateBlock

VOID = frozenset({"br", "col", "hr", "img", "input", "link", "wbr", "area", "base", "embed", "source", "track"})
#: Their end may be left out: https://html.spec.whatwg.org/#optional-tags
OPTIONAL = frozenset({
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption", "option", "optgroup",
    "rt", "rp", "html", "head", "body",
})  # fmt: skip
#: Elements in which there may be paragraphs, lists and the like.
_FLOW = frozenset({
    "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "fieldset", "figcaption", "figure",
    "footer", "form", "header", "li", "main", "nav", "section", "td", "th",
})  # fmt: skip
#: Elements whose inside stays as it is.
_VERBATIM = ("pre", "script", "style", "textarea", "code", "kbd", "samp", "var", "math", "svg", "title")
_ATTRIBUTES = r"""(?=[\s/>])(?:[^<>"']|"[^"]*"|'[^']*')*"""
_TAG = re.compile(
    rf"<!--.*?-->|<(?P<verbatim>{'|'.join(_VERBATIM)})\b{_ATTRIBUTES}>.*?(?:</(?P=verbatim)\s*>|\Z)"
    rf"|<(?P<end>/?)(?P<name>{'|'.join(block_names)}){_ATTRIBUTES}>",
    re.IGNORECASE | re.DOTALL,
)
#: Beginnings of HTML between paragraphs, each with its end; without one, a blank line ends it.
_BEGINNINGS = (
    (re.compile(r"<(script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE), r"</{}\s*>"),
    (re.compile(r"<(!--)"), "-->"),
    (re.compile(r"<(\?)"), r"\?>"),
    (re.compile(r"<(!\[CDATA\[)"), r"\]\]>"),
    (re.compile(r"<(![A-Za-z])"), ">"),
    (re.compile(rf"</?({'|'.join(block_names)})(?=[\s/>]|$)", re.IGNORECASE), ""),
)
_MARKDOWN = re.compile(r"^[ \t]*(?:[-+*][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|>|```|~~~|\|)", re.MULTILINE)
_INDENTATION = re.compile(r"\n[ \t]+")


def html_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Read HTML that begins a line."""
    begin = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith("<", begin) or state.is_code_block(startLine):
        return False
    first = state.src[begin : state.eMarks[startLine]]
    found = next(((match, end) for start, end in _BEGINNINGS if (match := start.match(first))), None)
    if found is None:
        return False
    if silent:
        return True
    kind, ending = found[0][1].lower(), found[1]
    end = _end(state, startLine, endLine, re.compile(ending.format(kind), re.IGNORECASE) if ending else None)
    if end is None and kind == "!--":
        # Where it was to end nobody knows, and what it says is not for readers; `newsroom.core.html_comments` says so.
        state.line = endLine
        _push(state, "<!--", startLine)
        return True
    state.line = end if end is not None else _blank(state, startLine, endLine)
    source = state.getLines(startLine, state.line, state.blkIndent, True)
    if ending:
        _push(state, source, startLine)
    else:
        _mixed(state, source, startLine)
    return True


def _end(state: StateBlock, start: int, end: int, ending: re.Pattern[str] | None) -> int | None:
    """Return the line behind the one that ends some HTML; None where there is none."""
    if ending is None:
        return _blank(state, start, end)
    for line in range(start, end):
        if line > start and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return None
        place = state.bMarks[line] + state.tShift[line]
        if ending.search(state.src, place + (1 if line == start else 0), state.eMarks[line]):
            return line + 1
    return None


def _blank(state: StateBlock, start: int, end: int) -> int:
    line = start + 1
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        line += 1
    return line


def _push(state: StateBlock, markup: str, line: int, name: str = "", *, closes: bool = False) -> None:
    token = state.push("html_block", "", 0)
    token.content, token.map = markup, [line, line + markup.count("\n") + 1]
    token.meta = {"html": True, "name": name, "closes": closes}


def _mixed(state: StateBlock, source: str, line: int) -> None:
    """Add the tokens of HTML with Markdown between its tags."""
    opened: list[str] = state.env.setdefault("open", [])
    for piece, match in _split(source):
        if match is None:
            _words(state, piece, line, opened)
        elif match["name"]:
            name, closes = match["name"].lower(), bool(match["end"])
            _push(state, piece, line, name, closes=closes)
            if closes and name in opened:
                del opened[len(opened) - 1 - opened[::-1].index(name) :]
            elif not closes and name not in VOID:
                opened.append(name)
        else:
            _push(state, piece, line)
        line += piece.count("\n")


def _split(source: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield HTML in pieces: its tags, each with its match, and what stands between them."""
    begin = 0
    for match in _TAG.finditer(source):
        if match.start() > begin:
            yield source[begin : match.start()], None
        yield match.group(), match
        begin = match.end()
    if begin < len(source):
        yield source[begin:], None


def _words(state: StateBlock, words: str, line: int, opened: list[str]) -> None:
    """Add the tokens of words between two tags."""
    plain = words.strip(" \t\n")
    if not plain:
        _push(state, words, line)
        return
    begins_line = words.lstrip(" \t").startswith("\n")
    line += words[: words.index(plain)].count("\n")
    if begins_line and (not opened or (opened[-1] in _FLOW and _MARKDOWN.search(words))):
        first = len(state.tokens)
        state.md.block.parse(dedent(words.strip("\n")) + "\n", state.md, state.env, state.tokens)
        for token in state.tokens[first:]:
            token.map = [token.map[0] + line, token.map[1] + line] if token.map else None
            token.meta = {**token.meta, "html": True}
        return
    before, _, behind = words.partition(plain)
    if before:
        _push(state, before, line)
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = _INDENTATION.sub("\n", plain), [line, line + 1], []
    token.meta = {"html": True}
    if behind:
        _push(state, behind, line)
