"""The weight of a story's page."""

from __future__ import annotations

import gzip

import pytest

from newsroom.commands.build import page_weight
from newsroom.site import font_cutting
from newsroom.site.headline_font import CUTS
from tests.building import TRANSLATION, Project, problem_lines

STORY = "/world/2026/05/first-light/"


@pytest.fixture
def built(site: Project) -> Project:
    site.story("world/2026/pervyi-svet", TRANSLATION)
    assert problem_lines(site.build()) == []
    return site


def test_a_page_is_weighed_with_all_that_it_loads(built: Project) -> None:
    weights = {weight.address: weight for weight in page_weight.stories(built.output)}
    assert len(weights) == 4
    parts = weights[STORY].parts
    tree = built.tree()
    sheets = [body for path, body in tree.items() if path.startswith(("theme/main.", "theme/story."))]
    assert parts["styles"].gzip == sum(len(gzip.compress(body, 9)) for body in sheets)
    assert parts["font"].brotli == len(tree[f"theme/fonts/{font_cutting.name(CUTS[0])}"])
    assert parts["fonts"].brotli == 0
    assert weights[STORY].total.brotli == sum(size.brotli for size in parts.values())


def test_fonts_that_a_language_needs_are_a_part_of_their_own(built: Project) -> None:
    [russian] = [weight for weight in page_weight.stories(built.output) if weight.address.startswith("/ru/")]
    [cyrillic] = [cut for cut in CUTS if cut.name == "display-cyrillic"]
    assert russian.parts["fonts"].brotli == (built.output / "theme/fonts" / font_cutting.name(cyrillic)).stat().st_size


@pytest.mark.audit
def test_parts_over_budget_are_reported(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert page_weight.print_sizes(built.root) == 0
    assert f"{STORY}: " in capsys.readouterr().out
    noise = "".join(f"<!-- {number * 7919 % 104729:x} -->" for number in range(20_000))
    pages = list(built.output.glob("**/first-light/index.html"))
    for file in pages:
        file.write_text(file.read_text("utf-8") + noise, "utf-8")
    # One page may have many comments; what is on all of them is the theme's.
    assert page_weight.print_sizes(built.root) == 0
    for file in set(built.output.rglob("index.html")).difference(pages):
        file.write_text(file.read_text("utf-8") + noise, "utf-8")
    assert page_weight.print_sizes(built.root) == 1
    assert "Too heavy: what the theme adds to every story" in capsys.readouterr().err
    built.setting('PAGE_BUDGETS = {"theme": 500_000, "scripts": 9}')
    assert page_weight.print_sizes(built.root) == 1
    assert "Too heavy: the scripts come to" in capsys.readouterr().err


def test_without_a_site_it_says_what_to_do(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert page_weight.print_sizes(site.root) == 1
    assert "invoke build" in capsys.readouterr().err
