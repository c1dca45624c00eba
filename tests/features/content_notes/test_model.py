"""Content notes: which words ask for one, and which do not."""

from __future__ import annotations

import pytest

from newsroom.features.content_notes.model import state
from newsroom.site.page_parts import Note
from tests.read_context import lines_and_rules, read_story

HEAD = "---\ntitle: T\nsummary: S\ndate: 2026-05-01\n{0}---\n\n"


@pytest.mark.parametrize(
    "words",
    [
        "He died by suicide in May.",
        "Two of them were lost to suicide.",
        "She took her own life.",
        "They had killed themselves.",
        "It was his second suicide attempt.",
        "He was suicidal that winter.",
        "Ask whether they are thinking about suicide.",
    ],
)
def test_plain_words_ask_for_a_note(words: str) -> None:
    story, problems = read_story(HEAD.format("") + f"First.\n\n{words}\n")
    assert story is not None
    assert lines_and_rules(problems) == [(9, "content-note-missing")]
    assert not problems[0].is_error


@pytest.mark.parametrize(
    "words",
    [
        "Suicide Call Back Service, 1300 659 467.",
        "A minister called it political suicide.",
        "The suicide squad of the cinema.",
        "He took his own lunch.",
        "She took her own life and times as her subject.",
        "She lived her own life.",
        "They killed the bill themselves.",
    ],
)
def test_other_words_need_no_content_note(words: str) -> None:
    assert read_story(HEAD.format("") + words)[1] == ()


def test_a_story_that_has_the_note_is_not_asked_nor_one_in_another_language() -> None:
    words = "He died by suicide."
    assert read_story(HEAD.format("content_notes: [suicide]\n") + words)[1] == ()
    assert read_story(HEAD.format("lang: de\n") + words)[1] == ()
    assert lines_and_rules(read_story(HEAD.format("content_notes: [violence]\n") + words)[1]) == [
        (8, "content-note-missing")
    ]


def test_the_headline_and_the_standfirst_are_looked_at_too() -> None:
    words = HEAD.format("").replace("title: ", "title: She died by suicide: ", 1) + "Words."
    [(line, rule)] = lines_and_rules(read_story(words)[1])
    assert rule == "content-note-missing"
    assert words.splitlines()[line - 1].startswith("title: ")


def test_a_list_may_be_written_with_commas() -> None:
    story, _ = read_story(HEAD.format("content_notes: violence, death, violence\n") + "Words.")
    assert story is not None
    assert story.record.fields.content_notes == ("violence", "death")


def test_the_promise_is_broken_by_words_before_the_note() -> None:
    note = Note("s", "About it.", "It", (), heavy=True)
    whole = '<p role="note">About it.</p><div class="prose">'
    entry = '<entry><link rel="alternate" type="text/html" href="https://qn.example/a/"/>{0}</entry>'
    noted = entry.format('<category term="Content note: It"/>')
    assert state([("/a/", whole, (note,))], {"/feed.atom": noted})[0]
    assert state([("/a/", whole, (note,))], {"/feed.atom": '<entry>See <a href="https://qn.example/a/"></entry>'})[0]
    assert not state([("/a/", '<div class="prose"><p role="note">', (note,))], {})[0]
    assert not state([("/a/", whole, (note,))], {"/feed.atom": entry.format("")})[0]
