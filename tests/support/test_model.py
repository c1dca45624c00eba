"""Helplines: a wrong number can do harm, so every entry is checked and shown as it stands."""

from __future__ import annotations

from datetime import date

import pytest

from newsroom.support.model import HelplineField, HelplinesFile, assemble
from tests.building import Project, said

ENTRY = """\
[[helpline]]
id = "qlife"
name = "QLife"
phone = "1800 184 527"
hours = "3 pm to midnight"
serves = "LGBTIQ+ people"
note = "Peer support."
web = "https://qlife.org.au/"
around_the_clock = false
checked = 2026-11-16
"""


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
    field = HelplineField(
        id="x", name="X", phone=phone, hours="All", serves="All", checked=date(2026, 11, 6), around_the_clock=True
    )
    (line,) = assemble(HelplinesFile(helpline=(field,))).lines
    assert (line.phone, line.tel) == (phone, tel)
    assert (line.checked, line.note, line.web, line.around_the_clock) == ("6 November 2026", "", "", True)


def test_services_keep_their_order_and_no_file_is_no_services() -> None:
    fields = [HelplineField(id=i, name=i, phone="000", hours="x", serves="y", checked=date(2026, 1, 1)) for i in "bca"]
    assert [line.name for line in assemble(HelplinesFile(helpline=tuple(fields))).lines] == ["b", "c", "a"]
    assert assemble(None).lines == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ('"1800 184 527"', '""', "4: value-missing"),
        ('phone = "1800 184 527"\n', "", "1: value-missing"),
        ('"1800 184 527"', "1800184527", "4: value-shape"),
        ('"1800 184 527"', '"1800 RAINBOW"', "4: value-shape"),
        ('"1800 184 527"', '"see our page"', "4: value-shape"),
        ("2026-11-16", '"last week"', "10: value-shape"),
        ("2026-11-16", "2026-02-30", "10: front-matter-syntax"),
        ("checked = 2026-11-16", "", "1: value-missing"),
        ("false", '"sometimes"', "9: value-shape"),
        ("https://qlife.org.au/", "javascript:alert(1)", "8: link-refused"),
        ('"qlife"', '"Q Life"', "2: slug-shape"),
        ("hours", "hour", "1: value-missing"),
        ("note", "notes", '7: key-unknown: there is no field "helpline.1.notes"; did you mean "note"?'),
    ],
)
def test_each_fault_is_said_on_its_line(site: Project, old: str, new: str, expected: str) -> None:
    site.write("data/helplines.toml", ENTRY.replace(old, new, 1))
    found = said(site.build(check_only=True))
    assert bool(found) == bool(expected)
    assert not found or found[0].startswith(f"content/data/helplines.toml:{expected}")


def test_a_page_with_their_layout_lists_them(site: Project) -> None:
    site.write("data/helplines.toml", ENTRY)
    site.write("pages/support.md", "---\ntitle: Support\nsummary: Who helps.\nlayout: helplines\n---\n\nRing them.\n")
    assert said(site.build()) == []
    page = site.page("/support/")
    assert 'href="tel:1800184527"' in page
    assert "1800 184 527" in page.replace("&nbsp;", " ")
    assert "16 November 2026" in page
    assert "tel:1800184527" not in site.page("/about/")
