"""Reads content/data/introductions.toml, for the top of the pages of topics and series."""

from __future__ import annotations

from newsroom.core import text
from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.read import data
from newsroom.features.introductions.model import IntroductionsFile, assemble, duplicates, unused
from newsroom.features.stories.collection import Stories


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "stories")
    hooks.read.connect(read)


def read(edition: Edition) -> None:
    """Put the introductions into the edition, and say which of them no story uses: that stops nothing."""
    texts, located = data.load(edition, "introductions.toml", IntroductionsFile)
    if texts is None or not (texts.topic or texts.series):
        return
    edition.put(assemble(texts))
    source = f"{edition.settings.content.name}/data/introductions.toml"
    records = [story.record for story in edition.get(Stories).all]
    topics = {tag.slug: tag.name for record in records for tag in record.tags}
    series = {text.slugify(record.fields.series): record.fields.series for record in records if record.fields.series}
    for table, items, known in (("topic", texts.topic, topics), ("series", texts.series, series)):
        edition.problems += duplicates(table, items, source, located.line_of)
        for number, words in unused(table, items, known):
            line, _ = located.line_of((table, number, "name"))
            edition.notes.append(f"{source}:{line}: {words}")
