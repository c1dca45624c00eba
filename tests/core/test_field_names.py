"""Names of fields that lines of front matter are compared with: they follow from the schemas of all packages."""

from __future__ import annotations

import pytest

from newsroom.core import field_names, offers
from newsroom.features.author_bios.model import AuthorFields
from newsroom.features.comment_form.model import CommentFields
from newsroom.features.issues.schema import IssueFields
from newsroom.features.pages.model import PageFields
from newsroom.features.stories.schema import StoryFields


def test_every_schema_of_front_matter_is_offered_by_its_package() -> None:
    offered = [module.OWN for module in offers.modules("fields")]
    assert set(offered) == {AuthorFields, CommentFields, IssueFields, PageFields, StoryFields}


def test_lists_and_words_for_readers_follow_from_the_types_of_fields() -> None:
    names = field_names.names()
    assert {"authors", "tags", "aliases"} <= names.lists
    assert not names.lists & names.free
    assert {"title", "summary", "series", "tab_title", "alt", "where", "bio"} <= names.free
    assert not {"id", "slug", "lang", "src", "href", "state"} & names.free


@pytest.mark.parametrize(
    ("written", "parent", "meant"),
    [
        ("title", "", "title"), ("Title", "", "title"), ("publish at", "", "publish_at"),
        ("Tab-Title", "", "tab_title"),
        ("alt", "", ""), ("Alt", "image", "alt"), ("role", "bylines", "role"), ("nothing", "", ""),
        ("Instagram", "links", "instagram"),
    ],
)  # fmt: skip
def test_a_name_is_known_however_it_is_typed(written: str, parent: str, meant: str) -> None:
    assert field_names.known(written, parent) == meant


def test_fields_of_the_top_level_are_not_read_as_parts_of_a_record() -> None:
    assert field_names.only_inside("image") == {"src", "alt", "caption", "credit", "blur", "pixelate", "focus"}
    assert "date" not in field_names.only_inside("corrections")
    assert "text" in field_names.only_inside("corrections")
