"""Live pages and lists: what their text becomes, and what is wrong with a time or a number."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from newsroom.features.layouts.model import jump_links, live_page
from newsroom.features.stories.rendering import Story
from newsroom.features.stories.story_page import parted
from tests.read_context import lines_and_rules, read_story

_HEAD = "---\ntitle: A story\nsummary: What happened.\ndate: {0}\nlayout: {1}\n---\n\n"


def page(layout: str, words: str, date: str = "2026-11-24 09:00") -> Story:
    story, problems = read_story(_HEAD.format(date, layout) + words)
    assert lines_and_rules(problems) == []
    assert story is not None
    return story


def faults(layout: str, words: str, date: str = "2026-11-24 09:00") -> list[str]:
    """Return what is wrong with a text whose first line is line 8 of its file."""
    _, problems = read_story(_HEAD.format(date, layout) + words)
    return [f"{problem.line}: {problem.rule}: {problem.message}; {problem.fix}" for problem in problems]


def updates(story: Story) -> list[tuple[str, str, str, str]]:
    """Return of each update its id, the moment, how that is told, and the headline."""
    tree = fromstring(f"<div>{story.text.html}</div>")
    return [
        (section.get("id"), time.get("datetime"), str(time.text_content()), str(section.find("h2").text_content()))
        for section in tree.xpath('./section[@class="live-update"]')
        for time in section.xpath("./p/a/time")
    ]


# -------------------------------------------------------------------------------------------------------- live pages


@pytest.mark.parametrize("order", [1, -1])
def test_updates_stand_newest_first_whatever_the_order_in_the_file(order: int) -> None:
    blocks = ["## 09:00 Doors\n\nOne.\n\nTwo.\n\n", "## 11:30 Speech\n\nThree.\n\n", "## 14:05 Over\n\nFour.\n\n"]
    story = page("live", "Before.\n\n" + "".join(blocks[::order]))
    assert updates(story) == [
        ("at-2026-11-24-1405", "2026-11-24T14:05:00+10:00", "2.05pm", "Over"),
        ("at-2026-11-24-1130", "2026-11-24T11:30:00+10:00", "11.30am", "Speech"),
        ("at-2026-11-24-0900", "2026-11-24T09:00:00+10:00", "9am", "Doors"),
    ]
    points, rest = parted(story.text.html)
    assert points == "<p>Before.</p>"
    assert fromstring(f"<div>{rest}</div>")[2].text_content().split() == ["9am", "Doors", "One.", "Two."]


@pytest.mark.parametrize("order", [1, -1])
def test_of_one_moment_the_later_written_stands_first_and_links_to_the_earlier_hold(order: int) -> None:
    blocks = ["## 09:00 Doors\n\n", "## 10:00 First\n\n", "## 10:00 Second\n\n"]
    assert [(id_, words) for id_, _, _, words in updates(page("live", "".join(blocks[::order])))] == [
        ("at-2026-11-24-1000-2", "Second"),
        ("at-2026-11-24-1000", "First"),
        ("at-2026-11-24-0900", "Doors"),
    ]


def test_an_update_may_name_its_day_and_then_all_say_theirs() -> None:
    story = page("live", "## 2026-11-25 00:30 Result\n\nYes.\n\n## 23:00 – Waiting\n\nStill.\n")
    assert [(time, words) for _, _, time, words in updates(story)] == [
        ("12.30am, 25 November 2026", "Result"),
        ("11pm, 24 November 2026", "Waiting"),
    ]


def test_times_are_those_of_the_place_in_which_the_story_is_dated() -> None:
    story = page("live", "## 14:30 Vote\n\nYes.\n", "2026-11-24 09:00 Europe/Paris")
    assert updates(story)[0][1:3] == ("2026-11-24T14:30:00+01:00", "2.30pm")
    told = live_page(story.text.items)
    assert told is not None
    assert (str(told.updated.time), told.latest, told.zone) == ("2.30pm", "#at-2026-11-24-1430", "Paris")
    told = live_page(page("live", "## 14:30 Vote\n\nYes.\n", "2026-11-24 09:00 +02:00").text.items)
    assert told is not None
    assert told.zone == "UTC+02:00"


def test_an_update_keeps_markup_headings_and_notes() -> None:
    words = "## 10:00 *The* [bill](https://e.example/) & more\n\nA.[^1]\n\n### Inside\n\n> B\n\n[^1]: A note.\n"
    story = page("live", words)
    tree = fromstring(f"<div>{story.text.html}</div>")
    [section] = tree.xpath('./section[@class="live-update"]')
    assert [child.tag for child in section] == ["p", "h2", "p", "h3", "blockquote"]
    assert section.xpath("./h2/em")[0].text == "The"
    assert tree[-1].get("class") == "notes"
    assert [item.words for item in story.text.items] == ["The bill & more"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("## 25:00 Late\n", ['8: date-unreadable: there is no time "25:00"; hours go from 00 to 23']),
        ("## 10:00 A\n\n## 2026-13-01 10:00 B\n", ['10: date-unreadable: there is no day "2026-13-01"; the month']),
        ("## The vote\n", ['8: date-unreadable: the update "The vote" does not say when; begin each update with']),
        ("## 2.30pm The vote\n", ['8: date-unreadable: the update "2.30pm The vote" does not say when; begin each']),
        ("## 10:00\n\nWords.\n", ["8: value-missing: the update of 10:00 has no headline; say in a few words"]),
        ("Nothing yet.\n", ["7: value-missing: the live page has no update; begin each update with its time: ##"]),
        ("\n\n## 00:30 Result\n", ["10: date-order: the update of 00:30 is older than the story; if it is of"]),
    ],
)  # fmt: skip
def test_a_time_that_cannot_be_right_is_told_on_its_line_with_the_remedy(words: str, says: list[str]) -> None:
    told = faults("live", words)
    assert len(told) == len(says)
    assert all(line.startswith(begin) for line, begin in zip(told, says, strict=True)), told


def test_the_newest_update_is_when_the_story_was_changed() -> None:
    story = page("live", "## 10:00 A\n\n## 2026-11-25 08:00 B\n")
    assert story.record.changed is not None
    assert story.record.changed.isoformat() == "2026-11-25T08:00:00+10:00"


def test_other_layouts_keep_such_headings_as_they_are() -> None:
    story = page("standard", "## 10:00 A\n\n## 1. B\n")
    assert "live-update" not in story.text.html
    assert "item" not in story.text.html
    assert story.text.items == ()


# ------------------------------------------------------------------------------------------------------------- lists


def test_every_heading_of_the_second_level_is_an_item_up_to_a_rule() -> None:
    story = page("list", "Why.\n\n## A *book*\n\nX.\n\n### Inside\n\n## B\n\n---\n\n## How we chose\n")
    assert [(item.number, item.words) for item in story.text.items] == [("", "A book"), ("", "B")]
    assert [jump.href for jump in jump_links(story.text.items)] == ["#a-book", "#b"]
    tree = fromstring(f"<div>{story.text.html}</div>")
    assert [heading.get("class") for heading in tree.iter("h2")] == ["item", "item", None]


@pytest.mark.parametrize("numbers", [(1, 2, 3), (3, 2, 1), (8, 9, 10)])
def test_numbered_headings_are_the_items_counted_up_or_down(numbers: tuple[int, ...]) -> None:
    words = "".join(f"## {number}. Book {number}\n\nX.\n\n" for number in numbers)
    story = page("list", f"{words}## How we chose\n")
    assert [(item.number, item.words) for item in story.text.items] == [(str(n), f"Book {n}") for n in numbers]
    tree = fromstring(f"<div>{story.text.html}</div>")
    assert [heading.text_content() for heading in tree.xpath('.//h2[@class="item"]')] == [
        f"{number}. Book {number}" for number in numbers
    ]
    assert all(
        heading.get("id") == item.anchor for heading, item in zip(tree.iter("h2"), story.text.items, strict=False)
    )
    assert live_page(story.text.items) is None


def test_a_number_that_does_not_follow_on_is_told_on_its_line() -> None:
    assert faults("list", "## 1. A\n\n## 3. B\n\n## 4. C\n") == [
        '10: value-shape: the item "3. B" comes after number 1; give it number 2; items count up or down by one'
    ]
    assert faults("list", "## 3. A\n\n## 2. B\n\n## 2. C\n")[0].startswith('12: value-shape: the item "2. C"')


def test_a_list_without_items_says_how_to_write_one() -> None:
    [told] = faults("list", "Words.\n\n---\n\n## After the rule\n")
    assert told.startswith("7: value-missing: the list has no items; begin each item with ##")


@pytest.mark.parametrize("layout", ["standard", "long-read"])
def test_a_story_with_three_parts_has_contents(layout: str) -> None:
    story = page(layout, "Words.\n\n## One\n\n### Within\n\n## *Two*\n\n## Three[^a]\n\nX.\n\n[^a]: A note.\n")
    contents = [(jump.label, jump.href, jump.number, jump.moment) for jump in jump_links(story.text.items)]
    assert contents == [("One", "#one", "", None), ("Two", "#two", "", None), ("Three", "#three", "", None)]
    assert 'class="item"' not in story.text.html


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        ("standard", "## One\n\nX.\n\n## Two\n\nX.\n"),
        ("standard", "Words.\n"),
        ("long-read", "## One\n\n### A\n\n### B\n\n### C\n\nX.\n"),
        ("photo-essay", "## One\n\nX.\n\n## Two\n\nX.\n\n## Three\n\nX.\n"),
        ("standard", "> ## One\n>\n> ## Two\n>\n> ## Three\n"),
    ],
)
def test_a_story_with_fewer_parts_has_none(layout: str, text: str) -> None:
    assert page(layout, text).text.items == ()
