"""The magazine's own data: pelicanconf.py takes settings from it, and a build names what is wrong with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.site.magazine.schema import NEUTRAL_SITE, MagazineFile, exit_fault
from newsroom.site.magazine.settings import magazine_settings
from tests.building import Project, problem_lines


def written(folder: Path, text: str | bytes) -> MagazineFile:
    """Return the magazine's own data as pelicanconf.py gets it."""
    path = folder / "data" / "magazine.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return magazine_settings(folder)


def test_settings_are_what_the_file_says(tmp_path: Path) -> None:
    magazine = written(tmp_path, 'name = "Southern Rainbow"\nlang = "en-NZ"\nzone = "Pacific/Auckland"\n')
    assert (magazine.name, magazine.lang, magazine.zone) == ("Southern Rainbow", "en-NZ", "Pacific/Auckland")
    assert (magazine.tagline, magazine.quick_exit, magazine.licence_page) == ("", NEUTRAL_SITE, None)


def test_a_value_at_fault_has_its_default_and_the_others_count(tmp_path: Path) -> None:
    magazine = written(tmp_path, 'name = "Southern Rainbow"\nzone = "Hobart"\nnam = 3\nquick_exit = "weather"\n')
    assert magazine == MagazineFile(name="Southern Rainbow")


@pytest.mark.parametrize("text", ["", "name = \n", b"\xff\xfe\x00", "a.a" * 3000 + " = 1", "name = {name = [[[3]]]}"])
def test_no_file_stops_the_settings(tmp_path: Path, text: str | bytes) -> None:
    assert written(tmp_path, text) == MagazineFile()


def test_a_folder_in_the_place_of_the_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "data" / "magazine.toml").mkdir(parents=True)
    assert magazine_settings(tmp_path) == MagazineFile()
    assert magazine_settings(tmp_path / "nowhere") == MagazineFile()


def test_a_link_out_of_the_content_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "content" / "data").mkdir(parents=True)
    (tmp_path / "other.toml").write_text('name = "Another"\n')
    (tmp_path / "content" / "data" / "magazine.toml").symlink_to(tmp_path / "other.toml")
    assert magazine_settings(tmp_path / "content") == MagazineFile()


#: Lines of the file, and the problem with each.
FAULTS = {
    'zone = "Hobart"': 'value-unknown: there is no time zone "Hobart"; write Australia/Hobart',
    'lang = "English"': 'value-unknown: "English" is no code of a language; write "en"',
    'quick_exit = "http://weather.example/"': 'value-shape: "http://weather.example/" is not the address of a site',
    'licence_page = "contact"': 'value-shape: "contact" is not an address; write it as https://magazine.example/',
    'tag_line = "News"': 'key-unknown: there is no field "tag_line"; did you mean "tagline"?',
    "short_name = 3": 'value-shape: "short_name" is words, and not a number',
    'tagline = ""': 'value-missing: "tagline" is empty; write something between the quotation marks, or take the',
    'acknowledgement = [3, "We met."]': 'value-shape: "acknowledgement.1" is words, and not a number; write "3"',
    'contact = "desk@rainbow.example"': 'value-shape: "contact" holds names and values; take this line away; at',
    'account = "rainbow"': 'value-shape: "account" holds records, each with names and values; take this line away; at',
    "[[colours]]": 'value-shape: "colours" holds names and values; write [colours] for [[colours]]',
}
#: Lines that take a list, a table or an entry of a list for something else, and what their remedies make of them.
MENDED = {
    'acknowledgement = "Made here"': 'write acknowledgement = ["Made here"]',
    "[[contact]]": "write [contact] for [[contact]]",
    '[account]\nservice = "x"\nhandle = "rainbow"': "write [[account]] for [account]",
    '[colours]\nflag = "#123456, #abcdef"': 'write flag = ["#123456", "#abcdef"]',
    'colours = "#123456"': "at the end of the file write [colours]",
}


@pytest.mark.parametrize(("lines", "remedy"), MENDED.items())
def test_the_remedy_for_a_value_of_another_shape_mends_the_file(site: Project, lines: str, remedy: str) -> None:
    site.write("data/magazine.toml", f'name = "Southern Rainbow"\n{lines}\n')
    [line] = problem_lines(site.build(check_only=True))
    assert remedy in line
    written, _, instead = remedy.partition("write ")[2].partition(" for ")
    kept = lines.replace(instead, written) if instead else lines.rpartition("\n")[0] + f"\n{written}"
    site.write("data/magazine.toml", f'name = "Southern Rainbow"\n{kept}\n')
    assert problem_lines(site.build(check_only=True)) == []


@pytest.mark.parametrize("line", ["name = Southern Rainbow", "name = 5", 'name = ""'])
def test_a_name_at_fault_is_not_said_to_be_missing(site: Project, line: str) -> None:
    site.write("data/magazine.toml", f"{line}\n")
    [told] = problem_lines(site.build(check_only=True))
    assert told.startswith("content/data/magazine.toml:1: ")


def test_a_build_names_the_line_the_rule_and_the_remedy_of_every_fault(site: Project) -> None:
    site.write("data/magazine.toml", "\n".join(['name = "Southern Rainbow"', *FAULTS]))
    told = [
        line for line in problem_lines(site.build(check_only=True)) if line.startswith("content/data/magazine.toml")
    ]
    assert len(told) == len(FAULTS)
    for number, (line, problem) in enumerate(zip(told, FAULTS.values(), strict=True), 2):
        assert line.startswith(f"content/data/magazine.toml:{number}: {problem}")


