"""Pages that have the bar in which a script puts breaking news."""

from __future__ import annotations

import pytest

from tests.building import Project, problem_lines

_STORY = "---\ntitle: T\nsummary: S\ndate: 2026-05-04\n{}---\n\nWords.\n"
_PAGE = "---\ntitle: T\nsummary: S\nlayout: {}\n---\n\nWords.\n"


@pytest.mark.parametrize(
    ("head", "has"),
    [("", True), ("quick_exit: true\n", False), ("sensitive: true\n", False)],
    ids=["plain", "with a way out", "sensitive"],
)
def test_a_story_with_a_way_out_or_that_is_sensitive_has_no_bar(site: Project, head: str, has: bool) -> None:
    site.story("world/2026/barred", _STORY.format(head))
    assert problem_lines(site.build()) == []
    assert ("data-breaking" in site.page("/world/2026/05/barred/")) is has


def test_of_pages_those_with_a_way_out_have_none(site: Project) -> None:
    for layout in ("standard", "helplines", "tips", "corrections"):
        site.write(f"pages/{layout}.md", _PAGE.format(layout))
    assert problem_lines(site.build()) == []
    barred = {layout for layout in ("standard", "helplines", "tips", "corrections")
              if "data-breaking" in site.page(f"/{layout}/")}  # fmt: skip
    assert barred == {"standard", "corrections"}
    # Without it the tips page asks for nothing, whatever scripts other pages have.
    assert "breaking" not in site.page("/tips/")
