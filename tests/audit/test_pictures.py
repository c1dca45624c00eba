"""Pictures with everything that cameras and programs write into them, published and looked at by exiftool."""

from __future__ import annotations

import pytest

from tests.audit.verdicts import exiftool, private
from tests.building import Project
from tests.features.pictures.making import PLANTED, SECRET, moving

pytestmark = pytest.mark.audit

#: Groups of tags that exiftool has only of the file and of the picture itself.
_HARMLESS = {"ExifTool", "File", "System", "Composite", "JFIF", "PNG", "RIFF", "Meta", "QuickTime"}


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
    before = private(planted.content / "images")
    for name in ("jpeg", "png", "webp", "avif", "tiff", "heif", "gif"):
        assert f"/{name}.jpg" in before
    outcome = planted.build(production=True, site_url="https://qn.example")
    assert outcome.ok, outcome.problems
    files = [path for path in (planted.output / "images").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".avif", ".webp", ".jpg", ".png"}
    assert private(planted.output) == ""
    assert not [path for path in files if SECRET in path.read_bytes()]
    told = exiftool("-G1", "-a", "-s", "-s", *files)
    groups = {line[1:].split("]")[0] for line in told.splitlines() if line.startswith("[")}
    assert {group.rstrip("0123456789") for group in groups} <= _HARMLESS
    assert "Comment" not in told
