"""The weight of a story's page."""

from __future__ import annotations

import gzip

import pytest

from newsroom.commands.build import page_weight
from newsroom.core.precompression import CompressionLevels
from newsroom.features.page_weight.model import Budgets
from newsroom.site import font_cutting
from newsroom.site.headline_font import CUTS
from tests.building import TRANSLATION, Project, problem_lines
from tests.reuse import FAMILY

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
    assert parts["font"].brotli == len(tree[f"theme/fonts/{font_cutting.name(CUTS[0], FAMILY)}"])
    assert parts["fonts"].brotli == 0
    assert weights[STORY].total.brotli == sum(size.brotli for size in parts.values())


def test_fonts_that_a_language_needs_are_a_part_of_their_own(built: Project) -> None:
    [russian] = [weight for weight in page_weight.stories(built.output) if weight.address.startswith("/ru/")]
    [cyrillic] = [cut for cut in CUTS if cut.name == "display-cyrillic"]
    assert (
        russian.parts["fonts"].brotli
        == (built.output / "theme/fonts" / font_cutting.name(cyrillic, FAMILY)).stat().st_size
    )


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


def test_a_story_that_changes_alone_is_not_blamed_for_what_stands_around_it(built: Project) -> None:
    """Helplines, comments and the theme's parts of its own make a page heavier than what all stories have."""
    weights = {weight.address: page_weight._theme_bytes(weight) for weight in page_weight.stories(built.output)}
    heaviest = max(weights, key=weights.__getitem__)
    page = heaviest.removeprefix("/") + "index.html"
    between = Budgets(theme=weights[heaviest] - 1)
    assert min(weights.values()) < weights[heaviest]
    assert page_weight.problems(built.output, between, [page]) == []
    [problem] = page_weight.problems(built.output, Budgets(theme=min(weights.values()) - 1), [page])
    assert f"{min(weights.values()):,} bytes" in problem.message


def test_one_page_within_the_budget_is_enough_and_the_others_are_not_weighed(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = sorted(path.relative_to(built.output).as_posix() for path in built.output.glob("**/2026/**/index.html"))
    weighed: list[bytes] = []

    def compressed(raw: bytes, levels: CompressionLevels) -> page_weight.Size:
        weighed.append(raw)
        return page_weight.Size(len(raw), len(raw))

    monkeypatch.setattr(page_weight, "compressed", compressed)
    assert page_weight.problems(built.output, Budgets(theme=10**9, scripts=10**9), pages) == []
    assert sum(b"<!doctype html>" in raw.lower() for raw in weighed) == 1


def test_a_page_weighs_what_its_precompressed_files_do(built: Project) -> None:
    page = built.output / STORY.strip("/") / "index.html"
    page.with_name("index.html.br").write_bytes(b"x" * 20_000)
    page.with_name("index.html.gz").write_bytes(b"x" * 30_000)
    weights = {weight.address: weight for weight in page_weight.stories(built.output)}
    parts = weights[STORY].parts
    assert (parts["text"] + parts["around"]) == page_weight.Size(20_000, 30_000)


def test_without_a_site_it_says_what_to_do(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert page_weight.print_sizes(site.root) == 1
    assert "invoke build" in capsys.readouterr().err
