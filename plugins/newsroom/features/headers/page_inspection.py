"""Inspection of finished pages and stylesheets as a browser reads them: what they load, run and link to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser
from msgspec import Struct, field

from newsroom.core.external_links import cleaned, leads_out

#: Attributes whose address a browser asks for by itself.
_LOADED = ("src", "srcset", "poster", "data", "background", "{http://www.w3.org/1999/xlink}href", "xlink:href")
#: The rel of link elements whose address a browser fetches or connects to.
_LOADED_LINKS = frozenset(
    ("stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch",
     "manifest", "mask-icon")
)  # fmt: skip
_IN_STYLES = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""")
#: Kinds of scripts that browsers run; data of other kinds is none.
_RUN = frozenset(("", "module", "text/javascript", "application/javascript", "importmap", "speculationrules"))


class PageFindings(Struct):
    """Findings on finished pages; each list names the page and what is on it."""

    pages: int = 0
    links: int = 0
    strangers: list[str] = field(default_factory=list)
    loud: list[str] = field(default_factory=list)
    telling: list[str] = field(default_factory=list)
    without_policy: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)


def style(seen: PageFindings, path: str, words: str, site_url: str) -> None:
    """Inspect a stylesheet; ``path`` is its name in problems."""
    seen.strangers += [
        f"{path}: {address}" for address in _IN_STYLES.findall(words) if _is_on_another_host(address, site_url)
    ]


def page(seen: PageFindings, path: str, raw: bytes, site_url: str, policy: str) -> None:
    """Look at a page.

    Args:
        seen: takes what is seen.
        path: path of the page, which findings name.
        raw: its HTML.
        site_url: the site's own address.
        policy: the policy that it ought to carry.
    """
    root = etree.fromstring(raw, HTMLParser(encoding="utf-8"))
    seen.pages += 1
    carried = root.xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
    if [str(words) for words in carried] != [policy] or not policy:
        seen.without_policy.append(path)
    for element in root.iter(etree.Element):
        seen.strangers += [
            f"{path}: {address}" for address in _asked(element) if _is_on_another_host(address, site_url)
        ]
        seen.inline += [f"{path}: {what}" for what in _inline(element)]
        if element.tag in ("a", "area") and _is_on_another_host(element.get("href", ""), site_url):
            seen.links += 1
            href = element.get("href", "")
            if "noreferrer" not in element.get("rel", "").split():
                seen.loud.append(f"{path}: {href}")
            if cleaned(href)[1]:
                seen.telling.append(f"{path}: {href}")


def _asked(element: HtmlElement) -> Iterator[str]:
    for name in _LOADED:
        value = element.get(name)
        if value:
            parts = value.split(",") if name == "srcset" else [value]
            yield from (part.split()[0] for part in parts if part.strip())
    rels = set(element.get("rel", "").lower().split())
    if (element.tag == "link" and rels & _LOADED_LINKS) or element.tag in ("use", "image", "base"):
        yield element.get("href", "")
    if element.get("http-equiv", "").lower() == "refresh":
        yield element.get("content", "").partition("=")[2]
    yield from element.get("ping", "").split()


def _inline(element: HtmlElement) -> Iterator[str]:
    name = str(element.tag)
    if element.tag == "style" or element.get("style") is not None:
        yield f"a style on <{name}>"
    if element.tag == "script" and not element.get("src") and element.get("type", "").lower() in _RUN:
        yield "a script"
    yield from (f"{key} on <{name}>" for key in map(str, element.attrib) if key.startswith("on"))


def _is_on_another_host(address: str, site_url: str) -> bool:
    if not leads_out(address):
        return False
    own, there = urlsplit(site_url), urlsplit(address)
    return (there.netloc or address) != own.netloc
