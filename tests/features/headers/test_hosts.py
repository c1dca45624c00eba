"""Headers and redirects as hosts of pages read them, and kinds of files."""

from __future__ import annotations

import fnmatch

import pytest

from newsroom.core.media_types import type_of
from newsroom.core.old_addresses import Moves
from newsroom.features.headers import hosts
from newsroom.features.headers.model import headers, uses

_ADDRESSES = (
    "/", "/a/2026/one/", "/a/2026/one/text/", "/a/2026/two/", "/a/2026/film/", "/feed.atom", "/breaking.json",
    "/images/2026/river-0123456789ab-640.webp", "/images/2026/river-0123456789ab-320.webp",
    "/theme/main.0123456789.css", "/theme/js/share.0123456789.js", "/theme/js/more.0123456789.js",
    "/theme/brand/icon.svg", "/theme/OFL.txt",
)  # fmt: skip
_TABLE = headers(
    uses(_ADDRESSES, "", "https://qn.example"),
    no_store_pages=["/a/2026/one/", "/a/2026/one/text/"],
    frames={"/a/2026/film/": ("https://player.example",)},
)


def rules() -> dict[str, dict[str, str]]:
    """Return what is written, by pattern."""
    found: dict[str, dict[str, str]] = {}
    pattern = ""
    for line in hosts.headers_file(_TABLE.table, _ADDRESSES).split("\n"):
        if line.startswith("/"):
            pattern = line
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found.setdefault(pattern, {})[name] = value
    return found


@pytest.mark.parametrize("address", _ADDRESSES)
def test_no_header_comes_from_two_rules_and_each_that_does_is_the_tables(address: str) -> None:
    """Hosts join what two rules say; of policies that only makes them stricter, and the last permission counts."""
    said: dict[str, list[str]] = {}
    for pattern, every in rules().items():
        if fnmatch.fnmatchcase(address, pattern):
            for name, value in every.items():
                said.setdefault(name, []).append(value)
    for name, values in said.items():
        if name == "Content-Security-Policy":
            assert values[0] == "frame-ancestors 'none'"
        elif name == "Content-Type":
            assert values == [type_of(address)]
        else:
            assert values[-1] == _TABLE.table.of(address)[name], name
            assert len(values) == 1 or name == "Permissions-Policy"
    lacking = {"Cache-Control", "Cross-Origin-Resource-Policy", "Content-Security-Policy"}
    assert _TABLE.table.of(address).keys() - said.keys() <= lacking


def test_caching_headers_tell_permanent_and_uncached_files_apart() -> None:
    found = rules()
    assert found["/theme/js/*"]["Cache-Control"] == "public, max-age=31536000, immutable"
    assert found["/images/*"]["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert found["/breaking.json"]["Cache-Control"] == "no-store"
    for address in ("/a/2026/one/", "/a/2026/one/text/"):
        assert found[address]["Cache-Control"] == "no-store"


def test_redirects_are_listed_but_for_those_that_tell() -> None:
    moves = Moves({"/old/": "/new/", "/telling/": "/read/bcdfg/"}, frozenset(["/gone/"]), frozenset(["/telling/"]))
    lines = [line for line in hosts.redirects_file(moves).split("\n") if line and not line.startswith("#")]
    assert lines == ["/old/ /new/ 301"]


def test_redirects_without_a_page_come_first_in_a_hosts_limited_list() -> None:
    moves = Moves({f"/{name}": "/new/" for name in ("a/", "b.aspx", "c.html", "d.PHP", "e.htm", "f.pdf")})
    lines = [line.split()[0] for line in hosts.redirects_file(moves).split("\n") if line.startswith("/")]
    assert lines == ["/b.aspx", "/d.PHP", "/f.pdf", "/a/", "/c.html", "/e.htm"]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/404.html", "text/html; charset=utf-8"),
        ("/feed.atom", "application/xml; charset=utf-8"),
        ("/feed.rss", "application/xml; charset=utf-8"),
        ("/world/feed.json", "application/feed+json; charset=utf-8"),
        ("/breaking.json", "application/json; charset=utf-8"),
        ("/site.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
        ("/theme/a.mjs", "text/javascript; charset=utf-8"),
        ("/images/a.avif", "image/avif"),
        ("/pagefind/x.pf_index", "application/octet-stream"),
    ],
)
def test_kinds(address: str, kind: str) -> None:
    assert type_of(address) == kind
