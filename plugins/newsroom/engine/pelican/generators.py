"""Pelican's generators, filled from the edition: objects, context and signals for third-party plugins.

Pelican's own would read every file again, write its own pages, and take one file's failure for a missing file.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, cast

from pelican.contents import Article, Author, Category, Page, Tag
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.plugins import signals

from newsroom.core import urls
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.pelican.article_store import ArticleArguments, ArticleStore, context_of
from newsroom.engine.pelican.content_watch import ContentWatch
from newsroom.engine.pelican_contents import ArticleSource, PelicanContents


def edition_of(generator: Any) -> Edition:
    """Return the edition that this build made; it is in the context under its own name."""
    return cast("Edition", generator.context["EDITION"])


class OwnArticles(ArticlesGenerator):
    """Makes Pelican's articles of the stories that readers may see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def generate_context(self) -> None:
        """Fill the documented context: articles, translations, categories, tags, authors, dates, period archives."""
        articles = edition_of(self).get(PelicanContents).articles()
        articles_by_id = self._articles_by_id(articles)
        for source in articles:
            article = articles_by_id[source.id]
            original = articles_by_id.get(source.translation_of)
            if original is not None:
                original.translations.append(article)
                article.translations.append(original)
            (self.articles if source.is_home else self.translations).append(article)
            # The same as `add_source_path`, which would work out the article's path once more.
            self.context["generated_content"][article.relative_source_path] = article
        self._send(signals.article_generator_pretaxonomy)
        categories: dict[Any, list[Article]] = defaultdict(list)
        authors: dict[Any, list[Article]] = defaultdict(list)
        for article in self.articles:
            categories[article.category].append(article)
            for tag in article.tags:
                self.tags[tag].append(article)
            for author in article.authors:
                authors[author].append(article)
        self.dates = list(self.articles)
        self.period_archives = self._build_period_archives(self.dates, self.articles, self.settings)
        self.categories = sorted(categories.items())
        self.authors = sorted(authors.items())
        names = ("articles", "drafts", "hidden_articles", "dates", "tags", "categories", "authors", "related_posts")
        self._update_context(names)
        self.context["period_archives"] = self.period_archives
        self._send(signals.article_generator_finalized)

    def _send(self, signal: Any, **more: Any) -> None:
        """Send a signal behind which articles may have changed, or files may be written."""
        watch = edition_of(self).get(ContentWatch, ContentWatch())
        watch.send(signal, self, lambda: [*self.articles, *self.translations], **more)

    def _articles_by_id(self, articles: Sequence[ArticleSource]) -> dict[str, Article]:
        """Return each article by its id: restored, or made where something changed."""
        edition = edition_of(self)
        names = [source.source for source in articles]
        store = ArticleStore(edition.cache, context_of(self.settings, edition), names)
        articles_by_id: dict[str, Article] = {}
        watch = edition.get(ContentWatch, ContentWatch())
        for source in articles:
            metadata = self._metadata(source)
            signals.article_generator_preread.send(self)
            # Where somebody listens to it, nothing is restored.
            watch.metadata(signals.article_generator_context, self, metadata)
            markup = source.html()
            given = ArticleArguments(
                markup, metadata, self.settings, str(edition.settings.root / source.source), self.context
            )
            key = digests.of(source.digest, source.category.name, [author.name for author in source.authors])
            article = store.article(source.source, key, given)
            watch.note_text_changes(article, markup)
            records = {author.slug: author.record for author in source.authors}
            for author in article.authors:
                author.record = records.get(author.slug)
            articles_by_id[source.id] = article
        return articles_by_id

    def _metadata(self, source: ArticleSource) -> dict[str, Any]:
        """Return what Pelican's reader would return of an article."""
        metadata: dict[str, Any] = {
            "title": source.title,
            "summary": source.summary,
            "date": source.date,
            "slug": source.slug,
            "lang": source.lang.lower(),
            "status": "published",
            "category": _named(Category(source.category.name, self.settings), source.category.slug),
            "tags": [_named(Tag(tag.name, self.settings), tag.slug) for tag in source.tags],
            "authors": [_named(Author(author.name, self.settings), author.slug) for author in source.authors],
            # Given, so that Pelican need not put them together from a setting each time that somebody asks.
            "url": source.address.removeprefix("/"),
            "save_as": urls.file_of(source.address),
            "series": source.series,
            "story": source.record,
        }
        if source.modified:
            metadata["modified"] = source.modified
        if not source.series:
            del metadata["series"]
        return metadata

    def _build_period_archives(
        self,
        sorted_articles: list[Any],
        articles: list[Any],  # noqa: ARG002  Pelican gives it
        settings: Any,
    ) -> Any:
        """Return the archives of years, months and days that Pelican returns.

        For each of them Pelican looks for every article of the site in the archive's own list: with the square of their
        number, 5 s at 10,000. Both lists are in one order here, so the articles of a period are those of its dates.
        """
        archives = super()._build_period_archives(sorted_articles, [], settings)
        for period in itertools.chain.from_iterable(archives.values()):
            period["articles"] = list(period["dates"])
        return archives

    def generate_output(self, writer: Any) -> None:
        """Write nothing: the plan does.

        For each tag, category and author Pelican would look for every article of the site in a list (with the square
        of their number, 13 s at 10,000), and copy its whole context for each page.
        """
        self._send(signals.article_writer_finalized, writer=writer)

    def check_disabled_readers(self) -> None:
        """Do nothing: Pelican's readers are not used."""

    def refresh_metadata_intersite_links(self) -> None:
        """Do nothing: links are resolved in the text."""


