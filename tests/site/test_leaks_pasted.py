"""Sentences and pictures of what is not published, in what is: found in the sources, before anything is made."""

from __future__ import annotations

import re
import shutil

import pytest

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.features.leaks import plain_text
from newsroom.features.leaks.model import Search
from tests.building import NOW, Project, problem_lines
from tests.site.canaries import SENTENCE, STATES, drawing, hide

_FIRST = "articles/world/2026/first-light.md"


def paste_words(site: Project, words: str, waive: str = "", path: str = _FIRST) -> None:
    """Put words at the end of a published story, and a waiver in its head."""
    place = site.content / path
    place.write_text(place.read_text("utf-8").replace("tags:", f"{waive}tags:", 1) + f"\n{words}\n", "utf-8")


@pytest.mark.sample(2)
@pytest.mark.parametrize(("what", "state"), STATES.items(), ids=STATES)
@pytest.mark.parametrize("check_only", [True, False])
def test_a_pasted_sentence_is_found_and_both_places_are_named(
    site: Project, what: str, state: str, check_only: bool
) -> None:
    hide(site, state)
    paste_words(site, f"A friend wrote: “{SENTENCE.replace('Zanzibar', '[Zanzibar](https://a.example/)')}”")
    [line] = problem_lines(site.build(check_only=check_only))
    assert line.startswith(
        "content/articles/world/2026/first-light.md:11: leak-text: this stands in "
        f'content/articles/world/2026/ferry.md:13 ({what}) too: "the ferry to zanzibar left without telling anybody …"'
    )
    # Readers have had an expired story, and only time made this wrong: it is told and stops nothing.
    assert site.output.exists() == (what == "an expired story" and not check_only)


def test_the_story_that_carries_it_may_let_it_pass_with_a_reason(site: Project) -> None:
    hide(site)
    paste_words(site, SENTENCE, waive="waive:\n  leak-text: the ferry company said so in public\n")
    assert problem_lines(site.build()) == []
    assert "ferry to Zanzibar" in site.page("/world/2026/05/first-light/")


def test_a_waiver_elsewhere_lets_nothing_pass(site: Project) -> None:
    draft = hide(site)
    paste_words(site, SENTENCE)
    paste_words(site, "", waive="waive:\n  leak-text: no reason\n", path=draft.relative_to(site.content).as_posix())
    assert len(problem_lines(site.build())) == 1


@pytest.mark.parametrize("path", ["pages/about.md", "authors/robin-vale.md"])
def test_pasted_text_is_found_on_pages_and_in_bios_too(site: Project, path: str) -> None:
    draft = hide(site)
    place = site.content / path
    place.write_text(place.read_text("utf-8") + f"\n{SENTENCE}\n", "utf-8")
    [line] = problem_lines(site.build())
    assert line.startswith(f"content/{path}:")
    assert "leak-text: this stands in content/articles/world/2026/ferry.md:" in line
    # They have no waivers, so the story that is not published may say that its words are known.
    paste_words(
        site,
        "",
        waive="waive:\n  leak-text: the ferry company says so\n",
        path=draft.relative_to(site.content).as_posix(),
    )
    assert problem_lines(site.build()) == []


def test_a_name_that_a_published_story_hides_in_its_pictures_is_looked_for_all_the_same(site: Project) -> None:
    """To keep a name out of alt texts makes it known to nobody."""
    draft = hide(site)
    draft.write_text(re.sub(r"title: .*", "title: Farida Noorzai", draft.read_text("utf-8"), count=1), "utf-8")
    paste_words(site, "", waive="hides: Farida Noorzai\n")
    _, plan = planned(BuildRequest(site.root, now=NOW, check_only=True))
    assert plan is not None
    assert plain_text.normal("Farida Noorzai") in plan.edition.get(Search).owners


def test_a_remark_in_a_data_file_makes_nothing_known(site: Project) -> None:
    """No reader sees it, so it is no reason to let the same words pass elsewhere."""
    hide(site)
    site.write("data/front.toml", f"# {SENTENCE}\n")
    paste_words(site, SENTENCE)
    assert len(problem_lines(site.build())) == 1


def test_many_sentences_of_one_story_are_one_problem(site: Project) -> None:
    more = "Not one of those who waited had slept. All of the lamps along the quay were out by then."
    hide(site, sentence=f"{SENTENCE} {more}")
    paste_words(site, f"{more} {SENTENCE}")
    [line] = problem_lines(site.build())
    assert '" and 2 more of its sentences; take it out' in line


