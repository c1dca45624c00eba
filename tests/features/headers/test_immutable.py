"""Addresses that browsers keep for ever: whatever is changed in a magazine, none has another content afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from PIL import Image

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.features.headers.model import Headers
from tests.building import MAGAZINE, NOW, Project
from tests.reuse import SHORT_NAME

URL = "https://magazine.example"


def colours(site: Project) -> None:
    site.write("data/magazine.toml", MAGAZINE + '[colours]\nbrand = "#1c6e8c"\n')


def short_name(site: Project) -> None:
    site.write("data/magazine.toml", MAGAZINE.replace(f'"{SHORT_NAME}"', '"Southern"'))


def mark(site: Project) -> None:
    for name in ("icon-192.png", "icon-512.png", "apple-touch-icon.png"):
        path = site.content / "brand" / name
        with Image.open(path) as image:
            image.rotate(180).save(path)
    shutil.copy(site.content / "brand/share.jpg", site.content / "brand/share-plain.jpg")


def wordmark(site: Project) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><path d="M0 0h{}v20H0z"/></svg>'
    file = site.content / "brand/wordmark.svg"
    site.write("brand/wordmark.svg", drawing.format(80 if file.exists() else 90))


CHANGES: dict[str, Callable[[Project], None]] = {"colours": colours, "mark": mark, "wordmark": wordmark}


def built(site: Project) -> tuple[dict[str, bytes], dict[str, str]]:
    """Build for readers; return the files, and how long each may be kept."""
    outcome, plan = planned(BuildRequest(site.root, production=True, now=NOW, site_url=URL))
    assert [problem for problem in outcome.problems if problem.is_error] == []
    assert plan is not None
    table = plan.edition.get(Headers).table
    files = {f"/{path}": content for path, content in site.tree().items()}
    return files, {path: table.of(path)["Cache-Control"] for path in files}


@pytest.mark.parametrize(
    "change",
    [*CHANGES.values(), pytest.param(short_name, marks=pytest.mark.audit)],
    ids=[*CHANGES, "short name"],
)
def test_a_file_that_is_kept_for_ever_never_changes(site: Project, change: Callable[[Project], None]) -> None:
    if change is wordmark:
        wordmark(site)
    before, kept = built(site)
    change(site)
    after, _ = built(site)
    other = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    assert other | (before.keys() ^ after.keys())
    assert {path: kept[path] for path in other if "immutable" in kept[path]} == {}


def test_share_pictures_and_the_mark_are_kept_for_a_short_time(site: Project) -> None:
    """Link previews ask for them by addresses that stay when the magazine's colours change."""
    _, kept = built(site)
    drawn = {kept[path] for path in kept if path.startswith("/images/share/")}
    mark = {kept[path] for path in kept if path.startswith("/theme/brand/")}
    assert (drawn, mark) == ({"public, max-age=300"}, {"public, max-age=86400"})
