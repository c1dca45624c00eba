"""`invoke messages`: what is gathered, and what becomes of a catalogue."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from newsroom.commands import messages
from newsroom.commands.messages import own_template, template


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a word or two of each kind."""
    for path, text in {
        "plugins/newsroom/theme/templates/page.html": "{% shared 'x', view %}{% trans %} Search\n it "
        "{% endtrans %}{% endshared %}"
        '{{ _("Menu") }}\n{# Translators: how many #}\n'
        "{% trans count=view.count %}{{ count }} story{% pluralize %}{{ count }} stories{% endtrans %}",
        "plugins/newsroom/model.py": '# Translators: a kind\nKIND = TranslatableText("Opinion")\n'
        'say("not")\nphrase("Notes")\n',
        "content/data/sections.toml": '[[section]]\nid = "world"\nname = "World"\nintroduction = "All."\n',
        "content/data/navigation.toml": '[[footer]]\ntitle = "More"\nlinks = [{label = "About", href = "/"}]\n',
        "content/data/content_notes.toml": "",
        "content/data/magazine.toml": 'name = "Southern Rainbow"\nacknowledgement = ["One.", "Two."]\n',
        "theme/templates/partials/own.html": "{% trans %}Ours alone{% endtrans %}{{ _('Menu') }}",
        "pelicanconf.py": 'SITENAME = "Southern Rainbow"\n',
        "content/data/helplines.toml": "",
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


def po(project: Path, lang: str = "ru") -> Path:
    return project / f"plugins/newsroom/theme/translations/{lang}/LC_MESSAGES/newsroom.po"


def own_po(project: Path, lang: str = "ru") -> Path:
    return project / f"content/translations/{lang}/LC_MESSAGES/magazine.po"


def read_catalogue(file: Path) -> Catalog:
    with file.open("rb") as source:
        return read_po(source)


def ids(catalog: Catalog) -> set[object]:
    return {message.id for message in catalog if message.id}


def test_templates_and_code_are_gathered_with_what_translators_are_told(project: Path) -> None:
    found = template(project)
    assert ids(found) == {"Search it", "Menu", ("%(count)s story", "%(count)s stories"), "Opinion", "Notes"}
    assert found.get("Opinion").auto_comments == ["a kind"]
    assert found.get(("%(count)s story",)).auto_comments == ["how many"]


def test_words_of_the_magazine_have_a_catalogue_of_their_own(project: Path) -> None:
    """Those of its data files and of its own templates, without words that the software has."""
    assert ids(own_template(project)) == {"World", "More", "About", "One.", "Two.", "Ours alone"}
    (project / "content/data/sections.toml").write_text('[[section]]\nname = "Menu"\n', "utf-8")
    assert ids(own_template(project)) == {"More", "About", "One.", "Two.", "Ours alone"}


def test_both_catalogues_say_who_publishes_them(project: Path) -> None:
    messages.messages(project, "ru")
    assert "Last-Translator: Newsroom" in po(project).read_text("utf-8")
    assert "Last-Translator: Southern Rainbow" in own_po(project).read_text("utf-8")


def test_a_magazine_without_the_software_in_it_keeps_its_own_catalogue_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(project / "plugins")
    assert messages.messages(project, "vi") == 0
    assert list(ids(read_catalogue(own_po(project, "vi")))) != []
    assert not (project / "plugins").exists()
    assert "vi, the magazine's own: INCOMPLETE, 0 of" in capsys.readouterr().out


def test_a_catalogue_is_begun_kept_up_and_its_gaps_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.messages(project, "ru") == 0
    told = capsys.readouterr().out
    assert "ru: INCOMPLETE, 0 of 5" in told
    assert "ru, the magazine's own: INCOMPLETE, 0 of 6" in told
    assert "not yet: Opinion" in told
    file = po(project)
    file.write_text(file.read_text("utf-8").replace('msgid "Opinion"\nmsgstr ""', 'msgid "Opinion"\nmsgstr "Мнение"'))

    page = project / "plugins/newsroom/theme/templates/page.html"
    page.write_text(page.read_text("utf-8").replace('_("Menu")', '_("Menus")'), "utf-8")
    assert messages.messages(project) == 0

    told = capsys.readouterr().out
    assert "ru: INCOMPLETE, 1 of 5" in told
    catalog = read_catalogue(file)
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
    assert not (project / "plugins/newsroom/theme/translations").exists()


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
