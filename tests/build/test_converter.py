"""Markdown: the short way through its inline patterns gives the very same HTML."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.blockparser import BlockParser
from markdown.treeprocessors import InlineProcessor

from newsroom.build import converter
from tests.building import ROOT

_PIECES = ("words", "![", "](", "[^1]", "  \n", "&amp;", "https://example.org", "<b>", "\n\n", "[1]: /x")
_SIGNS = [*"`*_[]()<>!&\\:^{}\"' \n#|-", *_PIECES]
_LINES = [
    *("words\n", "more words  \n", "“Quoted” words.\n", "'tis\n", "Ünicode\n", "ABC[^1]\n", "\n", "\n\n"),
    *("# Head\n", "====\n", "----\n", "- item\n", "1. one\n", "* * *\n", "> said\n", ": defined\n", "{: .x }\n"),
    *("    indented\n", "\ttab\n", "a | b\n", "--|--\n", "[1]: /x\n", "[^1]: note\n", "*[ABC]: words\n"),
    *("```\n", "<div>\n", "</div>\n"),
]
_STORIES = sorted((ROOT / "content/articles").rglob("*.md"))


def by_its_own(source: str, *, raw_html: bool) -> str:
    """Convert with Markdown's own inline processor."""
    made = converter.converter(raw_html=raw_html)
    inline, blocks = made.treeprocessors["inline"], made.parser.parseBlocks
    made.treeprocessors.register(InlineProcessor(made), "inline", 20)
    made.parser.parseBlocks = BlockParser.parseBlocks.__get__(made.parser)
    try:
        return made.reset().convert(source)
    finally:
        made.treeprocessors.register(inline, "inline", 20)
        made.parser.parseBlocks = blocks


@given(source=st.lists(st.sampled_from(_LINES), max_size=14).map("".join))
@settings(deadline=None, max_examples=400)
def test_taking_plain_lines_for_a_paragraph_changes_nothing(source: str) -> None:
    assert converter.converter(raw_html=True).reset().convert(source) == by_its_own(source, raw_html=True)


@given(source=st.lists(st.sampled_from(_SIGNS), max_size=40).map("".join), raw_html=st.booleans())
@settings(deadline=None, max_examples=300)
def test_looking_only_where_a_sign_stands_changes_nothing(source: str, raw_html: bool) -> None:
    made = converter.converter(raw_html=raw_html).reset().convert(source)
    assert made == by_its_own(source, raw_html=raw_html)


@pytest.mark.parametrize("file", _STORIES, ids=lambda file: file.stem)
def test_real_stories_are_converted_as_markdown_converts_them(file: Path) -> None:
    source = file.read_text("utf-8").split("\n---\n", 1)[1]
    assert converter.converter(raw_html=True).reset().convert(source) == by_its_own(source, raw_html=True)


def test_every_pattern_of_markdowns_is_known_by_its_sign() -> None:
    patterns = converter.converter(raw_html=True).inlinePatterns
    assert {name for name in converter._SIGNS if name in patterns} == set(converter._SIGNS)
    assert len(patterns) == len(converter._SIGNS)


def test_markdown_still_looks_for_every_pattern_everywhere_and_calls_what_is_replaced() -> None:
    """When this fails, look whether `QuickInline` still fits, or is still needed."""
    loop = inspect.getsource(InlineProcessor._InlineProcessor__handleInline)  # type: ignore[attr-defined]  private
    assert "while patternIndex < count" in loop
    assert "__applyPattern(" in loop
    assert "__handleInline" in inspect.getsource(InlineProcessor.run)
    assert "for processor in self.blockprocessors" in inspect.getsource(BlockParser.parseBlocks)


def test_a_piece_without_signs_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    apply = InlineProcessor._InlineProcessor__applyPattern  # type: ignore[attr-defined]  private

    def noted(self: InlineProcessor, pattern: object, data: str, *rest: int) -> object:
        searched.append(data)
        return apply(self, pattern, data, *rest)

    monkeypatch.setattr(InlineProcessor, "_InlineProcessor__applyPattern", noted)
    made = converter.converter(raw_html=True).reset().convert("Plain words.\n\nMore of *them*.")
    assert made == "<p>Plain words.</p>\n<p>More of <em>them</em>.</p>"
    assert "Plain words." not in searched
    assert "More of *them*." in searched
