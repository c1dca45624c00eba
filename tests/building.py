"""Project that tests build: a small project of their own, in a folder of their own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from PIL import Image

from newsroom.commands.build.build import BuildRequest, build
from newsroom.engine.report import BuildOutcome
from newsroom.engine.theme import SOFTWARE
from tests.reuse import SHORT_NAME, give_fonts

ROOT = Path(__file__).resolve().parent.parent
#: The mark of all small projects: what `invoke brand` draws for a magazine that names no colour.
BRAND = ROOT / "tests" / "brand"
#: The magazine of the tests, a project of its own: no test reads what this repository publishes.
MAGAZINE_FOLDER = ROOT / "tests" / "magazine"
NOW = "2026-11-23T09:00:00+10:00"
#: The present of all tests that publish, as SOURCE_DATE_EPOCH: 23 December 2026, behind all moments that they name.
PRESENT = "1797984000"

#: The magazine's own data in every project.
MAGAZINE = f"""\
name = "QN Magazine"
short_name = "{SHORT_NAME}"
tagline = "Queer news, arts and life from Brisbane and beyond"
lang = "en-AU"
zone = "Australia/Brisbane"
"""

_SECTIONS = """\
[[section]]
id = "world"
name = "World"
introduction = "News from everywhere."
colour = "blue"

[[section]]
id = "national"
name = "National"
introduction = "News from every state."
colour = "red"

[[section]]
id = "opinion"
name = "Opinion"
introduction = "What we think."
colour = "violet"

[[state]]
id = "qld"
name = "Queensland"

[[state]]
id = "tas"
name = "Tasmania"
"""

#: A translation of the first story of every project.
TRANSLATION = """\
---
title: Первый свет
summary: Одно предложение.
date: 2026-05-05
lang: ru
translation_of: world/2026/first-light
---

Слова.
"""
_STORY = """\
---
title: {title}
summary: What happened, in one sentence.
date: 2026-05-04 09:30
authors: [robin-vale]
tags: [Law reform]
---

The first paragraph. The rest of the story.
"""

_AUTHOR = """\
---
name: {name}
status: staff
bio: Writes about the law.
---

A longer word about the author.
"""


#: Pages that the theme leads to, and that somebody has to write.
LINKED_PAGES = ("contact", "support")


class Project:
    """A project in a temporary folder, small enough to build in a blink.

    It has three sections, two authors, three pages, one picture and three stories, and the real theme and settings.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self.output = root / "output"
        root.mkdir(exist_ok=True)
        for name in ("pelicanconf.py", "publishconf.py"):
            # The style guide takes longer than all else in so small a project.
            words = (MAGAZINE_FOLDER / name).read_text("utf-8").replace("STYLEGUIDE = True", "STYLEGUIDE = False")
            (root / name).write_text(words, "utf-8")
        shutil.copytree(SOFTWARE, root / "theme")
        self.forget()
        self.begin()

    @classmethod
    def at(cls, root: Path) -> Project:
        """Return the project that is in a folder already."""
        found = cls.__new__(cls)
        found.root, found.content, found.output = root, root / "content", root / "output"
        return found

    def forget(self) -> None:
        """Take away the cache, but for the headline font."""
        shutil.rmtree(self.root / ".cache", ignore_errors=True)
        give_fonts(self.root)

    def begin(self) -> None:
        """Write the content that it begins with, and nothing else."""
        shutil.rmtree(self.content, ignore_errors=True)
        self.write("data/magazine.toml", MAGAZINE)
        shutil.copytree(BRAND, self.content / "brand")
        self.write("data/sections.toml", _SECTIONS)
        self.write("authors/robin-vale.md", _AUTHOR.format(name="Robin Vale"))
        self.write("authors/sam-okoro.md", _AUTHOR.format(name="Sam Okoro"))
        self.write("pages/about.md", "---\ntitle: About\nsummary: Who we are.\n---\n\nA magazine.\n")
        for name in LINKED_PAGES:
            self.write(f"pages/{name}.md", f"---\ntitle: {name.title()}\nsummary: Words.\n---\n\nWords.\n")
        self.picture("2026/river.jpg")
        self.story("world/2026/first-light", title="First light on the river")
        self.story("national/2026/second-wind", title="A second wind for the bill")
        self.story("opinion/2026/third-word", title="The third word")

    def copy(self, root: Path, *, links: bool = False) -> Project:
        """Return the same project in a folder that is not there yet, with whatever was built of it.

        Args:
            root: the folder.
            links: whether links stay links, as a folder that was published to needs them.
        """
        shutil.copytree(self.root, root, symlinks=links)
        return self.at(root)

    def write(self, path: str, text: str) -> Path:
        """Write a text file below content/."""
        target = self.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        return target

    def story(self, id_: str, text: str | None = None, title: str = "A story") -> Path:
        """Write a story; ``text`` is the whole file."""
        return self.write(f"articles/{id_}.md", text if text is not None else _STORY.format(title=title))

    def live_page(self, id_: str) -> Path:
        """Make a live page of a story that is as it was written first."""
        path = self.content / f"articles/{id_}.md"
        words = path.read_text("utf-8").replace("\ntags:", "\nlayout: live\ntags:", 1)
        path.write_text(words.replace("The first paragraph", "## 10:00 The news\n\nThe first paragraph", 1), "utf-8")
        return path

    def picture(self, path: str, size: tuple[int, int] = (1200, 800)) -> Path:
        """Make a picture below content/images/."""
        target = self.content / "images" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, (90, 40, 120)).save(target)
        return target

    def tips(self) -> None:
        """Write the page for sources, which a magazine that keeps all its promises has."""
        self.write("pages/tips.md", "---\ntitle: Tips\nsummary: How to tell us.\nlayout: tips\n---\n\nThink first.\n")

    def replace_in_theme(self, name: str, old: str, new: str) -> int:
        """Write a file of the theme in the place of the software's, with other words; return the line of those."""
        words = (SOFTWARE / name).read_text("utf-8")
        assert old in words
        path = self.root / "theme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words.replace(old, new), "utf-8")
        return words[: words.index(old)].count("\n") + 1

    def setting(self, line: str) -> None:
        """Add a line to pelicanconf.py."""
        with (self.root / "pelicanconf.py").open("a", encoding="utf-8") as target:
            target.write(f"\n{line}\n")

    def build(self, **options: object) -> BuildOutcome:
        """Build, with a fixed clock unless another is given."""
        return build(BuildRequest(self.root, **{"now": NOW, **options}))  # type: ignore[arg-type]

    def page(self, address: str) -> str:
        """Return what was written for an address."""
        path = address.removeprefix("/")
        return (self.output / (path + "index.html" if not path or path.endswith("/") else path)).read_text("utf-8")

    def tree(self) -> dict[str, bytes]:
        """Return every file of the output."""
        return tree(self.output)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that is filled once in a run of tests, by the worker that asks first; nobody may change it.

    Args:
        factory: pytest's own.
        name: the name of the folder.
        make: fills the folder.
    """
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    done = folder.with_suffix(".done")
    with FileLock(folder.with_suffix(".lock")):
        if not done.exists():
            # Of a worker that failed here.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path, but for what Python compiles beside settings files."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.parent.name != "__pycache__")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def without_index(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return a tree without the search index: of the same pages, Pagefind makes other files each time."""
    assert any(path.startswith("pagefind/") for path in files)
    return {path: content for path, content in files.items() if not path.startswith("pagefind/")}


def problem_lines(outcome: BuildOutcome) -> list[str]:
    """Return the problems as they are printed."""
    return [str(problem) for problem in outcome.problems]
