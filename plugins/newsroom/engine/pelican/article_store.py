"""The article store: what Pelican works out when it makes articles, under the digest of all that decides it.

One file, `.cache/articles`, which can be deleted at any time. An article is what it was given (text, metadata,
settings, context, which every build has at hand) and what Pelican works out of that: paths, date formats, dates in
words. Only the latter is kept. Pages are so few that they are made at every build.
"""

from __future__ import annotations

import locale
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pelican.contents import Article
from pelican.plugins import signals

from newsroom.engine.cache import digests, kept
from newsroom.engine.edition import Edition

#: The settings that making an article looks at. Test: it looks at no other.
SETTINGS = ("DATE_FORMATS", "DEFAULT_DATE_FORMAT", "DEFAULT_LANG", "PATH", "TIMEZONE", "WITH_FUTURE_DATES")
#: The digest of what decides an article, and the attributes that Pelican worked out.
ArticleEntry = tuple[bytes, dict[str, Any]]


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
        path: the file.
        marks: the digest of what decides all articles; None to keep and restore nothing, see `marks`.
    """

    def __init__(self, path: Path, marks: bytes | None) -> None:
        self.path, self.marks = path, marks
        self.notes: list[str] = []
        self._found: dict[str, ArticleEntry] = {} if marks is None else self._load()
        self._used: dict[str, ArticleEntry] = {}

    def _load(self) -> dict[str, ArticleEntry]:
        try:
            found = kept.load(self.path)
        except kept.Unusable as fault:
            self.notes.append(f"{fault}: every article is made again")
            return {}
        if found is not None and not (isinstance(found, dict) and found.keys() == {"marks", "articles"}):
            self.notes.append(f"{self.path.name} holds something else: every article is made again")
            return {}
        return found["articles"] if found and found["marks"] == self.marks else {}

    def article(self, name: str, key: bytes, given: ArticleArguments) -> Article:
        """Return an article, as Pelican makes it or as it did before.

        Args:
            name: the path of the story's file.
            key: the digest of what decides this article.
            given: what it is made from.
        """
        entry = self._found.get(name)
        if entry is None or entry[0] != key:
            article = Article(*given)
            if self.marks is not None:
                self._used[name] = (key, _worked_out(article, given))
            return article
        self._used[name] = entry
        article = _bare(given)
        vars(article).update(entry[1])
        return article

    def save(self) -> None:
        """Write what this build made or restored, and nothing else, which bounds the store's size."""
        if self.marks is not None and self._used != self._found:
            kept.save(self.path, {"marks": self.marks, "articles": self._used})


def marks(settings: Mapping[str, Any], edition: Edition) -> bytes | None:
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


def _bare(given: ArticleArguments) -> Article:
    """Return an article that has only what it was given, the way Pelican gives it."""
    article = Article.__new__(Article)
    article.settings, article._content, article._context = given.settings, given.content, given.context  # noqa: SLF001
    article.translations = []
    article.metadata = given.metadata
    for name, value in given.metadata.items():
        setattr(article, f"override_{name}" if name in ("save_as", "url") else name.lower(), value)
    article.author = article.authors[0]
    return article


def _worked_out(article: Article, given: ArticleArguments) -> dict[str, Any]:
    """Return the attributes of an article that Pelican worked out; each is a plain value that nobody can change."""
    bare = vars(_bare(given))
    # Of these Pelican makes one of its own for each article.
    own = {"metadata", "translations"}
    found = vars(article).items()
    return {name: value for name, value in found if name not in own and (name not in bare or bare[name] is not value)}
