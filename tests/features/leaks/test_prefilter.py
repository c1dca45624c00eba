from __future__ import annotations

import pytest

from newsroom.features.leaks.prefilter import Prefilter

_TERMS = [b"the ferry to zanzibar left without anybody", b"kestrels"]


@pytest.mark.parametrize(
    "raw",
    [
        b"<p>THE FERRY TO ZANZIBAR</p>",
        b"<p>Zan<i>zi</i>bar was WITHOUT any&shy;body</p>",
        "<p>Zan\u00adzi\u00adbar</p>".encode(),
        b'{"k": "Kestrels"}',
    ],
)
def test_text_with_a_long_word_of_a_term_passes_the_prefilter(raw: bytes) -> None:
    assert Prefilter(_TERMS).lets_through(raw)


def test_the_rest_is_kept_back() -> None:
    assert not Prefilter(_TERMS).lets_through(b"<p>The ferry left for the islands.</p>")
    assert not Prefilter([]).lets_through(b"anything")


def test_a_term_in_another_script_may_be_anywhere() -> None:
    assert Prefilter(["паром ушёл".encode()]).lets_through(b"anything")
