"""Real processes: the pelican command, our own, and plugins written for Pelican by people who know nothing of us."""

from __future__ import annotations

import os
import subprocess
import sys
from textwrap import dedent

import pytest
from filelock import FileLock

from newsroom.engine.write.staging import GENERATOR
from tests.building import NOW, ROOT, Project, tree, without_index


def run(site: Project, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the virtual environment in the project's folder."""
    env = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "SITEURL")}
    env |= {"PYTHONPATH": str(ROOT / "plugins"), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, *command], cwd=site.root, env=env, capture_output=True, text=True, check=False
    )


def test_the_pelican_command_leaves_the_tree_that_our_build_leaves(site: Project) -> None:
    path = site.story("national/2026/fourth", title="A fourth: with 'quotes' & more")
    path.write_text(path.read_text("utf-8") + "\n![A river](/images/2026/river.jpg)\n", "utf-8")
    ours = run(site, "-m", "newsroom.commands.build.build", "--output", str(site.root / "ours"), "--now", NOW)
    setting = f'NEWSROOM_NOW="{NOW}"'
    theirs = run(site, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "theirs", "-e", setting)

    assert (ours.returncode, theirs.returncode) == (0, 0), ours.stderr + theirs.stderr
    assert site.build(output=site.root / "here").ok
    assert tree(site.root / "ours") == tree(site.root / "theirs") == tree(site.root / "here")
    assert "pages in" in theirs.stdout


@pytest.mark.audit
def test_two_builds_of_one_output_wait_for_one_another(site: Project) -> None:
    """The second says so, and goes on when the first has ended."""
    command = [sys.executable, "-m", "newsroom.commands.build.build", "--now", NOW]
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "COLUMNS": "200"}
    with (
        FileLock(site.root / ".output.lock") as held,
        subprocess.Popen(command, cwd=site.root, env=env, stderr=subprocess.PIPE, text=True) as second,
    ):
        assert second.stderr is not None
        try:
            assert "waiting for it to end" in second.stderr.readline()
            assert not site.output.exists()
        finally:
            held.release()
        assert second.wait() == 0
    assert site.build().written == 0


@pytest.mark.audit
def test_the_pelican_command_may_be_given_another_settings_file(site: Project) -> None:
    site.setting('NEWSROOM_NOW = "2026-11-23T09:00:00+10:00"')
    (site.root / "publishconf.py").open("a", encoding="utf-8").write('\nSITEURL = "https://qnews.example"\n')
    theirs = run(site, "-m", "pelican", "-s", "publishconf.py", "-o", "theirs")
    assert theirs.returncode == 0, theirs.stderr
    assert site.build(production=True).ok
    assert without_index(site.tree()) == without_index(tree(site.root / "theirs"))
    assert "https://qnews.example/world/" in site.page("/world/")


# ----------------------------------------------------------------------------------------------- others' plugins

#: A plugin as people write them for Pelican: it knows nothing of the newsroom.
_PLUGIN = '''
    """Neighbours of each article, a plain list of all of them, and a note when everything is written."""

    from pathlib import Path

    from pelican import signals
    from pelican.generators import Generator


    def neighbors(generator):
        articles = generator.articles
        for newer, article, older in zip([None, *articles], articles, [*articles[1:], None]):
            article.next_article, article.prev_article = newer, older


    class Plain(Generator):
        def generate_context(self):
            self.context["plain_count"] = len(self.context["articles"])

        def generate_output(self, writer):
            path = Path(self.output_path, "plain", "list.txt")
            path.parent.mkdir(parents=True, exist_ok=True)
            lines = [
                f"{article.title} | {article.next_article.title if article.next_article else '-'} | "
                f"{article.author.url} | {article.category}"
                for article in self.context["articles"]
            ]
            path.write_text("\\n".join([str(self.context["plain_count"]), *lines]))
            template = self.env.from_string("{{ SITENAME }}: {{ articles|length }} articles, {{ output_file }}")
            writer.write_file("plain/page.html", template, self.context)


    def note(pelican):
        folder = Path(pelican.output_path)
        Path(folder.parent, "noted.txt").write_text(str(sorted(p.name for p in folder.glob("plain/*"))))


    def register():
        signals.article_generator_finalized.connect(neighbors)
        signals.get_generators.connect(generators)
        signals.finalized.connect(note)


    def generators(pelican):
        return Plain
'''


@pytest.fixture
def plugged(site: Project) -> Project:
    """A project that uses somebody else's plugin."""
    (site.root / "plugins").mkdir()
    (site.root / "plugins/somebodys.py").write_text(dedent(_PLUGIN), "utf-8")
    site.setting('PLUGINS = [*PLUGINS, "somebodys"]')
    return site


def _build(site: Project, *more: str) -> subprocess.CompletedProcess[str]:
    return run(site, "-m", "newsroom.commands.build.build", "--now", NOW, *more)


