"""Templates see their view and nothing else, and only ours are used."""

from __future__ import annotations

import marshal
import re
import sys
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError

from newsroom.core.parts import Link
from newsroom.engine.cache import digests
from newsroom.engine.plan import PlannedPage
from newsroom.engine.render import templates
from newsroom.engine.render.templates import environment, render
from newsroom.engine.theme import SOFTWARE, Theme
from newsroom.engine.write.staging import GENERATOR
from tests.building import Project, problem_lines


def page(template: str) -> PlannedPage:
    """A page whose view is a link with a name that HTML would read."""
    return PlannedPage("/x/", template, lambda: Link("<b>Tom & \"Jo\"</b>", "/x/"), "x")  # fmt: skip


def theme(folder: Path, words: str) -> Theme:
    """A theme with one template."""
    (folder / "templates").mkdir()
    (folder / "templates/x.html").write_text(words, "utf-8")
    return Theme(folder, folder)


def test_a_missing_field_of_a_view_is_an_error_in_a_template(tmp_path: Path) -> None:
    env = environment(theme(tmp_path, "{{ view.lable }}"))
    with pytest.raises(UndefinedError, match="lable"):
        render(page("x.html"), env)


@pytest.mark.parametrize("name", ["articles", "SITENAME", "range", "dict", "lipsum", "namespace"])
def test_a_template_sees_nothing_but_its_view(tmp_path: Path, name: str) -> None:
    """No list of all articles, no settings, and none of Jinja's own helpers: templates do not compute."""
    env = environment(theme(tmp_path, "{{ " + name + " }}"))
    with pytest.raises(UndefinedError, match=name):
        render(page("x.html"), env)


def test_a_template_is_compiled_once_in_a_process_and_names_the_file_of_its_own_theme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[object] = []
    generate = Environment._generate  # Jinja says nothing else about when it compiles
    monkeypatch.setattr(Environment, "_generate", lambda *given, **more: compiled.append(1) or generate(*given, **more))
    words = f"{{# {tmp_path} #}}{{{{ view.lable }}}}"
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        env = environment(theme(tmp_path / name, words))
        assert env.get_template("x.html").filename == str(tmp_path / name / "templates/x.html")
        with pytest.raises(UndefinedError) as raised:
            render(page("x.html"), env)
        assert any(entry.path == tmp_path / name / "templates/x.html" for entry in raised.traceback)
    assert len(compiled) == 1
    (tmp_path / "one/templates/x.html").write_text(f"{words}, changed", "utf-8")
    environment(Theme(tmp_path / "one", tmp_path / "one")).get_template("x.html")
    assert len(compiled) == 2


@pytest.fixture
def bytecode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which Python, and so the newsroom, keeps byte code."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "bytecode"))
    return tmp_path / "bytecode"


def shown(folder: Path, words: str) -> bytes:
    """A page made with a template, as a new process makes it: it remembers no compiled template."""
    templates._compiled.clear()
    folder.mkdir(exist_ok=True)
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates/x.html").write_text(words, "utf-8")
    return render(page("x.html"), environment(Theme(folder, folder)))


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One entry for each template that Jinja compiles."""
    compiled: list[object] = []
    generate = Environment._generate
    monkeypatch.setattr(Environment, "_generate", lambda *given, **more: compiled.append(1) or generate(*given, **more))
    return compiled


def test_a_template_is_compiled_once_for_all_processes(
    tmp_path: Path, bytecode: Path, compilations: list[object]
) -> None:
    assert shown(tmp_path / "theme", "a{{ 1 }}") == b"a1"
    assert shown(tmp_path / "theme", "a{{ 1 }}") == b"a1"
    assert len(compilations) == 1
    assert shown(tmp_path / "theme", "b{{ 2 }}") == b"b2"
    assert len(compilations) == 2
    assert len([path for path in bytecode.rglob("*") if path.is_file()]) == 1  # the later one in place of the earlier


@pytest.mark.parametrize("damage", ["empty", "cut", "changed", "of another key", "no code"])
def test_a_damaged_compiled_template_is_made_again(
    tmp_path: Path, bytecode: Path, compilations: list[object], damage: str
) -> None:
    assert shown(tmp_path / "theme", "a{{ 1 }}") == b"a1"
    [kept] = [path for path in bytecode.rglob("*") if path.is_file()]
    whole = kept.read_bytes()
    changed = {
        "empty": b"",
        "cut": whole[:100],
        "changed": whole[: digests.SIZE] + b"\0" + whole[digests.SIZE + 1 :],
        "of another key": bytes(digests.SIZE) + whole[digests.SIZE :],
        "no code": whole[: digests.SIZE] + marshal.dumps("words"),
    }
    kept.write_bytes(changed[damage])
    assert shown(tmp_path / "theme", "a{{ 1 }}") == b"a1"
    assert len(compilations) == 2
    assert kept.read_bytes() == whole


def test_compiled_templates_are_kept_only_where_python_may_keep_byte_code(
    tmp_path: Path, bytecode: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert shown(tmp_path / "theme", "a{{ 1 }}") == b"a1"
    assert not bytecode.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    bytecode.write_bytes(b"a file where the folder should be")
    assert shown(tmp_path / "theme", "a{{ 1 }}") == b"a1"


def test_values_are_escaped(tmp_path: Path) -> None:
    env = environment(theme(tmp_path, "{{ view.label }}<a title=\"{{ view.label }}\">"))  # fmt: skip
    assert render(page("x.html"), env).count(b"&lt;b&gt;Tom &amp; &#34;Jo&#34;&lt;/b&gt;") == 2


def test_the_real_theme_asks_for_nothing_else() -> None:
    """No template names one of Pelican's own, whose loader would find its fall-back theme."""
    for file in (SOFTWARE / "templates").rglob("*.html"):
        assert "!simple" not in file.read_text("utf-8")
        assert "!theme" not in file.read_text("utf-8")


