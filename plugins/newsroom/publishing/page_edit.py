"""Edits of one built file, a page, a feed, a sitemap or data, so that it no longer gives a story away."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any, TypeGuard

import lxml.html
from lxml import etree

from newsroom.publishing.search_terms import SearchTerms, normal, without_tags

#: Elements that show one thing among others; they are taken out whole, the innermost first.
_CARDS = frozenset({"li", "article", "figure", "tr", "dd", "p", "blockquote", "section", "aside", "nav", "details"})
#: … and of feeds and sitemaps.
_ENTRIES = frozenset({"entry", "item", "url"})
#: These are what a page is about: where one of them gives the story away, the page is of the story.
_ABOUT = frozenset({"html", "head", "body", "main", "title", "h1"})
_NOTHING = object()


class EditError(Exception):
    """A file cannot be saved: nothing that makes sense would be left of it."""


def page(raw: str, terms: SearchTerms, pictures: Collection[str] = ()) -> str:
    """Return a page without what gives a story away: cards as a whole; of sentences of other stories only links.

    Args:
        raw: the page.
        terms: search terms that give the story away.
        pictures: the paths of pictures that the story shows.

    Raises:
        EditError: the page is about the story, or something is left.
    """
    document = lxml.html.document_fromstring(raw)
    while hits := list(_smallest(document, terms)):
        for element in hits:
            _take_out(element, terms)
    _spare_pictures(document, pictures)
    written = _serialized(document)
    if terms.in_raw(written):
        raise EditError
    return written


def shell(raw: str) -> str:
    """Return a page with its head and nothing else: the front page, when nothing else helps."""
    document = lxml.html.document_fromstring(raw)
    for element in document.cssselect("body > *, head meta:not([charset]):not([http-equiv]), head script"):
        element.drop_tree()
    return _serialized(document)


def xml(raw: bytes, terms: SearchTerms) -> bytes:
    """Return a feed or a sitemap without the entries that give a story away.

    Raises:
        EditError: it is about the story, or cannot be read.
    """
    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        raise EditError from None
    for element in list(root.iter()):
        values = [str(value) for value in element.attrib.values()] + [element.text or "", element.tail or ""]
        if any(terms.in_raw(value) for value in values):
            entry = next((one for one in (element, *element.iterancestors()) if _name(one) in _ENTRIES), element)
            above = entry.getparent()
            if above is not None:
                above.remove(entry)
    written = etree.tostring(root.getroottree(), xml_declaration=True, encoding="utf-8")
    if terms.in_raw(written.decode()):
        raise EditError
    return written


def data(raw: bytes, terms: SearchTerms) -> bytes:
    """Return JSON without the items of lists that give a story away.

    Raises:
        EditError: it is about the story, or cannot be read.
    """
    try:
        pruned = _pruned(json.loads(raw), terms)
    except ValueError:
        raise EditError from None
    if pruned is _NOTHING:
        raise EditError
    return json.dumps(pruned, ensure_ascii=False).encode()


def lines(raw: str, terms: SearchTerms) -> str:
    """Return a text without the lines that give a story away."""
    return "".join(line for line in raw.splitlines(keepends=True) if not terms.in_raw(line))


def _smallest(document: lxml.html.HtmlElement, terms: SearchTerms) -> Iterator[lxml.html.HtmlElement]:
    """Yield the smallest elements that give the story away, themselves or by what is in them."""
    marked: set[lxml.html.HtmlElement] = set()
    for element in document.iter():
        values = [str(value) for value in element.attrib.values()]
        values += [] if isinstance(element.tag, str) else [str(element.text)]
        if any(_holds_terms(value, terms) for value in values):
            marked.update((element, *element.iterancestors()))

    def look(element: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
        text = element.text_content() if isinstance(element.tag, str) else str(element.text)
        if element in marked or terms.in_address(text) or terms.in_words(normal(text)):
            inside = [hit for child in element for hit in look(child)]
            yield from inside or [element]

    yield from look(document)


def _take_out(hit: lxml.html.HtmlElement, terms: SearchTerms) -> None:
    """Take out what shows the story, or the link alone where it stands in a sentence."""
    chain = [hit, *hit.iterancestors()]
    in_body = any(above.tag == "body" for above in chain)
    if hit.tag in _ABOUT and not (hit.tag == "title" and in_body):
        raise EditError
    if not in_body:
        hit.drop_tree()
        return
    card = next((one for one in chain if one.tag in _CARDS), hit)
    in_sentence = card.tag in ("p", "blockquote") and normal(card.text_content()) != normal(hit.text_content())
    if hit.tag == "a" and in_sentence and not terms.in_words(normal(hit.text_content())):
        hit.drop_tag()
        return
    # An element with the heading of a page is the page: only its part that shows the story goes.
    while _holds_page(card):
        card = chain[chain.index(card) - 1] if card is not hit else _raise_edit_error()
    card.drop_tree()


def _holds_page(element: lxml.html.HtmlElement) -> bool:
    return element.tag in _ABOUT - {"title"} or element.find(".//h1") is not None or element.find(".//main") is not None


def _raise_edit_error() -> lxml.html.HtmlElement:
    raise EditError


def _spare_pictures(document: lxml.html.HtmlElement, pictures: Collection[str]) -> None:
    """Take out what names pictures of the story in the head of a page that no longer shows them."""
    shown = _serialized(document.find("body"))
    gone = [path for path in pictures if path not in shown]
    for element in document.cssselect("head link, head meta"):
        named = " ".join(str(value) for value in element.attrib.values())
        if any(path in named for path in gone):
            element.drop_tree()


def _serialized(element: Any) -> str:
    doctype = "<!doctype html>" if element.tag == "html" else None
    return str(lxml.html.tostring(element, doctype=doctype, encoding="unicode"))


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _pruned(value: Any, terms: SearchTerms) -> Any:
    """Return a value of JSON without the items of lists that give the story away; `_NOTHING` where all of it does."""
    if _is_list(value):
        return [pruned_value for one in value if (pruned_value := _pruned(one, terms)) is not _NOTHING]
    if isinstance(value, dict):
        pruned = {name: _pruned(one, terms) for name, one in value.items()}
        told = any(one is _NOTHING for one in pruned.values()) or any(terms.in_raw(str(name)) for name in pruned)
        return _NOTHING if told else pruned
    return _NOTHING if isinstance(value, str) and _holds_terms(value, terms) else value


def _holds_terms(text: str, terms: SearchTerms) -> bool:
    return terms.in_address(text) or terms.in_words(without_tags(text))


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)
