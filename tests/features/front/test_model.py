"""The front page: which story stands where, and none twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.features.front.model import (
    IN_SECTION,
    LATEST,
    OPINION,
    ROOM,
    SECONDARY,
    Pick,
    SlotPin,
    Slots,
    fill,
    misfit,
    shapes,
)

SECTIONS = ("world", "national", "opinion")
_PICKS = st.lists(
    st.builds(
        Pick,
        st.uuids().map(str),
        st.sampled_from(SECTIONS),
        st.sampled_from(["news", "feature", "opinion", "sponsored"]),
        st.booleans(),
        st.frozensets(st.sampled_from(["/series/a/", "/topic/b/"])),
    ),
    max_size=60,
)


def _pins(picks: list[Pick], data: st.DataObject) -> list[SlotPin]:
    """Draw what an editor may have asked for, sense or nonsense."""
    ids = st.sampled_from(["nothing", *(pick.id for pick in picks)])
    lists = st.sampled_from(["/series/a/", "/topic/b/", "/topic/nothing/"])
    slots = st.sampled_from(sorted(ROOM))
    pins = st.one_of(st.builds(SlotPin, slots, ids), st.builds(SlotPin, slots, list=lists))
    return data.draw(st.lists(pins, max_size=12))


def shown_ids(slots: Slots) -> list[str]:
    rest = [id_ for ids in slots.sections.values() for id_ in ids]
    return [*filter(None, [slots.lead]), *slots.secondary, *slots.latest, *slots.opinion, *rest]


@settings(deadline=None, max_examples=200)
@given(_PICKS, st.data())
def test_no_story_stands_on_the_page_twice_and_no_slot_overflows(picks: list[Pick], data: st.DataObject) -> None:
    slots = fill(picks, SECTIONS, _pins(picks, data))
    assert len(shown_ids(slots)) == len(set(shown_ids(slots)))
    assert set(shown_ids(slots)) <= {pick.id for pick in picks}
    assert len(slots.secondary) <= SECONDARY
    assert len(slots.latest) <= LATEST
    assert len(slots.opinion) <= OPINION
    assert tuple(slots.sections) == SECTIONS
    assert all(len(ids) <= IN_SECTION for ids in slots.sections.values())


@settings(deadline=None, max_examples=200)
@given(_PICKS, st.data())
def test_sponsored_stories_appear_only_in_their_section(picks: list[Pick], data: st.DataObject) -> None:
    """Not even where front.toml asks for it: nobody buys the head of the magazine."""
    slots = fill(picks, SECTIONS, _pins(picks, data))
    paid = {pick.id for pick in picks if pick.kind == "sponsored"}
    assert not paid & {slots.lead, *slots.secondary, *slots.latest, *slots.opinion}


@settings(deadline=None, max_examples=200)
@given(_PICKS)
def test_every_slot_is_filled_newest_first_with_what_belongs_there(picks: list[Pick]) -> None:
    slots = fill(picks, SECTIONS)
    by_id = {pick.id: pick for pick in picks}
    place = {pick.id: number for number, pick in enumerate(picks)}
    for ids in (slots.secondary, slots.latest, slots.opinion, *slots.sections.values()):
        assert [place[id_] for id_ in ids] == sorted(place[id_] for id_ in ids)
    assert all(by_id[id_].kind == "opinion" for id_ in slots.opinion)
    assert all(by_id[id_].kind not in ("opinion", "sponsored") and by_id[id_].has_picture for id_ in slots.secondary)
    assert all(by_id[id_].section == name for name, ids in slots.sections.items() for id_ in ids)
    reports = [pick for pick in picks if pick.kind not in ("opinion", "sponsored")]
    with_picture = [pick for pick in reports if pick.has_picture]
    expected = (with_picture or reports)[:1]
    assert slots.lead == "".join(pick.id for pick in expected)


@pytest.mark.parametrize("kind", ["news", "opinion"])
def test_the_lead_is_the_one_that_is_asked_for(kind: str) -> None:
    picks = [Pick("new", "world", "news", True), Pick("old", "world", kind, False)]
    assert fill(picks, SECTIONS, [SlotPin("lead", "old")]).lead == "old"


@pytest.mark.parametrize("pins", [[], [SlotPin("lead", "nothing")], [SlotPin("lead", "paid")]])
def test_else_the_lead_is_the_newest_report_with_a_picture(pins: list[SlotPin]) -> None:
    picks = [
        Pick("paid", "world", "sponsored", True),
        Pick("view", "opinion", "opinion", True),
        Pick("plain", "world", "news", False),
        Pick("shown", "world", "news", True),
    ]
    assert fill(picks, SECTIONS, pins).lead == "shown"


def test_without_a_picture_anywhere_the_newest_report_leads() -> None:
    assert fill([Pick("view", "opinion", "opinion", True), Pick("plain", "world", "news", False)], ()).lead == "plain"


_MANY = [Pick(f"s{number:02d}", "world", "opinion" if number % 4 == 3 else "news", True) for number in range(40)]


@settings(deadline=None, max_examples=200)
@given(_PICKS, st.data())
def test_requested_stories_come_first_and_the_newest_fill_the_rest(picks: list[Pick], data: st.DataObject) -> None:
    """The first choice has its place, and the lead stays empty only where every report was put somewhere else."""
    pins = _pins(picks, data)
    slots = fill(picks, SECTIONS, pins)
    kinds = {pick.id: pick.kind for pick in picks}
    fit = [pin for pin in pins if pin.story in kinds and not misfit(pin.slot, kinds[pin.story])]
    places = {"lead": (slots.lead,), "secondary": slots.secondary, "opinion": slots.opinion, "latest": slots.latest}
    if fit and not any(pin.list for pin in pins):
        assert fit[0].story in places[fit[0].slot]
    if not slots.lead:
        reports = {id_ for id_, kind in kinds.items() if kind not in ("opinion", "sponsored")}
        assert reports <= {id_ for ids in places.values() for id_ in ids}


def test_each_place_holds_what_is_asked_for_in_the_editors_order() -> None:
    pins = [
        SlotPin("secondary", "s30"),
        SlotPin("secondary", "s20"),
        SlotPin("opinion", "s39"),
        SlotPin("lead", "s10"),
    ]
    slots = fill(_MANY, SECTIONS, pins)
    assert slots.lead == "s10"
    assert slots.secondary == ("s30", "s20", "s00", "s01")
    assert slots.opinion == ("s39", "s03", "s07")


def test_the_latest_stand_in_the_order_of_time_whoever_chose_them() -> None:
    slots = fill(_MANY, SECTIONS, [SlotPin("latest", "s35"), SlotPin("latest", "s00")])
    assert slots.latest == ("s00", "s08", "s09", "s10", "s12", "s35")
    assert slots.lead == "s01"


def test_of_two_leads_the_first_counts_and_the_other_stands_where_it_would() -> None:
    """So that the next lead can be named before the first has ended."""
    slots = fill(_MANY, SECTIONS, [SlotPin("lead", "s05"), SlotPin("lead", "s00")])
    assert slots.lead == "s05"
    assert slots.secondary[0] == "s00"


@pytest.mark.parametrize(
    ("slot", "kind", "reason"),
    [
        ("lead", "news", ""),
        ("lead", "sponsored", "what is sponsored stands in its section alone"),
        ("latest", "sponsored", "what is sponsored stands in its section alone"),
        ("opinion", "opinion", ""),
        ("opinion", "analysis", "a story of the kind analysis is no opinion"),
    ],
)
def test_which_kind_may_stand_where(slot: str, kind: str, reason: str) -> None:
    assert misfit(slot, kind) == reason


def test_without_stories_the_page_is_empty() -> None:
    assert shown_ids(fill([], SECTIONS)) == []


def _in(id_: str, *lists: str, kind: str = "news") -> Pick:
    return Pick(id_, "world", kind, True, frozenset(lists))


def test_the_newest_story_of_a_series_or_topic_holds_its_place() -> None:
    picks = [_in("new"), _in("part-2", "/series/a/"), _in("part-1", "/series/a/", "/topic/b/"), _in("old", "/topic/b/")]
    slots = fill(picks, SECTIONS, [SlotPin("lead", list="/series/a/"), SlotPin("secondary", list="/topic/b/")])
    assert (slots.lead, slots.secondary[0]) == ("part-2", "part-1")
    assert fill(picks[2:], SECTIONS, [SlotPin("lead", list="/series/a/")]).lead == "part-1"
    assert fill(picks[3:], SECTIONS, [SlotPin("lead", list="/series/a/")]).lead == "old", (
        "of an empty series nothing comes"
    )


def test_a_series_takes_no_story_that_has_a_place_of_its_own_or_may_not_stand_there() -> None:
    picks = [_in("paid", "/series/a/", kind="sponsored"), _in("named", "/series/a/"), _in("free", "/series/a/")]
    slots = fill(picks, SECTIONS, [SlotPin("lead", list="/series/a/"), SlotPin("secondary", "named")])
    assert (slots.lead, slots.secondary) == ("free", ("named",))


def test_two_places_of_one_series_hold_two_of_its_stories() -> None:
    picks = [_in("two", "/series/a/"), _in("one", "/series/a/")]
    assert fill(picks, SECTIONS, [SlotPin("secondary", list="/series/a/")] * 2).secondary == ("two", "one")


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], []),
        ([1], ["single"]),
        ([2], ["pair"]),
        ([5], ["feature"]),
        ([1, 2], ["half", "half"]),
        ([2, 2, 2], ["half", "half", "pair"]),
        ([3, 4, 5], ["feature", "row", "feature"]),
        ([1, 5, 1, 1, 4], ["single", "feature", "half", "half", "row"]),
    ],
)
def test_a_section_is_laid_out_by_how_many_stories_it_shows(counts: list[int], expected: list[str]) -> None:
    assert list(shapes(counts)) == expected
