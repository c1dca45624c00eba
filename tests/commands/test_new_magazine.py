"""A new magazine: what is asked for, what is made, and that nothing of another magazine is in it."""

from __future__ import annotations

import html
import re
import tomllib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsroom.commands.check import verdict
from newsroom.commands.new_magazine import answers as asking
from newsroom.commands.new_magazine.answers import Options, answers, colour_of, initials
from newsroom.commands.new_magazine.new_magazine import files, new_magazine
from newsroom.commands.progress import CommandProgress
from newsroom.commands.upgrade import pin
from newsroom.commands.upgrade.pinned_packages import pins
from newsroom.core import deceptive_text, front_matter, typography
from newsroom.core.markdown.parser import convert
from newsroom.core.operation_error import OperationError
from newsroom.publishing.repository import git
from newsroom.site.colours.making import palette
from tests.building import MAGAZINE_FOLDER, Project, made_once, tree

NAME = "Southern Rainbow"
ZONE = ZoneInfo("Australia/Hobart")
NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)
OPTIONS = Options("https://southern-rainbow.example", "hello@southern-rainbow.example", ZONE.key, colour="#0b6e8a")
#: Words, places and colours of the magazine in this repository, in small letters.
_OTHERS = re.compile(
    rb"\bqn\b|qnews|brisbane|meanjin|turrbal|yuggera|jagera|queensland|australia(?!/hobart)|aboriginal|sistergirl|en-au"
    rb"|bom\.gov|nerelle|#2b1038|#240c30|#fdf6ea|#d7263d|#f46a25|#1b998b|#2e5eaa|#7b2d8b|#6b4226"
)
_BINARY = (".webp", ".avif", ".jpg", ".png", ".woff2", ".br", ".gz", ".wasm")


