"""Pelican stays Pelican: its command, objects, context and signals, and plugins written for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pelican.contents import Article, Author, Category, Page, Tag
from pelican.plugins import signals

from newsroom.features.author_bios.model import Author as AuthorRecord
from newsroom.features.stories.model import StoryRecord
from tests.building import TRANSLATION, Project, problem_lines, tree
from tests.engine.articles import SOMEBODY

_STORY = """\
---
title: "The fourth – & last"
summary: One sentence.
date: 2026-06-01 08:00
modified: 2026-06-02 08:00
authors: [sam-okoro, robin-vale]
tags: [Law reform, Courts]
series: How it went
---

See [the first]({filename}/articles/world/2026/first-light.md).
"""


@pytest.fixture
def site(site: Project) -> Project:
    """A project that uses a plugin which is none of ours."""
    site.setting(SOMEBODY)
    return site


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[str, Any]]:
    """A site with every kind of story, built once, and the context that plugins see."""
    site = Project(tmp_path_factory.mktemp("example") / "site")
    site.setting(SOMEBODY)
    site.story("national/2026/fourth", _STORY)
    site.story("world/2026/pervyi-svet", TRANSLATION)
    site.story("world/2026/hidden", _STORY.replace("series: How it went", "status: draft"))
    site.write("pages/secret.md", "---\ntitle: Secret\nsummary: x\nstatus: draft\n---\n\nx\n")
    contexts: list[dict[str, Any]] = []

    def keep(generators: list[Any]) -> None:
        contexts.append(generators[0].context)

    with signals.all_generators_finalized.connected_to(keep):
        assert problem_lines(site.build()) == []
    return site, contexts[0]


@pytest.fixture
def example_site(example: tuple[Project, dict[str, Any]]) -> Project:
    """The project of the example; nobody may change it."""
    return example[0]


@pytest.fixture
def known(example: tuple[Project, dict[str, Any]]) -> dict[str, Any]:
    """The context that plugins see; nobody may change it."""
    return example[1]


# ----------------------------------------------------------------------------------------- context and its objects


def test_the_context_holds_what_pelican_documents(known: dict[str, Any]) -> None:
    for name in ("articles", "dates", "authors", "categories", "tags", "pages", "period_archives"):
        assert known[name], name
    for name in ("drafts", "hidden_articles", "hidden_pages", "draft_pages", "staticfiles"):
        assert known[name] == [], f"{name} are known to nobody"
    for name in ("SITENAME", "SITEURL", "THEME", "localsiteurl", "generated_content"):
        assert name in known


def test_articles_are_pelicans_own_newest_first(known: dict[str, Any]) -> None:
    articles = known["articles"]
    assert all(type(article) is Article for article in articles)
    assert [article.slug for article in articles] == ["fourth", "second-wind", "third-word", "first-light"]
    assert [article.date for article in articles] == sorted((a.date for a in articles), reverse=True)
    assert known["dates"] == articles


def test_an_article_says_what_pelican_says_of_one(example_site: Project, known: dict[str, Any]) -> None:
    article = known["articles"][0]
    assert article.title == "The fourth – & last"
    assert article.summary == "One sentence."
    assert (article.status, article.lang) == ("published", "en-au")
    assert (article.date.isoformat(), article.modified.isoformat()) == (
        "2026-06-01T08:00:00+10:00",
        "2026-06-02T08:00:00+10:00",
    )
    assert article.locale_date
    assert Path(article.source_path) == example_site.content / "articles/national/2026/fourth.md"
    assert (article.url, article.save_as) == ("national/2026/06/fourth/", "national/2026/06/fourth/index.html")
    assert (example_site.output / article.save_as).is_file()
    assert article.series == "How it went"
    assert isinstance(article.story, StoryRecord)


def test_links_in_an_articles_content_lead_where_they_lead_on_the_page(known: dict[str, Any]) -> None:
    assert '<a href="/world/2026/05/first-light/">the first</a>' in known["articles"][0].content


def test_authors_categories_and_tags_are_pelicans_own_and_point_to_our_pages(
    example_site: Project, known: dict[str, Any]
) -> None:
    """Plugins link with `url`; a link to one of Pelican's own addresses would lead nowhere."""
    article = known["articles"][0]
    assert type(article.category) is Category
    assert [type(author) for author in article.authors] == [Author, Author]
    assert [type(tag) for tag in article.tags] == [Tag, Tag]
    assert [author.name for author in article.authors] == ["Sam Okoro", "Robin Vale"]
    assert (article.author.name, article.category.name) == ("Sam Okoro", "National")
    for thing in (article.category, *article.authors, *article.tags):
        assert (example_site.output / thing.save_as).is_file(), thing.save_as
        assert example_site.page(f"/{thing.url}") == (example_site.output / thing.save_as).read_text("utf-8")


