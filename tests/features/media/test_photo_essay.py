"""A photo essay: its pictures are offered as wide as the page, and its page alone loads the sheet for it."""

from __future__ import annotations

import re

from tests.building import Project, problem_lines

_PICTURES = "![A river](/images/2026/river.jpg)\n\n![A bend](/images/2026/river.jpg)\n"
_STORY = f"---\ntitle: T\nsummary: S\ndate: 2026-05-04\n{{head}}---\n\n{_PICTURES}"


def test_the_layout_decides_picture_width_and_stylesheet(site: Project) -> None:
    site.story("world/2026/essay", _STORY.format(head="layout: photo-essay\n"))
    site.story("world/2026/plain", _STORY.format(head=""))
    assert problem_lines(site.build()) == []
    essay, plain = site.page("/world/2026/05/essay/"), site.page("/world/2026/05/plain/")
    assert "page-photo-essay" in essay
    first, second = (re.findall(r' sizes="([^"]+)"', figure) for figure in essay.split('<figure class="figure">')[1:])
    assert set(first) == {"100vw"}
    assert set(second[:2]) == {"(min-width: 64rem) calc(100vw - 19rem), 100vw"}
    assert not {"100vw", second[0]} & set(re.findall(r'sizes="([^"]+)"', plain))
    [sheet] = re.findall(r'href="(/theme/media\.[0-9a-f]{10}\.css)"', essay)
    assert b"page-photo-essay" in site.tree()[sheet[1:]]
    assert "/theme/media." not in plain
    assert "/js/media." not in essay
