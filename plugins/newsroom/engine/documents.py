"""Registry of documents: everything that has a source file and text, in any state.

A feature that reads files offers a `Document` for each (`Edition.offer_documents`). Checks and lists walk
`Edition.documents()` and know no kind of content, so that a new kind is scanned for leaks, has its pictures published,
its links checked, its address kept and its page listed without any of them being edited.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct

from newsroom.core.boxes import Box
from newsroom.core.markdown_document import InternalLink, PictureUse
from newsroom.core.parts import Alternate
from newsroom.core.publication import PublicationState


def text_address(address: str) -> str:
    """Return the address of the text-only edition of what stands at an address."""
    return f"{address}text/"


def no_words() -> str:
    """Return no words: the document has none besides its front matter."""
    return ""


def no_versions() -> Sequence[Alternate]:
    """Return no versions: the document is in one language."""
    return ()


class Document(Struct, frozen=True):
    """One file with words, and all that checks and lists need to know of it.

    Args:
        kind: a noun: story, page, author, issue, comment.
        id: lasts as long as the document, and is the only one of its kind.
        source: the path of its file in the project, with slashes.
        state: where it is in its life now; readers see what is live.
        record: its front matter. The leak scan looks for every text in it.
        label: name for it in problems while it is not published: a draft, a withdrawn page.
        address: where it answers, with slashes at both ends; empty where it has no page of its own.
        text_address: where its text-only edition answers; empty where it has none.
        title: plain.
        headings: texts in the headline font that are not checked when it is read.
        lang: its language; empty for the magazine's own.
        date: when it appears, by which (with its title) the ledger knows it again under another name; None for none.
        modified: when it was last changed, for the sitemap; None where nobody says.
        versions: returns its page in every language, if there are several; the last for readers of any other.
        news_title: its title in the sitemap of news; empty for what is no news.
        html: returns its text, with tokens in place of links.
        digest: of its file and all that the file embeds; empty where that is not known.
        links: its links into the magazine.
        anchors: the ids in it that links can lead to; None where its page has others besides.
        pictures: its pictures, the lead picture first.
        boxes: the parts of its pictures that it hides, by the path of the picture.
        secret_names: names that its pictures must not give.
        aliases: old addresses that lead to it, which stand on ``alias_line``.
        names: further texts that name it, besides those in its record.
        file_names: names of its file: its path in its folder, and its name.
        unprinted: fields of its record that no page prints, so that they make nothing known.
        carrier: the source of the document on whose page it stands; empty for its own.
        was_public: whether readers could see it once.
        is_neutral: whether its page says nothing of it elsewhere.
        is_boilerplate: whether its words are the publisher's own, which anything may repeat.
        is_searchable: whether the search finds it.
        is_in_sitemap: whether a sitemap lists it: that of the month of its date, or that of pages where it has none.
        is_list: whether its page is a list, which the sitemap of lists holds.
        has_waivers: whether its file may say that a rule does not hold for it.
    """

    kind: str
    id: str
    source: str
    state: PublicationState
    record: object
    label: str
    address: str = ""
    text_address: str = ""
    title: str = ""
    headings: tuple[str, ...] = ()
    lang: str = ""
    date: datetime | None = None
    modified: datetime | None = None
    versions: Callable[[], Sequence[Alternate]] = no_versions
    news_title: str = ""
    html: Callable[[], str] = no_words
    digest: bytes = b""
    links: tuple[InternalLink, ...] = ()
    anchors: tuple[str, ...] | None = None
    pictures: tuple[PictureUse, ...] = ()
    boxes: tuple[tuple[str, tuple[Box, ...]], ...] = ()
    secret_names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    alias_line: int = 0
    names: tuple[str, ...] = ()
    file_names: tuple[str, ...] = ()
    unprinted: frozenset[str] = frozenset()
    carrier: str = ""
    was_public: bool = False
    is_neutral: bool = False
    is_boilerplate: bool = False
    is_searchable: bool = True
    is_in_sitemap: bool = True
    is_list: bool = False
    has_waivers: bool = False

    @property
    def is_live(self) -> bool:
        """Whether readers may see it."""
        return self.state is PublicationState.LIVE

    @property
    def is_over(self) -> bool:
        """Whether it was taken down, or its time has passed."""
        return self.state in (PublicationState.EXPIRED, PublicationState.WITHDRAWN)
