"""Fragments of addresses (after the number sign): checks that the page has an element with that id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from newsroom.core import text
from newsroom.core.markdown_document import InternalLink, MarkdownDocument
from newsroom.core.problems import Problem, nearest

#: Places of the page around a text; and ``#:~:text=``, which browsers look for among the words.
_OF_PAGE = re.compile(
    r"(?:main|top|bios|comments?|corrections|key-points|read-next|reply|share|stories|tags)\Z|[a-z-]+-title\Z|"
    r"(?:comment|reply|share)-|:~:"
)
_MOST_NAMED = 5


def transform(document: MarkdownDocument) -> None:
    """Find links to places of a text that are not there; works when every heading has its id."""
    anchors: list[str] | None = None
    for link in document.tree.iter("a"):
        href = link.get("href", "")
        if not href.startswith("#"):
            continue
        anchors = [str(id_) for id_ in document.tree.xpath(".//@id")] if anchors is None else anchors
        fault = _fault(href[1:], anchors)
        if fault and not document.of_readers:
            document.problem("link-target", document.line_of(href if len(href) > 1 else "](#)"), *fault)


def _fault(fragment: str, anchors: Iterable[str], where: str = "in this text") -> tuple[str, str] | None:
    """Return what is wrong with a fragment, and how to mend it; None where its place is there."""
    if not fragment:
        return "the link leads nowhere", "write the address of a page, or # and the name of a heading"
    known = list(anchors)
    if fragment in known or unquote(fragment) in known or _OF_PAGE.match(fragment):
        return None
    message = f'nothing {where} is called "#{fragment}"'
    wish = text.slugify(unquote(fragment))
    near = wish if wish in known else nearest(wish, known) or nearest(unquote(fragment), known)
    if near:
        return message, f'did you mean "#{near}"?'
    headings = [id_ for id_ in known if not id_.startswith(("fn:", "fnref"))][:_MOST_NAMED]
    named = ", ".join(f"#{id_}" for id_ in headings)
    return message, f"take it out; there is {named}" if named else "take the number sign and what follows out"


def problems(
    path: str, links: Iterable[tuple[InternalLink, str]], anchors: Mapping[str, tuple[str, ...]]
) -> Iterator[Problem]:
    """Yield the links of one file to places that a page of the magazine has not.

    Args:
        path: the file.
        links: its links, each with the address that it leads to.
        anchors: the ids in the texts of pages, by their address; of other pages nothing is said.
    """
    for link, address in links:
        page = address.partition("#")[0]
        if link.fragment and page in anchors:
            fault = _fault(link.fragment, anchors[page], f"on {page}")
            if fault:
                yield Problem(path, link.line, 0, "link-target", *fault)
