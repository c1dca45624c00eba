"""The article store: an article that is restored is the article that would have been made."""

from __future__ import annotations

import locale
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pelican.contents import Article
from pelican.plugins import signals

from newsroom.engine.cache.store import Records
from newsroom.engine.pelican import article_store
from newsroom.engine.pelican.article_store import SETTINGS, ArticleArguments, ArticleStore
from tests.building import Project
from tests.engine.articles import EVERYTHING, PROPERTIES, Builds, enrich, visible_to_plugins
from tests.site.edits import change


@pytest.fixture
def site(site: Project) -> Project:
    """A project with every kind of story."""
    return enrich(site)


# --------------------------------------------------------------------------------------------------- the very same


def test_a_restored_article_is_the_one_that_was_made(site: Project, build: Builds) -> None:
    """In every attribute and every property, down to which objects are one and the same."""
    first = {slug: visible_to_plugins(article) for slug, article in build(site).items()}
    assert set(build.made) == set(first) == EVERYTHING
    assert {"url", "save_as", "content", "summary", "status", "relative_dir"} <= set(PROPERTIES)
    assert {"locale_date", "locale_modified", "relative_source_path", "authors", "category", "tags", "template"} < set(
        first["fourth"]
    )
    again = build(site)
    assert build.made == []
    assert {slug: visible_to_plugins(article) for slug, article in again.items()} == first
    for article in again.values():
        assert type(article) is Article
        assert article.author is article.authors[0]
        assert article._context["articles"], "the context is that of this build"
        assert article.is_valid()


