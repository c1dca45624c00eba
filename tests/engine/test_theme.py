"""Theme: the software's files, and those of a magazine in their place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from newsroom.core import urls
from newsroom.engine.render.template_faults import fault_of
from newsroom.engine.render.templates import environment
from newsroom.engine.theme import SOFTWARE, Theme
from tests.building import Project, problem_lines


def test_a_magazine_without_a_theme_of_its_own_looks_as_the_software_does(site: Project) -> None:
    assert problem_lines(site.build()) == []
    before = site.tree()
    shutil.rmtree(site.root / "theme")
    assert problem_lines(site.build()) == []
    assert site.tree() == before


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("templates/page.html", "{% extends", "<!-- ours -->{% extends", "about/index.html"),
        ("templates/partials/footer.html", "<footer", "<!-- ours --><footer", "index.html"),
        ("templates/components/card/macro.html", "<article", "<!-- ours --><article", "index.html"),
    ],
)
def test_a_template_of_the_magazine_stands_before_the_softwares(
    plain: Project, name: str, old: str, new: str, where: str
) -> None:
    assert plain.build().ok
    plain.replace_in_theme(name, old, new)
    assert problem_lines(plain.build()) == []
    assert b"<!-- ours -->" in plain.tree()[where]
    incremental = plain.tree()
    plain.forget()
    plain.build()
    assert plain.tree() == incremental, "a build from nothing makes the same"


def test_taking_a_file_away_brings_the_softwares_back(plain: Project) -> None:
    plain.build()
    before = plain.tree()
    plain.replace_in_theme("styles/base.css", "{", "{ --ours: 1;")
    assert problem_lines(plain.build()) == []
    assert any(b"--ours" in body for path, body in plain.tree().items() if path.startswith("theme/main."))
    shutil.rmtree(plain.root / "theme")
    assert problem_lines(plain.build()) == []
    assert plain.tree() == before


def test_scripts_and_pictures_of_the_magazine_are_published(plain: Project) -> None:
    target = plain.root / "theme/static/extra/badge.svg"
    target.parent.mkdir(parents=True)
    target.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    plain.replace_in_theme("static/js/share.js", "\n", "\n// ours\n")
    assert problem_lines(plain.build()) == []
    tree = plain.tree()
    assert "theme/extra/badge.svg" in tree
    assert any(b"// ours" in body for path, body in tree.items() if path.startswith("theme/js/share."))


def test_a_fault_in_a_template_of_the_magazine_names_its_file(plain: Project) -> None:
    plain.replace_in_theme("templates/page.html", "{% extends", "{% if %}{% extends")
    outcome = plain.build()
    assert {problem.path for problem in outcome.problems} == {"theme/templates/page.html"}


def test_files_are_listed_once_and_hidden_ones_not_at_all(tmp_path: Path) -> None:
    own, software = tmp_path / "own", tmp_path / "software"
    for top, names in ((own, ["a.css", "b/c.css", ".x"]), (software, ["a.css", "b/d.css", "b/.DS_Store"])):
        for name in names:
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_text(top.name, "utf-8")
    theme = Theme(own, software)
    assert list(theme.files()) == ["a.css", "b/c.css", "b/d.css"]
    assert theme.files("b") == {"b/c.css": own / "b/c.css", "b/d.css": software / "b/d.css"}
    assert theme.file("a.css") == own / "a.css"
    assert theme.file("nowhere.css") == software / "nowhere.css"
    assert theme.display_name("b/d.css") == "newsroom/theme/b/d.css"
    assert theme.display_name("a.css") == "theme/a.css"


def own(site: Project, name: str, words: str, encoding: str = "utf-8") -> None:
    """Give a project a file of its own."""
    path = site.root / "theme" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding)


_CARD = '{% from "components/card/macro.html" import card %}\n'


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("\n{{ view.titel }}", ':2: unexpected: PageView has no field "titel" (on '),
        ("{{ SITENAME }}", ':1: unexpected: there is nothing called "SITENAME" here (on '),
        ("{{ view.title|round }}", ":1: unexpected: this cannot be worked out: "),
        (
            f"{_CARD}{{{{ card() }}}}",
            ":2: unexpected: this cannot be worked out: parameter 'card' was not provided (on ",
        ),
        (f'{_CARD}{{{{ card("x") }}}}', ':2: unexpected: str has no field "picture" (on '),
        (
            _CARD.replace("card %", "crd %") + "{{ crd() }}",
            ":2: unexpected: components/card/macro.html has nothing called",
        ),
    ],
)
def test_a_line_of_a_magazines_own_template_that_fails_is_named_once(plain: Project, template: str, told: str) -> None:
    own(plain, "templates/page.html", template)
    [line] = problem_lines(plain.build())
    assert line.startswith(f"theme/templates/page.html{told}"), line
    assert re.search(r" and \d+ more\); \S", line)


def test_an_unknown_field_of_a_view_has_the_nearest_field_as_its_remedy(plain: Project) -> None:
    own(plain, "templates/page.html", "{{ view.titel }}")
    [line] = problem_lines(plain.build())
    assert line.endswith('did you mean "title"?')


def test_a_template_that_includes_what_is_not_there_is_named_beside_it(plain: Project) -> None:
    own(plain, "templates/page.html", '\n{% include "partials/nope.html" %}')
    [line] = problem_lines(plain.build())
    assert line.startswith("theme/templates/partials/nope.html: template-missing: ")
    assert "theme/templates/page.html:2 asks for it" in line


@pytest.mark.parametrize("name", ["templates/page.html", "templates/partials/head.html", "styles/base.css"])
def test_a_file_in_another_encoding_is_named(plain: Project, name: str) -> None:
    own(plain, name, "\n/* {# café #} */", "latin-1")
    [line] = problem_lines(plain.build())
    assert line.startswith(f"theme/{name}:2: file-encoding: ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("a { color: colour(zzz) }", ":2: colour-unknown: there is no colour(zzz); use one of: paper, "),
        ("a { color: colour(mutd, 30%) }", ':2: colour-unknown: there is no colour(mutd, 30%); did you mean "muted"?'),
        (":root { @colours lihgt; }", ':2: colour-unknown: there is no @colours lihgt; did you mean "light"?'),
        ('@import "more.css";', ":2: unexpected: this imports nothing as it is written; write it on a line of its own"),
    ],
)
def test_a_line_of_a_stylesheet_that_asks_for_what_is_not_there_is_named(plain: Project, words: str, told: str) -> None:
    own(plain, "styles/bundles/story.css", f"b {{}}\n{words}\n")
    [line] = problem_lines(plain.build())
    assert line.startswith(f"theme/styles/bundles/story.css{told}"), line


def test_a_fault_of_our_own_code_is_not_put_down_to_the_template_that_runs_it(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    for name, view in {"ours": lambda: urls.file_of(None), "its.html": lambda: None}.items():  # type: ignore[arg-type]
        (tmp_path / "templates" / name).write_text("{{ view() + 1 }}", "utf-8")
        theme = Theme(tmp_path, SOFTWARE)
        with pytest.raises((AttributeError, TypeError)) as raised:
            environment(theme).get_template(name).render(view=view)
        assert (fault_of(raised.value, theme) is None) == (name == "ours")


def test_a_template_of_pelicans_is_to_be_taken_away(plain: Project) -> None:
    own(plain, "templates/article.html", "{{ article.title }}")
    [line] = problem_lines(plain.build())
    assert line.startswith("theme/templates/article.html: setting-value: ")
