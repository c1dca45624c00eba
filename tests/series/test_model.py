"""Series: a story's part and its neighbours, and never how many there are."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core.parts import Link
from newsroom.series.model import SeriesBox, boxes
from tests.building import Project


def links(count: int) -> list[Link]:
    return [Link(f"Part {number}", f"/world/2026/05/part-{number}/") for number in range(1, count + 1)]


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 30))
def test_parts_are_counted_from_the_oldest_and_lead_to_their_neighbours(count: int) -> None:
    made = boxes("Ten years", links(count))
    assert [box.part for box in made] == list(range(1, count + 1))
    assert {box.href for box in made} <= {"/series/ten-years/"}
    assert [box.previous for box in made] == [None, *links(count)][:count]
    assert [box.next for box in made] == [*links(count)[1:], None][:count]


@settings(deadline=None, max_examples=50)
@given(st.integers(1, 30))
def test_a_new_part_changes_only_the_one_before_it(count: int) -> None:
    before, after = boxes("Ten years", links(count)), boxes("Ten years", links(count + 1))
    assert [number for number in range(count) if before[number] != after[number]] == [count - 1]


def test_a_box_never_says_how_many_parts_there_are() -> None:
    assert {field.name for field in fields(SeriesBox)} == {"name", "href", "part", "previous", "next"}


def test_a_series_has_a_list_and_its_stories_lead_to_each_other(site: Project) -> None:
    for number, day in enumerate((20, 5, 11), 1):
        site.story(
            f"world/2026/part-{number}",
            f"---\ntitle: Part <{number}>\nsummary: S\ndate: 2026-05-{day:02}\nseries: Ten years\n---\n\nWords.\n",
        )
    site.story(
        "world/2026/draft", "---\ntitle: D\nsummary: S\ndate: 2026-05-12\nseries: Ten years\nstatus: draft\n---\n\nW.\n"
    )
    assert site.build().ok
    middle = site.page("/world/2026/05/part-3/")
    assert 'href="/world/2026/05/part-2/" rel="prev">Part &lt;2&gt;<' in middle
    assert 'href="/world/2026/05/part-1/" rel="next">Part &lt;1&gt;<' in middle
    listed = site.page("/series/ten-years/")
    order = [listed.index(f"/world/2026/05/part-{number}/") for number in (1, 3, 2)]
    assert order == sorted(order)
    assert "draft" not in listed
