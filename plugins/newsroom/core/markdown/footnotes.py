"""Footnotes: ``[^1]`` in the text, and ``[^1]: The note.`` on a line of its own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from msgspec import Struct, field

from newsroom.core.markdown.faults import MarkdownFault, line_of, note

_LABEL = r"\[\^(?P<label>[^\]\[\n]{1,200})\]"
_REFERENCE, _DEFINITION = re.compile(_LABEL), re.compile(_LABEL + r":[ \t]*")
_NOT_ID = re.compile(r"[^\w.-]+")
_RULE = "footnote-unmatched"


class _Note(Struct):
    """A note: its label as it was first written, its line, its tokens, and the marks that lead to it."""

    label: str
    line: int
    tokens: list[Token] = field(default_factory=list)
    marks: list[Token] = field(default_factory=list)
    id: str = ""


def add(md: MarkdownIt) -> None:
    """Teach a parser footnotes."""
    md.block.ruler.before("reference", "footnote", _definition, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.before("link", "footnote", _reference)
    md.core.ruler.after("inline", "footnotes", _gather)
    md.add_render_rule("footnote_mark", _mark_html)


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()


def _definition(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    begin = state.bMarks[startLine] + state.tShift[startLine]
    if state.is_code_block(startLine) or not state.src.startswith("[^", begin):
        return False
    match = _DEFINITION.match(state.src, begin, state.eMarks[startLine])
    if match is None:
        return False
    if silent:
        return True
    token = state.push("footnote_open", "", 1)
    token.meta, token.map = {"label": match["label"]}, [startLine, startLine + 1]
    before = state.bMarks[startLine], state.tShift[startLine], state.sCount[startLine]
    around = state.blkIndent, state.parentType, state.tight
    # Lines two spaces further to the right than the bracket are a part of the note.
    state.blkIndent = state.sCount[startLine] + 2
    state.sCount[startLine] = state.blkIndent
    state.bMarks[startLine], state.tShift[startLine] = match.end(), 0
    state.parentType = "footnote"
    if match.end() >= state.eMarks[startLine]:
        state.line = startLine + 1
        state.md.block.tokenize(state, startLine + 1, endLine)
    else:
        state.md.block.tokenize(state, startLine, endLine)
    state.bMarks[startLine], state.tShift[startLine], state.sCount[startLine] = before
    state.blkIndent, state.parentType, state.tight = around
    state.push("footnote_close", "", -1)
    return True


def _reference(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[^", state.pos):
        return False
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    # [^1](/about/) is a link.
    if match is None or state.src.startswith("(", match.end()):
        return False
    if not silent:
        token = state.push("footnote_mark", "", 0)
        token.content, token.meta = match.group(), {"label": match["label"], "place": state.pos}
    state.pos = match.end()
    return True


def _gather(state: StateCore) -> None:
    """Take the notes out of the text, number them as readers meet them, and put them at its end."""
    if "[^" not in state.src:
        return
    text, notes = _parted(state)
    order: list[_Note] = []
    _number(text, notes, order, state.env)
    for known in order:
        _number(known.tokens, notes, order, state.env)
    for unused in (known for known in notes.values() if not known.marks):
        message = f"the note [^{unused.label}] is written and nothing in the text leads to it"
        fix = f"put [^{unused.label}] behind the word that it belongs to, or take the note out"
        note(state.env, MarkdownFault(unused.line, _RULE, message, fix))
        order.append(unused)
        # Notes that it leads to in turn are read as well.
        _number(unused.tokens, notes, order, state.env)
    state.tokens = [*text, *_section(order)]


def _parted(state: StateCore) -> tuple[list[Token], dict[str, _Note]]:
    text: list[Token] = []
    notes: dict[str, _Note] = {}
    within: list[_Note] = []
    for token in state.tokens:
        if token.type == "footnote_open":
            known = _Note(token.meta["label"], token.map[0] if token.map else 0)
            earlier = notes.setdefault(_key(known.label), known)
            if earlier is not known:
                fix = f"give each a label of its own: [^{known.label}-2]"
                note(state.env, MarkdownFault(known.line, _RULE, f"there are two notes [^{known.label}]", fix))
                notes[_key(f"{known.label} {known.line}")] = known
            within.append(known)
        elif token.type == "footnote_close":
            within.pop()
        else:
            (within[-1].tokens if within else text).append(token)
    return text, notes


def _note_marks(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "footnote_mark":
                yield token, child


def _number(tokens: Sequence[Token], notes: dict[str, _Note], order: list[_Note], env: EnvType) -> None:
    for block, mark in _note_marks(tokens):
        known = notes.get(_key(mark.meta["label"]))
        if known is None:
            label = mark.meta["label"]
            fix = f"write it on a line of its own: [^{label}]: The note. If it is no note, put it between backticks"
            line = line_of(block, mark.meta["place"])
            note(env, MarkdownFault(line, _RULE, f"there is no note [^{label}]", fix))
            mark.type = "text"
            continue
        if known not in order:
            order.append(known)
            known.id = _free(known.label, {other.id for other in order})
        known.marks.append(mark)
        count = len(known.marks)
        mark.meta = {"id": known.id, "count": count, "number": order.index(known) + 1}


def _free(label: str, taken: set[str]) -> str:
    wish = name = _NOT_ID.sub("-", label.strip())
    number = 1
    while name in taken:
        number += 1
        name = f"{wish}-{number}"
    return name


def _name(prefix: str, count: int, name: str) -> str:
    return html.escape(f"{prefix}{count if count > 1 else ''}:{name}")


def _mark_html(_renderer: Any, tokens: Sequence[Token], place: int, _options: Any, _env: EnvType) -> str:
    meta = tokens[place].meta
    return (
        f'<sup id="{_name("fnref", meta["count"], meta["id"])}">'
        f'<a class="footnote-ref" href="#{_name("fn", 1, meta["id"])}">{meta["number"]}</a></sup>'
    )


def _html(markup: str) -> Token:
    return Token("html_block", "", 0, content=markup)


def _section(order: Sequence[_Note]) -> Iterator[Token]:
    if not order:
        return
    yield _html('<div class="footnote">\n<ol>\n')
    for known in order:
        yield _html(f'<li id="{_name("fn", 1, known.id)}">\n' if known.id else "<li>\n")
        tokens = list(known.tokens)
        last = tokens.pop() if tokens and tokens[-1].type == "paragraph_close" else None
        yield from tokens
        names = [_name("fnref", count, known.id) for count in range(1, len(known.marks) + 1)]
        back = "".join(f'\xa0<a class="footnote-backref" href="#{name}">↩</a>' for name in names)
        yield _html(back if last else f"<p>{back}</p>\n")
        if last:
            yield last
        yield _html("</li>\n")
    yield _html("</ol>\n</div>\n")
