"""Mistakes of people, each through a real build: where and what it is, how to mend it, and nothing published."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from tests.building import NOW, ROOT, Project, problem_lines, tree
from tests.site.faults import CASES, FAULTY, Case, classic, front_matter, story

_LINE = re.compile(r"^[^\s:]+(:\d+)?: [a-z-]+: [^;]+(; .+)?$")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that was built."""
    root = tmp_path_factory.mktemp("built") / "site"
    root.mkdir()
    project = Project(root)
    assert problem_lines(project.build()) == []
    return project


@pytest.fixture
def site(built: Project, tmp_path: Path) -> Project:
    """A project of one's own, whose output is the last good one."""
    return built.copy(tmp_path / "site")


@pytest.mark.sample(25)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_fault_is_told_with_its_place_and_remedy_and_nothing_is_published(site: Project, case: Case) -> None:
    before = state(site)
    for path, text in case.files.items():
        site.write(path.removeprefix("content/"), text)
    case.more(site)

    outcome = site.build()

    assert not outcome.ok
    lines = problem_lines(outcome)
    assert len(lines) == len(case.told), lines
    for line, (start, fix) in zip(lines, case.told.items(), strict=True):
        assert line.startswith(start), line
        assert fix in line.partition("; ")[2], line
        assert _LINE.match(line), line
    assert state(site) == before


def state(site: Project) -> dict[str, tuple[bytes, int]]:
    """Return every file of the output with the time of its last change."""
    return {path: (body, (site.output / path).stat().st_mtime_ns) for path, body in site.tree().items()}


def test_a_slug_taken_twice_names_both_files(site: Project) -> None:
    site.write("articles/world/2025/first-light.md", story(date="2026-05-20"))
    [line] = problem_lines(site.build())
    assert "content/articles/world/2025/first-light.md" in line
    assert "content/articles/world/2026/first-light.md" in line


def test_a_tag_that_collides_names_the_other_story(site: Project) -> None:
    site.write("articles/world/2026/zebra.md", story(tags="[law-reform]"))
    [line] = problem_lines(site.build())
    assert line.startswith("content/articles/world/2026/zebra.md:6: tag-collision: ")
    assert "content/articles/national/2026/second-wind.md" in line


@pytest.mark.parametrize("text", [story(), classic()], ids=["YAML", "Pelican's form"])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace("---\n", "---  \n"),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("Words.", "Words\x0bfrom a word processor.\x00"),
    ],
    ids=["BOM", "CRLF", "both", "spaces", "no line end", "control signs"],
)
def test_byte_marks_and_control_characters_of_editors_are_no_fault(
    site: Project, text: str, change: Callable[[str], str]
) -> None:
    (site.root / FAULTY).write_bytes(change(text).encode())
    assert problem_lines(site.build()) == []
    page = site.page("/world/2026/05/faulty/")
    assert "A title" in page
    assert not re.search("[\x00\x0b\r\ufeff]", page)


@pytest.mark.parametrize("target", ["../../../../../outside.md", "nowhere.md", "linked.md"])
@pytest.mark.parametrize("folder", ["articles/world/2026", "authors", "pages"])
def test_a_link_that_leads_outside_or_nowhere_is_told_and_not_followed(site: Project, folder: str, target: str) -> None:
    before = state(site)
    (site.root.parent / "outside.md").write_text(story("Somebody else's words."), "utf-8")
    (site.content / folder / "linked.md").symlink_to(target)
    [line] = problem_lines(site.build())
    assert line.startswith(f"content/{folder}/linked.md: file-link: ")
    assert state(site) == before


@pytest.mark.parametrize("folder", ["content/articles", "content/images/2026", "theme/static", "content"])
def test_links_that_go_round_in_a_circle_end_nowhere(site: Project, folder: str) -> None:
    before = state(site)
    (site.root / folder / "round").symlink_to(".")
    (site.root / folder / "about").symlink_to("..")
    assert problem_lines(site.build()) == []
    assert state(site) == before


# ------------------------------------------------------------------------------------- set-ups that make no site


