"""Helplines: a wrong number can do harm, so every entry is checked and shown as it stands."""

from __future__ import annotations

from datetime import date

import pytest

from newsroom.features.support.model import Helplines, assemble, file_problems, markup, too_few
from newsroom.features.support.schema import HelplineField, HelplinesFile
from newsroom.site.page_parts import Helpline, HelplineBox
from tests.building import Project, problem_lines

CHECKED = date(2026, 1, 1)
ENTRY = """\
[[helpline]]
id = "qlife"
name = "QLife"
phone = "1800 184 527"
hours = "3 pm to midnight"
zone = "local"
serves = "LGBTIQ+ people"
note = "Peer support."
web = "https://qlife.org.au/"
around_the_clock = false
checked = 2026-11-16
"""


def entry(id_: str, **more: object) -> HelplineField:
    """Return a service that answers at all hours, unless more is said."""
    given = {"phone": "000", "hours": "All hours", "serves": "All", "around_the_clock": True, "checked": CHECKED}
    return HelplineField.model_validate({"id": id_, "name": id_, **given, **more})


def helplines(*entries: HelplineField) -> Helplines:
    places = ({"id": "au-qld", "name": "Queensland"}, {"id": "nz", "name": "New Zealand"})
    return assemble(HelplinesFile.model_validate({"home": "au", "place": places, "helpline": entries}))


def lines(*entries: HelplineField) -> tuple[Helpline, ...]:
    box = helplines(*entries).box()
    return box.lines if box else ()


def services_shown(box: HelplineBox | None) -> object:
    """Return the names in a box: those in sight, and by place with whether it stands open."""
    assert box is not None
    places = [(str(group.place), group.open, [line.name for line in group.lines]) for group in box.places]
    return [line.name for line in box.lines], places


@pytest.mark.parametrize(
    ("phone", "tel"),
    [
        ("1800 184 527", "tel:1800184527"),
        ("13 11 14", "tel:131114"),
        ("+61 7 3017 1777", "tel:+61730171777"),
        ("(07) 3017-1777", "tel:0730171777"),
    ],
)
def test_a_number_is_shown_as_people_write_it_and_dialled_as_it_is(phone: str, tel: str) -> None:
    (line,) = lines(entry("x", phone=phone, checked=date(2026, 11, 6)))
    assert (line.phone, line.tel) == (phone.replace(" ", "\xa0"), tel)
    assert (str(line.checked), line.note, line.web, line.around_the_clock) == ("6 November 2026", "", "", True)


def test_services_keep_their_order_and_no_file_is_no_services() -> None:
    assert [line.name for line in lines(*(entry(name) for name in "bca"))] == ["b", "c", "a"]
    assert assemble(None).box() is None


def test_services_stand_by_place_with_the_storys_own_state_open_and_first() -> None:
    known = helplines(
        entry("everywhere", topics=["a"]),
        entry("abroad", topics=["a"], places=["nz"]),
        entry("here", topics=["a", "b"], places=["au-qld"]),
        entry("both", topics=["b"], places=["au", "nz"]),
    )
    assert services_shown(known.box(["a"])) == (
        ["everywhere"], [("Queensland", False, ["here"]), ("New Zealand", False, ["abroad"])],
    )  # fmt: skip
    assert services_shown(known.box(["b"], "qld")) == (
        ["both"], [("Queensland", True, ["here"]), ("New Zealand", False, ["both"])],
    )  # fmt: skip
    assert services_shown(known.box(["a"], "tas")) == services_shown(known.box(["a"]))
    assert services_shown(known.box()) == (
        ["everywhere", "both"], [("Queensland", False, ["here"]), ("New Zealand", False, ["abroad", "both"])],
    )  # fmt: skip
    assert known.box(["c"]) is None


@pytest.mark.parametrize(
    ("zone", "expected"), [("local", "3 to 9, your local time"), ("Pacific/Auckland", "3 to 9, Auckland time")]
)
def test_hours_say_whose_they_are(zone: str, expected: str) -> None:
    (line,) = lines(entry("x", hours="3 to 9", around_the_clock=False, zone=zone))
    assert line.when == expected


def test_a_service_can_be_reached_by_text_and_chat_alone() -> None:
    (line,) = lines(entry("x", phone=None, text="1737", chat="https://chat.example/"))
    assert (line.tel, line.sms, line.chat) == ("", "sms:1737", "https://chat.example/")


def test_only_services_in_sight_that_answer_always_count_below_a_story_on_suicide() -> None:
    open_one, late = entry("one", topics=["s"]), entry("late", topics=["s"], around_the_clock=False, zone="local")
    state, abroad = entry("state", topics=["s"], places=["au-qld"]), entry("abroad", topics=["s"], places=["nz"])

    def enough(*entries: HelplineField, state: str = "") -> bool:
        return not list(too_few(helplines(*entries).box(["s"], state), "x.md", 3))

    assert not enough()
    assert not enough(open_one, late)
    assert not enough(open_one, abroad)
    assert not enough(open_one, state)
    assert enough(open_one, state, state="qld")
    assert enough(open_one, entry("two", topics=["s"]))


def test_an_entry_is_old_after_180_days_and_not_before() -> None:
    data = HelplinesFile(helpline=(entry("x"),))

    def old(day: date) -> bool:
        return [p.rule for p in file_problems(data, "x", lambda _: (7, 1), day)] == ["helpline-old"]

    assert not old(date(2026, 6, 30))
    assert old(date(2026, 7, 1))