def test_a_comment_that_quotes_it_is_found_and_its_story_may_let_it_pass(site: Project) -> None:
    hide(site, "status: withdrawn")
    site.write("comments/world/2026/first-light/1.md", f"---\nname: N\ndate: 2026-05-05\n---\n\n{SENTENCE}\n")
    [line] = problem_lines(site.build())
    assert line.startswith("content/comments/world/2026/first-light/1.md:6: leak-text: ")
    paste_words(site, "", waive="waive:\n  leak-text: it is known by now\n")
    assert problem_lines(site.build()) == []


def test_text_of_three_published_stories_stops_nothing(site: Project) -> None:
    hide(site)
    places = [_FIRST, "articles/national/2026/second-wind.md", "articles/opinion/2026/third-word.md"]
    for path in places[:2]:
        paste_words(site, SENTENCE, path=path)
    assert len(problem_lines(site.build())) == 2
    paste_words(site, SENTENCE, path=places[2])
    assert problem_lines(site.build()) == []


def test_a_title_may_be_said_by_others_and_a_short_sentence_too(site: Project) -> None:
    hide(site, sentence="Nobody knew.")
    paste_words(site, "A ferry leaves Zanzibar. Nobody knew. Tell no one.")
    assert problem_lines(site.build()) == []


@pytest.mark.audit
def test_removed_pasted_text_stops_nothing_and_edits_are_compared_again(site: Project) -> None:
    """A compared text is not compared again; an edit of one side or of the other counts at once."""
    hide(site)
    before = (site.content / _FIRST).read_text("utf-8")
    for _ in range(2):
        paste_words(site, SENTENCE)
        assert len(problem_lines(site.build())) == 1
        assert len(problem_lines(site.build(check_only=True))) == 1
        (site.content / _FIRST).write_text(before, "utf-8")
        assert problem_lines(site.build()) == []
    hide(site, sentence="The lamps along all of that quay went out at once.")
    paste_words(site, "The lamps along all of that quay went out at once.")
    assert len(problem_lines(site.build())) == 1


def test_a_word_that_a_published_story_gives_up_is_a_word_of_its_own_again(site: Project) -> None:
    """A short heading is looked for only while it has a word that nothing published has."""
    from newsroom.engine.edition import Edition
    from newsroom.features.leaks.compare import search

    def looked_for() -> bool:
        found: list[Search] = []
        original = search

        def keep(edition: Edition) -> Search:
            found.append(original(edition))
            return found[-1]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("newsroom.features.leaks.compare.search", keep)
            site.build()
        return b"tell the kestrels" in found[-1].owners

    hide(site, sentence="Tell the kestrels.")
    assert looked_for()
    before = (site.content / _FIRST).read_text("utf-8")
    paste_words(site, "Kestrels are birds.")
    assert not looked_for()
    (site.content / _FIRST).write_text(before, "utf-8")
    assert looked_for()


# ---------------------------------------------------------------------------------------------------------- pictures


def test_the_same_picture_under_another_name_is_found(site: Project) -> None:
    hide(site)
    shutil.copy(site.content / "images/2026/harbour.png", site.content / "images/2026/holiday.png")
    paste_words(site, "![A lamp](/images/2026/holiday.png)")
    [line] = problem_lines(site.build())
    assert line.startswith(
        "content/articles/world/2026/first-light.md:11: leak-picture: content/images/2026/holiday.png is the very "
        "picture content/images/2026/harbour.png, which nothing published shows; show 2026/holiday.png there too"
    )


def test_a_picture_that_looks_like_it_is_warned_of_until_it_is_waived(site: Project) -> None:
    hide(site)
    drawing(site, "2026/holiday.png", scale=2)
    paste_words(site, "![A lamp](/images/2026/holiday.png)")
    for _ in range(2):
        outcome = site.build()
        assert outcome.ok
        [line] = problem_lines(outcome)
        assert (
            "first-light.md:11: leak-likeness: content/images/2026/holiday.png looks like content/images/2026/" in line
        )
    paste_words(site, "", waive="waive:\n  leak-likeness: another lamp\n")
    assert problem_lines(site.build()) == []


def test_how_pictures_look_is_found_out_once(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsroom.features.leaks import similar_pictures

    hide(site)
    drawing(site, "2026/holiday.png", step=3)
    paste_words(site, "![A lamp](/images/2026/holiday.png)")
    assert problem_lines(site.build()) == []
    monkeypatch.setattr(similar_pictures, "hash_of_file", lambda path: pytest.fail(f"{path} is looked at again"))
    paste_words(site, "More words.")
    assert problem_lines(site.build()) == []
