"""A story in another language without a published original stands in the lists of its author, topic and section."""

from __future__ import annotations

import pytest

from tests.building import Project, problem_lines

_EMPTY = "There are no stories here yet"
_STORY = """\
---
title: {title}
summary: Одно предложение.
date: 2026-05-05
lang: {lang}
authors: [sam-okoro]
tags: [Книги]
{more}---

Слова.
"""


def _lists(site: Project, section: str = "world") -> dict[str, str]:
    return {address: site.page(address) for address in ("/author/sam-okoro/", "/topic/knigi/", f"/{section}/")}


@pytest.mark.parametrize("lang", ["ru", "ar", "de", "zh-Hans", "pt-BR"])
def test_its_lists_are_not_empty(site: Project, lang: str) -> None:
    (site.content / "articles/world/2026/first-light.md").unlink()
    site.story("world/2026/novost", _STORY.format(title="Новость", lang=lang, more=""))
    assert problem_lines(site.build()) == []
    for address, page in _lists(site).items():
        assert _EMPTY not in page, address
        assert "Новость" in page, address
        assert f'lang="{lang}"' in page, address
    assert "Новость" in site.page(f"/{lang.lower()}/")
    # Feeds stay in one language each.
    assert "Новость" not in site.page("/feed.atom") + site.page("/world/feed.atom")
    assert "Новость" in site.page(f"/{lang.lower()}/feed.atom")


def test_a_translation_stands_beside_its_original_and_not_twice_in_a_list(site: Project) -> None:
    more = "translation_of: world/2026/first-light\n"
    site.story("world/2026/novost", _STORY.format(title="Новость", lang="ru", more=more))
    assert problem_lines(site.build()) == []
    assert "Новость" not in site.page("/world/")


def test_an_original_that_expires_leaves_its_translation_in_the_lists(site: Project) -> None:
    more = "translation_of: world/2026/first-light\n"
    site.story("world/2026/novost", _STORY.format(title="Новость", lang="ru", more=more))
    path = site.content / "articles/world/2026/first-light.md"
    path.write_text(
        path.read_text("utf-8").replace("tags:", "expires: 2026-06-01 10:00 Australia/Brisbane\ntags:"), "utf-8"
    )
    site.build()
    assert "Новость" in site.page("/world/")


def test_stories_to_read_next_are_in_the_same_language(site: Project) -> None:
    site.story("world/2026/novost", _STORY.format(title="Новость", lang="ru", more=""))
    assert problem_lines(site.build()) == []
    assert "Новость" not in site.page("/world/2026/05/first-light/")
