"""Costs of Pelican and its libraries, and what we do about them: each mend is still needed, and still fits.

A test of the first kind fails when a new version has mended the cost itself; its message says what can be taken out.
None looks at a clock: they count.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import sys
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
import pelican
import pelican.contents
import pelican.plugins
import pelican.readers
import pytest
from pelican.contents import Article
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.plugins import _utils, signals
from pelican.settings import DEFAULT_CONFIG, read_settings
from pelican.writers import Writer

from newsroom.core.markdown import parser
from newsroom.engine.pelican.generators import OwnArticles
from newsroom.engine.pelican.pelican_class import NewsroomPelican
from tests.building import Project, problem_lines
from tests.engine.articles import enrich


class Counted:
    """An article that counts how often it is compared with another."""

    comparisons = 0

    def __init__(self, number: int) -> None:
        self.date = datetime(2026, 11, 23) - timedelta(days=20 * number)  # noqa: DTZ001  only its month counts

    def __eq__(self, other: object) -> bool:
        Counted.comparisons += 1
        return self is other

    __hash__ = object.__hash__


def comparisons(work: Callable[[list[Counted]], object], count: int) -> int:
    """Return how often articles are compared while some work is done on so many of them."""
    Counted.comparisons = 0
    work([Counted(number) for number in range(count)])
    return Counted.comparisons


@dataclass(eq=False)
class Thing:
    """Subject of a list: a tag, category or author."""

    save_as: str
    url: str
    page_name: str


#: Settings with an archive for each year, month and day.
PERIODS = DEFAULT_CONFIG | {
    f"{kind}_ARCHIVE_{what}": f"{kind}-{{date:%Y-%m-%d}}"
    for kind in ("YEAR", "MONTH", "DAY")
    for what in ("URL", "SAVE_AS")
}


def generator(kind: type[ArticlesGenerator], articles: list[Any], **lists: Any) -> Any:
    """Return a generator that holds some lists and cannot find a template."""
    made = object.__new__(kind)
    vars(made).update(articles=articles, dates=list(articles), context={}, get_template=lambda name: None, **lists)
    return made


# --------------------------------------------------------------------------------------------- lists of dates: squares


@pytest.mark.parametrize("kind", ["tags", "categories", "authors"])
def test_pelicans_lists_still_grow_with_the_square(kind: str) -> None:
    def work(articles: list[Counted]) -> None:
        pairs = [(Thing("x", "x", "x"), articles[part::4]) for part in range(4)]
        new_generator = generator(ArticlesGenerator, articles, **{kind: dict(pairs) if kind == "tags" else pairs})
        getattr(new_generator, f"generate_{kind}")(lambda *_, **__: None)

    assert comparisons(work, 80) > 3 * comparisons(work, 40), (
        f"Pelican no longer looks for each article in each of its lists: take that out of what "
        f"engine.pelican.generators.Articles.generate_output says of {kind}"
    )


def test_pelicans_archives_still_grow_with_the_square() -> None:
    def work(articles: list[Counted]) -> None:
        ArticlesGenerator._build_period_archives(generator(ArticlesGenerator, articles), articles, articles, PERIODS)

    assert comparisons(work, 80) > 3 * comparisons(work, 40), (
        "Pelican no longer looks for each article in each archive: take out "
        "engine.pelican.generators.Articles._build_period_archives"
    )


def test_our_archives_are_pelicans_and_compare_nothing() -> None:
    articles = [Counted(number) for number in range(60)]
    stock = ArticlesGenerator._build_period_archives(generator(ArticlesGenerator, []), articles, articles, PERIODS)
    Counted.comparisons = 0
    ours = OwnArticles._build_period_archives(generator(OwnArticles, []), articles, articles, PERIODS)
    assert Counted.comparisons == 0
    assert ours == stock
    assert {kind: len(found) for kind, found in ours.items()} == {"year": 4, "month": 40, "day": 60}


def test_none_of_pelicans_own_loops_over_pages_runs(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does its writer write, which copies the whole context for each page."""
    loops = [name for name in vars(ArticlesGenerator) if name.startswith("generate_")]
    loops = [name for name in loops if name not in ("generate_context", "generate_output")]
    assert len(loops) >= 9
    for name in loops:
        monkeypatch.delattr(ArticlesGenerator, name)
    for kind in (PagesGenerator, StaticGenerator):
        monkeypatch.delattr(kind, "generate_output")
    monkeypatch.delattr(Writer, "write_file")
    assert problem_lines(enrich(site).build()) == []


# ------------------------------------------------------------------------------------------------ addresses and paths


def pelican_article(**metadata: Any) -> Article:
    """Return an article as Pelican makes it."""
    given = {"title": "T", "date": datetime(2026, 5, 4), "slug": "t", **metadata}  # noqa: DTZ001  a zone is not needed
    return Article("", given, {**DEFAULT_CONFIG, "PATH": "/content"}, "/content/t.md", {})


def test_pelican_still_puts_an_address_together_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = Article._expand_settings
    monkeypatch.setattr(Article, "_expand_settings", lambda self, key: asked.append(key) or real(self, key))
    article = pelican_article()
    assert [article.url, article.url, article.save_as] == ["t.html"] * 3
    assert asked == ["url", "url", "save_as"], (
        "Pelican keeps addresses now: engine.pelican.generators.Articles._metadata need not say that it does not"
    )


def test_an_address_that_is_given_is_not_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Article, "_expand_settings")
    article = pelican_article(url="a/", save_as="a/index.html")
    assert (article.url, article.save_as) == ("a/", "a/index.html")


