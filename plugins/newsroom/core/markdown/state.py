"""State and loop of the block parser: where items of lists end, and which lines are code."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.token import Token
from markdown_it.utils import EnvType

_ITEM = re.compile(r"(?:[-+*]|(?P<number>\d{1,9})[.)])[ \t]+\S")
#: Spaces from the sign of an item to where the item's own lines may begin.
_NESTS_FROM = 2
_CODE_FROM = 4
#: Signs that a line has to begin with for a rule; the rules that are not named here may read any line.
_BEGINNINGS = {
    "fence": "`~", "blockquote": ">", "hr": "*-_", "list": "*+-0123456789", "footnote": "[", "abbreviation": "*",
    "reference": "[", "html_block": "<", "heading": "#",
}  # fmt: skip
_ANY_BEGINNING = frozenset("".join(_BEGINNINGS.values()))


class BlockState(StateBlock):
    """State of the block parser, which knows the item of a list that it is in.

    Args:
        src: the Markdown.
        md: the parser.
        env: notes that the rules share while they work.
        tokens: the tokens that are found.
    """

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        #: Where lines of the item may begin, where its first words do, and whether it has a number.
        self.item = (-1, -1, False)
        self._first_line = -1

    def enter(self, line: int) -> None:
        """Take note of the item whose first line is parsed next, if one is."""
        self.item = _item(self, line)
        if self.item[0] >= 0:
            self.blkIndent, self._first_line = self.item[0], line

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:  # noqa: N802
        """Return lines without their indentation; the first line of an item without its sign."""
        if begin != self._first_line or indent != self.blkIndent or begin >= end:
            return super().getLines(begin, end, indent, keepLastLF)
        rest = super().getLines(begin + 1, end, indent, keepLastLF)
        return self.text_of(begin) + ("\n" if rest or keepLastLF else "") + rest

    def text_of(self, line: int) -> str:
        """Return a line without its indentation."""
        return self.src[self.bMarks[line] + self.tShift[line] : self.eMarks[line]]

    def beginning(self, line: int) -> str:
        """Return the first sign of a line behind its indentation."""
        begin = self.bMarks[line] + self.tShift[line]
        return self.src[begin : begin + 1]

    def indent(self) -> int:
        """Return the column from which indentation counts."""
        return self.item[1] if self.item[0] == self.blkIndent else self.blkIndent

    def is_code_block(self, line: int) -> bool:
        """Return whether a line is indented code; an item right below a line of text and HTML within HTML are none."""
        if self.sCount[line] - self.indent() < _CODE_FROM or not self._code_enabled:
            return False
        return not (self.is_deep_item(line) or (self.env.get("open") and self.text_of(line).startswith("<")))

    def is_deep_item(self, line: int) -> bool:
        """Return whether an item stands right below a line of text, however far to the right."""
        return line > 0 and not self.isEmpty(line - 1) and bool(_ITEM.match(self.text_of(line)))

    def is_outside(self, line: int) -> bool:
        """Return whether a line belongs to the block around: it is less indented, or has the next number of a list."""
        if self.sCount[line] < self.blkIndent:
            return True
        begin, words, numbered = self.item
        if not (numbered and begin == self.blkIndent and self.sCount[line] < words):
            return False
        match = _ITEM.match(self.text_of(line))
        return bool(match and match["number"] and int(match["number"]) != 1)


class BlockParser(ParserBlock):
    """Block parser in which an item of a list holds what is two spaces further to the right than its sign."""

    def __init__(self) -> None:
        super().__init__()
        self._by_beginning: dict[tuple[str, str], list[RuleFuncBlockType]] = {}

    def rules_for(self, chain: str, beginning: str) -> list[RuleFuncBlockType]:
        """Return the rules of a chain that can read a line, in their order, by the sign that the line begins with."""
        beginning = beginning if beginning in _ANY_BEGINNING else " "
        rules = self._by_beginning.get((chain, beginning))
        if rules is None:
            signs = {id(rule.fn): _BEGINNINGS.get(rule.name, beginning) for rule in self.ruler.__rules__}
            rules = [rule for rule in self.ruler.getRules(chain) if beginning in signs[id(rule)]]
            self._by_beginning[chain, beginning] = rules
        return rules

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token] | None:
        """Add the tokens of some Markdown."""
        if not src:
            return None
        state = BlockState(src, md, env, outTokens)
        self.tokenize(state, 0, state.lineMax)
        return state.tokens

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        """Add the tokens of some lines, up to one that belongs to the block around."""
        assert isinstance(state, BlockState)  # noqa: S101  `parse` makes no other
        before = state.item
        state.enter(startLine)
        self._loop(state, startLine, endLine)
        state.item = before

    def _loop(self, state: BlockState, line: int, end: int) -> None:
        first, blank = line, False
        while line < end:
            state.line = line = state.skipEmptyLines(line)
            if line >= end or (state.sCount[line] < state.blkIndent if line == first else state.is_outside(line)):
                break
            if state.level >= state.md.options.maxNesting:
                state.line = end
                break
            for rule in self.rules_for("", state.beginning(line)):
                if rule(state, line, end, False):
                    break
            state.tight = not blank
            line = state.line
            # A paragraph in a list may have taken the blank line behind it.
            if line - 1 < end and state.isEmpty(line - 1):
                blank = True
            if line < end and state.isEmpty(line):
                blank = True
                line += 1
                state.line = line


def _item(state: BlockState, line: int) -> tuple[int, int, bool]:
    """Return what `BlockState.item` is for the item whose first line is parsed next; nothing where none is."""
    opened = state.tokens[-1] if state.tokens else None
    if opened is None or opened.type != "list_item_open" or state.isEmpty(line):
        return -1, -1, False
    column = _column(state, line, opened.info)
    begin = state.blkIndent if column is None else min(column + _NESTS_FROM, state.blkIndent)
    return begin, state.blkIndent, bool(opened.info)


def _column(state: BlockState, line: int, number: str) -> int | None:
    """Return the column of the sign of an item; None where a tab hides it."""
    words = state.bMarks[line] + state.tShift[line]
    before = state.src[state.bMarks[line] : words]
    sign = before.strip()
    if len(sign) == len(number) + 1:
        around = " " * state.bsCount[line]
        column = len((around + before[: before.index(sign)]).expandtabs(4)) - len(around)
        # A note or a definition begins within its line.
        return max(column, state.listIndent)
    # An item within an item, on one line.
    if state.src[words - 1] != " ":
        return None
    return state.sCount[line] - (words - len(state.src[:words].rstrip(" "))) - len(number) - 1


def paragraph(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Read a paragraph: all lines up to a blank one, or one that begins something else."""
    assert isinstance(state, BlockState)  # noqa: S101  `BlockParser` makes no other
    parser = state.md.block
    assert isinstance(parser, BlockParser)  # noqa: S101  see above
    line, end, before = startLine + 1, state.lineMax, state.parentType
    state.parentType = "paragraph"
    while line < end and not state.isEmpty(line):
        # Less than nothing is said of a line that goes on a quotation without its sign.
        if state.sCount[line] >= 0:
            further = state.sCount[line] - state.indent() >= _CODE_FROM and not state.is_deep_item(line)
            if not further and (_next_number(state, line) or _is_ended(state, parser, line)):
                break
        line += 1
    state.line = line
    token = state.push("paragraph_open", "p", 1)
    token.map = [startLine, line]
    token = state.push("inline", "", 0)
    token.content = state.getLines(startLine, line, state.blkIndent, False).strip(" \t\n\r\f")
    token.map = [startLine, line]
    token.children = []
    state.push("paragraph_close", "p", -1)
    state.parentType = before
    return True


