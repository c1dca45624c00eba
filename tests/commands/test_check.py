"""Green means green: what `check` says is what `publish` does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from newsroom.commands.check import check
from newsroom.commands.publish import gate_list
from newsroom.commands.publish.gate_list import GATES, Gate, GateStage, Release
from newsroom.commands.publish.publish import publish
from newsroom.core.problems import Problem
from tests.building import NOW, TRANSLATION, Project, tree

pytestmark = pytest.mark.usefixtures("site_url")

HELPLINE = """\
[[helpline]]
id = "one"
name = "One"
phone = "13 00 01"
hours = "All hours"
serves = "All"
around_the_clock = true
checked = {}
"""


def body(words: str, more: str = "", title: str = "T") -> str:
    return f"---\ntitle: {title}\nsummary: S.\ndate: 2026-05-06\n{more}---\n\n{words}\n"


def story(words: str, more: str = "", title: str = "T") -> Callable[[Project, pytest.MonkeyPatch], None]:
    return lambda site, _: drop(site.story("world/2026/new", body(words, more, title)))


def drop(_: object) -> None:
    """Drop a result, so that one line can stand for a function that returns nothing."""


def draft_leak(site: Project, _: pytest.MonkeyPatch) -> None:
    words = "Nobody is to read this sentence before the court has said its word on it."
    site.story("world/2026/hidden", body(words, "status: draft\n", "Not yet"))
    site.story("world/2026/new", body(words))


def two_aliases(site: Project, _: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        site.story(f"world/2026/{name}", body("W.", "aliases: [/old/]\n"))


def no_address(_: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITEURL")


def wrong_address(_: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEURL", "http://qn.example")


def too_heavy(site: Project, _: pytest.MonkeyPatch) -> None:
    site.setting('PAGE_BUDGETS = {"scripts": 1}')


def own_secret(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMENTS_TOKEN", "correct-horse-battery")
    site.story("world/2026/new", body("The word is correct-horse-battery."))


def broken_setting(site: Project, _: pytest.MonkeyPatch) -> None:
    with (site.root / "publishconf.py").open("a") as file:
        file.write('COMMENTS_MODE = "endpoint"\n')


def broken_template(site: Project, _: pytest.MonkeyPatch) -> None:
    with (site.root / "theme/templates/text_base.html").open("a") as file:
        file.write("{{ view.nothing }}")


def wrong_target(site: Project, _: pytest.MonkeyPatch) -> None:
    (site.root / "publish.toml").write_text("keep = 0\n")


def helpline(checked: str) -> Callable[[Project, pytest.MonkeyPatch], None]:
    return lambda site, _: drop(site.write("data/helplines.toml", HELPLINE.format(checked)))


#: Defects by name, each with whether publish refuses it.
DEFECTS: dict[str, tuple[Callable[[Project, pytest.MonkeyPatch], None], bool]] = {
    "nothing": (lambda _, __: None, False),
    "a stale helpline": (helpline("2026-01-01"), False),
    "a helpline of the future": (helpline("2027-01-01"), True),
    "a key in a text": (story("AKIA" + "ABCDEFGHIJKLMNOP"), True),
    "a secret of this machine": (own_secret, True),
    "too heavy a theme": (too_heavy, True),
    "a sentence of a draft": (draft_leak, True),
    "two of one alias": (two_aliases, True),
    "an address that will not do": (wrong_address, True),
    "a warning": (story("See [here](https://example.org/)."), True),
    "a warning that is waived": (
        story("See [here](https://example.org/).", "waive:\n  link-words: it is a name\n"), False,
    ),
    "a link to nothing": (story("See [it](/nothing/)."), True),
    "an unfinished draft": (story("", "status: draft\nkind: poem\n"), False),
    "a setting for readers alone": (broken_setting, True),
    "a template that fails": (broken_template, True),
    "a mistake in publish.toml": (wrong_target, True),
    "a stray file": (lambda site, _: drop(site.write("articles/world/2026/notes.txt", "x")), True),
}  # fmt: skip


@pytest.mark.sample(2)
@pytest.mark.parametrize(("defect", "refused"), DEFECTS.values(), ids=DEFECTS)
def test_a_check_says_what_publish_does(
    site: Project,
    defect: Callable[[Project, pytest.MonkeyPatch], None],
    refused: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    defect(site, monkeypatch)
    assert check(site.root, NOW) == int(refused)
    said = capsys.readouterr().out.splitlines()[-1]
    assert said.startswith("Looked at ")
    assert (": publish will refuse, for " in said) is refused
    assert (". Nothing stands in the way of a publish, apart from what only the target knows: " in said) is not refused
    # The second one, which finds everything as it was.
    assert check(site.root, NOW) == int(refused)
    assert publish(site.root, now=NOW) == int(refused)


def test_messages_of_the_magazine_without_a_translation_are_told_and_stop_nothing(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    def told() -> list[str]:
        assert check(site.root, NOW) == 0
        return [line for line in capsys.readouterr().out.splitlines() if "magazine.po" in line]

    links = [f'[[main]]\nlabel = "{label}"\nhref = "/about/"\n' for label in ("Ours alone", "Ours too")]
    site.write("data/navigation.toml", "".join(links))
    assert told() == []
    site.story("world/2026/pervyj", TRANSLATION)
    [line] = told()
    assert line == (
        "content/translations/ru/LC_MESSAGES/magazine.po: 4 messages of the magazine's own not in Russian yet: "
        '"World", "National", "Ours alone" and 1 more; run invoke messages --add ru and translate them there '
        "(this stops nothing)"
    )
    words = {"World": "Мир", "National": "Страна", "Ours too": "И это", "Ours alone": ""}
    entries = [f'msgid "{english}"\nmsgstr "{russian}"\n' for english, russian in words.items()]
    catalogue = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n' + "\n".join(entries)
    site.write("translations/ru/LC_MESSAGES/magazine.po", catalogue)
    [line] = told()
    assert ': 1 message of the magazine\'s own not in Russian yet: "Ours alone"; run invoke messages and' in line
    # Also where nothing has changed since the last check.
    assert told() == [line]
    site.write("translations/ru/LC_MESSAGES/magazine.po", catalogue.replace('msgstr ""\n', 'msgstr "Наше"\n'))
    assert told() == []


def test_a_check_leaves_all_but_the_cache_as_it_is(site: Project) -> None:
    site.build()
    before = tree(site.root)
    assert check(site.root, NOW) == 0
    after = tree(site.root)
    assert {path for path in after.keys() | before.keys() if after.get(path) != before.get(path)} <= {
        path for path in after if path.startswith(".cache/")
    }


def test_a_second_check_scans_nothing_again(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Release] = []
    gate = Gate("seen", "it is seen", lambda release: looked.append(release) or (), GateStage.WHOLE)  # type: ignore[func-returns-value]
    monkeypatch.setattr(gate_list, "GATES", (*GATES, gate))
    for _ in range(2):
        assert check(site.root, NOW) == 0
    assert [bool(release.changes.added) for release in looked] == [True, False]
    site.story("world/2026/new")
    assert check(site.root, NOW) == 0
    assert "world/2026/05/new/index.html" in looked[2].changes.added
    assert "about/index.html" not in looked[2].changes.added


def test_check_needs_no_site_address(
    site: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    no_address(site, monkeypatch)
    assert check(site.root, NOW) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "the site's address is not known; set SITEURL=https://" in lines[-2]
    assert "Nothing stands in the way of a publish once what stands above is done" in lines[-1]
    assert publish(site.root, now=NOW) == 1
    site.story("world/2026/new", body("AKIA" + "ABCDEFGHIJKLMNOP"))
    assert check(site.root, NOW) == 1


@pytest.mark.sample(1)
@pytest.mark.parametrize("stage", GateStage)
def test_a_gate_that_is_added_is_asked_by_both(
    site: Project, stage: GateStage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = Problem("content", 0, 0, "secret", "what nobody foresaw", "do so")
    gate = Gate("new", "it holds", lambda _: [problem], stage)
    monkeypatch.setattr(gate_list, "GATES", (*GATES, gate))
    assert check(site.root, NOW) == 1
    assert "content: secret: what nobody foresaw; do so" in capsys.readouterr().err
    assert publish(site.root, now=NOW) == 1
    assert "what nobody foresaw; do so" in capsys.readouterr().err
    monkeypatch.setattr(gate_list, "GATES", (*GATES, replace(gate, needs_target=True)))
    assert check(site.root, NOW) == 0
    assert publish(site.root, now=NOW) == 1


def test_every_gate_is_in_the_guide_with_what_it_asks_for() -> None:
    from tests.building import ROOT

    guide = (ROOT / "docs/reference/gates.md").read_text("utf-8")
    rows = [line.split("|")[1:-1] for line in guide.splitlines() if line.startswith("| `")]
    assert [[cell.strip().strip("`") for cell in row] for row in rows] == [
        [gate.name, gate.asks, f"--{gate.option}" if gate.option else "", "no" if gate.needs_target else "yes"]
        for gate in GATES
    ]


# ------------------------------------------------------------------------------------------- what is still to come


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("words", "more", "rule"),
    [
        ("See [it](/nothing/).", "", "link-target"),
        ("AKIA" + "ABCDEFGHIJKLMNOP", "", "secret"),
        ("W.", "image:\n  src: 2026/none.jpg\n  alt: A\n", "picture-missing"),
        ("See [it](/nothing/).", "expires: 2026-12-05 Australia/Brisbane\n", "link-target"),
    ],
)
@pytest.mark.sample(1)
def test_check_reports_problems_of_stories_that_appear_later(
    site: Project, words: str, more: str, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site.story("world/2026/waits", body(words, f"publish_at: 2026-12-01 06:00 Australia/Brisbane\n{more}"))
    site.story("world/2026/later", body("W.", "publish_at: 2027-02-01 Australia/Brisbane\n", "Later"))
    assert check(site.root, NOW) == 1
    output = capsys.readouterr()
    assert "content/articles/world/2026/waits.md" in output.err
    assert f": {rule}: " in output.err
    assert check(site.root, NOW) == 1
    site.story("world/2026/waits", body("W.", "publish_at: 2026-12-01 06:00 Australia/Brisbane\n", "Good"))
    capsys.readouterr()
    assert check(site.root, NOW) == 0
    assert " at 2026-11-23 09:00 +1000, 2027-02-01 00:00 +1000. Nothing stands in the way" in capsys.readouterr().out


def test_uncommitted_files_are_reported_without_failing_the_check(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.commands.test_gates import git

    (site.root / ".gitignore").write_text("public/\n.cache/\noutput/\n.output*\n__pycache__/\n")
    git(site.root, "init")
    git(site.root, "add", ".")
    git(site.root, "commit", "-m", "First")
    site.story("world/2026/new")
    assert check(site.root, NOW) == 0
    *_, note, closing = capsys.readouterr().out.splitlines()
    assert note.startswith("not committed yet: content/articles/world/2026/new.md, which git does not know; commit (")
    assert "Nothing stands in the way of a publish once what stands above is done, apart from" in closing


def test_a_key_that_was_committed_and_not_rendered_is_found(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.commands.test_gates import git

    (site.root / ".gitignore").write_text("public/\n.cache/\noutput/\n.output*\n__pycache__/\n")
    Path(site.root / "notes.txt").write_text("AKIA" + "ABCDEFGHIJKLMNOP\n")
    git(site.root, "init")
    git(site.root, "add", ".")
    git(site.root, "commit", "-m", "First")
    assert check(site.root, NOW) == 1
    assert "notes.txt: secret: a secret would be published: notes.txt holds what looks like" in capsys.readouterr().err
    assert publish(site.root, now=NOW) == 1
