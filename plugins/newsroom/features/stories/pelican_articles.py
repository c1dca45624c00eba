"""The stories that readers may see, as articles of Pelican's for third-party plugins."""

from __future__ import annotations

from functools import partial

from newsroom.engine.edition import Edition
from newsroom.engine.pelican_contents import ArticleSource, ArticleTerm
from newsroom.features.links.model import LinkResolver, resolve
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.rendering import Story
from newsroom.site.feature_data import Contributors, Sections

#: Stands for the author of a story that names none.
_NOBODY = "newsroom"


def articles(edition: Edition) -> list[ArticleSource]:
    """Return each live story, newest first."""
    return [_article(story, edition) for story in edition.get(Stories).live]


def _article(story: Story, edition: Edition) -> ArticleSource:
    record, people = story.record, edition.get(Contributors, Contributors())
    known = people.by_id
    authors = tuple(
        ArticleTerm(people.name(item.author), item.author, known[item.author].record if item.author in known else None)
        for item in record.bylines
    )
    return ArticleSource(
        id=record.id,
        source=record.source,
        title=record.title,
        summary=str(story.summary),
        date=record.fields.date,
        modified=record.fields.modified,
        slug=record.slug,
        lang=record.lang,
        series=record.fields.series or "",
        category=ArticleTerm(edition.get(Sections).names.get(record.section, record.section), record.section),
        tags=tuple(ArticleTerm(tag.name, tag.slug) for tag in record.tags),
        authors=authors or (ArticleTerm(edition.settings.site, _NOBODY),),
        address=record.address,
        is_home=record.home,
        translation_of=record.fields.translation_of or "",
        record=record,
        digest=story.whole,
        html=partial(_html, story, edition),
    )


def _html(story: Story, edition: Edition) -> str:
    return resolve(edition.get(Stories).html(story), story.text.links, edition.get(LinkResolver))
