from __future__ import annotations

import json

from newsroom.features.search.model import ENTRY, pages, used


def test_only_what_the_search_page_asks_for_is_used() -> None:
    made = [
        "pagefind.js",
        "pagefind-worker.js",
        "pagefind-component-ui.js",
        "pagefind-component-ui.css",
        "pagefind-ui.js",
        "pagefind-ui.css",
        "pagefind-modular-ui.js",
        "pagefind-highlight.js",
        ENTRY,
        "pagefind.en-au_19fe.pf_meta",
        "wasm.en-au.pagefind",
        "fragment",
        "fragment/en-au_1.pf_fragment",
        "index/en-au_1.pf_index",
        "filter/en-au_1.pf_filter",
        "playground/index.html",
    ]
    assert used(made) == [
        "filter/en-au_1.pf_filter",
        "fragment/en-au_1.pf_fragment",
        "index/en-au_1.pf_index",
        "pagefind-component-ui.js",
        ENTRY,
        "pagefind-worker.js",
        "pagefind.en-au_19fe.pf_meta",
        "pagefind.js",
        "wasm.en-au.pagefind",
    ]


def _entry(*languages: str) -> bytes:
    made = {language: {"page_count": 2, "hash": language} for language in languages}
    return json.dumps({"version": "1", "languages": made}).encode()


def test_the_pages_of_all_languages_are_counted() -> None:
    assert pages(_entry("ru", "ar", "en-au")) == 6