def test_no_heading_of_a_text_can_take_an_id_of_the_page_around_it(site: Project) -> None:
    """The words of a heading become its id; those that the theme uses are kept from it."""
    templates = [SOFTWARE / f"templates/{name}.html" for name in ("base", "story", "page", "author")]
    templates += [*(SOFTWARE / "templates/partials").glob("*.html")]
    templates += [*(SOFTWARE / "templates/components").rglob("macro.html")]
    used = sorted({name for file in templates for name in re.findall(r'\bid="([\w-]+)"', file.read_text("utf-8"))})
    assert {"main", "comments", "share-title"} <= set(used)
    headings = [f"## {name.replace('-', ' ').capitalize()}" for name in [*used, "comment-1", "Main", "part-main"]]
    comment = "---\nname: N\ndate: 2026-05-05\n---\n\n## Comments\n"
    site.write("comments/world/2026/first-light/1.md", comment)
    site.write("comments/world/2026/first-light/2.md", comment)
    for path in ("articles/world/2026/first-light.md", "pages/about.md", "authors/robin-vale.md"):
        with (site.content / path).open("a", encoding="utf-8") as file:
            file.write("\n" + "\n\n".join(headings) + "\n")
    assert problem_lines(site.build()) == []
    for path, body in site.tree().items():
        ids = re.findall(rb'\bid="([^"]*)"', body) if path.endswith(".html") else []
        assert len(ids) == len(set(ids)), path


@pytest.mark.parametrize("name", ["list.html", "404.html", "front.html"])
@pytest.mark.parametrize("check_only", [False, True])
def test_a_missing_template_is_a_problem_and_never_pelicans_own(
    site: Project, name: str, check_only: bool, no_software_theme: None
) -> None:
    assert site.build().ok
    before = site.tree()
    (site.root / "theme/templates" / name).unlink()

    outcome = site.build(check_only=check_only)

    assert [(p.path, p.rule) for p in outcome.problems] == [(f"theme/templates/{name}", "template-missing")]
    assert site.tree() == before


def test_a_missing_part_of_a_template_names_the_part(site: Project, no_software_theme: None) -> None:
    (site.root / "theme/templates/components/pager/macro.html").unlink()
    outcome = site.build()
    assert not outcome.ok
    assert {problem.path for problem in outcome.problems} == {"theme/templates/components/pager/macro.html"}


@pytest.mark.parametrize(
    ("fault", "line"),
    [("\n\n{{ view.nothing.here }}", 3), ("\n{% if %}", 2), ("{{ view.title + 1 }}", 1)],
    ids=["a field that is not there", "a slip of syntax", "a sum"],
)
def test_a_template_that_fails_stops_the_build_and_is_named(site: Project, fault: str, line: int) -> None:
    assert site.build().ok
    before = site.tree()
    (site.root / "theme/templates/page.html").write_text(fault, "utf-8")

    outcome = site.build()

    assert outcome.problems
    assert {problem.rule for problem in outcome.problems} == {"unexpected"}
    assert {(problem.path, problem.line) for problem in outcome.problems} == {("theme/templates/page.html", line)}
    assert site.tree() == before


def test_every_page_carries_the_mark_of_the_newsroom(site: Project) -> None:
    site.build()
    pages = {path: body for path, body in site.tree().items() if path.endswith(".html")}
    assert len(pages) > 10
    assert [path for path, body in pages.items() if f'content="{GENERATOR}'.encode() not in body] == []
