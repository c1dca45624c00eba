"""Plain HTML of a story: text, links, tables and notes, with descriptions in place of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement
from markupsafe import Markup
from msgspec import Struct

from newsroom.core import tree

#: Elements and attributes that a plain text has none of; most texts have none and stay as they are.
_DRESSED = re.compile(r"<(?:aside|audio|button|div|figcaption|figure|footer|img|picture|section|svg|table|video)\b")
_WORN = re.compile(r"\s(?:class|data-[\w-]+|item\w+|role|tabindex)=")
#: Without any of these there is no such attribute: to look for all of them takes a tenth of the time.
_WORN_WORDS = ("class=", "data-", "item", "role=", "tabindex=")
#: Start tags of elements that a browser loads by itself; the icon of the tab is none of them.
_LOADS = re.compile(r'<(?:img|picture|script|style|iframe|audio|video|svg|link rel="(?:stylesheet|preload)")')
#: Attributes for styles, scripts and machines.
_NEEDLESS = frozenset({"class", "role", "tabindex", "itemscope", "itemtype", "itemprop"})
#: Elements that are useless without a picture, a player or a script.
_SILENT = ("button", "script", "svg")
#: Elements around a picture or a player. The parser takes what follows a source for a part of it.
_AROUND = frozenset({"audio", "picture", "source", "track", "video"})
#: Attributes of cells that belong to several columns or rows.
_SPANS = frozenset({"colspan", "rowspan"})
#: Elements that may stand within a line of a list.
_IN_LINE = frozenset("a abbr b br cite code del em i ins kbd mark q s samp small span strong sub sup u var".split())  # noqa: SIM905
#: Stands where a picture was, until the text is taken apart there; no text of ours holds it.
_MARK = "\ue000"


class Piece(Struct, frozen=True):
    """A piece of a text, and the description of the picture after it; empty after the last piece."""

    html: Markup
    alt: str = ""


def pieces(markup: str) -> tuple[Piece, ...]:
    """Return a text in plain HTML, split at its pictures.

    Args:
        markup: HTML that went through the allow-list.
    """
    worn = any(word in markup for word in _WORN_WORDS) and _WORN.search(markup)
    if not (worn or _DRESSED.search(markup)):
        return (Piece(_safe(markup)),)
    body = tree.parse(markup.replace(_MARK, ""))
    alts = [_marker(image) for image in tree.elements(body, "img")]
    for element in tree.elements(body, *_SILENT):
        element.drop_tree()
    for table in reversed([*tree.elements(body, "table")]):
        _list_rows(table)
    for element in tree.elements(body, "*"):
        _unwrap(element)
    *before, last = tree.printed(body).split(_MARK)
    return (*(Piece(_safe(html), alt) for html, alt in zip(before, alts, strict=True)), Piece(_safe(last)))


def _marker(image: HtmlElement) -> str:
    alt = image.get("alt", "")
    image.tail = _MARK + (image.tail or "")
    image.drop_tree()
    return alt


def _list_rows(table: HtmlElement) -> None:
    """Replace a table by a list of its rows, since without styles a table may be wider than a telephone.

    A row is its first cell, and below it each other cell behind the heading of its column.
    """
    rows = [[*row.iterchildren("th", "td")] for row in table.iter("tr")]
    headings = list[str]()
    if rows and all(cell.tag == "th" for cell in rows[0]):
        spanned = any(_SPANS.intersection(cell.attrib) for row in rows for cell in row)
        headings = [] if spanned else [tree.words(cell) for cell in rows.pop(0)]
    listed = tree.new("ul")
    for cells in rows:
        item = tree.new("li")
        for place, cell in enumerate(cells):
            if place:
                end = tree.new("br")
                end.tail = f"{headings[place]}: " if "".join(headings[place : place + 1]) else None
                item.append(end)
            cell.tag = "div" if any(child.tag not in _IN_LINE for child in cell) else "span" if place else "strong"
            cell.attrib.clear()
            cell.tail = None
            item.append(cell)
        listed.append(item)
    title = table.find("caption")
    if title is not None:
        title.tag, title.tail = "p", None
        table.addprevious(title)
    tree.wrap(table, listed)
    listed.remove(table)


def _unwrap(element: HtmlElement) -> None:
    """Make an element what it is without styles; a browser sets figures far in, and a phone is narrow."""
    worn = tree.classes(element)
    _strip(element)
    if element.tag in _AROUND or "table-scroll" in worn:
        element.drop_tag()
    elif element.tag == "figure":
        element.tag = "div"
    elif element.tag == "figcaption" and element.find("p") is not None:
        element.drop_tag()
    elif element.tag == "figcaption":
        element.tag = "p"
    elif "pull-quote" in worn:
        element.tag = "blockquote"
    elif "notes" in worn:
        element.insert(0, tree.new("hr"))
    elif "credit" in worn:
        element.text = f"({element.text or ''})"
    if element.tag == "footer":
        element.text = f"— {element.text or ''}"


def _strip(element: HtmlElement) -> None:
    """Take off what is for styles, scripts and machines."""
    if "role" in element.attrib:
        # A name belongs to the role, which goes as well.
        element.attrib.pop("aria-label", None)
    for name in list(element.attrib):
        if name in _NEEDLESS or name.startswith("data-"):
            del element.attrib[name]


def state(pages: Iterable[tuple[str, str, tuple[str, ...]]]) -> tuple[bool, str]:
    """Return whether every text edition keeps its promise, and the figures in words.

    Args:
        pages: of each story its source, the HTML of its edition, and what has to stand in that.
    """
    sizes = {}
    for source, html, needed in pages:
        if not html or _LOADS.search(html) or any(words not in html for words in needed):
            wrong = "loads something" if _LOADS.search(html) else "lacks what the story has" if html else "is not there"
            return False, f"the text-only edition of {source} {wrong}"
        sizes[source] = len(html.encode())
    if not sizes:
        return True, "there are no stories"
    largest = max(sizes, key=lambda source: sizes[source])
    words = f"{len(sizes)} stories have an edition of words alone"
    return True, f"{words}; the largest, of {largest}, has {sizes[largest]:,} bytes"


def _safe(markup: str) -> Markup:
    return Markup(markup)  # noqa: S704  it went through the allow-list, and nothing was added
