"""Collects unpublished and published content for their comparison."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import partial
from pathlib import PurePosixPath

from msgspec import Struct

from newsroom.core import front_matter
from newsroom.core.markdown_document import InternalLink
from newsroom.engine.cache import digests
from newsroom.engine.documents import Document
from newsroom.engine.edition import Edition
from newsroom.features.addresses.model import Ledger
from newsroom.features.files.model import FOLDER, Files
from newsroom.features.leaks import model, plain_text
from newsroom.features.leaks.boilerplate import boilerplate
from newsroom.features.leaks.model import SearchTerm
from newsroom.features.leaks.prefilter import Prefilter
from newsroom.features.leaks.texts import NOT_WORDS, Text, strings

_CAPTION = re.compile(r"<figcaption\b[^>]*>.*?</figcaption>", re.DOTALL)
_ALT = re.compile(r'\balt="([^"]*)"')
#: The fields in a head that cannot be read that are no words.
_NOT_WORDS_IN_HEAD = NOT_WORDS - {"links", "source", "html"}


class UnpublishedSource(Struct, frozen=True):
    """Something that is not published, before its needles are made; see `UnpublishedContent`."""

    text: Text
    what: str
    was_public: bool = False


def unpublished_sources(edition: Edition) -> list[UnpublishedSource]:
    """Return all unpublished content of every kind, and drafts with unreadable front matter."""
    sources = [
        UnpublishedSource(_text(document), document.label, document.was_public)
        for document in edition.documents()
        if not document.is_live
    ]
    known = {document.source for document in edition.documents()}
    return sources + [UnpublishedSource(_unread(path, edition), "a draft") for path in sorted(edition.drafts - known)]


def published(edition: Edition) -> list[Text]:
    """Return all published content, with the boilerplate of the site."""
    return [*map(_text, edition.live_documents()), *boilerplate(edition)]


def search_terms(source: UnpublishedSource) -> tuple[SearchTerm, ...]:
    """Return all that is to be looked for of something that is not published."""
    names, markup = source.text.words()
    terms = [term for name in names for term in model.of_field(name)]
    names, markup = _split_captions(markup)
    terms += [term for name in names for term in model.of_name(name)]
    return tuple(sorted({*terms, *model.of_text(markup)}))


def haystack(text: Text, prefilter: Prefilter | None = None) -> bytes:
    """Return the searchable title of a published text, a `plain_text.DIVIDE`, and its searchable text.

    Nothing of a text that a sieve does not let through.
    """
    names, markup = text.words()
    more, body = _split_captions(markup)
    raw = f"{plain_text.BREAK.join([*names, *more])}{plain_text.DIVIDE}{body}".encode()
    return b"" if prefilter is not None and not prefilter.lets_through(raw) else plain_text.haystack(raw)


def _split_captions(markup: str) -> tuple[list[str], str]:
    """Return alt texts and captions, which go with a picture wherever it is shown, and the rest."""
    names = _ALT.findall(markup) if "<img" in markup else []
    if "<figcaption" not in markup:
        return names, markup
    return [*names, *_CAPTION.findall(markup)], _CAPTION.sub("", markup)


def _text(document: Document) -> Text:
    """Return the words of a document: of one that is published, what readers are told by it."""
    digest = document.digest or digests.of(document.record, document.html())
    return Text(
        document.source,
        digest,
        partial(_words, document),
        boilerplate=document.is_boilerplate,
        carrier=document.carrier,
    )


def _words(document: Document) -> tuple[list[str], str]:
    without = NOT_WORDS | document.unprinted if document.is_live else NOT_WORDS
    names = [*strings(document.record, without), *document.names]
    if not (document.is_live and document.is_neutral):
        names += document.file_names
    shown = (*sorted({use.src for use in document.pictures}), *attachments(document.links))
    return [*names, *(PurePosixPath(path).stem for path in shown)], document.html()


def _unread(path: str, edition: Edition) -> Text:
    """Return what can be had of a draft whose head cannot be used."""
    raw = (edition.settings.root / path).read_bytes()

    def words() -> tuple[list[str], str]:
        text, _ = front_matter.decode(raw, path)
        head = front_matter.split(text, path)
        # Where the head cannot be read, its lines are looked for as they stand: behind each name of a field, a value.
        rest = head.body if head.fields else re.sub(r"(?m)^[ -]*[A-Za-z_]+:[ \t]*", "\n\n", text)
        paragraphs = plain_text.without_markup(rest).replace("\n\n", plain_text.BREAK)
        return [*strings(head.fields, _NOT_WORDS_IN_HEAD), *file_names(path)], paragraphs

    return Text(path, digests.of_bytes(raw), words)


def file_names(source: str) -> tuple[str, ...]:
    """Return the names of a file: its path in its folder, and its file name."""
    path = PurePosixPath(source).with_suffix("")
    return "/".join(path.parts[2:]), path.name


def attachments(links: Iterable[InternalLink]) -> list[str]:
    """Return the documents and recordings that some links lead to, relative to content/."""
    return sorted({link.target for link in links if link.target.startswith(f"{FOLDER}/")})


def known_addresses(edition: Edition, planned: Iterable[str]) -> set[str]:
    """Return every address that is or was published, and what published files name as old ones."""
    addresses = {*planned, *edition.get(Ledger, Ledger()).claims}
    return addresses | {alias for document in edition.live_documents() for alias in document.aliases}


def unpublished(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return the documents and recordings that only unpublished things link to, with their digests (see `Search`).

    Under which hash one would be published is not known, since it has not been made bare: its name is looked for with
    the words of what links to it, and here the file as it is.
    """
    public = edition.get(Files, Files()).by_path
    unpublished_links = (document.links for document in edition.documents() if not document.is_live)
    hidden = {path for links in unpublished_links for path in attachments(links)}
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(hidden - public.keys()):
        file = edition.settings.content / path
        if file.is_file():
            with file.open("rb") as source:
                found[path] = (hashlib.file_digest(source, "sha256").hexdigest()[:12],)
    return found