def item_list(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Read a list; one that stands far to the right, right below a line of text, counts from where it stands."""
    before = state.blkIndent
    if not silent and state.sCount[startLine] - before >= _CODE_FROM:
        state.blkIndent = state.sCount[startLine]
    is_list = list_block(state, startLine, endLine, silent)
    state.blkIndent = before
    return is_list


def _is_ended(state: BlockState, parser: BlockParser, line: int) -> bool:
    """Return whether a line begins something that ends the paragraph above it."""
    rules = parser.rules_for("paragraph", state.beginning(line))
    return any(rule(state, line, state.lineMax, True) for rule in rules)


def _next_number(state: BlockState, line: int) -> bool:
    return state.sCount[line] >= state.blkIndent and state.is_outside(line)


def code(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Read code that is indented by four spaces."""
    assert isinstance(state, BlockState)  # noqa: S101  `BlockParser` makes no other
    if not state.is_code_block(startLine):
        return False
    line = last = startLine + 1
    while line < endLine:
        if not state.isEmpty(line):
            if state.sCount[line] - state.indent() < _CODE_FROM:
                break
            last = line + 1
        line += 1
    state.line = last
    token = state.push("code_block", "code", 0)
    token.content = state.getLines(startLine, last, _CODE_FROM + state.indent(), False) + "\n"
    token.map = [startLine, last]
    return True
