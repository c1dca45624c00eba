"""The names of fields that lines of front matter are compared with are those of the schemas, and all of them."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from newsroom.core import field_names, shapes
from newsroom.features.author_bios.model import AuthorFields
from newsroom.features.comment_form.model import CommentFields
from newsroom.features.issues.schema import IssueFields
from newsroom.features.pages.model import PageFields
from newsroom.features.stories.schema import StoryFields

KINDS = {
    "story": (field_names.STORY, StoryFields),
    "author": (field_names.AUTHOR, AuthorFields),
    "page": (field_names.PAGE, PageFields),
    "issue": (field_names.ISSUE, IssueFields),
    "comment": (field_names.COMMENT, CommentFields),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_names_are_those_of_the_schema(kind: str) -> None:
    table, schema = KINDS[kind]
    assert set(table) == set(schema.model_fields)
    inner = {name: shapes.model_in(info.annotation) for name, info in schema.model_fields.items()}
    assert {name: set(inside) for name, inside in table.items() if inside} == {
        name: set(_names(record)) for name, record in inner.items() if record is not None
    }


def _names(record: type[BaseModel]) -> list[str]:
    return [name for name in record.model_fields if name != "source"]


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


def test_what_may_stand_beside_a_field_is_not_taken_for_its_part() -> None:
    assert field_names.only_inside("image") == {"src", "alt", "caption", "credit", "blur", "pixelate"}
    assert "date" not in field_names.only_inside("corrections")
    assert "text" in field_names.only_inside("corrections")
