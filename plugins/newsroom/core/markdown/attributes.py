"""Attributes in braces: ``{: lang=ru }`` behind emphasis, a link or a picture, below a paragraph, behind a heading."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_VALUE = r"""(?:"[^"\n{}]*"|'[^'\n{}]*'|[^\s"'{}=#.][^\s"'{}]*)"""
_ONE = re.compile(rf"[#.](?P<short>[^\s{{}}=\"']+)|(?P<name>[A-Za-z_][\w:.-]*)=(?P<value>{_VALUE})")
_LIST = rf"\{{:(?P<list>(?:[ \t]*(?:[#.][^\s{{}}=\"']+|[A-Za-z_][\w:.-]*={_VALUE}))+)[ \t]*\}}"
_BEHIND = re.compile(_LIST)
_AT_END = re.compile(rf"(?:^|[ \t]*(?:\n|[ \t])){_LIST}\s*\Z")
_OPENERS = {"em_close": "em_open", "strong_close": "strong_open", "link_close": "link_open", "s_close": "s_open"}
_ALONE = frozenset({"code_inline", "image"})


def apply(state: StateCore) -> None:
    """Give elements the attributes that stand behind them; braces in any other place are text."""
    if "{:" not in state.src:
        return
    for place, block in enumerate(state.tokens):
        if block.type != "inline" or not block.children or "{:" not in block.content:
            continue
        opener = state.tokens[place - 1]
        if opener.type in ("paragraph_open", "heading_open") and not opener.hidden:
            _at_end(opener, block.children)
        for number, child in enumerate(block.children):
            if child.type == "text" and number and child.content.startswith("{:"):
                _apply_behind(block.children, number)


def _at_end(opener: Token, children: list[Token]) -> None:
    last = children[-1]
    match = _AT_END.search(last.content) if last.type == "text" else None
    if match is None:
        return
    line_before = len(children) > 1 and children[-2].type in ("softbreak", "hardbreak")
    # Right behind emphasis or a link it belongs to that; in a paragraph it stands on a line of its own.
    if opener.type == "paragraph_open" and not (line_before and match.start() == 0):
        return
    if opener.type == "heading_open" and match.start() == 0 and last.content[:1] not in " \t":
        return
    _set(opener, match["list"])
    last.content = last.content[: match.start()]
    if line_before and not last.content:
        children[-2].type, children[-2].tag, children[-2].content = "text", "", ""


def _apply_behind(children: list[Token], number: int) -> None:
    before, text = children[number - 1], children[number]
    match = _BEHIND.match(text.content)
    if match is None:
        return
    target = before if before.type in _ALONE else _opener(children, number - 1)
    if target is not None:
        _set(target, match["list"])
        text.content = text.content[match.end() :]


def _opener(children: list[Token], place: int) -> Token | None:
    closer = children[place]
    kind = _OPENERS.get(closer.type)
    openers = (child for child in reversed(children[:place]) if child.type == kind and child.level == closer.level)
    return next(openers, None)


def _set(token: Token, attributes: str) -> None:
    for match in _ONE.finditer(attributes):
        if match["short"]:
            name = "id" if match.group().startswith("#") else "class"
            token.attrJoin(name, match["short"]) if name == "class" else token.attrSet(name, match["short"])
        else:
            token.attrSet(match["name"], match["value"].strip("\"'"))
