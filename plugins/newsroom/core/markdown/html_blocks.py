"""HTML between paragraphs: its tags as they are, and the Markdown between them, with or without blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent

from markdown_it.common.html_blocks import block_names
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from msgspec import Struct

from newsroom.core.html_policy import is_allowed
from newsroom.core.markdown.faults import MarkdownFault, line_of, note

# Tags of HTML that are never closed, and words that stand in a table outside of its cells.

_INLINE_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)", re.IGNORECASE)
_LOOSE_TAG = re.compile(
    r"<[A-Za-z][A-Za-z0-9]*/[^\s<>/][^<>\n]*>|</?[A-Za-z]\w*\.\w+(?:\s[^<>\n]*)?>|<!--(?!-?>).*?-->", re.DOTALL
)
_SECTIONS = frozenset({"table", "thead", "tbody", "tfoot"})
_ROWS = _SECTIONS | {"tr"}
#: In what each stands; what is open within that, and may be, ends where it begins.
_HOLDERS = {
    "td": frozenset({"tr"}), "th": frozenset({"tr"}), "tr": _SECTIONS, "thead": frozenset({"table"}),
    "tbody": frozenset({"table"}), "tfoot": frozenset({"table"}), "li": frozenset({"ul", "ol"}),
    "dt": frozenset({"dl"}), "dd": frozenset({"dl"}),
}  # fmt: skip
_RULE = "html-unclosed"


class _Element(Struct, frozen=True):
    """An element that is open: its name, the token of its tag, and how deep in the Markdown it stands."""

    name: str
    token: Token
    level: int


class _OpenElements:
    """Elements that are open while the tokens of a text are read, one after the other."""

    def __init__(self) -> None:
        self.all: list[_Element] = []

    @property
    def innermost(self) -> str:
        """The name of the element that was opened last."""
        return self.all[-1].name if self.all else ""

    def read(self, token: Token) -> list[_Element]:
        """Take a token in; return the elements that it ends and that were never closed."""
        if token.block and token.nesting < 0:
            return self._end(next((n for n, one in enumerate(self.all) if one.level > token.level), len(self.all)))
        name = str(token.meta.get("name", "")) if token.type == "html_block" else ""
        if not name or name in VOID:
            return []
        if token.meta["closes"]:
            place = next(n for n in range(len(self.all) - 1, -1, -1) if self.all[n].name == name)
            return [one for one in self._end(place) if one.name != name]
        holders = _HOLDERS.get(name, frozenset())
        while holders and self.innermost in OPTIONAL - holders:
            self.all.pop()
        self.all.append(_Element(name, token, token.level))
        return []

    def has(self, name: str) -> bool:
        """Return whether an element of a name is open."""
        return any(one.name == name for one in self.all)

    def close(self, tokens: set[int]) -> list[_Element]:
        """Forget elements by the ids of their tokens; return those that were open, the last one first."""
        closed = [one for one in reversed(self.all) if id(one.token) in tokens]
        self.all = [one for one in self.all if id(one.token) not in tokens]
        return closed

    def _end(self, until: int) -> list[_Element]:
        ended = self.all[until:]
        del self.all[until:]
        return [one for one in ended if one.name not in OPTIONAL]

    def finish(self) -> list[_Element]:
        """Return the elements that are still open at the end of the text."""
        return self._end(0)


def loose_tag(state: StateInline, silent: bool) -> bool:
    """Read what browsers take for a tag and CommonMark for text, so that it is looked at like all tags."""
    match = _LOOSE_TAG.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if match is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = match.group()
    state.pos = match.end()
    return True


def check(state: StateCore) -> None:
    """Report unclosed elements, and close them before the next piece of Markdown."""
    if "<" not in state.src:
        return
    for block in state.tokens:
        if block.children and block.type == "inline":
            _check_line(state, block)
    if any(token.type == "html_block" for token in state.tokens):
        state.tokens = list(_mended(state, _unclosed_tags(state)))


def _check_line(state: StateCore, block: Token) -> None:
    opened: list[tuple[str, int]] = []
    seen = 0
    for child in block.children or ():
        if child.type != "html_inline":
            continue
        place = block.content.find(child.content, seen)
        seen = place + len(child.content) if place >= 0 else seen
        match = _INLINE_TAG.match(child.content)
        if match is None or match["name"].lower() in VOID | OPTIONAL or child.content.endswith("/>"):
            continue
        name = match["name"].lower()
        if not match["end"]:
            opened.append((name, max(place, 0)))
        elif name in (other for other, _ in opened):
            while opened.pop()[0] != name:
                pass
    for name, place in opened:
        _unclosed(state, name, line_of(block, place), "in its paragraph")


def _unclosed(state: StateCore, name: str, line: int, where: str = "") -> None:
    if is_allowed(name):
        message = f"<{name}> is not closed {where}".rstrip() if where else f"<{name}> is never closed"
        note(state.env, MarkdownFault(line, _RULE, message, f"write </{name}> where it ends, or take the tag out"))


def _unclosed_tags(state: StateCore) -> set[int]:
    """Note tags that are never closed, and return the ids of their tokens."""
    opened, unclosed = _OpenElements(), set[int]()
    for element in (one for token in state.tokens for one in _read(opened, token)):
        unclosed.add(id(element.token))
        _unclosed(state, element.name, element.token.map[0] if element.token.map else 0)
    for element in opened.finish():
        unclosed.add(id(element.token))
        _unclosed(state, element.name, element.token.map[0] if element.token.map else 0)
    return unclosed


def _read(opened: _OpenElements, token: Token) -> list[_Element]:
    return [] if _closes_nothing(opened, token) else opened.read(token)


def _closes_nothing(opened: _OpenElements, token: Token) -> bool:
    return bool(token.type == "html_block" and token.meta.get("closes") and not opened.has(token.meta["name"]))


def _mended(state: StateCore, unclosed: set[int]) -> Iterator[Token]:
    """Yield tokens in which all elements end, each before the next piece of Markdown, and words are in cells."""
    opened, before = _OpenElements(), ""
    for token in state.tokens:
        if not token.meta.get("html"):
            yield from _ends(opened.close(unclosed))
        if _closes_nothing(opened, token):
            continue
        opened.read(token)
        row, within = opened.innermost, before == "paragraph_open"
        if row in _ROWS and (token.type == "paragraph_open" or (token.type == "inline" and not within)):
            _stray(state, row, token)
            yield from _cell(token, row)
        else:
            yield token
        before = token.type
    yield from _ends(opened.close(unclosed))


def _ends(elements: list[_Element]) -> Iterator[Token]:
    for element in elements:
        yield Token("html_block", "", 0, content=f"</{element.name}>\n")


def _stray(state: StateCore, name: str, token: Token) -> None:
    message = f"words stand in <{name}> outside of its cells"
    fix = "put them into a cell, <td>words</td>, or outside of the table"
    note(state.env, MarkdownFault(token.map[0] if token.map else 0, _RULE, message, fix))


def _cell(token: Token, name: str) -> Iterator[Token]:
    """Yield words in a cell of their own: browsers would put them before the table."""
    row = name != "tr"
    yield Token("html_block", "", 0, content="<tr><td>" if row else "<td>", meta={"html": True})
    yield token
    if token.type == "inline":
        yield Token("html_block", "", 0, content="</td></tr>" if row else "</td>", meta={"html": True})


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
    beginning = next(((match, end) for start, end in _BEGINNINGS if (match := start.match(first))), None)
    if beginning is None:
        return False
    if silent:
        return True
    kind, ending = beginning[0][1].lower(), beginning[1]
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
