"""A text's HTML as a tree: parsed, looked at and printed by lxml.

BeautifulSoup would do the same with the same parser, and takes ten times as long over it; see
docs/adr/0006-html-tree-lxml.md.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, html_parser

from newsroom.core import text

#: Behind an end of the body the parser would let everything go.
_FRAME = re.compile(r"</?(?:html|head|body)\b[^>]*>", re.IGNORECASE)
_PARSER = HTMLParser(remove_comments=True, remove_pis=True)
#: Elements that hold nothing, which HTML writes without an end: https://html.spec.whatwg.org/#void-elements
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


def parse(markup: str) -> HtmlElement:
    """Return the body of some HTML, put in order and without remarks."""
    root = etree.fromstring(f"<html><body>{_FRAME.sub('', text.printable(markup))}", _PARSER)
    body = root.find("body")
    return body if body is not None else new("body")


def query(path: str) -> Callable[[HtmlElement], list[Any]]:
    """Return a function that finds what an XPath names: elements, texts or values of attributes, as plain text."""
    # Compiled once, and run by libxml2 without an object for each element that it passes.
    return etree.XPath(path, smart_strings=False)


_HOLLOW = query("descendant-or-self::*[not(node())]")


def printed(body: HtmlElement) -> str:
    """Return the contents of an element as HTML."""
    for element in _HOLLOW(body):
        # Printed as XML, since the printer of HTML would rewrite addresses; so what is empty needs an end.
        if element.tag not in _VOID:
            element.text = ""
    children = (etree.tostring(child, encoding="unicode") for child in body)
    return html.escape(body.text or "", quote=False) + "".join(children)


def new(tag: str, words: str = "", **attributes: str) -> HtmlElement:
    """Return a new element; an underscore at the end of an attribute's name is dropped, one inside is a hyphen."""
    element = html_parser.makeelement(tag)
    element.text = words or None
    for name, value in attributes.items():
        element.set(name.rstrip("_").replace("_", "-"), value)
    return element


def words(element: HtmlElement) -> str:
    """Return the words of an element and of all in it, with a space between one piece of text and the next."""
    return " ".join(filter(None, (piece.strip() for piece in element.itertext())))


def parts(element: HtmlElement) -> list[HtmlElement | str]:
    """Return the contents of an element in order: elements, and text that is more than blanks."""
    children: list[HtmlElement | str | None] = [element.text]
    for child in element:
        children += (child, child.tail)
    return [part for part in children if isinstance(part, HtmlElement) or (part and part.strip())]


def classes(element: HtmlElement) -> frozenset[str]:
    """Return the classes of an element."""
    return frozenset(element.get("class", "").split())


def elements(tree: HtmlElement, *tags: str) -> Iterator[HtmlElement]:
    """Yield every element of some kinds, in the order of the text; the tree may be changed meanwhile."""
    yield from list(tree.iter(*tags))


def wrap(element: HtmlElement, box: HtmlElement) -> None:
    """Put a box around an element."""
    box.tail, element.tail = element.tail, None
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, box)
    box.append(element)