def test_feeds_carry_the_services_in_sight_as_safe_html() -> None:
    box = helplines(entry("one", name="A & B"), entry("abroad", places=["nz"])).box()
    assert box is not None
    assert "<li><strong>A &amp; B</strong>: 000 (All hours)</li>" in markup(box)
    assert "abroad" not in markup(box)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ('"1800 184 527"', '""', "4: value-missing"),
        ('phone = "1800 184 527"\n', "", "1: value-missing"),
        ('"1800 184 527"', "1800184527", "4: value-shape"),
        ('"1800 184 527"', '"1800 RAINBOW"', "4: value-shape"),
        ('"1800 184 527"', '"see our page"', "4: value-shape"),
        ("2026-11-16", '"last week"', "11: value-shape"),
        ("2026-11-16", "2026-02-30", "11: front-matter-syntax"),
        ("checked = 2026-11-16", "", "1: value-missing"),
        ("false", '"sometimes"', "10: value-shape"),
        ("https://qlife.org.au/", "javascript:alert(1)", "9: link-forbidden"),
        ('"qlife"', '"Q Life"', "2: slug-shape"),
        ("hours", "hour", "1: value-missing"),
        ("org.au/", "org.au/?from=qnews", "9: link-forbidden"),
        ("https://qlife.org.au/", "http://qlife.org.au/", "9: link-forbidden"),
        ('zone = "local"\n', "", "1: value-missing: the hours of QLife say no time zone"),
        ('"local"', '"Brisbane"', '6: value-unknown: there is no time zone "Brisbane"'),
        ("note = ", 'places = ["au-qdl"]\nnote = ', '8: helpline-unknown: there is no place "au-qdl"'),
        ("2026-11-16", "2026-05-26", "11: helpline-old"),
        ("2026-11-16", "2026-05-27", ""),
        ("2026-11-16", "2026-11-30", ""),
        ("2026-11-16", "2026-12-01", "11: helpline-old: QLife is said to be checked on 2026-12-01"),
        ("note", "notes", '8: key-unknown: there is no field "helpline.1.notes"; did you mean "note"?'),
    ],
)
def test_each_fault_is_said_on_its_line(site: Project, old: str, new: str, expected: str) -> None:
    site.write("data/helplines.toml", ENTRY.replace(old, new, 1))
    messages = problem_lines(site.build(check_only=True))
    assert bool(messages) == bool(expected)
    assert not messages or messages[0].startswith(f"content/data/helplines.toml:{expected}")


@pytest.mark.parametrize("words", ["", "# not yet\n", 'home = "nz"\n', '[[place]]\nid = "au"\nname = "Australia"\n'])
def test_a_file_without_any_service_is_a_draft_to_fill_in(site: Project, words: str) -> None:
    """A new magazine begins with one: no number may be guessed. Notes that ask for topics are no second problem."""
    site.write("data/helplines.toml", words)
    note = '[[note]]\nid = "death"\nwords = "W."\nlabel = "L"\nhelplines = ["distress"]\n'
    site.write("data/content_notes.toml", note)
    [problem] = site.build().problems
    assert (problem.path, problem.rule, problem.stops_publish) == (
        "content/data/helplines.toml",
        "helpline-none",
        False,
    )
    site.story(
        "world/2026/noted", "---\ntitle: T\nsummary: S\ndate: 2026-05-01\nhelplines: [distress]\n---\n\nWords.\n"
    )
    assert "helpline-unknown" in {problem.rule for problem in site.build().problems if problem.is_error}


def test_a_service_that_names_no_place_is_for_the_magazines_own_country() -> None:
    services = [
        entry("own"),
        entry("named", places=["nz"]),
        entry("state", places=["nz-auk"]),
        entry("other", places=["au"]),
    ]
    places = [{"id": "nz-auk", "name": "Auckland"}, {"id": "au", "name": "Australia"}]
    box = assemble(HelplinesFile.model_validate({"home": "nz", "place": places, "helpline": services})).box(state="auk")
    assert box
    assert services_shown(box) == (["own", "named"], [("Auckland", True, ["state"]), ("Australia", False, ["other"])])


@pytest.mark.parametrize(("id_", "phone"), [("qlife", "13 11 14"), ("other", "1800-184-527")])
def test_a_service_that_is_listed_twice_is_told(site: Project, id_: str, phone: str) -> None:
    """It would count as two that answer around the clock."""
    twin = ENTRY.replace('"qlife"', f'"{id_}"').replace("1800 184 527", phone).replace('"QLife"', '"Twin"')
    site.write("data/helplines.toml", f"{ENTRY}\n{twin}")
    [line] = problem_lines(site.build(check_only=True))
    assert "helpline-twice: Twin has the id or the number of QLife, which stands above" in line


def test_a_page_with_their_layout_lists_them(site: Project) -> None:
    site.write("data/helplines.toml", ENTRY)
    site.write("pages/support.md", "---\ntitle: Support\nsummary: Who helps.\nlayout: helplines\n---\n\nRing them.\n")
    assert problem_lines(site.build()) == []
    page = site.page("/support/")
    assert 'href="tel:1800184527"' in page
    assert "1800\xa0184\xa0527" in page
    assert "16 November 2026" in page
    assert "tel:1800184527" not in site.page("/about/")
