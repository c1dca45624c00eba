"""Links of finished pages: each leads to something that is published, whoever put it on the page.

Links of texts and data files are checked before anything is rendered. All others come from templates (the software's or
the magazine's own) and from the views of features. No list names them: every page that the build makes is read as
readers would get it. Of a page that is unchanged since the last build nothing can be wrong but what is gone since, so
such pages are read only when an address or an id is gone.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from urllib.parse import unquote

from lxml import etree
from lxml.html import HTMLParser
from msgspec import Struct, field

from newsroom.features.links import fragments

#: Any value that looks like an address of the site. Which attribute has it, if any, is asked only of those that lead
#: nowhere (`_attribute_values`): to look for the names here takes four times as long. Lists of pictures' sizes (srcset)
#: are no addresses. It begins with a sign, and looks behind that: one that begins with looking behind it is tried at
#: every sign of a page, which takes six times as long.
_ADDRESS = re.compile(rb"""=(?<!srcset=)\s*(?:"\s*(/[^"]*)"|'\s*(/[^']*)'|(/[^\s"'>]*))""")
_ID = re.compile(rb"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
#: A tag of Jinja that names another template.
_REFERENCE = re.compile(r"""\{%-?\s*(?:extends|include|from|import)\s+["']([^"']+)["']""")
#: An address of the site that a source gives an attribute, with its fragment; a catalogue has a backslash before a
#: quotation mark.
_SPELLED = re.compile(r"""=\s*\\?["']?(/[^"'\s>#?\\]*)(?:#([^"'\s>\\]+))?""", re.ASCII)
#: A form may send to a program on the server, which is no file.
_ATTRIBUTES = ("href", "src")


class DeadLink(Struct, frozen=True, order=True):
    """A link to what is not there.

    Args:
        address: address that it leads to.
        fragment: the id that the page at this address lacks; empty where nothing is published there at all.
    """

    address: str
    fragment: str = ""


class LinkCheck(Struct):
    """Check of pages; remembers every link that leads somewhere, since most pages have most links in common.

    Args:
        known: every address at which something is published.
        content: returns the bytes of what is published at an address.
    """

    known: Container[str]
    content: Callable[[str], bytes]
    _sound: set[bytes] = field(default_factory=set)
    _ids: dict[str, frozenset[str]] = field(default_factory=dict)

    def dead_links(self, raw: bytes) -> list[DeadLink]:
        """Return the links of a page that lead to what is not there, in order."""
        written = {b"".join(groups) for groups in _ADDRESS.findall(raw)} - self._sound
        dead = {}
        for address in written:
            link = self._dead(address.decode("utf-8", "replace"))
            if link is None:
                self._sound.add(address)
            else:
                dead[address] = link
        used = _attribute_values(raw) if dead else frozenset()
        return sorted({link for address, link in dead.items() if _unescaped(address) in used})

    def _dead(self, written: str) -> DeadLink | None:
        href = html.unescape(written).strip()
        if href.startswith(("//", "/\\")):
            return None  # it leads to another site
        address, _, fragment = href.partition("#")
        address = address.partition("?")[0]
        if address not in self.known and unquote(address) not in self.known:
            return DeadLink(address)
        if not fragment or fragments.is_of_page(fragment):
            return None
        ids = self._ids_at(address)
        return None if fragment in ids or unquote(fragment) in ids else DeadLink(address, fragment)

    def _ids_at(self, address: str) -> frozenset[str]:
        if address not in self._ids:
            self._ids[address] = ids_in(self.content(address))
        return self._ids[address]


def ids_in(raw: bytes) -> frozenset[str]:
    """Return the ids of the elements of a page, or of a drawing."""
    return frozenset(html.unescape(b"".join(groups).decode("utf-8", "replace")) for groups in _ID.findall(raw))


def _attribute_values(raw: bytes) -> frozenset[str]:
    """Return the addresses that elements of a page have: a story may show a piece of HTML as text."""
    root = etree.fromstring(raw, HTMLParser(encoding="utf-8"))
    return frozenset(element.get(name, "").strip() for element in root.iter(etree.Element) for name in _ATTRIBUTES)


def _unescaped(written: bytes) -> str:
    return html.unescape(written.decode("utf-8", "replace")).strip()


def used_templates(sources: Mapping[str, str], name: str) -> frozenset[str]:
    """Return the templates that one is made of: itself, what it extends, includes and imports, and what these do.

    Args:
        sources: every template by its name.
        name: the template.
    """
    used: set[str] = set()
    waiting = [name]
    while waiting:
        name = waiting.pop()
        if name in sources and name not in used:
            used.add(name)
            waiting += _REFERENCE.findall(sources[name])
    return frozenset(used)


class Spellings:
    """Places at which sources spell out links: each source is read once, however many links are asked for.

    Args:
        sources: templates or catalogues, by their names.
    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        found: defaultdict[DeadLink, dict[tuple[str, int], None]] = defaultdict(dict)
        for name, source in sources.items():
            for number, line in enumerate(source.splitlines(), 1):
                for match in _SPELLED.finditer(line):
                    address, fragment = match.groups("")
                    for link in {DeadLink(address), DeadLink(address, fragment)}:
                        found[link][name, number] = None
        self._places = {link: tuple(places) for link, places in found.items()}

    def places(self, link: DeadLink) -> tuple[tuple[str, int], ...]:
        """Return where a link is spelled out: the name of each source with the line."""
        return self._places.get(link, ())


def first_pages(dead: Sequence[tuple[str, Sequence[DeadLink]]]) -> Mapping[DeadLink, str]:
    """Return each dead link with the first page that has it.

    Args:
        dead: addresses of pages, with the dead links of each.
    """
    first: dict[DeadLink, str] = {}
    for address, links in sorted(dead):
        for link in links:
            first.setdefault(link, address)
    return first
