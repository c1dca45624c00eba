"""Channels: an onion address with a slip in it may belong to somebody else."""

from __future__ import annotations

import base64
import hashlib

import pytest

from newsroom.features.tips.model import is_onion, published, state
from tests.building import Project, problem_lines


def onion(key: bytes, version: bytes = b"\x03") -> str:
    check = hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2]
    return base64.b32encode(key + check + version).decode().lower() + ".onion"


KEY = bytes(range(32))
#: The Tor Project's own site, as its documents give it.
TOR = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion"


def test_a_whole_address_of_version_3_is_known() -> None:
    assert is_onion(onion(KEY))
    assert is_onion(TOR)


@pytest.mark.parametrize(
    "address",
    [
        "",
        TOR.replace("2gz", "3gz"),
        TOR.replace("wid.", "wie."),
        TOR.removesuffix(".onion"),
        TOR.upper(),
        f"http://{TOR}",
        f"{TOR}/",
        "expyuzz4wqqyqhjn.onion",
        onion(KEY, b"\x02"),
        "1" * 56 + ".onion",
    ],
)
def test_anything_else_is_not(address: str) -> None:
    assert not is_onion(address)


def test_a_slip_is_told_on_its_line(site: Project) -> None:
    channel = '[[channel]]\nname = "Drop"\nhow = "Paste it."\nonion = "{0}"\n'
    site.write("data/tips.toml", channel.format(TOR))
    assert problem_lines(site.build(check_only=True)) == []
    site.write("data/tips.toml", channel.format(TOR.replace("2", "3")))
    [line] = problem_lines(site.build(check_only=True))
    assert line.startswith("content/data/tips.toml:4: value-shape:")


def test_the_page_is_the_published_one_with_the_layout() -> None:
    assert published([("/a/", "standard", "published"), ("/t/", "tips", "published")]) == "/t/"
    assert published([("/t/", "tips", "draft")]) == ""


def test_the_promise_is_broken_by_a_page_that_does_not_link_to_it_or_by_a_stranger_on_it() -> None:
    page = '<main></main><footer><a href="/t/"></a></footer><script src="/theme/js/quick_exit.1.js"></script>'
    assert state("/t/", {"t/index.html": page, "index.html": page})[0]
    assert not state("", {"index.html": page})[0]
    assert not state("/t/", {"t/index.html": page, "index.html": "<footer></footer>"})[0]
    for stranger in ("https://other.example/x.js", "/theme/js/share.1.js"):
        assert not state("/t/", {"t/index.html": page + f'<script type="module" src="{stranger}"></script>'})[0]
