"""The front page: which story stands where, and none twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.front.model import IN_SECTION, LATEST, OPINION, ROOM, SECONDARY, Pick, Pin, Slots, fill
from tests.building import Project, said

SECTIONS = ("world", "national", "opinion")
_PICKS = st.lists(
    st.builds(
        Pick,
        st.uuids().map(str),
        st.sampled_from(SECTIONS),
        st.sampled_from(["news", "feature", "opinion", "sponsored"]),
        st.booleans(),
    ),
    max_size=60,
)


def _pins(picks: list[Pick], data: st.DataObject) -> list[Pin]:
    """Draw what an editor may have asked for, sense or nonsense."""
    ids = st.sampled_from(["nothing", *(pick.id for pick in picks)])
    return data.draw(st.lists(st.builds(Pin, st.sampled_from(sorted(ROOM)), ids), max_size=12))


def shown(slots: Slots) -> list[str]:
    rest = [id_ for ids in slots.sections.values() for id_ in ids]
    return [*filter(None, [slots.lead]), *slots.secondary, *slots.latest, *slots.opinion, *rest]


@settings(deadline=None, max_examples=200)
@given(_PICKS, st.data())
def test_no_story_stands_on_the_page_twice_and_no_slot_overflows(picks: list[Pick], data: st.DataObject) -> None:
    slots = fill(picks, SECTIONS, _pins(picks, data))
    assert len(shown(slots)) == len(set(shown(slots)))
    assert set(shown(slots)) <= {pick.id for pick in picks}
    assert len(slots.secondary) <= SECONDARY
    assert len(slots.latest) <= LATEST
    assert len(slots.opinion) <= OPINION
    assert tuple(slots.sections) == SECTIONS
    assert all(len(ids) <= IN_SECTION for ids in slots.sections.values())


@settings(deadline=None, max_examples=200)
@given(_PICKS, st.data())
def test_what_is_sponsored_stands_only_among_its_section(picks: list[Pick], data: st.DataObject) -> None:
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
    assert fill(picks, SECTIONS, "old").lead == "old"


@pytest.mark.parametrize("lead", ["", "nothing"])
def test_else_the_lead_is_the_newest_report_with_a_picture(lead: str) -> None:
    picks = [
        Pick("paid", "world", "sponsored", True),
        Pick("view", "opinion", "opinion", True),
        Pick("plain", "world", "news", False),
        Pick("shown", "world", "news", True),
    ]
    assert fill(picks, SECTIONS, lead).lead == "shown"


def test_without_stories_the_page_is_empty() -> None:
    assert shown(fill([], SECTIONS)) == []


@pytest.mark.parametrize(
    ("words", "reported"),
    [
        ('lead = "world/2026/first-light"\n', None),
        ('lead = ""\n', None),
        (
            '# a note\nlead = "world/2026/frist-light"\n',
            ':2: link-target: no story "world/2026/frist-light"; did you mean',
        ),
        ("lead = 5\n", ":1: value-shape"),
        ('laed = "x"\n', ':1: key-unknown: there is no field "laed"; did you mean "lead"?'),
        ("lead = none\n", ":1: front-matter-syntax"),
    ],
)
def test_the_data_file_is_checked(site: Project, words: str, reported: str | None) -> None:
    site.write("data/front.toml", words)
    found = said(site.build(check_only=True))
    assert len(found) == bool(reported)
    if reported:
        assert found[0].startswith(f"content/data/front.toml{reported}")
