from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.features.leaks import plain_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Don’t go—there…”", "Don't go - there..."),
        ("caf\u00e9 na\u00efve", "CAFE\u0301 NAI\u0308VE"),
        ("the\u00a0last\u202fword", "the last word"),
        ("un\u00adbe\u200bliev\u2060able", "unbelievable"),
        ("ﬁne Straße", "fine STRASSE"),
        ("‹Да›, «нет» – и всё.", "да нет и всё"),
        ("a%20quiet%20place", "a quiet place"),
        (r"na\u00efve \x41", "naïve a"),
        ("`code` and 'quotes'", "code and quotes"),
    ],
)
def test_typography_makes_no_difference(one: str, other: str) -> None:
    assert plain_text.normal(one) == plain_text.normal(other)


@given(st.text())
def test_plain_words_stay_as_they_are(words: str) -> None:
    once = plain_text.normal(words)
    assert b"  " not in once
    assert once == once.strip()


@given(st.text(), st.text())
def test_any_page_can_be_read(one: str, other: str) -> None:
    plain_text.haystack(f"<p title='{one}'>{other}&amp;{one}".encode("utf-8", "surrogatepass"))


def test_markup_within_a_sentence_does_not_part_it_and_blocks_do() -> None:
    text, tags = plain_text.visible_text('<p>An <em>old</em> w<b>or</b>d.<br>Next</p><td title="A mark">Cell')
    assert [plain_text.normal(block) for block in plain_text.blocks(text)] == [b"an old word", b"next", b"cell"]
    assert plain_text.normal(tags).endswith(b" title a mark")


def test_sentences_end_where_they_end() -> None:
    words = "He said “No.” Then 2.5 km left! Why? 我们今天出发。他们明天来。 هل هذا صحيح؟ نعم"
    assert list(plain_text.sentences(words)) == [
        "He said “No.", "Then 2.5 km left!", "Why?", "我们今天出发。", "他们明天来。", "هل هذا صحيح؟", "نعم",
    ]  # fmt: skip


def test_two_characters_count_as_a_word_in_scripts_without_blanks() -> None:
    assert plain_text.weight(plain_text.normal("one two three")) == 3
    assert plain_text.weight(plain_text.normal("我们今天出发去海边看日出")) == 6


def test_a_line_is_found_behind_links_and_emphasis() -> None:
    body = 'One *two* [three\nfour](https://a.example/x(y) "t")[^1] five ![six](/a.jpg) seven.\nEight'
    text = f"---\ntitle: A\n---\n\n{body}"
    assert plain_text.line_of(text, b"one two three four five") == 5
    assert plain_text.line_of(text, b"six seven eight") == 6
    assert plain_text.line_of(text, b"nine") == 0
