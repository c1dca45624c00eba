"""Links in a text: those into the magazine are noted, those out of it are marked, risky ones refused."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cached_property
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement
from msgspec import Struct, field

from newsroom.core import text, tree
from newsroom.core.external_links import REL, TrackingRemoval, cleaned, leads_out
from newsroom.core.html_policy import forbidden_scheme
from newsroom.core.limits import MOST_HINTS
from newsroom.core.markdown_document import InternalLink, MarkdownDocument
from newsroom.core.name_index import NameIndex
from newsroom.core.problems import Problem, did_you_mean
from newsroom.features.files.model import FOLDER, Files
from newsroom.features.links import autolinks, faults
from newsroom.features.links.faults import PublishedAddresses
from newsroom.features.links.pictures import lead_to_picture

_BRACES = re.compile(r"^(?:\{|\||%7B)(filename|static|attach|author|category|tag|index)(?:\}|\||%7D)(.*)$")
#: In links, and in players of what they lead to.
_TOKEN = re.compile(r'"(?:(?<=href=")|(?<= src="))(/-/link/\d+)"')
#: A whole link with its token; links do not lie in one another, and what is in a value has no brackets.
_ANCHOR = re.compile(r'(<a [^<>]*?href="(/-/link/\d+)"[^<>]*>(?:(?!</a>).)*)</a>', re.DOTALL)
#: Links without an address, in Markdown and in HTML.
_NO_ADDRESS = r"""(?:\]\(\s*(?:<\s*>\s*)?\)|\bhref\s*=\s*(?:"\s*"|'\s*'))"""
#: The start of an address that has a scheme.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = re.compile(r"https?:", re.IGNORECASE)
_EMPTY_WORDS = frozenset({"here", "click here", "this", "this link", "link", "read more", "more"})


def transform(document: MarkdownDocument) -> None:
    """Sort the links of a text: a token stands in for each that leads into the magazine."""
    if "://" in document.source or "www." in document.source.lower():
        autolinks.link(document.tree)
    for anchor in tree.elements(document.tree, "a"):
        if "href" in anchor.attrib:
            _sort(document, anchor)


def _sort(document: MarkdownDocument, anchor: HtmlElement) -> None:
    written = text.printable(anchor.get("href", "")).strip()
    # Browsers pass over tabs and line ends inside an address.
    href = re.sub(r"[\t\n\r]", "", written)
    label = tree.words(anchor)
    if not href:
        line = document.line_of("", _NO_ADDRESS)
        fix = "write the address between the round brackets"
        document.problem("link-target", line, f'the link "{label}" leads nowhere', fix)
        return
    if href.startswith("#"):
        # Whether the place is there is known when all of the text is set: newsroom.features.links.fragments.
        return
    line = document.line_of(unquote(written) if unquote(written) in document.source else written)
    message, fix = _fault(href)
    if message:
        document.problem("link-forbidden", line, message, fix)
        del anchor.attrib["href"]
    elif not _inside(href):
        _send_out(document, anchor, href, line)
    elif not lead_to_picture(document, anchor, href, line):
        _note(document, anchor, href, line)
    if label.casefold() in _EMPTY_WORDS and anchor.find(".//img") is None:
        fix = "make the words of the link say what stands behind it"
        document.problem("link-words", line, "the words of this link say nothing", fix)


def _fault(href: str) -> tuple[str, str]:
    """Return what is wrong with an address, and how to mend it; empty where a browser goes where it says."""
    again = "copy it again from the browser"
    bad = forbidden_scheme(href)
    if bad:
        return f'a link may not begin with "{bad}:"', "use https:// or /address/"
    if not _is_address(href):
        return f'"{href}" is no address', again
    if _inside(href):
        if not _is_inside_as_meant(href):
            return (
                f'"{href}" hides another address',
                "write the address as it is, without percent signs in its beginning",
            )
        fault = "" if _BRACES.match(href) else faults.misspelled(href)
    else:
        fault = faults.out_of_site(href) if leads_out(href) or _WEB.match(href) else ""
    return (f'"{href}" {fault}', again) if fault else ("", "")


def _inside(href: str) -> bool:
    return bool(_BRACES.match(href)) or not (_SCHEME.match(href) or leads_out(href))


def _is_inside_as_meant(href: str) -> bool:
    """Return whether a link stays inside once its percent signs are read, as they are to find what it leads to."""
    meant = unquote(href)
    return not (forbidden_scheme(meant) or _SCHEME.match(meant) or leads_out(meant) or "\\" in meant)


def _send_out(document: MarkdownDocument, anchor: HtmlElement, href: str, line: int) -> None:
    """Let a link out of the magazine say nothing of the reader; where its words are its address, they follow it."""
    clean_address, names = cleaned(href)
    if names:
        document.cuts.append(TrackingRemoval(document.path, line, clean_address, names))
        if anchor.text == href and not len(anchor):
            anchor.text = clean_address
    anchor.set("href", clean_address)
    anchor.set("rel", REL)


def _is_address(href: str) -> bool:
    if "\\" in href:
        # Browsers take it for a slash, and so /\\elsewhere for another host.
        return False
    try:
        urlsplit(href)
    except ValueError:
        return False
    return True


def _note(document: MarkdownDocument, anchor: HtmlElement, href: str, line: int) -> None:
    match = _BRACES.match(href)
    what, target = (match[1], match[2]) if match else ("address", href)
    target, _, fragment = target.partition("#")
    target = unquote(target)
    if what == "address" and target.startswith(f"/{FOLDER}/"):
        what = "static"
    if what in ("filename", "static", "attach"):
        folder = posixpath.dirname(document.path).partition("/")[2]
        target = posixpath.normpath(target[1:] if target.startswith("/") else posixpath.join(folder, target))
    token = f"/-/link/{len(document.links)}"
    document.links.append(InternalLink(what, target, fragment, line, token))
    anchor.set("href", token)


class LinkResolver:
    """Says where the links of a text lead, once everything is read.

    Args:
        files: addresses of pages, by the path of what they are made of, relative to content/.
        hidden: paths and ids of what exists, published or not.
        pages: pages that links name by a word: category, author or tag.
        attached: documents and recordings.
        lapsed: addresses that are gone since a story expired.
    """

    def __init__(
        self,
        files: Mapping[str, str] | None = None,
        hidden: Iterable[str] = (),
        pages: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
        attached: Files | None = None,
        lapsed: ExpiredAddresses | None = None,
    ) -> None:
        attached = attached or Files()
        #: Where old addresses lead that files name as their own.
        self.moved: Mapping[str, str] = {}
        self.attached = attached.by_path
        addresses = {path: file.address for path, file in attached.by_path.items()}
        self.files = {**(files or {}), **addresses} if addresses else files or {}
        gone = lapsed or ExpiredAddresses()
        self._lapsed = gone.addresses
        self._expired = {source.partition("/")[2]: address for source, address in gone.stories.items()}
        self.hidden, self._refused, self._lying = frozenset(hidden), attached.rejected, attached.names
        addresses_by_kind: dict[str, Mapping[str, str]] = {"category": {}, "author": {}, "tag": {}} | dict(pages)
        self.pages = {
            what: {text.slugify(name): address for name, address in by_name.items()}
            for what, by_name in addresses_by_kind.items()
        }

    @cached_property
    def _file_index(self) -> NameIndex:
        return NameIndex(self.files)

    @cached_property
    def _page_indexes(self) -> dict[str, NameIndex]:
        return {what: NameIndex(by_name) for what, by_name in self.pages.items()}

    @cached_property
    def _lying_by_name(self) -> dict[str, str]:
        return {posixpath.basename(path): path for path in self._lying}

    @cached_property
    def _lying_index(self) -> NameIndex:
        return NameIndex(self._lying_by_name)

    def address(self, link: InternalLink) -> str | None:
        """Return the address that a link leads to; None when there is nothing, or nothing any more."""
        if link.is_file:
            target = self.files.get(link.target)
        elif link.what == "index":
            target = "/"
        elif link.what == "address":
            target = self.moved.get(link.target, link.target)
        else:
            target = self.pages[link.what].get(text.slugify(link.target))
        if not target or target in self._lapsed:
            return None
        return target + (f"#{link.fragment}" if link.fragment else "")

    def is_expired(self, address: str) -> bool:
        """Return whether an address answered until a story expired."""
        return address in self._lapsed

    def lapsed(self, link: InternalLink) -> str:
        """Return the address that a link led to until a story expired; empty where it leads somewhere, or never did."""
        if link.is_file:
            return self._expired.get(link.target, "")
        base = {"author": "/author/", "tag": "/topic/"}.get(link.what)
        address = f"{base}{text.slugify(link.target)}/" if base else link.target
        return address if address in self._lapsed else ""

    def note(self, link: InternalLink) -> str:
        """Return the text after a link: the kind and size of a document; empty for most links."""
        file = self.attached.get(link.target) if link.is_file else None
        return file.note if file else ""

    def problems(self, path: str, links: Iterable[InternalLink]) -> Iterator[Problem]:
        """Yield the links of one file that lead nowhere; full addresses are looked at when all pages are known.

        A document that is refused has a problem of its own.
        """
        hints = MOST_HINTS
        for link in links:
            if gone := self.lapsed(link):
                message = f"this leads to {gone}, which is gone because its story has expired"
                fix = "readers see the words without a link: take the link out, or lead it somewhere else"
                yield Problem(path, link.line, 0, "link-expired", message, fix, age=True)
                continue
            if link.what == "address" or self.address(link) or link.target in self._refused:
                continue
            if link.target in self.hidden:
                fix = "take the link out until it is published"
                yield Problem(path, link.line, 0, "link-target", f'"{link.target}" is not published', fix)
                continue
            hints -= 1
            remedy = self._remedy(link) if hints >= 0 else _NO_HINT
            message = f'no {_NOUNS[link.what]} "{link.target}"'
            yield Problem(path, link.line, 0, "link-target", message, remedy, because=link.target)

    def _remedy(self, link: InternalLink) -> str:
        if link.what in self.pages:
            return did_you_mean(text.slugify(link.target), self._page_indexes[link.what])
        if link.target.startswith(f"{FOLDER}/"):
            near = self._lying_by_name.get(self._lying_index.nearest(posixpath.basename(link.target)), "")
            return f'did you mean "/{near}"?' if near else f"add the file to content/{FOLDER}/, or mend its name"
        near = self._file_index.nearest(link.target)
        return f'did you mean "{{filename}}/{near}"?' if near else "give the path of the file under content/"


_NO_HINT = "mend the links above first"
_NOUNS = {
    "filename": "file",
    "static": "file",
    "attach": "file",
    "author": "author",
    "category": "section",
    "tag": "topic",
}


def resolve(markup: str, links: tuple[InternalLink, ...], directory: LinkResolver) -> str:
    """Put addresses in the place of tokens; a link that leads nowhere leads to the front page.

    One that led to what has expired is none any more: its words stay.
    """
    if not links:
        return markup
    lapsed = {link.token for link in links if directory.lapsed(link)}
    if lapsed:
        markup = _ANCHOR.sub(lambda match: match[1].partition(">")[2] if match[2] in lapsed else match[0], markup)
    notes = {link.token: note for link in links if (note := directory.note(link))}
    if notes:
        markup = _ANCHOR.sub(lambda match: _with_note(match, notes), markup)
    addresses = {link.token: _escaped(directory.address(link) or "/") for link in links}
    return _TOKEN.sub(lambda match: f'"{addresses.get(match[1], match[1])}"', markup)


def _with_note(match: re.Match[str], notes: Mapping[str, str]) -> str:
    """Return a link with what stands behind it at its end: people should know before they follow it."""
    note = notes.get(match[2])
    return f'{match[1]} <span class="file-note">({note})</span></a>' if note else match[0]


def _escaped(address: str) -> str:
    return address.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C").replace(">", "%3E")


def address_problems(
    path: str,
    links: Iterable[InternalLink],
    known: PublishedAddresses,
    lapsed: Set[str] = frozenset(),
    remedy: Callable[[str], str] | None = None,
) -> Iterator[Problem]:
    """Yield the full addresses in one file's links that no page answers at.

    Args:
        path: the file.
        links: its links.
        known: every address that is published.
        lapsed: addresses that went with stories whose time has passed, which `LinkResolver.problems` tells.
        remedy: returns how something comes to be published at an address; by default a link is taken for mistyped.
    """
    hints = MOST_HINTS
    for link in links:
        if link.what == "address" and link.target and link.target not in known and link.target not in lapsed:
            hints -= 1
            fix = faults.remedy(link.target, link.fragment, known, near=hints >= 0)
            if remedy is not None:
                fix = f"{fix} Else {remedy(link.target)}" if fix.endswith("?") else remedy(link.target)
            message, fix = faults.unmarked_external(link.target) or (f'nothing is published at "{link.target}"', fix)
            last = link.target.strip("/").rpartition("/")[2]
            yield Problem(path, link.line, 0, "link-target", message, fix, because=last)


class ExpiredAddresses(Struct, frozen=True):
    """Addresses that answered until a story expired; a link to one was right, and that it is gone is no mistake.

    Args:
        addresses: of the stories and of all that went with them.
        stories: the address of each story by its source.
    """

    addresses: frozenset[str] = frozenset()
    stories: Mapping[str, str] = field(default_factory=dict)
