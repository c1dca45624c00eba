"""Reads the magazine's accounts and puts share links under each story."""

from __future__ import annotations

from newsroom.core.interface_text import SILENT, TranslatableText
from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.features.social_links.model import (
    DISCREET,
    OPEN,
    Accounts,
    fediverse,
    profiles,
    share,
    x_handle,
)
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.preview import preview
from newsroom.features.stories.rendering import Story
from newsroom.site.chrome import ChromeParts
from newsroom.site.magazine.reading import Magazine
from newsroom.site.story_parts import Share
from newsroom.site.view_parts import ChromePart, StoryPart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "site", "stories")
    hooks.read.connect(read)
    hooks.enrich.connect(attach)


def read(edition: Edition) -> None:
    """Read the accounts in magazine.toml."""
    magazine = edition.get(Magazine)
    entries = [
        (
            item.service,
            item.handle,
            TranslatableText(item.label) if item.label else SILENT,
            ("account", number, "handle"),
        )
        for number, item in enumerate(magazine.file.account)
    ]
    accounts, problems = profiles(entries, magazine.source, magazine.located.line_of)
    edition.put(Accounts(accounts))
    parts = edition.get(ChromeParts)
    parts.provide(ChromePart.ACCOUNTS, lambda: accounts)
    parts.provide(ChromePart.X, lambda: x_handle(accounts))
    parts.provide(ChromePart.FEDIVERSE, lambda: fediverse(accounts))
    edition.problems += problems


def attach(edition: Edition) -> None:
    """Provide share links for each story; they follow from the story and the site's address."""

    def make(story: Story) -> Share:
        said = preview(story, edition)
        return share(
            said.title, said.url, DISCREET if said.discreet else OPEN if story.record.fields.sensitive else SILENT
        )

    edition.get(Stories).provide(StoryPart.SHARE, make)
