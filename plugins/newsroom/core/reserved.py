"""Reserved addresses: what each package keeps addresses for, with the parts of which patterns are made.

A package offers them in a module ``reserved`` (`newsroom.core.offers`), so that nobody takes an address that a plugin
needs, also while the plugin is switched off. Those that no plugin owns stand here.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import ModuleType

from msgspec import Struct, field

from newsroom.core import urls
from newsroom.core.offers import modules

#: Stands in a pattern for the code of a language.
ANY_LANGUAGE = r"/\*"
#: Part of an address that people choose: an id, a slug.
NAME = "[a-z0-9-]+"
#: Endings that turn the address of a list into that of a page or feed of it.
PART_OF_LIST = rf"(?P<part>/page/\d+|/feed\.(?:{'|'.join(urls.FEEDS)}))"

Patterns = tuple[tuple[str, str], ...]


class ReservedAddresses(Struct, frozen=True):
    """Addresses that a package needs, or will need.

    Args:
        names: first parts that no section, page, story or language may be called by.
        folders: folders of which every name is needed, with what lies in them.
        files: files at the top of the site that it writes, or that say to a static host how to serve it.
        open_folders: folders that hold files of any name, with what lies in them; another file is in nobody's way.
        open_files: files at the top of a site that programs ask every site for.
        later: patterns of the keys of addresses at which something comes by itself, each with what that is.
        named: the same of lists that are called by a name, which come and go with what is in them.
    """

    names: frozenset[str] = frozenset()
    folders: Mapping[str, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    open_folders: Mapping[str, str] = field(default_factory=dict)
    open_files: frozenset[str] = frozenset()
    later: Patterns = ()
    named: Patterns = ()


OWN = ReservedAddresses(
    names=frozenset({"page"}),
    files=frozenset({"_headers", "_redirects", "_routes.json", "_worker.js", "cname"}),
    open_folders={".well-known": "what programs ask every site for"},
    open_files=frozenset((
        "ads.txt", "app-ads.txt", "apple-touch-icon.png", "apple-touch-icon-precomposed.png", "browserconfig.xml",
        "favicon.ico", "favicon.svg", "humans.txt", "llms.txt", "manifest.json", "manifest.webmanifest",
        "opensearch.xml", "security.txt", "service-worker.js", "site.webmanifest", "sw.js",
    )),
    later=((PART_OF_LIST, "the front page"), ("/page", "a folder of the site")),
)  # fmt: skip


def offered() -> tuple[ReservedAddresses, ...]:
    """Return the reserved addresses of all packages."""
    return tuple(module.OWN for module in modules("reserved"))


def names() -> frozenset[str]:
    """Return the first parts of addresses that belong to the site; no section, page or language may take them."""
    return _names(modules("reserved"))


@functools.cache
def _names(owners: tuple[ModuleType, ...]) -> frozenset[str]:
    return frozenset(name for module in owners for name in module.OWN.names)


def is_own(first: str) -> bool:
    """Return whether the first part of an address is a folder or a file of the site itself."""
    return first in names() or any(first in own.files for own in offered())
