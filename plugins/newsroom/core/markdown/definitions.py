"""Definition lists: a line with a word, and below it lines that begin with a colon and a space."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_NESTS_FROM = 2
_SIGN = re.compile(r":[ \t]+(?=\S)")


def add(md: MarkdownIt) -> None:
    """Teach a parser definition lists."""
    md.block.ruler.before("paragraph", "definitions", _read, {"alt": ["paragraph", "reference", "blockquote"]})


def _read(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    if silent:
        # A definition ends where the next one begins; elsewhere such a line ends nothing.
        begins = state.ddIndent - _NESTS_FROM <= state.sCount[startLine] < state.ddIndent
        return begins and _SIGN.match(state.src, state.bMarks[startLine] + state.tShift[startLine]) is not None
    line, below = startLine, _definition_line(state, startLine, endLine)
    if below is None:
        return False
    opened = state.push("dl_open", "dl", 1)
    opened.map = [startLine, startLine]
    while below is not None:
        _term(state, line)
        state.line = below
        while state.line < endLine and _words(state, state.line, endLine) is not None:
            _definition(state, state.line, endLine)
        line = state.line
        ends = line >= endLine or state.isEmpty(line) or state.sCount[line] < state.blkIndent
        below = None if ends else _definition_line(state, line, endLine)
    state.push("dl_close", "dl", -1)
    opened.map[1] = state.line
    return True


def _words(state: StateBlock, line: int, end: int) -> int | None:
    """Return where the words of a definition begin; None where the line is none."""
    if line >= end or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return None
    match = _SIGN.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
    return match.end() if match else None


def _definition_line(state: StateBlock, line: int, end: int) -> int | None:
    """Return the line of the definition below a word, perhaps with a blank line between them."""
    if state.is_code_block(line):
        return None
    below = line + 2 if line + 1 < end and state.isEmpty(line + 1) else line + 1
    return below if _words(state, below, end) is not None else None


def _term(state: StateBlock, line: int) -> None:
    state.push("dt_open", "dt", 1).map = [line, line + 1]
    token = state.push("inline", "", 0)
    token.content = state.getLines(line, line + 1, state.blkIndent, False).strip()
    token.map, token.children = [line, line + 1], []
    state.push("dt_close", "dt", -1)


def _definition(state: StateBlock, line: int, end: int) -> None:
    opened, first = state.push("dd_open", "dd", 1), len(state.tokens)
    opened.map = [line, line + 1]
    words = _words(state, line, end) or state.eMarks[line]
    line_state = state.bMarks[line], state.tShift[line], state.sCount[line]
    around = state.blkIndent, state.ddIndent, state.parentType, state.tight
    state.blkIndent = state.ddIndent = state.sCount[line] + _NESTS_FROM
    state.bMarks[line], state.tShift[line], state.sCount[line] = words, 0, state.blkIndent
    state.tight, state.parentType = True, "deflist"
    state.md.block.tokenize(state, line, end)
    tight = state.tight
    state.bMarks[line], state.tShift[line], state.sCount[line] = line_state
    state.blkIndent, state.ddIndent, state.parentType, state.tight = around
    for token in state.tokens[first:] if tight else ():
        if token.level == opened.level + 1 and token.type in ("paragraph_open", "paragraph_close"):
            token.hidden = True
    state.push("dd_close", "dd", -1)
