from __future__ import annotations

import gzip

import brotli

from newsroom.features.leaks import plain_text


def test_compressed_files_are_opened_by_content_or_name() -> None:
    assert plain_text.content("x", gzip.compress(b"words")) == b"words"
    assert plain_text.content("x.br", brotli.compress(b"words")) == b"words"
    assert plain_text.content("x", brotli.compress(b"words")) != b"words"
    assert plain_text.content("x.pf_meta", gzip.compress(b"pagefind_dcdwords")) == b"words"


def test_unreadable_archives_are_scanned_as_they_are() -> None:
    assert plain_text.content("x.gz", b"\x1f\x8bno") == b"\x1f\x8bno"
    assert plain_text.content("x.br", b"no") == b"no"


def test_readable_parts_of_binary_files_are_scanned() -> None:
    raw = b"\0\1" + b"These words can be read by anybody" + b"\0short\1"
    assert not plain_text.is_text(raw)
    assert plain_text.readable(raw) == b"These words can be read by anybody"
