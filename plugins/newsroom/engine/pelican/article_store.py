"""Article store: caches what Pelican computes for each Article, under a digest of its inputs.

An article is what it was given (text, metadata,
settings, context, which every build has at hand) and what Pelican works out of that: paths, date formats, dates in
words. Only the latter is cached. Pages are so few that they are made at every build.
"""

from __future__ import annotations

import locale
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pelican.contents import Article
from pelican.plugins import signals

from newsroom.engine.cache import digests
from newsroom.engine.cache.store import Cache, Records
from newsroom.engine.edition import Edition

#: The settings that making an article looks at. Test: it looks at no other.
SETTINGS = ("DATE_FORMATS", "DEFAULT_DATE_FORMAT", "DEFAULT_LANG", "PATH", "TIMEZONE", "WITH_FUTURE_DATES")
_ZONE = "timezone"


class ArticleEntry(NamedTuple):
    """The digest of what decides an article, and the attributes that Pelican worked out; its zone by its name."""

    key: bytes
    attributes: dict[str, str | bool | None]


class ArticleArguments(NamedTuple):
    """Arguments of an article, in the order in which Pelican takes them."""

    content: str
    metadata: dict[str, Any]
    settings: Mapping[str, Any]
    source_path: str
    context: dict[str, Any]


class ArticleStore:
    """Entries by the path of their story.

    Args:
        cache: the cache.
        context: the digest of what decides all articles; None to restore nothing, see `context_of`.
        names: the paths of the stories.
    """

    def __init__(self, cache: Cache, context: bytes | None, names: Iterable[str]) -> None:
        self._records = None if context is None else Records(cache, "articles", ArticleEntry, context)
        self._found = {} if self._records is None else self._records.find(names)

    def article(self, name: str, key: bytes, given: ArticleArguments) -> Article:
        """Return an article, as Pelican makes it or as it did before.

        Args:
            name: the path of the story's file.
            key: the digest of what decides this article.
            given: arguments of Pelican's article.
        """
        entry = self._found.get(name)
        if entry is None or entry.key != key:
            article = Article(*given)
            if self._records is not None and (known := _worked_out(article, given)) is not None:
                self._records.put(name, ArticleEntry(key, known))
            return article
        article = _plain_article(given)
        vars(article).update(entry.attributes)
        article.timezone = ZoneInfo(str(entry.attributes[_ZONE]))
        return article


def context_of(settings: Mapping[str, Any], edition: Edition) -> bytes | None:
    """Return the digest of what decides all articles; None where each has to be made.

    That is so where somebody listens to a signal that is sent while an article is made and may change it, where
    Pelican asks the wall clock (without WITH_FUTURE_DATES), and where a date format names a locale: Pelican then
    changes the locale of the whole process, for all that comes after.
    """
    if signals.content_object_init.receivers or signals.article_generator_context.receivers:
        return None
    formats = [settings["DEFAULT_DATE_FORMAT"], *settings["DATE_FORMATS"].values()]
    if not settings["WITH_FUTURE_DATES"] or any(isinstance(item, tuple) for item in formats):
        return None
    chosen = [(name, settings[name]) for name in SETTINGS]
    # The names of months and days are the locale's. The digest of the pipeline is that of the code and of other
    # people's plugins.
    return digests.of(edition.pipeline, chosen, locale.setlocale(locale.LC_TIME), edition.settings.root)


def _plain_article(given: ArticleArguments) -> Article:
    """Return an article that has only what it was given, the way Pelican gives it."""
    article = Article.__new__(Article)
    article.settings, article._content, article._context = given.settings, given.content, given.context  # noqa: SLF001
    article.translations = []
    article.metadata = given.metadata
    for name, value in given.metadata.items():
        setattr(article, f"override_{name}" if name in ("save_as", "url") else name.lower(), value)
    article.author = article.authors[0]
    return article


def _worked_out(article: Article, given: ArticleArguments) -> dict[str, str | bool | None] | None:
    """Return the attributes of an article that Pelican worked out; None where they are not all plain values."""
    bare = vars(_plain_article(given))
    # Of these Pelican makes one of its own for each article.
    own = {"metadata", "translations"}
    values = {
        name: value
        for name, value in vars(article).items()
        if name not in own and (name not in bare or bare[name] is not value)
    }
    values[_ZONE] = getattr(article.timezone, "key", None)
    plain = values[_ZONE] is not None and all(value is None or type(value) in (str, bool) for value in values.values())
    return values if plain else None
