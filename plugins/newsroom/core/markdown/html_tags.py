"""Tags of HTML that are never closed, and words that stand in a table outside of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from newsroom.core.html_policy import is_allowed
from newsroom.core.markdown.faults import MarkdownFault, line_of, note
from newsroom.core.markdown.html_blocks import OPTIONAL, VOID

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


@dataclass(frozen=True, slots=True)
class _Element:
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
    """Note what is never closed, and close it before the next piece of Markdown."""
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
