"""Parts of views: each has the name and the type of a field of its view; mypy holds `part_types` besides."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import get_args, get_type_hints

import pytest

from newsroom.site.view_parts import ChromePart, PagePart, StoryPart, ViewPart
from newsroom.site.views import Chrome, PageView, StoryView
from tests.building import ROOT


def _parts() -> Iterator[tuple[type, ViewPart[object, object]]]:
    for view, holder in ((StoryView, StoryPart), (PageView, PagePart), (Chrome, ChromePart)):
        for part in vars(holder).values():
            if isinstance(part, ViewPart):
                yield view, part


@pytest.mark.parametrize(("view", "part"), list(_parts()), ids=lambda value: getattr(value, "name", ""))
def test_a_part_has_name_and_type_of_a_field_of_its_view(view: type, part: ViewPart[object, object]) -> None:
    assert get_args(part.__orig_class__) == (view, get_type_hints(view)[part.name])  # type: ignore[attr-defined]


def test_mypy_looks_at_the_wrong_uses() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    assert "tests/site/part_types.py" in settings["files"]
    assert settings["strict"]
