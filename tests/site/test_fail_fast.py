"""A build that must fail says so before it encodes a picture, which may take minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from newsroom.features.pictures import store
from newsroom.features.pictures.model import Rendition
from newsroom.features.share_pictures import drawing
from tests.building import Project, problem_lines

_STORY = """\
---
title: A night on the river
summary: What happened.
date: 2026-05-04 09:30
authors: [robin-vale]
image:
  src: 2026/river.jpg
  alt: A river
---

{words}
"""
#: Faults, each with the rule that it breaks.
_FAULTS: dict[str, tuple[Callable[[Project], object], str]] = {
    "a dead link": (lambda site: site.story("world/2026/other", _STORY.format(words="[A](/nowhere/)")), "link-target"),
    "a dead link of a data file": (
        lambda site: site.write("data/navigation.toml", '[[main]]\nlabel = "A"\nhref = "/nowhere/"\n'),
        "link-target",
    ),
    "an author that nobody has": (
        lambda site: site.story("world/2026/other", _STORY.format(words="A.").replace("robin-vale", "nobody")),
        "author-unknown",
    ),
    "two pages with one address": (
        lambda site: site.story(
            "world/2026/other", _STORY.format(words="A.").replace("date:", "slug: first-light\ndate:")
        ),
        "output-collision",
    ),
    "a template that cannot be read": (lambda site: _template(site, "{% if %}"), "unexpected"),
    "a template that fails": (lambda site: _template(site, "{{ view.nothing.at.all }}"), "unexpected"),
}


def _template(site: Project, words: str) -> None:
    (site.root / "theme/templates/story.html").write_text(words, "utf-8")


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of pictures that are encoded, and the share pictures that are drawn."""
    made: list[str] = []

    def encode(_raw: bytes, wanted: Sequence[Rendition]) -> Iterator[tuple[Rendition, bytes]]:
        for rendition in wanted:
            made.append(rendition.name)
            yield rendition, b"a picture"

    def draw(*_given: object) -> bytes:
        made.append("a share picture")
        return b"a share picture"

    monkeypatch.setattr(store, "encode_all", encode)
    monkeypatch.setattr(drawing, "draw", draw)
    return made


@pytest.fixture
def pictured(site: Project) -> Project:
    """A project with a picture that was never encoded."""
    site.story("world/2026/pictured", _STORY.format(words="Words."))
    site.setting("SHARE_PICTURES = True")
    return site


@pytest.mark.parametrize("name", _FAULTS)
def test_no_picture_is_encoded_where_something_else_stops_the_build(
    pictured: Project, encoded: list[str], name: str
) -> None:
    spoil, rule = _FAULTS[name]
    spoil(pictured)
    outcome = pictured.build()
    assert [line for line in problem_lines(outcome) if f" {rule}: " in line] != []
    assert not outcome.ok
    assert encoded == []
    assert not pictured.output.exists()


def test_pictures_are_encoded_once_nothing_else_is_wrong(pictured: Project, encoded: list[str]) -> None:
    assert problem_lines(pictured.build()) == []
    assert "a share picture" in encoded
    assert len(encoded) > 4


def test_a_picture_that_cannot_be_encoded_stops_the_build(
    pictured: Project, encoded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_raw: bytes, _wanted: object) -> Iterator[object]:
        raise ValueError

    monkeypatch.setattr(store, "encode_all", fail)
    [told] = problem_lines(pictured.build())
    assert told.startswith("content/images/2026/river.jpg: picture-unreadable: the picture cannot be made smaller; ")
    # Share pictures come behind it.
    assert encoded == []
    assert not pictured.output.exists()


def test_warnings_and_drafts_stop_no_picture(pictured: Project, encoded: list[str]) -> None:
    draft = _STORY.format(words="Words.").replace("robin-vale", "nobody").replace("date:", "status: draft\ndate:")
    pictured.story("world/2026/draft", draft)
    pictured.story("world/2026/other", _STORY.format(words="Read it [here](/about/)."))
    outcome = pictured.build()
    assert outcome.ok
    assert len(outcome.problems) == 2
    assert encoded != []