def _empty(site: Project) -> None:
    for name in ("articles", "data"):
        shutil.rmtree(site.content / name)


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        (_empty, "value-missing"),
        (lambda site: site.setting("PLUGINS = []"), "plugin-missing"),
        (lambda site: site.setting('PLUGINS = "newsroom.features.stories"'), "plugin-missing"),
        (lambda site: site.setting('THEME = "simple"'), "setting-value"),
        (lambda site: site.setting('PATH = "contnet"'), "setting-value"),
        (lambda site: site.setting("DEFAULT_LANG ="), "setting-value"),
    ],
    ids=[
        "no content",
        "no plugins",
        "plugins that are no list",
        "Pelican's theme",
        "no such folder",
        "a slip of syntax",
    ],
)
def test_a_mistake_in_the_set_up_does_not_empty_the_site(
    site: Project, damage: Callable[[Project], object], rule: str
) -> None:
    """An output is cleared of what is not planned, so a plan of next to nothing has to be a mistake."""
    before = state(site)
    damage(site)
    outcome = site.build()
    assert not outcome.ok
    assert {problem.rule for problem in outcome.problems} == {rule}
    assert all(problem.fix for problem in outcome.problems)
    assert state(site) == before


@pytest.mark.parametrize("output", ["notes.txt", "notes.txt/below"])
def test_a_file_in_the_way_of_the_output_is_left_alone(site: Project, output: str) -> None:
    (site.root / "notes.txt").write_text("mine", "utf-8")
    [problem] = site.build(output=site.root / output).problems
    assert problem.rule == "output-not-ours"
    assert (site.root / "notes.txt").read_text("utf-8") == "mine"


def test_a_folder_of_somebody_elses_files_is_left_alone(site: Project) -> None:
    """Even one in which an output of ours lies."""
    (site.root / "documents").mkdir()
    (site.root / "documents/thesis.txt").write_text("mine", "utf-8")
    assert site.build(output=site.root / "documents/site").ok
    before = tree(site.root / "documents")
    [problem] = site.build(output=site.root / "documents").problems
    assert problem.rule == "output-not-ours"
    assert tree(site.root / "documents") == before


# -------------------------------------------------------------------------------------------- plugins that fail

_RAISES = '''
    """A plugin that cannot be registered."""

    def register():
        raise RuntimeError("no key was given")
'''

_CRASHES = '''
    """A plugin that fails on some texts."""

    from newsroom.engine import hooks

    def crash(document):
        if "explode" in document.source:
            raise RuntimeError("boom")

    def register():
        hooks.transforms.connect(lambda desk: desk.add("quotes", crash))
'''


def plug(site: Project, name: str, text: str) -> None:
    """Put a plugin into the project; each has a name of its own, since Python imports a name once."""
    (site.root / "plugins").mkdir(exist_ok=True)
    (site.root / "plugins" / f"{name}.py").write_text(dedent(text), "utf-8")
    importlib.invalidate_caches()
    site.setting(f'PLUGINS = [*(name for name in PLUGINS if name != "newsroom.features.prose"), "{name}"]')


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("raises", _RAISES, 'raises stopped while it was registered, at raises.py line 5: it says "no key was given"'),
        (
            "imports",
            "import nothing_of_the_kind\n",
            "imports needs the Python package nothing_of_the_kind, which is not",
        ),
        ("slips", "def register(:\n", "slips cannot be read: slips.py, line 1 is not valid Python"),
        ("lacks", "def regsiter():\n    pass\n", "lacks has no function register(), so it is no Pelican plugin"),
        (
            "leaves",
            "import sys\n\nsys.exit(3)\n",
            'leaves stopped while it was loaded, at leaves.py line 3: it says "3"',
        ),
    ],
)
def test_a_plugin_that_fails_stops_the_build_and_is_named(site: Project, name: str, text: str, words: str) -> None:
    before = state(site)
    plug(site, name, text)

    [line] = problem_lines(site.build())

    entry = (site.root / "pelicanconf.py").read_text("utf-8").rstrip().count("\n") + 1
    assert line.startswith(f"pelicanconf.py:{entry}: plugin-failed: {words}"), line
    assert "PLUGINS" in line.partition("; ")[2]
    assert state(site) == before