def test_every_author_object_of_one_person_has_the_record(known: dict[str, Any]) -> None:
    """Pelican makes an Author anew for every article."""
    robins = [a for article in known["articles"] for a in article.authors if a.slug == "robin-vale"]
    assert len(robins) == 4
    assert all(isinstance(author.record, AuthorRecord) and author.record.fields.bio for author in robins)


def test_lists_of_the_context_hold_the_articles_of_each(known: dict[str, Any]) -> None:
    slugs = {
        key: {thing.slug: [article.slug for article in articles] for thing, articles in known[key]}
        for key in ("categories", "tags", "authors")
    }
    assert slugs["categories"] == {
        "world": ["first-light"], "national": ["fourth", "second-wind"], "opinion": ["third-word"],
    }  # fmt: skip
    assert slugs["tags"]["courts"] == ["fourth"]
    assert slugs["tags"]["law-reform"] == ["fourth", "second-wind", "third-word", "first-light"]
    assert slugs["authors"] == {"robin-vale": slugs["tags"]["law-reform"], "sam-okoro": ["fourth"]}


def test_period_archives_point_to_our_archive(example_site: Project, known: dict[str, Any]) -> None:
    periods = known["period_archives"]
    assert {kind: len(items) for kind, items in periods.items()} == {"year": 1, "month": 2}
    for period in (*periods["year"], *periods["month"]):
        assert (example_site.output / period["save_as"]).is_file()


def test_a_translation_and_its_original_know_one_another(known: dict[str, Any]) -> None:
    original = next(article for article in known["articles"] if article.slug == "first-light")
    [translation] = original.translations
    assert (translation.slug, translation.lang, translation.url) == (
        "pervyi-svet", "ru", "ru/world/2026/05/pervyi-svet/",
    )  # fmt: skip
    assert translation.translations == [original]
    assert translation not in known["articles"]


def test_pages_are_pelicans_own(example_site: Project, known: dict[str, Any]) -> None:
    page, *more = known["pages"]
    assert [other.slug for other in more] == ["contact", "support"]
    assert type(page) is Page
    assert (page.title, page.slug, page.url) == ("About", "about", "about/")
    assert (example_site.output / page.save_as).is_file()


# --------------------------------------------------------------------------------------------------------- signals

#: In the order in which a build sends them; those that are sent once for each article are named once.
SENT = (
    "initialized", "get_generators", "readers_init", "generator_init", "article_generator_init", "page_generator_init",
    "static_generator_init", "article_generator_preread", "article_generator_context", "content_object_init",
    "article_generator_pretaxonomy", "article_generator_finalized", "page_generator_finalized",
    "static_generator_finalized", "all_generators_finalized", "get_writer", "article_writer_finalized",
    "page_writer_finalized", "finalized",
)  # fmt: skip


@pytest.fixture
def sent() -> Iterator[list[str]]:
    """Take down the signals of Pelican as they are sent."""
    heard: list[str] = []
    with ExitStack() as stack:
        for name in SENT:

            def note(_sender: object, *, name: str = name, **_: object) -> None:
                heard.append(name)

            stack.enter_context(getattr(signals, name).connected_to(note))
        yield heard


def test_pelicans_signals_are_sent_in_pelicans_order(site: Project, sent: list[str]) -> None:
    assert site.build().ok
    assert tuple(name for name in dict.fromkeys(sent) if name not in ("readers_init", "generator_init")) == tuple(
        name for name in SENT if name not in ("readers_init", "generator_init")
    )
    assert {"readers_init", "generator_init"} < set(sent)
    assert sent.count("article_generator_context") == 3


def test_a_build_that_is_stopped_does_not_say_it_is_finished(site: Project, sent: list[str]) -> None:
    """A plugin that uploads on `finalized` must not upload an unfinished build."""
    site.story("world/2026/faulty", "no head\n")
    assert not site.build().ok
    assert "finalized" not in sent
    assert "all_generators_finalized" not in sent, "nobody is shown an edition that is not whole"


def test_check_only_writes_nothing_and_finishes_nothing(site: Project, sent: list[str]) -> None:
    before = tree(site.root)
    assert site.build(check_only=True).ok
    assert "finalized" not in sent
    # The tag says whose the cache is.
    tag = ".cache/CACHEDIR.TAG"
    assert {**tree(site.root), tag: b""} == {**before, tag: b""}


def test_attributes_that_a_plugin_sets_reach_the_article(site: Project) -> None:
    titles: list[str] = []

    def change(_generator: object, metadata: dict[str, Any]) -> None:
        metadata["mood"] = f"glad about {metadata['title']}"

    def look(generator: Any) -> None:
        titles.extend(article.mood for article in generator.articles)

    with (
        signals.article_generator_context.connected_to(change),
        signals.article_generator_finalized.connected_to(look),
    ):
        assert site.build().ok
    assert "glad about The third word" in titles
