"""Verdicts of validators on every page, style and picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit.verdicts import html_validate, nu_checker, private, stylelint

pytestmark = pytest.mark.audit


def test_the_nu_checker_finds_nothing_on_any_page_or_drawing(magazine: Path) -> None:
    assert nu_checker(magazine) == []


def test_html_validate_finds_nothing_on_any_page(magazine: Path) -> None:
    assert html_validate(magazine) == []


def test_stylelint_finds_nothing_in_the_sources_of_the_styles() -> None:
    names = ("styles", "styles/bundles", "templates/components/*", "static/*")
    folders = [f"plugins/newsroom/theme/{name}" for name in names]
    assert stylelint(*(f"{folder}/*.css" for folder in folders)) == []


def test_no_picture_tells_where_it_was_taken_or_by_whom(magazine: Path) -> None:
    assert private(magazine) == ""
