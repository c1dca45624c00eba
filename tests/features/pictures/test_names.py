"""Names that a story hides: found whole and in parts, in any case and script, and never inside other words."""

from __future__ import annotations

import pytest

from newsroom.core.markdown_document import PictureUse
from newsroom.features.pictures.names import mentioned_part, problems
from tests.building import Project
from tests.building import problem_lines as told


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Anna Müller", "Portrait of Anna Müller", "Anna Müller"),
        ("Anna Müller", "ANNA at the window", "anna"),
        ("Anna Müller", "Mueller's door and a muller", "muller"),
        ("Anna Müller", "Photograph: A. MULLER", "muller"),
        ("Anna Müller", "2026/anna_muller.jpg", "Anna Müller"),
        ("Anna Müller", "2026/annamuller-2.jpg", "Anna Müller"),
        ("Anna Müller", "2026/portraitOfAnna.jpg", "anna"),
        ("Мовсар Э", "A man named Movsar", "movsar"),
        ("Movsar", "Мовсар у окна", "Movsar"),
        ("Li Bo", "Li Bo at work", "Li Bo"),
        ("Li Bo", "2026/libo.jpg", "Li Bo"),
        ("Ann", "Planning, cannot, Annette", ""),
        ("Li Bo", "A bo tree and li", ""),
        ("Anna Müller", "A woman at a window", ""),
        ("…", "… and more", ""),
        ("Anna", "", ""),
    ],
)
def test_a_name_is_found_whole_and_in_parts_of_three_letters(name: str, text: str, found: str) -> None:
    assert mentioned_part(name, text) == found


def test_every_place_is_looked_at_and_named() -> None:
    use = PictureUse("2026/anna.jpg", 7, (), "Anna", "With Anna", "Anna M.")
    found = list(problems("x.md", ["Anna", "Nobody"], [use]))
    assert [(problem.line, problem.rule) for problem in found] == [(7, "picture-names-hidden")] * 4
    places = ("the alt text", "the caption", "the credit", "the file's name")
    for problem, place in zip(found, places, strict=True):
        assert problem.message.startswith(place)
        assert problem.fix


def test_a_story_that_hides_a_name_is_not_built_with_it(site: Project) -> None:
    head = (
        "---\ntitle: T\nsummary: S\ndate: 2026-05-04\nhides: Robin Sample, Kim\nimage:\n  src: 2026/river.jpg\n"
        '  alt: A river\n---\n\nWords of Kim.\n\n![{}](/images/2026/river.jpg "By the river | QN")\n'
    )
    site.story("world/2026/hidden", head.format("Somebody by a river"))
    assert told(site.build()) == []
    site.story("world/2026/hidden", head.format("Kim by a river"))
    [problem] = told(site.build())
    assert problem.startswith('content/articles/world/2026/hidden.md:13: picture-names-hidden: the alt text of "2026/')