def test_a_magazine_without_a_name_is_told_how_to_name_itself(site: Project) -> None:
    (site.content / "data/magazine.toml").unlink()
    [line] = [told for told in problem_lines(site.build(check_only=True)) if "magazine.toml" in told]
    assert line.startswith(
        "content/data/magazine.toml: value-missing: the magazine has no name; write a line such as name"
    )


@pytest.mark.audit
def test_a_project_that_gives_its_settings_itself_needs_no_file(site: Project) -> None:
    (site.content / "data/magazine.toml").unlink()
    site.setting('SITENAME = "An older magazine"\nTIMEZONE = "Europe/London"')
    assert site.build().ok
    assert "An older magazine" in site.page("/")


def test_a_setting_in_pelicanconf_counts_in_place_of_the_file(site: Project) -> None:
    site.setting('SITENAME = "By hand"')
    assert site.build().ok
    assert "By hand" in site.page("/")


def test_pelican_alone_takes_the_settings_too(site: Project) -> None:
    site.write("data/magazine.toml", 'name = "Southern Rainbow"\nzone = "Australia/Hobart"\n')
    command = [
        sys.executable,
        "-m",
        "pelican",
        "content",
        "-s",
        "pelicanconf.py",
        "--print-settings",
        "SITENAME",
        "TIMEZONE",
    ]
    told = subprocess.run(command, cwd=site.root, capture_output=True, text=True, check=True).stdout
    assert "Southern Rainbow" in told
    assert "Australia/Hobart" in told


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://weather.example/", ""),
        ("https://magazine.example/", "is the magazine itself"),
        ("https://[", "is no address"),
        ("javascript:alert(1)", "is not the address of a site that begins with https://"),
        ("https://user@weather.example/", "says more than an address, and may tell who comes"),
    ],
)
def test_the_quick_exit_leads_to_a_site_that_tells_nothing(address: str, fault: str) -> None:
    assert exit_fault(address, "https://magazine.example") == fault


WHOLE = """\
name = "Southern Rainbow"
copyright = "© Southern Rainbow Ltd"
about = "<strong>Southern Rainbow</strong> is new & <b>small</b>."
acknowledgement = ["Made in <Hobart>.", "Thank you."]

[contact]
email = "desk@rainbow.example"
phone = "+61 3 5550 1234"
address = "1 Quay St, Hobart"

[[account]]
service = "x"
handle = "rainbow"
"""


def test_everything_that_the_file_says_stands_on_pages(site: Project) -> None:
    site.write("data/magazine.toml", WHOLE)
    assert problem_lines(site.build()) == []
    page = site.page("/about/")
    assert "<p>Made in &lt;Hobart&gt;.</p>\n<p>Thank you.</p>\n" in page
    told = '<p><strong class="about-site-name">Southern Rainbow</strong> is new &amp; &lt;b&gt;small&lt;/b&gt;.</p>'
    assert told in site.page("/world/2026/05/first-light/")
    assert "<span>© Southern Rainbow Ltd</span>" in page
    assert 'href="https://x.com/rainbow"' in page
    assert 'content="The newsroom of Southern Rainbow"' in page
    graph = BeautifulSoup(page, "lxml").select_one('script[type="application/ld+json"]')
    assert graph is not None
    for said in ('"email":"desk@rainbow.example"', '"telephone":"+61 3 5550 1234"', '"address":"1 Quay St, Hobart"'):
        assert said in graph.text.replace('": "', '":"')
        assert site.page("/about/").count(said.partition(":")[2].strip('"')) == 1


def test_nothing_else_stands_on_pages(site: Project) -> None:
    site.write("data/magazine.toml", 'name = "Southern Rainbow"\n')
    assert problem_lines(site.build()) == []
    page = site.page("/about/")
    assert "footer-country" not in page
    assert "footer-imprint" not in page
    assert "about-site-name" not in site.page("/world/2026/05/first-light/")
    assert not [word for word in ("telephone", '"email"', '"address"') if word in page]


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (
            '[contact]\nemail = "desk"',
            '3: value-shape: "desk" is no email address; write it as desk@magazine.example',
        ),
        ('[contact]\nphone = "call us"', '3: value-shape: "call us" is no number of a telephone; write it as +44'),
        (
            '[[account]]\nservice = "twitter"\nhandle = "a"',
            '4: social-service: no service "twitter"; did you mean "x"?',
        ),
        ('[[account]]\nservice = "x"\nhandle = "a b"', '4: social-handle: "a b" is not a name as X has them'),
    ],
)
def test_contacts_and_accounts_that_cannot_be_are_named_with_their_line(site: Project, more: str, problem: str) -> None:
    site.write("data/magazine.toml", f'name = "Southern Rainbow"\n{more}\n')
    [line] = problem_lines(site.build(check_only=True))
    assert line.startswith(f"content/data/magazine.toml:{problem}")


def test_an_output_under_an_earlier_name_is_still_ours(site: Project) -> None:
    assert site.build().ok
    site.write("data/magazine.toml", 'name = "Southern Rainbow"\n')
    assert site.build().ok
    assert 'content="The newsroom of Southern Rainbow"' in site.page("/")
