"""Series: a story's part and its neighbours, and never how many there are."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core.parts import Link
from newsroom.features.series.model import boxes
from newsroom.site.story_parts import SeriesBox
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
    assert set(SeriesBox.__struct_fields__) == {"name", "href", "part", "title", "previous", "next"}


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
    order = [listed.index(f"/world/2026/05/part-{number}/") for number in (2, 3, 1)]
    assert order == sorted(order)
    assert "draft" not in listed
    assert [part for part in ("Part 1<", "Part 2<", "Part 3<", "Part 4<") if part in listed] == [
        "Part 1<", "Part 2<", "Part 3<",
    ]  # fmt: skip
    box = BeautifulSoup(middle, "lxml").select_one(".series ol")
    assert box is not None
    assert box["start"] == "1"
    assert [(li.text.replace("\xa0", " "), bool(li.select("[aria-current=page]"))) for li in box.find_all("li")] == [
        ("Part <2>", False), ("Part <3>", True), ("Part <1>", False),
    ]  # fmt: skip


def test_a_long_series_begins_with_its_first_part_and_only_its_last_page_grows(site: Project) -> None:
    part = "---\ntitle: Part {0}\nsummary: S\ndate: 2026-0{1}-{2:02d}\nseries: Ten years\n---\n\nWords.\n"
    for number in range(1, 42):
        site.story(f"world/2026/part-{number}", part.format(number, number // 25 + 1, number % 25 + 1))
    assert site.build().ok
    before = {path: site.page(path) for path in ("/series/ten-years/", "/series/ten-years/page/2/")}
    for (path, page), first in zip(before.items(), (1, 21), strict=True):
        labels = [words.text for words in BeautifulSoup(page, "lxml").select(".list-part")]
        assert labels == [f"Part {number}" for number in range(first, first + 20)], path
    assert 'href="/series/ten-years/page/2/" rel="next">Later parts' in before["/series/ten-years/"]
    assert 'href="/series/ten-years/" rel="prev"' in before["/series/ten-years/page/2/"]
    assert "Part 41" in site.page("/series/ten-years/page/3/")
    site.story("world/2026/part-42", part.format(42, 3, 1))
    assert site.build().ok
    assert {path: site.page(path) for path in before} == before