@pytest.mark.parametrize(
    "path",
    ["articles/world/2026/boom.md", "pages/boom.md", "authors/boom.md", "comments/world/2026/first-light/boom.md"],
)
def test_an_unforeseen_exception_names_the_file_in_hand(site: Project, path: str) -> None:
    """… and all the other problems are told with it."""
    before = state(site)
    plug(site, f"crashing_{path.partition('/')[0]}", _CRASHES)
    heads = {"articles": front_matter(), "pages": "title: T\nsummary: S\n", "authors": "name: N\nbio: B\n"}
    fields = heads.get(path.partition("/")[0], "name: N\ndate: 2026-05-05\n")
    site.write(path, f"---\n{fields}---\n\n## Words that explode\n")
    site.story("world/2026/faulty", story(title=None))

    lines = problem_lines(site.build())

    assert [line for line in lines if line.startswith(f"content/{path}: unexpected: RuntimeError: boom; ")]
    assert [line for line in lines if line.startswith(f"{FAULTY}:2: value-missing: ")]
    assert len(lines) == 2
    assert state(site) == before


def test_an_unforeseen_exception_in_a_draft_stops_nothing(site: Project) -> None:
    plug(site, "crashing_in_a_draft", _CRASHES)
    site.story("world/2026/boom", f"---\n{front_matter()}status: draft\n---\n\n## Words that explode\n")

    outcome = site.build()

    assert outcome.ok
    [line] = problem_lines(outcome)
    assert line.startswith("content/articles/world/2026/boom.md: unexpected: RuntimeError: boom; ")
    assert line.endswith("(a draft: it stops nothing)")


@pytest.mark.parametrize(
    ("path", "fix"),
    [
        ("articles/world/2026/a-night.docx", "save it as plain text in Markdown, under a name that ends with .md"),
        ("articles/world/2026/a-night.txt", "save it as plain text in Markdown, under a name that ends with .md"),
        ("articles/world/2026/a-night", "save it as plain text in Markdown, under a name that ends with .md"),
        ("articles/world/2026/parade.JPG", "pictures lie in content/images/, in a folder for the year"),
        ("authors/new-person.rst", "save it as plain text in Markdown, under a name that ends with .md"),
    ],
)
def test_a_file_that_nobody_would_read_is_told_of(site: Project, path: str, fix: str) -> None:
    """Somebody put it there to be published; a warning, since the rest of the magazine need not wait."""
    site.write(path, "words")
    outcome = site.build()
    assert outcome.ok
    [line] = problem_lines(outcome)
    assert line.startswith(f"content/{path}: file-kind: this is no Markdown file")
    assert line.endswith(fix)


@pytest.mark.parametrize("name", [".DS_Store", "_notes.txt", "Thumbs.db", "desktop.ini"])
def test_files_of_systems_and_editors_are_ignored(site: Project, name: str) -> None:
    site.write(f"articles/world/2026/{name}", "words")
    assert problem_lines(site.build()) == []


# --------------------------------------------------------------------------------------------------- all together


@pytest.mark.sample(1)
@pytest.mark.parametrize("program", ["pelican", "newsroom.commands.build.build"])
def test_everything_that_is_wrong_is_printed_at_once_without_a_traceback(site: Project, program: str) -> None:
    """The real commands: one line each on the error output, exit code 1, the last good output as it was."""
    before = state(site)
    told = set()
    for number, (name, case) in enumerate(CASES.items()):
        if list(case.files) == [FAULTY] and name != "a slug that another story has":
            site.write(f"articles/world/2026/faulty-{number}.md", case.files[FAULTY])
            told |= {start.replace("faulty.md", f"faulty-{number}.md") for start in case.told}
    assert len(told) > 40
    command = {
        "pelican": ["content", "-s", "pelicanconf.py", "-o", "output", "-e", f'NEWSROOM_NOW="{NOW}"'],
        "newsroom.commands.build.build": ["--now", NOW],
    }
    done = subprocess.run(
        [sys.executable, "-m", program, *command[program]],
        cwd=site.root,
        env=os.environ | {"PYTHONPATH": str(ROOT / "plugins")},
        capture_output=True,
        text=True,
        check=False,
    )

    lines = [line for line in done.stderr.splitlines() if line.startswith("content/")]
    assert done.returncode == 1
    assert [start for start in told if not any(line.startswith(start) for line in lines)] == []
    assert [line for line in lines if not _LINE.match(line)] == []
    assert lines == list(dict.fromkeys(lines)), "nothing is said twice"
    assert "Traceback" not in done.stdout + done.stderr
    assert f"{len(lines)} problems to mend" in done.stderr
    assert state(site) == before
