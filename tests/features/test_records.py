"""Records: the front matter of a page or an author is defined once, and what follows from it holds no copy."""

from __future__ import annotations

import pytest
from msgspec import Struct

from newsroom.core.schema import Record
from newsroom.features.author_bios.model import Author, AuthorFields
from newsroom.features.comment_form.model import Comment, CommentFields
from newsroom.features.issues.model import ContentsEntry, PrintIssue
from newsroom.features.issues.schema import EntryField, IssueFields
from newsroom.features.leaks.texts import strings
from newsroom.features.pages.model import PageFields, PageRecord, make_page
from newsroom.features.stories.model import StoryRecord
from newsroom.features.stories.schema import StoryFields


@pytest.mark.parametrize(
    ("record", "front_matter", "worked_out"),
    [
        # Plain words, and links and an address as HTML can have them.
        (PageRecord, PageFields, {"title", "summary"}),
        (Author, AuthorFields, {"links", "email"}),
        # Plain words, what a file may leave out, and authors and topics each once.
        (StoryRecord, StoryFields, {"id", "slug", "lang", "title", "summary", "bylines", "tags"}),
        # Plain words, and a picture, a link and entries as pages show them.
        (PrintIssue, IssueFields, {"title", "summary", "cover", "pdf", "contents"}),
        # Plain words, and the id of the story that an entry may name by its file.
        (ContentsEntry, EntryField, {"title", "story"}),
        (Comment, CommentFields, set()),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_record_repeats_no_field_of_its_front_matter(
    record: type[Struct], front_matter: type[Record], worked_out: set[str]
) -> None:
    assert set(record.__struct_fields__) & front_matter.model_fields.keys() == worked_out
    assert "fields" in record.__struct_fields__


def test_the_leak_scan_looks_for_the_words_of_front_matter_and_for_no_names_of_fields() -> None:
    page = make_page(PageFields(title="The clinic", summary="It opens.", tab_title="News"), "content/pages/clinic.md")
    assert {"The clinic", "It opens.", "News"} <= set(strings(page))
    assert not {"title", "tab_title", "standard", "published"} & set(strings(page))
