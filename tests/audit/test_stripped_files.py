"""Documents, recordings and drawings that tell all about somebody are published, and exiftool finds nothing in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit.verdicts import exiftool, private
from tests.building import Project, problem_lines
from tests.features.files.documents import telling_document
from tests.features.files.drawings import LOADED
from tests.features.files.recordings import SECRET, mp3, recording, with_atoms

pytestmark = pytest.mark.audit

_BODY = " ".join(
    f"[The {name}](/files/2026/{name})."
    for name in ("report.pdf", "talk.mp3", "voice.m4a", "clip.mp4", "phone.mov", "film.webm")
)


@pytest.fixture
def planted(site: Project) -> dict[str, bytes]:
    """Files that hold places, names, covers, chapters, attachments and XMP; stories link to them all."""
    files = {
        "report.pdf": telling_document(),
        "talk.mp3": mp3(),
        "voice.m4a": with_atoms(recording("ipod", "", "aac")),
        "clip.mp4": with_atoms(recording("mp4", "libx264", "aac")),
        "phone.mov": recording("mov", "libx264", "aac"),
        "film.webm": recording("webm", "libvpx-vp9", "libopus"),
    }
    (site.content / "files/2026").mkdir(parents=True)
    for name, raw in files.items():
        (site.content / "files/2026" / name).write_bytes(raw)
    (site.content / "images/2026/map.svg").write_text(LOADED, "utf-8")
    site.story(
        "world/2026/x",
        f"---\ntitle: T\nsummary: S\ndate: 2026-05-04\n---\n\n{_BODY}\n\n![A map](/images/2026/map.svg)\n",
    )
    return files


def test_exiftool_finds_everything_in_what_was_planted_and_nothing_in_what_is_published(
    site: Project, planted: dict[str, bytes]
) -> None:
    found = private(site.content / "files", site.content / "images/2026/map.svg").split()
    assert {Path(path).name for path in found} == {*planted, "map.svg"}
    assert problem_lines(site.build()) == []
    built = [path for path in site.output.rglob("*") if "files/2026" in path.as_posix() or path.name.startswith("map-")]
    assert len([path for path in built if path.is_file()]) == len(planted) + 1
    assert private(site.output) == ""


def test_no_tag_of_any_group_says_who_where_or_with_what(site: Project, planted: dict[str, bytes]) -> None:
    site.build()
    told_of = exiftool("-a", "-G1", "-ee", "-u", "-r", site.output / "files", site.output / "images")
    files = [line for line in told_of.splitlines() if not line.startswith(("[System]", "[ExifTool]", "===="))]
    assert len(files) > 100
    for word in (
        SECRET,
        "153",
        "GPS",
        "2026:",
        "Author",
        "Artist",
        "Producer",
        "Creator",
        "Comment",
        "Encoder",
        "XMP",
        "ID3",
        "APE",
    ):
        # Of the times that every MP4 has, all are nought.
        assert [line for line in files if word.casefold() in line.casefold()] == [], word
    for path in site.output.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path
