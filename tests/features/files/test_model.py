"""Kinds of files, their addresses, and the words of links to them."""

from __future__ import annotations

import pytest

from newsroom.features.files.model import KINDS, CleanFile, kind_of, published, size, title


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("files/2026/report.pdf", "/files/2026/report-0123456789ab.pdf"),
        ("files/2026/Our Report (final).PDF", "/files/2026/our-report-final-0123456789ab.pdf"),
        ("files/2026/clip.MOV", "/files/2026/clip-0123456789ab.mp4"),
        ("files/Ünterlagen/Слово.m4v", "/files/unterlagen/slovo-0123456789ab.mp4"),
        ("files/2026/%.mp3", "/files/2026/file-0123456789ab.mp3"),
    ],
)
def test_an_address_is_readable_and_names_what_is_published(path: str, address: str) -> None:
    kind = kind_of(path)
    assert kind
    assert published(path, kind, CleanFile("0123456789ab", 1)).address == address


@pytest.mark.parametrize("path", ["files/x", "files/x.docx", "files/pdf", "files/.pdf", "files/x.pdf.exe"])
def test_everything_else_is_no_kind_of_ours(path: str) -> None:
    assert kind_of(path) is None


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "1 kB"), (999, "1 kB"), (12_345, "12 kB"), (1_000_000, "1 MB"), (1_249_000, "1.2 MB"), (98_000_000, "98 MB")],
)
def test_a_size_is_said_as_people_say_it(count: int, said: str) -> None:
    assert size(count) == said.replace(" ", "\N{NO-BREAK SPACE}")


def test_a_note_says_kind_and_size() -> None:
    assert published("files/a.mov", KINDS["mov"], CleanFile("x", 2_500_000)).note == "MP4, 2.5\N{NO-BREAK SPACE}MB"


def test_the_title_of_a_document_is_its_name_in_words() -> None:
    assert title("files/2026/report-on-housing.pdf") == "Report on housing"