def test_cached_articles_are_plain_data_without_html_or_settings(
    site: Project, build: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a plugin that changes an article changes nothing that is cached, and an entry stays small."""
    put: list[dict[str, Any]] = []
    real = article_store.ArticleEntry
    monkeypatch.setattr(article_store, "ArticleEntry", lambda key, known: put.append(known) or real(key, known))
    monkeypatch.setattr(
        article_store, "Records", lambda cache, name, kind, context: Records(cache, name, real, context)
    )
    build(site)
    assert len(put) == len(EVERYTHING)
    for state in put:
        assert {type(value) for value in state.values()} <= {str, bool, type(None)}
        assert not {"settings", "_context", "_content", "metadata", "story", "authors"} & set(state)


def test_a_link_is_followed_anew_in_a_restored_article(site: Project, build: Builds) -> None:
    build(site)
    change(site.content / "articles/world/2026/first-light.md", "2026-05-04", "2026-04-04")
    articles = build(site)
    assert "fourth" not in build.made
    assert 'href="/world/2026/04/first-light/"' in articles["fourth"].content


def test_changes_of_a_plugin_to_an_article_are_not_cached(site: Project, build: Builds) -> None:
    def meddle(generator: Any) -> None:
        for article in generator.articles:
            article.tags.append("mine")
            article.metadata["mine"] = article.mine = article.locale_date = "mine"

    with signals.article_generator_pretaxonomy.connected_to(meddle):
        first = build(site)["fourth"]
    assert first.mine == "mine"
    second = build(site)["fourth"]
    assert build.made == []
    assert "mine" not in repr(visible_to_plugins(second))


# ------------------------------------------------------------------------------------------------ what decides one


def _edit(site: Project) -> None:
    change(site.content / "articles/national/2026/second-wind.md", "first paragraph", "first sentence")


def _rename_author(site: Project) -> None:
    change(site.content / "authors/sam-okoro.md", "name: Sam Okoro", "name: Sam Okoro-Lind")


def _rename_section(site: Project) -> None:
    change(site.content / "data/sections.toml", 'name = "World"', 'name = "The world"')


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("edit", "anew"),
    [
        (_edit, {"second-wind"}),
        (_rename_author, {"fourth"}),
        (_rename_section, {"first-light", "pervyi-svet", "unsigned"}),
        (lambda site: site.setting('SITENAME = "Another"'), {"unsigned", "pervyi-svet"}),
        (lambda site: site.setting('SITEURL = "https://another.example"'), set()),
        (lambda site: site.setting('DEFAULT_DATE_FORMAT = "%Y"'), EVERYTHING),
        (lambda site: site.setting('TIMEZONE = "Australia/Perth"'), EVERYTHING),
        (lambda site: site.setting('PLUGINS = PLUGINS + [type("B", (), {"register": staticmethod(int)})]'), EVERYTHING),
    ],
)
def test_only_what_an_edit_touches_is_made_anew(
    site: Project, build: Builds, edit: Callable[[Project], None], anew: set[str]
) -> None:
    """… and then every article is what it is without a cache."""
    build(site)
    edit(site)
    after = {slug: visible_to_plugins(article) for slug, article in build(site).items()}
    assert set(build.made) == anew
    site.setting('NEWSROOM_CACHE = ".another-cache"')
    clean = {slug: visible_to_plugins(article) for slug, article in build(site).items()}
    assert set(build.made) == EVERYTHING
    assert after == clean


@pytest.mark.audit
def test_a_project_that_was_moved_has_its_articles_made_anew(site: Project, build: Builds, tmp_path: Path) -> None:
    build(site)
    moved = site.copy(tmp_path / "moved")
    for article in build(moved).values():
        assert Path(article.source_path).is_relative_to(moved.root)
    assert set(build.made) == EVERYTHING


@pytest.mark.audit
def test_another_locale_makes_articles_anew(site: Project, build: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the days and months in `locale_date`."""
    build(site)
    real = locale.setlocale
    monkeypatch.setattr(
        article_store.locale,
        "setlocale",
        lambda category, name=None: "pirate" if name is None and category == locale.LC_TIME else real(category, name),
    )
    build(site)
    assert set(build.made) == EVERYTHING


@pytest.mark.audit
@pytest.mark.sample(1)
@pytest.mark.parametrize("line", ["WITH_FUTURE_DATES = False", 'DATE_FORMATS = {"ru": ("C", "%Y")}'])
def test_nothing_is_kept_where_more_decides_than_a_key_can_hold(site: Project, build: Builds, line: str) -> None:
    """The wall clock, and a locale that Pelican leaves changed."""
    site.setting(line)
    for _ in range(2):
        build(site)
        assert set(build.made) == EVERYTHING


def test_making_an_article_looks_at_the_settings_that_are_in_the_key(
    site: Project, build: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a new Pelican looks at another one, it belongs into `article_store.SETTINGS`."""
    given: list[ArticleArguments] = []
    real = ArticleStore.article
    monkeypatch.setattr(ArticleStore, "article", lambda *of: given.append(of[3]) or real(*of))
    build(site)
    looked_at: set[str] = set()

    class Recorder(dict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            looked_at.add(name)
            return super().__getitem__(name)

        def __contains__(self, name: object) -> bool:
            looked_at.add(str(name))
            return super().__contains__(name)

        def get(self, name: str, default: Any = None) -> Any:
            looked_at.add(name)
            return super().get(name, default)

    for one in given:
        Article(*one._replace(settings=Recorder(one.settings)))
    assert looked_at == set(SETTINGS)


# --------------------------------------------------------------------------------------------------------- signals


@pytest.mark.audit
@pytest.mark.sample(1)
@pytest.mark.parametrize("name", ["content_object_init", "article_generator_context"])
def test_articles_are_made_anew_where_somebody_listens_to_their_making(site: Project, build: Builds, name: str) -> None:
    """A signal that they missed would be a plugin that works in the first build only."""
    build(site)
    heard: list[str] = []

    def listen(sender: Any, metadata: dict[str, Any] | None = None) -> None:
        if metadata is not None:
            metadata["mood"] = "glad"
            heard.append(metadata["slug"])
        elif isinstance(sender, Article):
            sender.mood = "glad"
            heard.append(sender.slug)

    with getattr(signals, name).connected_to(listen):
        articles = build(site)
    assert sorted(heard) == sorted(build.made) == sorted(EVERYTHING)
    assert {article.mood for article in articles.values()} == {"glad"}
    assert not any(hasattr(article, "mood") for article in build(site).values()), "what it changed was kept"
    assert build.made == []
