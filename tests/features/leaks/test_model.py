from __future__ import annotations

import pytest

from newsroom.features.leaks import model
from newsroom.features.leaks.model import PublishedMatch, SearchTerm, Sort, UnpublishedContent

_LONG = SearchTerm(b"six words that can be told", Sort.SENTENCE)
_NAME = SearchTerm(b"the vote", Sort.NAME)
_LONG_NAME = SearchTerm(b"what to see at the festival", Sort.NAME)
_SHORT = SearchTerm(b"tell zuleika", Sort.SHORT)


def matches(*sources: str, boilerplate: bool = False, called: bool = False) -> list[PublishedMatch]:
    return [PublishedMatch(source, boilerplate, called) for source in sources]


def owners(*public: bool) -> list[UnpublishedContent]:
    return [UnpublishedContent(f"{number}.md", "a draft", (), was) for number, was in enumerate(public)]


def test_six_words_are_a_sentence_and_five_are_short() -> None:
    found = {
        term.words: term.sort for term in model.of_text("<p>Five of them are short. Six of them are long enough.</p>")
    }
    assert found == {b"five of them are short": Sort.SHORT, b"six of them are long enough": Sort.SENTENCE}


def test_a_long_sentence_is_cut_so_that_its_beginning_is_found_alone() -> None:
    words = [f"word{number}" for number in range(50)]
    parts = [term.words.split() for term in model.of_text(" ".join(words))]
    assert [word.decode() for part in parts for word in part] == words
    assert all(12 <= len(part) <= 24 for part in parts)


@pytest.mark.parametrize("words", ["", "2026-05-04 09:30", "1,000", "a b", "—", "…"])
def test_common_words_are_no_search_terms(words: str) -> None:
    assert [*model.of_name(words), *model.of_text(words)] == []


def test_a_field_of_several_sentences_is_looked_for_sentence_by_sentence() -> None:
    assert [term.sort for term in model.of_field("A title, and no more?")] == [Sort.NAME]
    assert len(list(model.of_field("The first sentence says one thing. The other sentence says another."))) == 2


@pytest.mark.parametrize("term", [_LONG, _NAME, _LONG_NAME, _SHORT])
def test_a_term_of_no_published_text_is_distinctive(term: SearchTerm) -> None:
    assert model.is_distinctive(term, [], unheard=True)
    assert not model.is_distinctive(term, matches("a.md"), unheard=True)


def test_a_short_sentence_needs_a_word_of_its_own() -> None:
    assert not model.is_distinctive(_SHORT, [], unheard=False)
    assert model.is_distinctive(_NAME, [], unheard=False)


def test_a_sentence_in_one_or_two_published_stories_was_pasted() -> None:
    assert model.pasted_into(_LONG, matches("b.md", "a.md"), owners(False)) == ["a.md", "b.md"]


def test_text_of_three_public_stories_is_commonplace() -> None:
    assert model.pasted_into(_LONG, matches("a.md", "b.md", "c.md"), owners(False)) == []
    assert model.pasted_into(_LONG, matches("a.md"), owners(True, True)) == []
    # Three versions of one draft prove nothing.
    assert model.pasted_into(_LONG, matches("a.md"), owners(False, False, False)) == ["a.md"]


def test_boilerplate_is_no_leak() -> None:
    assert (
        model.pasted_into(_LONG, [*matches("a.md"), *matches("theme/base.html", boilerplate=True)], owners(False)) == []
    )


def test_a_name_is_pasted_where_it_is_said_and_not_where_something_is_called_so() -> None:
    assert model.pasted_into(_LONG_NAME, matches("a.md"), owners(False)) == ["a.md"]
    assert model.pasted_into(_LONG_NAME, matches("a.md", called=True), owners(False)) == []
    assert model.pasted_into(_NAME, matches("a.md"), owners(False)) == []
    assert model.pasted_into(_SHORT, matches("a.md"), owners(False)) == []