def test_a_plugin_written_for_pelican_works_unchanged(plugged: Project) -> None:
    done = _build(plugged)
    assert done.returncode == 0, done.stderr
    assert plugged.page("/plain/list.txt").splitlines() == [
        "3",
        "A second wind for the bill | - | author/robin-vale/ | National",
        "The third word | A second wind for the bill | author/robin-vale/ | Opinion",
        "First light on the river | The third word | author/robin-vale/ | World",
    ]
    assert plugged.page("/plain/page.html") == "QN Magazine: 3 articles, plain/page.html"
    assert (plugged.root / "noted.txt").read_text("utf-8") == "['list.txt', 'page.html']", "written before finalized"
    assert sorted(path.name for path in plugged.root.glob(".output*")) == [".output.lock"]


@pytest.mark.audit
def test_files_of_a_plugin_are_staged_and_kept_like_our_own(plugged: Project) -> None:
    """A second build leaves it alone, a build without the plugin removes it, a faulty one does not touch it."""
    _build(plugged)
    before = plugged.tree()
    os.utime(plugged.output / "plain/list.txt", ns=(1, 1))
    assert f"{len(before)} reused" in _build(plugged).stdout
    assert (plugged.output / "plain/list.txt").stat().st_mtime_ns == 1

    plugged.story("world/2026/faulty", "no head\n")
    assert _build(plugged).returncode == 1
    assert plugged.tree() == before

    (plugged.content / "articles/world/2026/faulty.md").unlink()
    plugged.setting("PLUGINS = PLUGINS[:-1]")
    assert _build(plugged).returncode == 0
    assert plugged.tree() == {path: body for path, body in before.items() if not path.startswith("plain/")}


@pytest.mark.audit
def test_plugin_files_of_a_killed_build_get_into_no_other(plugged: Project) -> None:
    left = plugged.root / ".output.others"
    left.mkdir()
    (left / "stale.txt").write_text("stale", "utf-8")
    _build(plugged)
    assert "stale.txt" not in plugged.tree()


@pytest.mark.audit
def test_a_plugin_that_writes_one_of_our_pages_is_a_problem(plugged: Project) -> None:
    """Chance does not decide which of the two files is published."""
    _build(plugged)
    before = plugged.tree()
    plugin = plugged.root / "plugins/somebodys.py"
    plugin.write_text(plugin.read_text("utf-8").replace('"plain/page.html"', '"world/index.html"'), "utf-8")

    done = _build(plugged)

    assert done.returncode == 1
    assert "output-collision: somebodys wrote /world/index.html" in done.stderr
    assert "Traceback" not in done.stderr
    assert plugged.tree() == before


@pytest.mark.audit
def test_no_page_comes_from_pelicans_fallback_theme(plugged: Project) -> None:
    """Even with somebody else's generator about, whose loader would find it."""
    assert _build(plugged).returncode == 0
    pages = {path: body for path, body in plugged.tree().items() if path.endswith(".html")}
    assert [path for path, body in pages.items() if GENERATOR.encode() not in body] == ["plain/page.html"]


@pytest.mark.sample(1)
@pytest.mark.parametrize("statement", ["    articles = ", "        self.context[", "        path.write_text("])
def test_a_plugin_that_raises_stops_the_build_and_its_line_is_named(plugged: Project, statement: str) -> None:
    """Nobody who writes stories is shown a traceback; the output stays as it was."""
    assert _build(plugged).returncode == 0
    before = plugged.tree()
    plugin = plugged.root / "plugins/somebodys.py"
    indent = " " * (len(statement) - len(statement.lstrip()))
    text = plugin.read_text("utf-8").replace(statement, f'{indent}raise RuntimeError("no luck")\n{statement}', 1)
    plugin.write_text(text, "utf-8")

    done = _build(plugged)

    line = text[: text.index("raise RuntimeError")].count("\n") + 1
    assert done.returncode == 1
    assert f"plugins/somebodys.py:{line}: unexpected: RuntimeError: no luck; " in done.stderr
    assert "Traceback" not in done.stderr
    assert plugged.tree() == before


@pytest.mark.audit
def test_the_pelican_command_names_the_same_problems(site: Project) -> None:
    """One that stops the build, and those that would do nothing in silence."""
    site.setting('TYPOGRIFY = True\nPLUGINS = [*PLUGINS, "sitemap", "yaml_metadata"]')
    setting = f'NEWSROOM_NOW="{NOW}"'
    ours = _build(site)
    theirs = run(site, "-m", "pelican", "content", "-s", "pelicanconf.py", "-e", setting)
    assert (ours.returncode, theirs.returncode) == (1, 1)
    told = [
        [line for line in done.stderr.splitlines() if line.startswith("pelicanconf.py:")] for done in (ours, theirs)
    ]
    assert told[0] == told[1]
    assert [line.split(": ")[1] for line in told[0]] == ["setting-unread", "output-collision", "plugin-no-effect"]
    assert "Traceback" not in theirs.stderr
