from __future__ import annotations

import gzip
import html
import json

import brotli
import pytest

from newsroom.features.leaks import model
from newsroom.features.leaks.scan import _TermFinder

SENTENCE = "The ferry to Zanzibar left without telling anybody who was aboard."
_NAMES = ("A ferry leaves Zanzibar", "/world/2026/05/ferry/", "A harbour before dawn with one lamp", "Ferry timetables")
_TERMS = [
    *model.of_text(f"<p>{SENTENCE}</p><h2>Zanzibar's quay</h2>"),
    *(n for name in _NAMES for n in model.of_name(name)),
]
_CURLED = "<p>The&nbsp;ferry to <b>Zan&shy;zibar</b> left\nwithout telling any<i>body</i> who was “aboard”…</p>"
_TWICE = html.escape(f"<p>{SENTENCE.replace('Zanzibar', '<em>Zanzibar</em>').replace('was ', 'was&nbsp;')}</p>")
HOLDING: dict[str, tuple[str, bytes]] = {
    "typography": ("x.html", _CURLED.encode()),
    "case, and another form of the letters": ("x.html", SENTENCE.upper().replace("F", "Ｆ").encode()),
    "a title": ("x.html", b"<title>A FERRY LEAVES ZANZIBAR - QN</title>"),
    "an attribute": ("x.html", b'<img alt="A harbour before dawn, with one lamp">'),
    "a remark": ("x.html", b"<!-- A ferry leaves Zanzibar -->"),
    "an address": ("x.html", b'<a href="https://a.example/?u=%2Fworld%2F2026%2F05%2Fferry%2F">x</a>'),
    "a topic": ("x.txt", b"Ferry timetables"),
    "a short heading": ("x.html", "<h2>Zanzibar’s Quay</h2>".encode()),
    "JSON": ("x.json", json.dumps({"text": f"“{SENTENCE}”"}).encode()),
    "JSON with its escapes": ("x.json", json.dumps({"text": SENTENCE.replace("Z", "\u00adZ")}).encode()),
    "XML": ("x.xml", f"<a><b>{SENTENCE}</b></a>".encode()),
    "HTML in a feed": ("x.atom", _TWICE.encode()),
    "a script": ("x.js", f"const words = '{SENTENCE}'".encode()),
    "a script in a page": ("x.html", f'<script type="application/ld+json">["{SENTENCE}"]</script>'.encode()),
    "a drawing": ("x.svg", f"<svg><text>{SENTENCE}</text></svg>".encode()),
    "a stylesheet": ("x.css", f'p::after {{ content: "{SENTENCE}" }}'.encode()),
    "gzip": ("x.gz", gzip.compress(SENTENCE.encode())),
    "gzip under another name": ("x.bin", gzip.compress(SENTENCE.encode())),
    "Brotli": ("x.html.br", brotli.compress(SENTENCE.encode())),
    "a search index": ("en_1.pf_fragment", gzip.compress(b"pagefind_dcd" + json.dumps([SENTENCE]).encode())),
    "no text": ("x.bin", b"\0\1\2\xff" * 99 + SENTENCE.encode() + b"\0\xfe"),
    "a name": ("a/a-ferry-leaves-zanzibar.txt", b"nothing"),
}
INNOCENT: dict[str, tuple[str, bytes]] = {
    "words in another order": ("x.html", b"Timetables of the ferry; Zanzibar leaves a ferry."),
    "part of a longer word": ("x.html", b"Ferry timetablestand"),
    "from one block into another": ("x.html", b"<p>The ferry</p><p>timetables</p>"),
    "from one card into another": ("x.html", b"<li>A ferry</li><li>leaves Zanzibar</li>"),
    "chance in what is no text": ("x.png", b"\0" * 9 + b"......................Ferry timetables......................"),
    "a damaged gzip": ("x.gz", b"\x1f\x8b" + b"nonsense"),
    "a damaged Brotli": ("x.br", b"nonsense"),
}


@pytest.mark.parametrize(("path", "raw"), HOLDING.values(), ids=HOLDING)
def test_words_are_found_in_whatever_kind_of_file(path: str, raw: bytes) -> None:
    assert _TermFinder(term.words for term in _TERMS).find(path, raw)
    assert _TermFinder((term.words for term in _TERMS), prefiltered=True).find(path, raw)


@pytest.mark.parametrize(("path", "raw"), INNOCENT.values(), ids=INNOCENT)
def test_nothing_is_found_where_nothing_is(path: str, raw: bytes) -> None:
    assert _TermFinder(term.words for term in _TERMS).find(path, raw) == set()


def test_a_piece_that_many_pages_hold_is_found_in_each() -> None:
    terms = _TermFinder(term.words for term in _TERMS)
    page = f"<body><main>{{}}</main><footer>{SENTENCE}</footer>"
    assert all(terms.find(f"{number}.html", page.format(number).encode()) for number in range(3))
