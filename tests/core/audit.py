"""Dangers that a page must not hold, looked for as a browser would see it."""

from __future__ import annotations

import html
import re

import nh3

from newsroom.core import html_policy
from newsroom.core.html_policy import SCHEMES

_NAME = r"[a-z][a-z0-9-]*"
_ATTRIBUTE = rf' {_NAME}="[^"<>]*"'
#: HTML that every parser takes apart in the same way: each tag is closed, each value stands between double quotes.
_PLAIN_HTML = re.compile(rf"(?:[^<>]|<{_NAME}(?:{_ATTRIBUTE})*>|</{_NAME}>)*")
_TAG = re.compile(rf"<({_NAME})((?:{_ATTRIBUTE})*)>")
_ONE_ATTRIBUTE = re.compile(rf' ({_NAME})="([^"]*)"')
#: Elements that run something, load something, post something, or are read by rules of their own.
_RISKY = frozenset(
    # One string, since forty names on lines of their own say less.
    "script style iframe frame frameset object embed applet form input button select textarea option base meta link "  # noqa: SIM905
    "svg math video audio track canvas template slot noscript noembed noframes xmp plaintext title listing marquee "
    "details dialog portal isindex keygen html head body".split()
)
_ADDRESSES = frozenset({"href", "src", "cite", "action", "formaction", "data", "poster", "ping", "background"})


def dangers(markup: str) -> list[str]:
    """Return what could run a script, or ask a stranger's server for something, in finished HTML."""
    if not _PLAIN_HTML.fullmatch(markup):
        return ["it can be read in more ways than one"]
    found = []
    for name, attributes in _TAG.findall(markup):
        if name in _RISKY or "-" in name:
            found.append(f"<{name}>")
        for attribute, value in _ONE_ATTRIBUTE.findall(attributes):
            said = html.unescape(value)
            if attribute.startswith("on") or attribute in ("style", "srcdoc", "target", "ping", "xmlns"):
                found.append(f"{attribute} on <{name}>")
            if attribute in _ADDRESSES and scheme(said) not in (*SCHEMES, ""):
                found.append(f"{said} on <{name}>")
    return found


def foreign_pictures(markup: str) -> list[str]:
    """Return the addresses of pictures that lie on other servers."""
    addresses = re.findall(r'<(?:img|source)[^>]* (?:src|srcset)="([^"]*)"', markup)
    return [address for address in addresses if not re.match(r"/(?![/\\])", html.unescape(address))]


def scheme(address: str) -> str:
    """Return the scheme of an address as browsers find it: blanks before it and line ends in it are passed over."""
    bare = re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(33))))
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return match[1].lower() if match else ""


def active(markup: str) -> bool:
    """Return whether HTML holds a script, a drawing, an event handler or an address that runs."""
    tags = set(html_policy._TEXT_TAGS)
    harmless = nh3.clean(
        markup, tags=tags, attributes={"*": {"href"}}, url_schemes=set(html_policy.SCHEMES), clean_content_tags=set()
    )
    everything = nh3.clean(
        markup,
        tags=tags | {"script", "svg", "math", "style", "template", "noscript", "textarea", "title"},
        attributes={"*": {"href", "onclick", "onerror"}},
        url_schemes={"javascript", *html_policy.SCHEMES},
        clean_content_tags=set(),
    )
    return harmless != everything