def test_pelican_still_works_out_a_path_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    article = pelican_article()
    asked: list[str] = []
    monkeypatch.setattr(pelican.contents, "posixize_path", lambda path: asked.append(path) or path)
    held = generator(ArticlesGenerator, [])
    held.context["generated_content"] = {}
    held.add_source_path(article)
    assert held.context["generated_content"] == {article.relative_source_path: article}
    assert asked, "Pelican knows the path now: let engine.pelican.generators.Articles call add_source_path again"


# ------------------------------------------------------------------------------------------------- one Markdown a file


def test_pelican_still_makes_a_markdown_for_each_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    converters: list[markdown.Markdown] = []
    real = pelican.readers.Markdown

    def note(**options: Any) -> markdown.Markdown:
        converters.append(real(**options))
        return converters[-1]

    monkeypatch.setattr(pelican.readers, "Markdown", note)
    (tmp_path / "a.md").write_text("Title: A\n\nWords.\n", "utf-8")
    reader = pelican.readers.MarkdownReader(read_settings())
    for _ in range(3):
        reader.read(str(tmp_path / "a.md"))
    assert len(converters) == 3, "Pelican keeps its converter now: take that out of docs/explanation/architecture.md"


_RICH = "A note[^1], *HTML*, [a link][a].\n\n*[HTML]: Hypertext\n\n[^1]: The note.\n\n[a]: https://a.example\n\n<div>\n"


@pytest.mark.parametrize("raw_html", [True, False])
def test_the_parser_remembers_nothing_of_the_text_before(raw_html: bool) -> None:
    """If it does, a story is not the same after another one: every text needs a parser of its own."""
    bare = "A note[^1], HTML, [a link][a].\n\n    code\n"
    alone = {words: parser.convert(words, "x.md", 1, raw_html=raw_html) for words in (bare, _RICH)}
    for words in (_RICH, bare, _RICH, bare):
        assert parser.convert(words, "x.md", 1, raw_html=raw_html) == alone[words]
    assert parser._parser(raw_html=raw_html) is parser._parser(raw_html=raw_html)


# ------------------------------------------------------------------------------------------------ the garbage collector


def test_pelican_still_leaves_the_collector_on() -> None:
    modules = [pelican, *(importlib.import_module(f"pelican.{name}") for name in ("generators", "readers", "writers"))]
    assert not [module.__name__ for module in modules if hasattr(module, "gc")], (
        "Pelican sees to the collector itself: newsroom.engine.pelican.pelican_class need not"
    )


@pytest.mark.parametrize("good", [True, False])
def test_the_collector_rests_while_a_build_lasts_and_no_longer(site: Project, good: bool) -> None:
    seen: list[bool] = []

    def look(_sender: object) -> None:
        seen.append(gc.isenabled())
        if not good:
            raise RuntimeError("no more")

    with signals.article_generator_preread.connected_to(look):
        assert enrich(site).build().ok is good
    # The signal is sent for each story.
    assert seen
    assert not any(seen)
    assert gc.isenabled()


def test_the_end_of_a_build_collects_nothing(site: Project) -> None:
    generations: list[int] = []

    def note(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            generations.append(about["generation"])

    gc.callbacks.append(note)
    try:
        assert site.build().ok
    finally:
        gc.callbacks.remove(note)
    assert max(generations, default=0) < 2


@pytest.mark.parametrize("last", [True, False])
def test_objects_of_the_last_build_of_a_process_are_left_to_the_system(
    site: Project, monkeypatch: pytest.MonkeyPatch, last: bool
) -> None:
    begun: list[weakref.ref[NewsroomPelican]] = []
    run = NewsroomPelican.build
    monkeypatch.setattr(NewsroomPelican, "build", lambda pelican: (begun.append(weakref.ref(pelican)), run(pelican))[1])
    assert site.build(last=last).ok
    gc.collect()
    assert (begun[0]() is not None) is last
    gc.unfreeze()


# ------------------------------------------------------------------------------------------------ a context for a page


def test_pelican_still_copies_its_context_for_each_page(tmp_path: Path) -> None:
    copies: list[int] = []

    class Watched(dict[str, Any]):
        def copy(self) -> dict[str, Any]:
            copies.append(len(self))
            return dict(self)

    settings = read_settings()
    writer = Writer(str(tmp_path), settings=settings)
    template = SimpleNamespace(render=lambda context: "words", name="x.html")
    for number in range(3):
        writer.write_file(f"{number}.html", template, Watched(localsiteurl="", articles=[]), url="x")
    assert len(copies) == 3, (
        "Pelican no longer copies its context for each page: take that out of what "
        "newsroom.engine.pelican.generators and newsroom.engine.render.templates say of it"
    )


# ----------------------------------------------------------------------------------------------------- loading plugins


def test_pelican_still_imports_every_plugin_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(_utils, "importlib", SimpleNamespace(import_module=asked.append))
    assert _utils.load_plugins({"PLUGINS": []}) == []
    installed = [item.name for item in pkgutil.iter_modules(pelican.plugins.__path__) if item.ispkg]
    assert {"neighbors", "series", "related_posts"} <= set(installed)
    assert asked == [f"pelican.plugins.{name}" for name in installed], (
        "Pelican no longer imports what nobody named: newsroom.engine.pelican.plugin_loading.find need not avoid it"
    )


def test_a_plugin_of_ours_is_the_module_that_python_knows() -> None:
    """Loaded twice it would be two plugins, and the data of one unknown to the other."""
    for paths in ([], ["plugins"]):
        assert _utils.load_legacy_plugin("newsroom.features.stories", paths) is sys.modules["newsroom.features.stories"]