class OwnPages(PagesGenerator):
    """Makes Pelican's pages of ours."""

    def generate_context(self) -> None:
        """Fill the documented context: pages."""
        edition = edition_of(self)
        watch = edition.get(ContentWatch, ContentWatch())
        for page in edition.get(PelicanContents).pages():
            metadata = {
                "title": page.title,
                "summary": page.summary,
                "slug": page.address.strip("/").replace("/", "-"),
                "status": "published",
                "url": page.address.removeprefix("/"),
                "save_as": urls.file_of(page.address),
            }
            signals.page_generator_preread.send(self)
            watch.metadata(signals.page_generator_context, self, metadata)
            markup = page.html()
            self.pages.append(
                Page(markup, metadata, self.settings, str(edition.settings.root / page.source), self.context)
            )
            watch.note_text_changes(self.pages[-1], markup)
            self.add_source_path(self.pages[-1])
        self._update_context(("pages", "hidden_pages", "draft_pages"))
        watch.send(signals.page_generator_finalized, self, lambda: list(self.pages))

    def generate_output(self, writer: Any) -> None:
        """Write nothing: the plan does."""
        watch = edition_of(self).get(ContentWatch, ContentWatch())
        watch.send(signals.page_writer_finalized, self, lambda: list(self.pages), writer=writer)

    def check_disabled_readers(self) -> None:
        """Do nothing: Pelican's readers are not used."""

    def refresh_metadata_intersite_links(self) -> None:
        """Do nothing: links are resolved in the text."""


class OwnStaticFiles(StaticGenerator):
    """Copies nothing: pictures and files of the theme are planned, and nothing else is published."""

    def generate_context(self) -> None:
        """Fill the documented context with an empty list."""
        self.staticfiles: list[Any] = []
        self._update_context(("staticfiles",))
        signals.static_generator_finalized.send(self)

    def generate_output(self, writer: Any) -> None:
        """Write nothing: the plan does."""

    def check_disabled_readers(self) -> None:
        """Do nothing: Pelican's readers are not used."""


def _named(wrapper: Any, slug: str) -> Any:
    """Give a Pelican object the slug that our addresses use."""
    wrapper.slug = slug
    return wrapper
