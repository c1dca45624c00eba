"""Links of the navigation, which stand on every page, lead to something that is published."""

from __future__ import annotations

import pytest

from tests.building import Project, problem_lines

_FILE = """\
[[footer]]
title = "More"
links = [
  {{ label = "About", href = "/about/" }},
  {{ label = "x", href = "{}" }},
]
"""


@pytest.mark.parametrize("href", ["/nowhere/", "/hidden/"])
def test_a_link_to_nothing_or_to_a_draft_is_told_with_its_line(site: Project, href: str) -> None:
    site.write("pages/hidden.md", "---\ntitle: Hidden\nsummary: S\nstatus: draft\n---\n")
    site.write("data/navigation.toml", _FILE.format(href))
    [line] = problem_lines(site.build())
    assert line.startswith("content/data/navigation.toml:")
    assert f'link-target: nothing is published at "{href}"' in line


def test_links_that_lead_somewhere_are_not(site: Project) -> None:
    site.write("data/navigation.toml", _FILE.format("/world/"))
    assert problem_lines(site.build()) == []
