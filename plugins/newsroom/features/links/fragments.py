"""Fragments of addresses (after the number sign): checks that the page has an element with that id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from urllib.parse import unquote

from newsroom.core import text
from newsroom.core.markdown_document import InternalLink, MarkdownDocument
from newsroom.core.name_index import NameIndex
from newsroom.core.problems import Problem

#: Places of the page around a text; and ``#:~:text=``, which browsers look for among the words.
_OF_PAGE = re.compile(
    r"(?:main|top|bios|comments?|corrections|key-points|read-next|reply|share|stories|tags)\Z|[a-z-]+-title\Z|"
    r"(?:comment|reply|share)-|:~:"
)
_MOST_NAMED = 5


def transform(document: MarkdownDocument) -> None:
    """Find links to places of a text that are not there; works when every heading has its id."""
    anchors: NameIndex | None = None
    for link in document.tree.iter("a"):
        href = link.get("href", "")
        if not href.startswith("#"):
            continue
        if anchors is None:
            anchors = NameIndex(str(id_) for id_ in document.tree.xpath(".//@id"))
        wrong = fault(href[1:], anchors)
        if wrong and not document.of_readers:
            document.problem("link-target", document.line_of(href if len(href) > 1 else "](#)"), *wrong)


def is_of_page(fragment: str) -> bool:
    """Return whether a fragment names a place that templates make around a text, or words to look for."""
    return bool(_OF_PAGE.match(fragment))


def fault(fragment: str, anchors: NameIndex, where: str = "in this text") -> tuple[str, str] | None:
    """Return what is wrong with a fragment, and how to mend it; None where its place is there."""
    if not fragment:
        return "the link leads nowhere", "write the address of a page, or # and the name of a heading"
    if fragment in anchors or unquote(fragment) in anchors or is_of_page(fragment):
        return None
    message = f'nothing {where} is called "#{fragment}"'
    wish = text.slugify(unquote(fragment))
    near = wish if wish in anchors else anchors.nearest(wish) or anchors.nearest(unquote(fragment))
    if near:
        return message, f'did you mean "#{near}"?'
    headings = (id_ for id_ in anchors if not id_.startswith(("fn:", "fnref")))
    named = ", ".join(f"#{id_}" for id_ in islice(headings, _MOST_NAMED))
    return message, f"take it out; there is {named}" if named else "take the number sign and what follows out"


def problems(
    path: str, links: Iterable[tuple[InternalLink, str]], anchors: Mapping[str, NameIndex]
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
            wrong = fault(link.fragment, anchors[page], f"on {page}")
            if wrong:
                yield Problem(path, link.line, 0, "link-target", *wrong)
