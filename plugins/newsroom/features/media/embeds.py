"""Embedding code of other services: removed from a text, with a problem that says what to write instead.

A page that held such code would tell the service who reads it, before anybody asked for anything.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from newsroom.core.html_policy import masked
from newsroom.core.problems import Problem
from newsroom.features.media.external_films import film

#: Classes that mark a quotation or a box as a service's embed, each with the service.
_MARKS = (
    "twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed",
    "text-post-media", "reddit-embed-bq", "reddit-card", "fb-post", "fb-video", "imgur-embed-pub", "flourish-embed",
    "telegram-post",
)  # fmt: skip
_OPEN = re.compile(r"<(?P<tag>iframe|object|embed|blockquote|div)\b(?P<given>[^<>]*)>", re.IGNORECASE)
_SCRIPT = re.compile(r"\s*<script\b[^<>]*>[^<]*</script\s*>", re.IGNORECASE)
_GIVEN = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_SIGN = re.compile(r"<(?:iframe|object|embed|blockquote|div|script)\b", re.IGNORECASE)
_HREF = re.compile(r"""href\s*=\s*["']?(https?://[^\s"'<>]+)""", re.IGNORECASE)
_SERVICES = re.compile(
    r"https?://(?:[\w-]+\.)*(?:twitter|x|instagram|tiktok|bsky|threads|facebook|reddit|imgur|telegram)\.(?:com|app|net|org)\b"
)
_NOT_LINE = re.compile(r"[^\n]")
_GOOGLE_PLACE = re.compile(r"!2d(-?\d{1,3}\.\d+)!3d(-?\d{1,2}\.\d+)")
#: More than these are told of as HTML that is not allowed.
_MOST_TOLD = 100
_NUMBER = r"-?\d{1,3}(?:\.\d+)?"


def without_embeds(source: str, path: str, first_line: int) -> tuple[str, list[Problem]]:
    """Return a text without embed code, every line where it was, and a problem for each piece that was taken out.

    Args:
        source: a Markdown text.
        path: path of the file that problems name.
        first_line: the line of the file on which the text begins.
    """
    if "<" not in source or not _SIGN.search(source):
        return source, []
    problems: list[Problem] = []
    pieces: list[str] = []
    done = 0
    for start, end, address in _embeds(masked(source)):
        if start < done:
            continue
        if len(problems) == _MOST_TOLD:
            break
        # Text in code is shown as code, and text that is blanked out has no sign.
        line = first_line + source.count("\n", 0, start)
        column = start - source.rfind("\n", 0, start)
        problems.append(Problem(path, line, column, "embed-pasted", *_remedy(address)))
        pieces += (source[done:start], _NOT_LINE.sub("", source[start:end]))
        done = end
    return ("".join((*pieces, source[done:])) if pieces else source), problems


def _embeds(seen: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each piece of embed code begins and ends, and the address in it."""
    small, unclosed = seen.lower(), set()
    for match in _OPEN.finditer(seen):
        tag = match["tag"].lower()
        given = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _GIVEN.findall(match["given"])}
        marked = any(mark in given.get("class", "").split() for mark in _MARKS)
        if tag in ("blockquote", "div") and not marked:
            continue
        end = small.find(f"</{tag}", match.end()) if tag not in unclosed else -1
        if end < 0:
            unclosed.add(tag)
        stop = small.find(">", end) + 1 if end >= 0 else match.end()
        stop = stop or len(seen)
        address = _address(given, seen[match.end() : stop])
        if not address:
            continue
        script = _SCRIPT.match(seen, stop)
        yield match.start(), script.end() if script else stop, address


#: Where services put the address, in the order in which it is looked for.
_NAMED = ("src", "cite", "data-instgrm-permalink", "data-text-post-permalink", "data-href", "data")


def _address(given: dict[str, str], inside: str) -> str:
    for name in _NAMED:
        if given.get(name, "").startswith(("http://", "https://", "//")):
            address = given[name]
            break
    else:
        links = [html.unescape(link) for link in _HREF.findall(inside)]
        # The last link of a quoted post is the post itself; those before it stand in its words.
        theirs = [link for link in links if _SERVICES.match(link)]
        address = (theirs or links or [""])[-1]
    return f"https:{address}" if address.startswith("//") else address


def _remedy(address: str) -> tuple[str, str]:
    """Return what is wrong with embed code that holds an address, and what to write instead."""
    for make in (_film, _map, _post):
        remedy = make(address)
        if remedy:
            return remedy
    return "code of another site was pasted", f"link to it: [what it is]({address})"


def _film(address: str) -> tuple[str, str] | None:
    linked = film(address)
    if linked is None:
        return None
    still = "![what the still shows](/images/2026/name.jpg)"
    return "a player was pasted", f"write two lines in its place, {still} and right below it [title]({linked.page})"


def _map(address: str) -> tuple[str, str] | None:
    host, path = _split(address)
    if not ("openstreetmap.org" in host or (host.startswith(("www.google.", "maps.google.")) and "map" in host + path)):
        return None
    place = _coordinates(parse_qs(urlsplit(address).query), unquote(address))
    lat, lon = place or ("", "")
    link = f"?mlat={lat}&mlon={lon}#map=16/{lat}/{lon}" if place else "…"
    words = f"[where it is](https://www.openstreetmap.org/{link})"
    return "a map was pasted", f"say in words where it is, or show a picture of a map of your own, and link: {words}"


def _coordinates(query: dict[str, list[str]], address: str) -> tuple[str, str] | None:
    """Return the latitude and longitude that a map shows."""
    google = _GOOGLE_PLACE.search(address)
    if google:
        return google[2], google[1]
    for name in ("marker", "q", "ll", "center"):
        match = re.fullmatch(rf"({_NUMBER}),\s*({_NUMBER})", query.get(name, [""])[0])
        if match:
            return match[1], match[2]
    box = query.get("bbox", [""])[0].split(",")
    if len(box) == 4 and all(re.fullmatch(_NUMBER, number) for number in box):
        west, south, east, north = map(float, box)
        return f"{(south + north) / 2:.5f}", f"{(west + east) / 2:.5f}"
    return None


def _post(address: str) -> tuple[str, str] | None:
    there = f".{_split(address)[0]}"
    service = next((name for host, name in _POSTS.items() if there.endswith(f".{host}")), "")
    if not service and "/@" not in address:
        return None
    plain = address.partition("?")[0].removesuffix("/embed")
    fix = f"quote it: > its words, and on the next line > — Name, [{service or 'Mastodon'}, 3 May 2026]({plain})"
    return "a post was pasted with its code", fix


_POSTS = {
    "twitter.com": "X", "x.com": "X", "instagram.com": "Instagram", "tiktok.com": "TikTok", "bsky.app": "Bluesky",
    "threads.net": "Threads", "threads.com": "Threads", "facebook.com": "Facebook", "reddit.com": "Reddit",
    "t.me": "Telegram",
}  # fmt: skip


def _split(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").lower(), parts.path
    except ValueError:
        return "", ""
