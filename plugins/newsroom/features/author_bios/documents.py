"""Authors as documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from newsroom.core.publication import PublicationState
from newsroom.engine.documents import Document
from newsroom.engine.edition import Edition
from newsroom.features.author_bios.model import Authors
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.model import life


def documents(edition: Edition) -> Iterator[Document]:
    """Yield everybody who has a file; whom nothing published names is withdrawn."""
    authors, stories = edition.get(Authors), edition.get(Stories).all
    over = (it.record for it in stories if life(it.record, edition.settings.now) is PublicationState.EXPIRED)
    once_named = {byline.author for record in over for byline in record.bylines}
    for author in authors.by_id.values():
        hidden = author.id in authors.hidden
        yield Document(
            kind="author",
            id=author.id,
            source=author.source,
            state=PublicationState.WITHDRAWN if hidden else PublicationState.LIVE,
            record=author,
            label="an author who is not published",
            address=author.address,
            title=author.fields.name,
            headings=(author.fields.name, *author.fields.names.values()),
            html=partial(str, author.html),
            links=author.links,
            pictures=author.pictures,
            names=(
                *author.fields.names.values(),
                *((author.picture.alt,) if author.picture else ()),
                *(account.href for account in author.profiles),
            ),
            was_public=author.id in once_named,
            is_list=True,
        )
