"""Links in a text: those into the magazine are noted, those out of it are marked, risky ones refused."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from newsroom.core import text, tree
from newsroom.core.html_policy import refused_scheme
from newsroom.core.passage import InternalLink, Passage
from newsroom.core.problems import Problem, did_you_mean, nearest

_BRACES = re.compile(r"^(?:\{|\||%7B)(filename|static|attach|author|category|tag|index)(?:\}|\||%7D)(.*)$")
_TOKEN = re.compile(r'(?<=href=)"(/-/link/\d+)"')
#: What begins an address with a scheme.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_EMPTY_WORDS = frozenset({"here", "click here", "this", "this link", "link", "read more", "more"})


def transform(passage: Passage) -> None:
    """Sort the links of a text: a token stands in for each that leads into the magazine."""
    for anchor in tree.every(passage.tree, "a"):
        if "href" not in anchor.attrib or tree.classes(anchor) & {"footnote-ref", "footnote-backref"}:
            continue
        href = text.printable(anchor.get("href", "")).strip()
        said = tree.words(anchor)
        if not href:
            line = passage.line_of("]()")
            fix = "write the address between the round brackets"
            passage.problem("link-target", line, f'the link "{said}" leads nowhere', fix)
            continue
        if href.startswith("#"):
            continue
        line = passage.line_of(unquote(href) if unquote(href) in passage.source else href)
        bad = refused_scheme(href)
        if bad:
            passage.problem("link-refused", line, f'a link may not begin with "{bad}:"', "use https:// or /address/")
            del anchor.attrib["href"]
        elif not _is_address(href):
            passage.problem("link-refused", line, f'"{href}" is no address', "copy it again from the browser")
            del anchor.attrib["href"]
        elif _inside(href):
            _note(passage, anchor, href, line)
        else:
            anchor.set("rel", "noopener")
        if said.casefold() in _EMPTY_WORDS and anchor.find(".//img") is None:
            fix = "make the words of the link say what stands behind it"
            passage.problem("link-words", line, "the words of this link say nothing", fix)


def _inside(href: str) -> bool:
    return bool(_BRACES.match(href)) or not (_SCHEME.match(href) or href.startswith("//"))


def _is_address(href: str) -> bool:
    try:
        urlsplit(href)
    except ValueError:
        return False
    return True


def _note(passage: Passage, anchor: HtmlElement, href: str, line: int) -> None:
    match = _BRACES.match(href)
    what, target = (match[1], match[2]) if match else ("address", href)
    target, _, fragment = target.partition("#")
    target = unquote(target)
    if what in ("filename", "static", "attach"):
        folder = posixpath.dirname(passage.path).partition("/")[2]
        target = posixpath.normpath(target[1:] if target.startswith("/") else posixpath.join(folder, target))
    token = f"/-/link/{len(passage.links)}"
    passage.links.append(InternalLink(what, target, fragment, line, token))
    anchor.set("href", token)


class Directory:
    """Says where the links of a text lead, once everything is read.

    Args:
        files: addresses of what is published, by path relative to content/.
        hidden: paths of what exists and is not published, and the ids of authors who are not.
        sections, authors: ids that have a page.
        topics: slugs that have a page.
    """

    def __init__(
        self,
        files: Mapping[str, str] | None = None,
        hidden: Iterable[str] = (),
        sections: Iterable[str] = (),
        authors: Iterable[str] = (),
        topics: Iterable[str] = (),
    ) -> None:
        self.files, self.hidden = files or {}, frozenset(hidden)
        self.pages = {
            "category": {text.slugify(id_): f"/{id_}/" for id_ in sections},
            "author": {id_: f"/author/{id_}/" for id_ in authors},
            "tag": {slug: f"/topic/{slug}/" for slug in topics},
        }

    def address(self, link: InternalLink) -> str | None:
        """Return the address that a link leads to; None when there is nothing."""
        if link.what in ("filename", "static", "attach"):
            found = self.files.get(link.target)
        elif link.what == "index":
            found = "/"
        elif link.what == "address":
            found = link.target
        else:
            found = self.pages[link.what].get(text.slugify(link.target))
        return found + (f"#{link.fragment}" if link.fragment else "") if found else None

    def problems(self, path: str, links: Iterable[InternalLink]) -> Iterator[Problem]:
        """Yield the links of one file that lead nowhere; full addresses are looked at when all pages are known."""
        for link in links:
            if link.what == "address" or self.address(link):
                continue
            if link.target in self.hidden:
                fix = "take the link out until it is published"
                yield Problem(path, link.line, 0, "link-target", f'"{link.target}" is not published', fix)
                continue
            yield Problem(
                path, link.line, 0, "link-target", f'no {_NOUNS[link.what]} "{link.target}"', self._remedy(link)
            )

    def _remedy(self, link: InternalLink) -> str:
        if link.what in self.pages:
            return did_you_mean(text.slugify(link.target), self.pages[link.what])
        near = nearest(link.target, self.files)
        return f'did you mean "{{filename}}/{near}"?' if near else "give the path of the file under content/"


_NOUNS = {
    "filename": "file",
    "static": "file",
    "attach": "file",
    "author": "author",
    "category": "section",
    "tag": "topic",
}


def resolve(markup: str, links: tuple[InternalLink, ...], directory: Directory) -> str:
    """Put addresses in the place of tokens; a link that leads nowhere leads to the front page."""
    if not links:
        return markup
    found = {link.token: _escaped(directory.address(link) or "/") for link in links}
    return _TOKEN.sub(lambda match: f'"{found.get(match[1], match[1])}"', markup)


def _escaped(address: str) -> str:
    return address.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C").replace(">", "%3E")


def address_problems(path: str, links: Iterable[InternalLink], known: Iterable[str]) -> Iterator[Problem]:
    """Yield the full addresses in one file's links that no page answers at.

    Args:
        path: the file.
        links: its links.
        known: every address that is published.
    """
    addresses = known if isinstance(known, Set) else frozenset(known)
    for link in links:
        if link.what == "address" and link.target and link.target not in addresses:
            near = nearest(link.target, addresses)
            fix = f'did you mean "{near}"?' if near else "links inside the magazine begin and end with a slash"
            yield Problem(path, link.line, 0, "link-target", f'nothing is published at "{link.target}"', fix)
