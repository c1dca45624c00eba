"""A small magazine with all that grows old: a correction can be published one, two and five years on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsroom.commands.publish.publish import publish
from tests.building import NOW, Project

_HELPLINES = """\
[[helpline]]
id = "one"
name = "One"
phone = "13 00 01"
hours = "All hours"
serves = "All"
topics = ["suicide"]
around_the_clock = true
checked = 2026-11-16

[[helpline]]
id = "two"
name = "Two"
phone = "13 00 02"
hours = "All hours"
serves = "All"
topics = ["suicide"]
around_the_clock = true
checked = 2026-11-16
"""
_NOTES = '[[note]]\nid = "suicide"\nwords = "This is about suicide."\nlabel = "Suicide"\nhelplines = ["suicide"]\n'
_FRONT = """\
[[slot]]
slot = "lead"
story = "world/2026/goes"
until = "2026-12-24 Australia/Brisbane"

[[banner]]
words = "Win"
address = "/world/2026/05/goes/"
until = "2027-12-24 Australia/Brisbane"

[[live]]
story = "national/2026/second-wind"
until = "2026-12-24 Australia/Brisbane"
"""
_SECURITY = 'contact = ["mailto:a@qn.example"]\nexpires = "2027-05-01"\n'
_PICTURE = "image:\n  src: 2026/{}.jpg\n  alt: G\n"
_GOES = f"expires: 2027-03-01 Australia/Brisbane\ntags: [Contests]\nseries: Walks\n{_PICTURE.format('goes')}"
_STAYS = f"content_notes: [suicide]\n{_PICTURE.format('copy')}"


def story(title: str, more: str, words: str) -> str:
    return f"---\ntitle: {title}\nsummary: S.\ndate: 2026-05-06\nauthors: [sam-okoro]\n{more}---\n\n{words}\n"


def with_all_that_grows_old(site: Project) -> None:
    """Write helplines, notes, security.txt, what ends on the front page, a story that goes, and what leads to it."""
    data = {"helplines": _HELPLINES, "content_notes": _NOTES, "front": _FRONT, "security": _SECURITY}
    for name, words in data.items():
        site.write(f"data/{name}.toml", words)
    site.live_page("national/2026/second-wind")
    site.tips()
    for name in ("goes", "copy"):
        site.picture(f"2026/{name}.jpg", (800, 700))
    quoted = "They asked us for a poem about the winter rivers of the north."
    links = "[it](/world/2026/05/goes/), [all]({tag}Contests), [them](/series/walks/), [who]({author}sam-okoro)"
    site.story("world/2026/goes", story("The competition of the year", _GOES, quoted))
    stays = story("It stays", _STAYS, f"See {links}. {quoted}").replace("sam-okoro]", "robin-vale]")
    site.story("world/2026/stays", stays)
    comment = "---\nname: R\ndate: 2026-05-07\n---\n\nI wrote about a river once.\n"
    site.write("comments/world/2026/goes/first.md", comment)
    comes = "publish_at: 2028-02-01 Australia/Brisbane\n"
    site.story("opinion/2026/comes", story("It comes", comes, "It came at last."))


@pytest.mark.audit
def test_a_correction_is_published_years_on(
    site: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], plain_environment: None
) -> None:
    monkeypatch.setenv("SITEURL", "https://qn.example")
    with_all_that_grows_old(site)
    assert publish(site.root, now=NOW) == 0
    for years in (1, 2, 5):
        title = f"Corrected in {2026 + years}"
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2027 + years, 1, 1, tzinfo=UTC).timestamp())))
        site.story("world/2026/first-light", title=title)
        capsys.readouterr()
        assert publish(site.root, now=f"{2026 + years}-12-01T09:00:00+10:00") == 0, capsys.readouterr().err
        assert "warnings are about age, and stop nothing" in capsys.readouterr().err
        current = site.root / "public/current"
        assert title in (current / "world/2026/05/first-light/index.html").read_text("utf-8")
        assert "Not checked since" in (current / "world/2026/05/stays/index.html").read_text("utf-8")
        assert (current / "opinion/2026/05/comes/index.html").is_file() is (years > 1)
