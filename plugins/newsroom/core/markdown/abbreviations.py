"""Abbreviations: ``*[HIV]: human immunodeficiency virus`` explains every use of the word in a text."""

from __future__ import annotations

import html
import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_DEFINITION = re.compile(r"\*\[(?P<short>[^\]\n]+)\]:[ \t]*(?P<words>[^\n]+)")


def add(md: MarkdownIt) -> None:
    """Teach a parser abbreviations."""
    md.block.ruler.before("reference", "abbreviation", _definition, {"alt": ["paragraph", "reference"]})
    md.core.ruler.push("abbreviations", _explain)


def _definition(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    begin = state.bMarks[startLine] + state.tShift[startLine]
    if state.is_code_block(startLine) or not state.src.startswith("*[", begin):
        return False
    match = _DEFINITION.match(state.src, begin, state.eMarks[startLine])
    if match is None:
        return False
    if not silent:
        state.env.setdefault("abbreviations", {})[match["short"].strip()] = match["words"].strip()
        state.line = startLine + 1
    return True


def _explain(state: StateCore) -> None:
    known: dict[str, str] = state.env.get("abbreviations", {})
    if not known:
        return
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = [piece for child in block.children for piece in _pieces(child, pattern, known)]


def _pieces(token: Token, pattern: re.Pattern[str], known: dict[str, str]) -> list[Token]:
    if token.type != "text" or not pattern.search(token.content):
        return [token]
    tokens: list[Token] = []
    begin = 0
    for match in pattern.finditer(token.content):
        tokens.append(_token("text", token.content[begin : match.start()], token.level))
        markup = f'<abbr title="{html.escape(known[match.group()])}">{html.escape(match.group())}</abbr>'
        tokens.append(_token("html_inline", markup, token.level))
        begin = match.end()
    return [*tokens, _token("text", token.content[begin:], token.level)]


def _token(kind: str, content: str, level: int, **more: Any) -> Token:
    return Token(kind, "", 0, content=content, level=level, **more)
