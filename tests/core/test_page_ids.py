"""Ids of the page around a text: one list, which holds every id that a template uses or leads to."""

from __future__ import annotations

import re

import pytest

from newsroom.core.page_ids import is_of_the_page
from newsroom.engine.theme import SOFTWARE
from tests.read_context import lines_and_rules, rendered

_TEMPLATES = SOFTWARE / "templates"
#: The style guide holds no text that somebody wrote; what an item's anchor is, the text itself says.
_NO_TEXTS = frozenset({"styleguide.html"})
_OF_TEXTS = frozenset({"{{ item.anchor }}"})
_ATTRIBUTE = re.compile(r'\b(?:id|for|list|aria-controls|aria-labelledby|aria-describedby)="([^"]+)"')
_LINK = re.compile(r'href="#([^"]+)"')


def _ids() -> set[tuple[str, str]]:
    told = set()
    for file in _TEMPLATES.rglob("*.html"):
        if file.name not in _NO_TEXTS:
            markup = file.read_text("utf-8")
            for value in (*_ATTRIBUTE.findall(markup), *_LINK.findall(markup)):
                told.update((file.name, name) for name in ([value] if "{" in value else value.split()))
    return {(file, name) for file, name in told if name not in _OF_TEXTS}


def test_the_templates_have_ids() -> None:
    assert {"main", "share-title", "key-points", "letter-{{ letter }}"} <= {name for _, name in _ids()}


@pytest.mark.parametrize(("file", "name"), sorted(_ids()))
def test_every_id_of_a_template_is_on_the_list(file: str, name: str) -> None:
    for sample in ("1", "12") if "{{ letter }}" not in name else ("a", "é"):
        assert is_of_the_page(re.sub(r"\{\{.*?\}\}", sample, name)), file


@pytest.mark.parametrize(
    "name", ["main", "MAIN", "share-title", "comment-3", "key-points", "year-2", "support-box-title"]
)
def test_no_text_may_use_an_id_of_the_page(name: str) -> None:
    for markdown in (f'<p id="{name}">x</p>', f"A paragraph\n{{: #{name} }}", f'Words <span id="{name}">x</span>'):
        assert (1, "html-forbidden") in [(1, rule) for _, rule in lines_and_rules(rendered(markdown).problems)], (
            markdown
        )


@pytest.mark.parametrize(
    ("words", "id_"),
    [("Main", "part-main"), ("Year 1", "part-year-1"), ("Tags", "part-tags"), ("The main", "the-main")],
)
def test_a_heading_that_is_called_like_an_id_of_the_page_gets_another(words: str, id_: str) -> None:
    assert f'<h2 id="{id_}">' in rendered(f"## {words}").html


@pytest.mark.parametrize("name", ["chapter", "note-1", "the-main", "years", "letter-home"])
def test_other_ids_are_for_texts(name: str) -> None:
    assert rendered(f'<p id="{name}">x</p>').problems == ()
