"""Reading content/pages/."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import TypeVar

from msgspec import Struct, field

from newsroom.core.front_matter import is_draft
from newsroom.core.placeholders import remaining_examples
from newsroom.core.publication import PublicationState
from newsroom.engine.documents import Document
from newsroom.engine.edition import Edition
from newsroom.engine.read import files, markdown_files
from newsroom.engine.read.text_rendering import RenderedText
from newsroom.features.pages.examples import PLACEHOLDERS
from newsroom.features.pages.fields import FOLDER
from newsroom.features.pages.model import PageFields, PageRecord, make_page
from newsroom.site.view_parts import ViewPart, ViewParts
from newsroom.site.views import PageView

T = TypeVar("T")


class Page(Struct, frozen=True):
    """One page as it was read."""

    record: PageRecord
    text: RenderedText


class Pages(Struct):
    """The pages, in whatever state, in the order of their files."""

    all: list[Page] = field(default_factory=list)
    _makers: list[Callable[[ViewParts[PageView], Page], None]] = field(default_factory=list)

    def provide(self, part: ViewPart[PageView, T], make: Callable[[Page], T]) -> None:
        """Provide a part of every page's view, made when the page is rendered; see `view_parts.PagePart`."""
        self._makers.append(lambda parts, page: parts.put(part, make(page)))

    def fill(self, view: PageView, page: Page) -> PageView:
        """Return the view of a page with the parts that features provide."""
        parts: ViewParts[PageView] = ViewParts()
        for add_part in self._makers:
            add_part(parts, page)
        return parts.fill(view)


def read(edition: Edition) -> None:
    """Read every page; problems go to the edition."""
    paths, problems = files.markdown_files(edition.settings.content, FOLDER)
    edition.problems += problems
    pages = Pages()
    for path in paths:
        fields, body, split_file, source = markdown_files.load(edition, path, PageFields)
        if is_draft(source.raw.decode("utf-8", "replace"), split_file):
            edition.drafts.add(source.path)
        edition.problems += remaining_examples(split_file, source.path, PLACEHOLDERS)
        misnamed = list(files.name_problems(source.path, PurePosixPath(source.path).with_suffix("").parts[2:]))
        edition.problems += misnamed
        if fields is not None and not misnamed:
            line = split_file.line_of(("aliases",))[0]
            pages.all.append(Page(make_page(fields, source.path, line, edition.settings.lang), body))
    edition.put(pages)
    edition.offer_documents(partial(_documents, pages))


_STATES = {
    "draft": (PublicationState.DRAFT, "a page that is a draft"),
    "published": (PublicationState.LIVE, "a page"),
    "withdrawn": (PublicationState.WITHDRAWN, "a withdrawn page"),
}
#: Pages of other layouts have places besides those of their texts.
_PLAIN_LAYOUT = "standard"


def _documents(pages: Pages) -> Iterator[Document]:
    for page in pages.all:
        record, text = page.record, page.text
        state, label = _STATES[record.fields.status]
        path = "/".join(PurePosixPath(record.source).with_suffix("").parts[2:])
        yield Document(
            kind="page",
            id=path,
            source=record.source,
            state=state,
            record=record,
            label=label,
            address=record.address,
            title=record.title,
            headings=(record.title, record.summary),
            modified=record.fields.modified,
            html=partial(str, text.html),
            links=text.links,
            anchors=text.anchors if record.fields.layout == _PLAIN_LAYOUT else None,
            pictures=text.pictures,
            boxes=record.boxes,
            aliases=record.fields.aliases,
            alias_line=record.line,
            file_names=(path, PurePosixPath(path).name),
            is_searchable=False,
        )