@pytest.fixture(scope="session")
def new_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A new magazine as the command leaves it, and built for readers; nobody may change it."""

    def make(folder: Path) -> None:
        assert new_magazine(NAME, str(folder), OPTIONS, NOW) == 0
        outcome = Project.at(folder).build(production=True, now=NOW.isoformat())
        assert outcome.ok, outcome.problems

    return Project.at(made_once(tmp_path_factory, "southern-rainbow", make))


def test_a_new_magazine_is_whole_and_committed(new_project: Project) -> None:
    root = new_project.root
    assert git(root, "log", "--format=%s").split("\n")[0] == f"Begin {NAME}"
    assert git(root, "status", "--porcelain", "--untracked-files=all").strip() == ""
    data = tomllib.loads((new_project.content / "data/magazine.toml").read_text("utf-8"))
    assert (data["name"], data["short_name"], data["zone"]) == (NAME, "SR", ZONE.key)
    assert (new_project.content / "articles/news/2026/welcome.md").is_file()
    front = new_project.page("/")
    assert f"<title>{NAME}</title>" in front
    assert f'<meta property="og:image:alt" content="{NAME}">' in front
    assert f"<description>{NAME}</description>" in (new_project.output / "feed.rss").read_text("utf-8")
    assert "<h:p/>" not in (new_project.output / "feed.atom").read_text("utf-8")


def test_nothing_stands_in_its_way_and_what_is_left_is_told(new_project: Project, tmp_path: Path) -> None:
    mine = new_project.copy(tmp_path / "mine")
    result = verdict(mine.root, NOW, CommandProgress())
    assert [str(problem) for problem in result.blocking] == []
    assert [problem.rule for problem in result.outcome.problems] == ["helpline-none"]


def test_nothing_of_another_magazine_is_in_its_files_or_its_site(new_project: Project) -> None:
    """Pages, feeds, styles, scripts, icons, headers, structured data and file names; the sources too."""
    # The index of the search is compressed, and its programs are other people's.
    apart = (".git/", ".cache/", "output/pagefind/")
    sources = {name: body for name, body in tree(new_project.root).items() if not name.startswith(apart)}
    assert len(sources) > 100
    found = {}
    for name, body in sources.items():
        words = name.encode() + b" " + (b"" if name.endswith(_BINARY) else body)
        if hit := _OTHERS.search(words.lower()):
            found[name] = words[max(0, hit.start() - 60) : hit.end() + 60]
    assert found == {}


def test_its_icons_and_share_pictures_are_its_own(new_project: Project) -> None:
    ours = MAGAZINE_FOLDER / "content/brand"
    names = ("icon.svg", "icon-192.png", "icon-512.png", "apple-touch-icon.png", "share.jpg", "share-plain.jpg")
    for name in names:
        made = (new_project.output / "theme/brand" / name).read_bytes()
        assert made != (ours / name).read_bytes()
    assert palette(OPTIONS.colour).light.band in (new_project.content / "brand/icon.svg").read_text("utf-8")


@pytest.mark.audit
def test_every_address_that_its_pages_lead_to_is_there(new_project: Project) -> None:
    pages = {path for path in tree(new_project.output) if path.endswith(".html")}
    for page in pages:
        body = (new_project.output / page).read_text("utf-8")
        for address in re.findall(r'href="(/[^"#?]*)', body):
            place = address.removeprefix("/")
            target = new_project.output / (place + "index.html" if not place or place.endswith("/") else place)
            assert target.is_file(), (page, address)


@pytest.mark.audit
def test_a_new_magazine_can_be_published_today_and_in_years(new_project: Project, tmp_path: Path) -> None:
    from newsroom.commands.years import try_years

    mine = new_project.copy(tmp_path / "mine")
    assert try_years(mine.root, NOW.isoformat()) == 0


# ---------------------------------------------------------------------------------------------------------- answers


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"url": "southern-rainbow.example"}, "is not the address of a site"),
        ({"url": "https://x;} server {"}, "is not the address of a site"),
        ({"email": "hello"}, "is no email address; write it as"),
        ({"zone": "Hobart"}, 'there is no time zone "Hobart"'),
        ({"zone": "../../etc/passwd"}, "there is no time zone"),
        ({"lang": "English"}, "is no code of a language"),
        ({"colour": "teal"}, "is no colour; write it in hexadecimal, such as"),
        ({"sections": "News, news"}, 'the section "news" is given twice'),
        ({"sections": "Search"}, "the site uses that name"),
        ({"sections": "Ru"}, "the site uses that name"),
        ({"sections": " , "}, "names no section"),
        ({"url": ""}, "--url is missing"),
        (
            {"tagline": "Q\u202eevil"},
            '"Q<U+202E>evil" cannot be used: an invisible character behind "Q" changes the order',
        ),
    ],
)
def test_an_answer_that_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, options: dict[str, str], says: str
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    values = {name: getattr(OPTIONS, name) for name in Options.__slots__} | options
    with pytest.raises(OperationError, match=re.escape(says)):
        answers(NAME, Options(**values))


def test_missing_answers_are_asked_for_and_a_mistake_costs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    said = iter(
        ["not an address", "https://southern-rainbow.example/", "hello@southern-rainbow.example", "Hobart", ZONE.key]
    )
    made = answers(NAME, Options(), lambda question: next(said))
    assert (made.url, made.email, made.zone) == (OPTIONS.url, OPTIONS.email, OPTIONS.zone)
    assert capsys.readouterr().err.count("\n") == 2


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Southern Rainbow", "SR"),
        ("Archer", "AR"),
        ("The Voice of the North", "VN"),
        ("Ö", "Ö"),
        ("Out in Perth Now", "OIP"),
    ],
)
def test_a_short_name_is_made_of_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_a_colour_is_made_of_the_name_and_is_always_the_same() -> None:
    assert colour_of(NAME) == colour_of(NAME.upper()) != colour_of("Northern Rainbow")
    assert re.fullmatch("#[0-9a-f]{6}", colour_of(NAME))


_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf", "Co", "Cn")), max_size=40
)


@given(
    _WORDS.map(lambda words: f"Q{words}"),
    _WORDS,
    st.lists(st.sampled_from(["News", "Ärzte", "Кино", "A: b", '"Q"', "x'y"]), min_size=1, unique=True),
)
@settings(max_examples=40)
def test_files_can_be_read_under_any_name(name: str, tagline: str, sections: list[str]) -> None:
    assume(not any(map(deceptive_text.faults, (" ".join(name.split()), tagline))))
    made = files(
        answers(name, Options(OPTIONS.url, OPTIONS.email, ZONE.key, tagline=tagline, sections=",".join(sections))),
        NOW,
        "newsroom @ file:///srv/newsroom",
    )
    wanted = " ".join(name.split())
    assert tomllib.loads(made["content/data/magazine.toml"])["name"] == wanted
    names = [section["name"] for section in tomllib.loads(made["content/data/sections.toml"])["section"]]
    assert names == sections
    for path, words in made.items():
        if path.endswith(".md") and path.startswith("content/"):
            split = front_matter.split(words, path)
            assert list(split.problems) == []
        elif path.endswith(".py"):
            compile(words, path, "exec")
    (welcome,) = (words for path, words in made.items() if path.endswith("/welcome.md"))
    assert front_matter.split(welcome, "").fields["title"] == f"Welcome to {wanted}"


@pytest.mark.parametrize(
    "name",
    [
        "*them*",
        "_under_ & <b>over</b>",
        "Tom <Weekly> [sic](x)",
        "1. Queer",
        "- Q -",
        "# 1 Q",
        "~~Q~~ | `Q`",
        "Q &amp; \\*A",
    ],
)
def test_pages_show_a_name_as_it_is(name: str) -> None:
    made = files(answers(name, replace(OPTIONS, sections="*News*, <i>Art")), NOW, "newsroom @ file:///srv/newsroom")
    pages = [words for path, words in made.items() if path.startswith(("content/articles/", "content/pages/"))]
    found = "\n".join(convert(words.split("---\n", 2)[2], "page.md", 1, raw_html=True)[0] for words in pages)
    found = typography.restored(found)
    assert found.count(html.escape(name, quote=False)) == 6, found
    assert "Its sections are *News* and &lt;i&gt;Art." in found


def test_a_magazine_in_another_language_is_told_that_its_pages_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "my magazine"
    assert new_magazine(NAME, str(folder), replace(OPTIONS, lang="ar"), NOW) == 0
    said = capsys.readouterr().out
    assert "are in English; write them anew in your language (ar)" in said
    assert f"  cd '{folder}'" in said


# ----------------------------------------------------------------------------------------------------------- folder


@pytest.mark.parametrize("there", ["notes.txt", "content/a.md", ".hidden"])
def test_a_folder_with_files_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str], there: str) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("mine", "utf-8")
    assert new_magazine(NAME, str(tmp_path), OPTIONS, NOW) == 1
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [Path(there).name]


def test_a_mistake_leaves_no_folder(tmp_path: Path) -> None:
    assert new_magazine(NAME, str(tmp_path / "new"), Options("x", "y", "z"), NOW) == 1
    assert not (tmp_path / "new").exists()


def test_an_environment_of_python_may_be_in_the_folder(tmp_path: Path) -> None:
    asking.answers(NAME, OPTIONS)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/pyvenv.cfg").write_text("", "utf-8")
    assert new_magazine(NAME, str(tmp_path), OPTIONS, NOW) == 0
    assert ".venv" not in git(tmp_path, "ls-files")


def test_the_software_is_pinned_with_its_packages(new_project: Project) -> None:
    """The line of requirements.txt has a form of `newsroom.commands.upgrade.pin`."""
    assert pin.read(new_project.root) == pin.installed()
    pinned = pins((new_project.root / "constraints.txt").read_text("utf-8"))
    assert {"pelican", "pillow", "markdown-it-py", "invoke"} <= pinned.keys()
