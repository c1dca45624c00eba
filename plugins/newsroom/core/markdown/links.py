"""Links and pictures whose address holds blanks, or whose title quotation marks: read, since they have one meaning."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

#: An address inside the site or with a scheme; then perhaps a title, up to the last quotation mark before the bracket.
_BEHIND = re.compile(
    r"""\([ \t]*<?(?P<address>(?:/|\{|\#|\.\.?/|[a-z][a-z0-9+.-]*:)(?:[^()<>"\n]|\([^()<>"\n]*\))*?)>?"""
    r"""(?:[ \t\n]+"(?P<title>[^\n]*?)")?[ \t]*\)""",
    re.IGNORECASE,
)


def loose_link(state: StateInline, silent: bool) -> bool:
    """Read a link or a picture that the rules of CommonMark leave as it is."""
    picture = state.src.startswith("![", state.pos)
    if not picture and state.src[state.pos] != "[":
        return False
    begin = state.pos + (2 if picture else 1)
    end = state.md.helpers.parseLinkLabel(state, begin - 1, not picture)
    match = _BEHIND.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if match is None:
        return False
    if not silent:
        address, title = match["address"].rstrip(), match["title"]
        (_picture if picture else _link)(state, begin, end, address, title)
    state.pos = match.end()
    return True


def _picture(state: StateInline, begin: int, end: int, address: str, title: str | None) -> None:
    children: list[Token] = []
    state.md.inline.parse(state.src[begin:end], state.md, state.env, children)
    token = state.push("image", "img", 0)
    token.attrs = {"src": address, "alt": ""}
    token.children, token.content = children, state.src[begin:end]
    if title:
        token.attrSet("title", title)


def _link(state: StateInline, begin: int, end: int, address: str, title: str | None) -> None:
    limit = state.posMax
    state.pos, state.posMax = begin, end
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": address}
    if title:
        token.attrSet("title", title)
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.posMax = limit
