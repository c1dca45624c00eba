"""`invoke messages`: what is gathered, and what becomes of a catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from newsroom.commands import messages
from newsroom.commands.messages import template


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a word or two of each kind."""
    for path, text in {
        "theme/templates/page.html": "{% shared 'x', view %}{% trans %} Search\n it {% endtrans %}{% endshared %}"
        '{{ _("Menu") }}\n{# Translators: how many #}\n'
        "{% trans count=view.count %}{{ count }} story{% pluralize %}{{ count }} stories{% endtrans %}",
        "plugins/newsroom/model.py": '# Translators: a kind\nKIND = TranslatableText("Opinion")\n'
        'say("not")\nphrase("Notes")\n',
        "content/data/sections.toml": '[[section]]\nid = "world"\nname = "World"\nintroduction = "All."\n',
        "content/data/navigation.toml": '[[footer]]\ntitle = "More"\nlinks = [{label = "About", href = "/"}]\n',
        "content/data/content_notes.toml": "",
        "content/data/social.toml": "",
        "content/data/helplines.toml": "",
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


def po(project: Path, lang: str = "ru") -> Path:
    return project / f"theme/translations/{lang}/LC_MESSAGES/newsroom.po"


def test_templates_code_and_data_are_gathered_with_what_translators_are_told(project: Path) -> None:
    found = template(project)
    assert {message.id for message in found if message.id} == {
        "Search it", "Menu", ("%(count)s story", "%(count)s stories"), "Opinion", "Notes", "World", "More", "About",
    }  # fmt: skip
    assert found.get("Opinion").auto_comments == ["a kind"]
    assert found.get(("%(count)s story",)).auto_comments == ["how many"]


def test_a_catalogue_is_begun_kept_up_and_its_gaps_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.messages(project, "ru") == 0
    told = capsys.readouterr().out
    assert "ru: INCOMPLETE, 0 of 8" in told
    assert "not yet: Opinion" in told
    file = po(project)
    file.write_text(file.read_text("utf-8").replace('msgid "Opinion"\nmsgstr ""', 'msgid "Opinion"\nmsgstr "Мнение"'))

    page = project / "theme/templates/page.html"
    page.write_text(page.read_text("utf-8").replace('_("Menu")', '_("Menus")'), "utf-8")
    assert messages.messages(project) == 0

    told = capsys.readouterr().out
    assert "ru: INCOMPLETE, 1 of 8" in told
    with file.open("rb") as source:
        catalog = read_po(source)
    assert catalog.get("Opinion").string == "Мнение"
    assert catalog.get("Menu") is None
    assert catalog.get("Menus") is not None
    assert "#~" not in file.read_text("utf-8")


def test_a_current_catalogue_is_not_written(project: Path) -> None:
    messages.messages(project, "ar")
    file = po(project, "ar")
    before, changed = file.read_bytes(), file.stat().st_mtime_ns
    messages.messages(project)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (before, changed)


@pytest.mark.parametrize("lang", ["klingon", "", "en-AU", "../x"])
def test_an_unknown_language_is_refused(project: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.messages(project, lang) == (1 if lang else 0)
    assert capsys.readouterr()[1 if lang else 0]
    assert not (project / "theme/translations").exists()


def test_a_catalogue_is_not_begun_twice(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.messages(project, "zh-Hans") == 0
    assert po(project, "zh_Hans").exists()
    assert messages.messages(project, "zh-Hans") == 1
    assert "already" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["main = [\n", "[[footer]\n", 'label = "a" "b"\n', "x = 1\nx = 2\n", "= 3\n"])
def test_a_data_file_that_cannot_be_read_is_named_with_its_line(
    project: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (project / "content/data/navigation.toml").write_text(text, "utf-8")
    assert messages.messages(project, "ru") == 1
    told = capsys.readouterr()
    assert re.search(r"content/data/navigation\.toml:\d+: front-matter-syntax: ", told.out + told.err)
    assert "Traceback" not in told.out + told.err
