"""Pictures with everything that cameras and programs write into them, published and looked at by exiftool."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.audit.test_markup import PRIVATE
from tests.building import Project
from tests.pictures.making import PLANTED, SECRET, moving

pytestmark = pytest.mark.audit

#: Whose words exiftool has only of the file and of the picture itself.
_HARMLESS = {"ExifTool", "File", "System", "Composite", "JFIF", "PNG", "RIFF", "Meta", "QuickTime"}


def _found(folder: Path) -> str:
    command = ["exiftool", "-q", "-r", "-if", PRIVATE, "-p", "$FilePath", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=240).stdout


@pytest.fixture
def planted(site: Project) -> Project:
    pictures = {kind.lower(): made for kind, make in PLANTED.items() for made in [make()]}
    pictures |= {f"moving-{kind.lower()}": moving(kind) for kind in ("WEBP", "PNG", "AVIF")}
    body = ""
    for name, raw in pictures.items():
        (site.content / "images" / f"{name}.jpg").write_bytes(raw)
        body += f"![{name}](/images/{name}.jpg)\n\n"
    site.story("world/2026/planted", f"---\ntitle: T\nsummary: S\ndate: 2026-05-04\n---\n\n{body}")
    return site


def test_exiftool_finds_what_was_planted_and_nothing_in_what_is_published(planted: Project) -> None:
    before = _found(planted.content / "images")
    for name in ("jpeg", "png", "webp", "avif", "tiff", "heif", "gif"):
        assert f"/{name}.jpg" in before
    outcome = planted.build(production=True, site_url="https://qn.example")
    assert outcome.ok, outcome.problems
    files = [path for path in (planted.output / "images").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".avif", ".webp", ".jpg", ".png"}
    assert _found(planted.output) == ""
    assert not [path for path in files if SECRET in path.read_bytes()]
    command = ["exiftool", "-G1", "-a", "-s", "-s", *map(str, files)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=240).stdout
    groups = {line[1:].split("]")[0] for line in told.splitlines() if line.startswith("[")}
    assert {group.rstrip("0123456789") for group in groups} <= _HARMLESS
    assert "Comment" not in told
