"""Autolinks: plain addresses in a text become links, as on GitHub: https://github.github.com/gfm/#autolinks."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from newsroom.core import tree

#: In these an address is a link already, or is shown as it is.
_LEFT = frozenset(("a", "code", "pre", "kbd", "samp", "script", "style"))
_ADDRESS = re.compile(
    r"(?<![\w/.:@\-\"'=])(?:https?://|www\.)(?=[^\s<>]*\.)[\w\-.~\[\]@:]*[\w\]/]"
    r"[^\s<>\[\]\"“”‘’«»…\ufffc]*",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://)?[\w\-]+(?:\.[\w\-]+)+", re.IGNORECASE)
#: It was pasted behind the beginning of another: as a link it is refused, as words it would be shown.
_DOUBLED = re.compile(r"https?:/*https?:", re.IGNORECASE)
_TRAILING = re.compile(r"[?!.,:;*_~'\"|\]]+\Z")


def link(body: HtmlElement) -> None:
    """Turn each address in a text into a link, except in code and in links.

    Args:
        body: the tree of the text.
    """
    for element in list(body.iter()):
        if not _may_contain(element.text) or not isinstance(element.tag, str) or element.tag in _LEFT:
            continue
        if not _is_within(element):
            _set(element, None, element.text or "")
    for element in list(body.iter()):
        if element is body or not _may_contain(element.tail):
            continue
        parent = element.getparent()
        if parent is not None and parent.tag not in _LEFT and not _is_within(parent):
            _set(parent, element, element.tail or "")


def _may_contain(words: str | None) -> bool:
    return words is not None and ("://" in words or "www." in words.lower())


def _is_within(element: HtmlElement) -> bool:
    return any(above.tag in _LEFT for above in element.iterancestors())


def _set(parent: HtmlElement, before: HtmlElement | None, words: str) -> None:
    """Put links into some words of an element: its first ones, or those behind a child."""
    place = 0 if before is None else parent.index(before) + 1
    done = 0
    last = before
    for match in _ADDRESS.finditer(words):
        address = trimmed(match[0])
        if match.start() < done or not (_HOST.match(address) or _DOUBLED.match(address)):
            continue
        _append(parent, last, words[done : match.start()], begun=done > 0)
        href = address if address.lower().startswith("http") else f"https://{address}"
        anchor = tree.new("a", address, href=href)
        parent.insert(place, anchor)
        place, last, done = place + 1, anchor, match.start() + len(address)
    if done:
        _append(parent, last, words[done:], begun=True)


def _append(parent: HtmlElement, last: HtmlElement | None, words: str, *, begun: bool) -> None:
    """Set the words that stand before the next link, or behind the last."""
    if last is None:
        parent.text = words
    elif begun or last.tail is not None:
        last.tail = words


def trimmed(address: str) -> str:
    """Return an address without what belongs to the sentence around it: a full stop, a bracket that it never opened."""
    while True:
        shorter = _TRAILING.sub("", address)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter
