"""Plugins that somebody writes for Pelican, well or badly: what they rely on, change and write is heard of."""

from __future__ import annotations

import importlib
import operator
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pelican.plugins
import pytest
from pelican.settings import read_settings

from newsroom.commands.console import say
from newsroom.core.problems import Problem
from newsroom.engine import setting_groups, settings_file
from newsroom.engine.pelican import plugin_execution, setting_checks, third_party
from newsroom.engine.pelican.compatibility import SETTINGS, SIGNALS
from newsroom.engine.pelican.pelican_class import NewsroomPelican
from newsroom.engine.report import BuildOutcome
from tests.building import Project, tree
from tests.features.groups import groups


@pytest.fixture(autouse=True)
def connected() -> Iterator[None]:
    """Leave no plugin of a test connected to Pelican's signals."""
    yield
    third_party.disconnect()


def plug(site: Project, name: str, text: str) -> int:
    """Put a plugin into the project; each has a name of its own, since Python imports a name once. Return its line."""
    (site.root / "local").mkdir(exist_ok=True)
    (site.root / "local" / f"{name}.py").write_text(dedent(text), "utf-8")
    importlib.invalidate_caches()
    site.setting(f'PLUGIN_PATHS = ["local"]\nPLUGINS = [*PLUGINS, "{name}"]')
    return (site.root / "pelicanconf.py").read_text("utf-8").rstrip().count("\n") + 1


def settings_of(site: Project) -> dict[str, Any]:
    """Return Pelican's settings of a project."""
    sys.modules.pop("pelicanconf", None)
    found: dict[str, Any] = read_settings(str(site.root / "pelicanconf.py"))
    return found


def loaded(site: Project) -> list[Problem]:
    """Load the plugins of a project, and return the problems with them; a build tells the same, and takes longer."""
    return NewsroomPelican(settings_of(site)).third_party.problems


def unread(site: Project) -> list[Problem]:
    """Return the problems with the settings of a project."""
    known = setting_groups.names_of(groups())
    return [problem for _, problem in setting_checks.unread(settings_of(site), settings_file.read(site.root), known)]


def rules_and_messages(found: BuildOutcome | list[Problem]) -> list[str]:
    """Return rule and message of each problem."""
    problems = found if isinstance(found, list) else found.problems
    return [f"{problem.rule}: {problem.message}" for problem in problems]


_LISTENER = """\
from pathlib import Path
from pelican import signals

def hear({arguments}):
{body}

def register():
    signals.{signal}.connect(hear)
"""


def listener(signal: str, *lines: str, arguments: str = "*given, **more") -> str:
    """Return a plugin whose function hears a signal."""
    return _LISTENER.format(signal=signal, arguments=arguments, body="\n".join(f"    {line}" for line in lines))


# ---------------------------------------------------------------------------------------------------- no effect


@pytest.mark.parametrize("signal", [name for name, use in SIGNALS.items() if not use.works])
def test_plugins_connected_to_signals_without_effect_are_named(site: Project, signal: str) -> None:
    line = plug(site, f"idle_{signal}", listener(signal, "pass"))
    [problem] = loaded(site)
    assert (problem.path, problem.line, problem.rule) == ("pelicanconf.py", line, "plugin-no-effect")
    assert problem.message.startswith(f"idle_{signal} listens to {signal}, which has no effect here: ")


@pytest.mark.parametrize("signal", ["article_generator_finalized", "content_written", "finalized", "initialized"])
def test_plugins_connected_to_sent_signals_are_not_named(site: Project, signal: str) -> None:
    plug(site, f"busy_{signal}", listener(signal, "pass"))
    assert rules_and_messages(loaded(site)) == []


@pytest.mark.parametrize(("name", "change"), [
    ("MARKDOWN", 'settings["MARKDOWN"].setdefault("extensions", []).append("toc")'),
    ("READERS", 'settings["READERS"]["html"] = None'),
    ("JINJA_FILTERS", 'settings["JINJA_FILTERS"]["shout"] = str.upper'),
    ("JINJA_GLOBALS", 'settings["JINJA_GLOBALS"] = {"now": 1}'),
    ("JINJA_ENVIRONMENT", 'settings["JINJA_ENVIRONMENT"]["extensions"].append("jinja2.ext.do")'),
    ("TEMPLATE_PAGES", 'settings["TEMPLATE_PAGES"]["a.html"] = "b.html"'),
    ("STATIC_PATHS", 'settings["STATIC_PATHS"].append("extra")'),
    ("EXTRA_PATH_METADATA", 'settings["EXTRA_PATH_METADATA"]["a"] = {"path": "b"}'),
    ("THEME_STATIC_DIR", 'settings["THEME_STATIC_DIR"] = "static"'),
    ("DIRECT_TEMPLATES", 'settings["DIRECT_TEMPLATES"].append("about")'),
])  # fmt: skip
def test_a_setting_that_a_plugin_changes_and_nothing_reads_is_named(site: Project, name: str, change: str) -> None:
    """… wherever inside of its value the change is; one that the plugin makes for itself is its own affair."""
    lines = ("settings = pelican.settings", change, 'settings["OWN"] = 1')
    line = plug(site, f"changes_{name.lower()}", listener("initialized", *lines, arguments="pelican"))
    [problem] = loaded(site)
    assert (problem.line, problem.rule) == (line, "plugin-no-effect")
    assert f"changes the setting {name}, which is not read here: {SETTINGS[name].here}" in problem.message


_CHANGES = {
    "text": ('article._content += "<p>more</p>"', "changes the text of 3 stories and pages"),
    "summary": ('article.metadata["summary"] = "less"', "changes the summary of 3 stories and pages"),
    "title": ('article.title = "Another"', "changes the title of 3 stories and pages"),
    "topics": ("article.tags.pop()", "changes the topics of 3 stories and pages"),
    "address": ('article.override_url = "x/"', "changes the address of 3 stories and pages"),
    "status": ('article.status = "draft"', "changes the status of 3 stories and pages"),
    "list": ("generator.articles.remove(article)", "takes 3 stories and pages out of Pelican's list"),
}


@pytest.mark.parametrize("what", _CHANGES)
def test_changes_of_a_plugin_that_pages_do_not_show_are_named(site: Project, what: str) -> None:
    change, message = _CHANGES[what]
    lines = ("for article in list(generator.articles):", f"    {change}", "    article.added = True")
    plug(site, f"edits_{what}", listener("article_generator_finalized", *lines, arguments="generator"))
    assert [
        line.partition(";")[0].startswith(f"plugin-no-effect: edits_{what} {message}")
        for line in rules_and_messages(site.build(check_only=True))
    ] == [True]


@pytest.mark.parametrize(("signal", "change", "arguments"), [
    ("article_generator_context", 'metadata["title"] = "X"', "generator, metadata"),
    ("page_generator_context", 'metadata["title"] = "X"', "generator, metadata"),
    ("content_object_init", "content._content = content._content.upper()", "content"),
])  # fmt: skip
def test_changes_before_articles_and_pages_are_made_are_named(
    site: Project, signal: str, change: str, arguments: str
) -> None:
    plug(site, f"before_{signal}", listener(signal, change, arguments=arguments))
    [line] = rules_and_messages(site.build(check_only=True))
    assert line.startswith(f"plugin-no-effect: before_{signal} changes the ")


_PATCH = """\
import pelican.{module} as m

def mine(*given, **more):
    pass

def register():
    m.{inner} = mine
"""


@pytest.mark.parametrize(
    "place",
    [
        "writers.Writer.write_file",
        "readers.MarkdownReader.read",
        "generators.ArticlesGenerator.generate_tags",
        "utils.slugify",
    ],
)
def test_a_part_of_pelican_that_is_replaced_without_effect_is_named(
    site: Project, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    module, _, inner = place.partition(".")
    owner, _, name = f"pelican.{place}".rpartition(".")
    monkeypatch.setattr(f"pelican.{place}", operator.attrgetter(inner)(importlib.import_module(f"pelican.{module}")))
    plug(site, f"patches_{name}", _PATCH.format(module=module, inner=inner))
    [line] = rules_and_messages(loaded(site))
    assert line.startswith(f"plugin-no-effect: patches_{name} replaces {owner}.{name}, which the newsroom does not use")


@pytest.mark.parametrize("function", ["lambda sender: 1 / 0", "(lambda: lambda sender: 1 / 0)()", "C().hear"])
def test_a_function_that_is_gone_at_once_is_named(site: Project, function: str) -> None:
    """Signals hold functions weakly: a lambda never runs, and Pelican says nothing."""
    name = f"forgets_{len(function)}"
    inner = "class C:\n    def hear(self, sender):\n        pass\n\n\n"
    text = f"from pelican import signals\n\n\n{inner}def register():\n    signals.finalized.connect({function})\n"
    plug(site, name, text)
    [line] = rules_and_messages(loaded(site))
    assert line.startswith(f"plugin-no-effect: {name} connects a function to finalized that is gone at once")


def test_a_plugin_that_builds_another_site_in_the_middle_is_refused(site: Project) -> None:
    lines = ("type(pelican)(dict(pelican.settings)).run()",)
    plug(site, "subsites", listener("get_generators", *lines, arguments="pelican"))
    [line] = rules_and_messages(site.build())
    assert "a second site cannot be built in the middle of this one" in line
    site.setting("PLUGINS = PLUGINS[:-1]")
    assert rules_and_messages(site.build()) == []


def test_an_error_that_a_plugin_logs_is_a_problem_at_every_build(site: Project) -> None:
    """Pelican would print it and end with 0; and print it once in a process."""
    lines = ("import logging", 'logging.getLogger(__name__).error("no %s", "key")')
    plug(site, "complains", listener("all_generators_finalized", *lines))
    for _ in range(2):
        assert rules_and_messages(site.build()) == ['plugin-log: complains reports an error: "no key"']


# ------------------------------------------------------------------------------------------------------ writing


_UNSAID = "Nobody may know that the tribunal met in the old mill at Nundah last week."
_UNBORN = f"---\ntitle: The verdict is out\nsummary: One.\ndate: 2026-05-04\nstatus: draft\n---\n\n{_UNSAID}\n"


def test_files_that_plugins_write_at_the_end_are_scanned(site: Project) -> None:
    site.story("world/2026/unborn", _UNBORN)
    line = f'Path(pelican.output_path, "told.txt").write_text("{_UNSAID}")'
    plug(site, "tells", listener("finalized", line, arguments="pelican"))
    [found] = rules_and_messages(site.build())
    assert found.startswith("leak-text: ")
    assert not site.output.exists()


_OURS, _THEIRS, _REAL = "output-collision: {} wrote /", "plugin-output: {} wrote /", " into the output folder itself"
_NOT = ", which cannot be published: "
#: Harm that a plugin does in the folder that it is given, with the problem.
_HARM = {
    "over": ('(folder / "index.html").write_text("mine")', _OURS + "index.html, which the newsroom writes itself"),
    "case": ('(folder / "INDEX.html").write_text("mine")', _OURS + "INDEX.html, which"),
    "gone": ('(folder / "about/index.html").unlink()', _OURS + "about/index.html, which"),
    "moved": ('(folder / "robots.txt").rename(folder / "r.txt")', _OURS + "robots.txt, which"),
    "same size": ('at = folder / "robots.txt"; at.write_text(at.read_text().replace("U", "V"))', _OURS + "robots.txt"),
    "twin": ('(folder / "index.html.br").write_bytes(b"x")', _OURS + "index.html.br, which"),
    "index": (
        '(folder / "pagefind").mkdir(); (folder / "pagefind/pagefind.js").touch()',
        _OURS + "pagefind/pagefind.js",
    ),
    "link": ('(folder / "leak.txt").symlink_to("/etc/hostname")', _THEIRS + f"leak.txt{_NOT}it is no plain file"),
    "name": ('(folder / "con.txt").write_text("x")', _THEIRS + f"con.txt{_NOT}Windows"),
    "folder": ('at = folder / "robots.txt"; at.unlink(); at.mkdir(); (at / "a").write_text("x")', _OURS + "robots.txt"),
    "real": ('(folder.parent / "output/extra.txt").write_text("x")', _THEIRS + "extra.txt" + _REAL),
    "real over": ('(folder.parent / "output/index.html").write_text("x")', _THEIRS + "index.html" + _REAL),
    "real gone": ('(folder.parent / "output/index.html").unlink()', _THEIRS + "index.html" + _REAL),
    "real in silence": (
        '[at := folder.parent / "output/index.html"]\n    try: at.write_text("x")\n    except OSError: pass',
        _THEIRS + "index.html" + _REAL,
    ),
    "real by a link": (
        '(folder / "out").symlink_to(folder.parent / "output"); (folder / "out/index.html").write_text("x")',
        _THEIRS + "index.html" + _REAL,
    ),
    "real by another program": (
        'import subprocess; subprocess.run(["touch", str(folder.parent / "output/extra.txt")])',
        _THEIRS + "extra.txt" + _REAL,
    ),
}


_COPY = "plugin-output: {} removed the folder that OUTPUT_PATH names while it runs, or put something else in its place"
#: Other deeds of a clumsy or hostile plugin.
_WORSE = {
    "all removed": ("shutil.rmtree(folder)", _COPY),
    "a link to the output": ('shutil.rmtree(folder); folder.symlink_to(folder.parent / "output")', _COPY),
    "a link elsewhere": ('shutil.rmtree(folder); folder.symlink_to(folder.parent / "theme")', _COPY),
    "a file in its place": ('shutil.rmtree(folder); folder.write_text("x")', _COPY),
    "trailing dot": ('(folder / "a.").write_text("x")', _THEIRS + f"a.{_NOT}"),
    "long": ('(folder / ("n" * 250)).write_text("x")', _THEIRS + "n" * 200 + _NOT),
    "no text": ('open(os.fsencode(folder) + b"/\\xff\\xfe.txt", "w").close()', _THEIRS + "\\udcff\\udcfe.txt" + _NOT),
    "two lines": ('(folder / "a\\nerror: b").write_text("x")', _THEIRS + "a\\nerror: b" + _NOT),
    "hidden": ('(folder / ".htaccess").write_text("x")', _THEIRS + f".htaccess{_NOT}"),
    "a step up": ('(folder / "../output/up.txt").write_text("x")', _THEIRS + "up.txt" + _REAL),
    "a link to a page": ('os.link(folder / "index.html", folder / "t.html"); (folder / "t.html").write_text("mine")',
                         _OURS + "index.html, which"),
    "a link to the real one": ('os.link(folder.parent / "output/index.html", folder / "x.html")',
                               _THEIRS + "index.html" + _REAL),
    "a source": ('(folder.parent / "content/articles/world/2026/first-light.md").write_text("mine")',
                 "plugin-output: {} wrote " ),
    "a source in silence": ("""[at := folder.parent / "content/data/x.toml"]
    try: at.write_text("x")
    except OSError: pass""", "plugin-output: {} wrote "),
    "a source gone": ('(folder.parent / "content/articles/world/2026/first-light.md").unlink()',
                      "plugin-output: {} wrote "),
    "all sources gone": ('shutil.rmtree(folder.parent / "content")', "plugin-output: {} wrote "),
}  # fmt: skip


@pytest.mark.sample(2)
@pytest.mark.parametrize("what", _WORSE)
def test_damage_of_a_plugin_to_its_folder_or_the_sources_leaves_the_site(
    site: Project, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert site.build().ok
    before, sources = site.tree(), tree(site.content)
    change, expected = _WORSE[what]
    name = f"worse_{what.replace(' ', '_')}"
    text = listener("finalized", "import os, shutil", "folder = Path(pelican.output_path)", change, arguments="pelican")
    line = plug(site, name, text)
    outcome = site.build()
    assert not outcome.ok
    assert outcome.problems[0].line == line
    assert rules_and_messages(outcome)[0].startswith(expected.format(name)), rules_and_messages(outcome)
    if "source" in what:
        assert rules_and_messages(outcome)[0].endswith(", which is one of the sources")
        assert str(site.content) in rules_and_messages(outcome)[0]
    # It can be printed, on one line.
    say(str(outcome.problems[0]))
    assert capsys.readouterr().out.count("\n") == 1
    assert site.tree() == before
    assert tree(site.content) == sources
    assert not (site.root / ".output.others").exists()
    assert not (site.root / ".output.others").is_symlink()
    site.setting("PLUGINS = PLUGINS[:-1]")
    assert site.build().ok
    assert site.tree() == before


def test_a_name_that_no_disk_takes_names_the_line_of_the_plugin(site: Project) -> None:
    assert site.build().ok
    before = site.tree()
    plug(site, "zeros", listener("finalized", 'Path(pelican.output_path, "a\\0b").touch()', arguments="pelican"))
    [problem] = site.build().problems
    assert (problem.path, problem.line) == ("local/zeros.py", 5)
    assert site.tree() == before


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    "change",
    ["at.write_text('mine')", "at.unlink()", "at.rename(at.with_name('x.html'))", "open(at, 'a').write('<!-- -->')"],
)
def test_a_page_that_is_told_of_may_be_read_and_not_changed(site: Project, change: str) -> None:
    assert site.build().ok
    before = site.tree()
    name = f"edits_pages_{len(change)}"
    lines = ("at = Path(path)", "if not at.name.endswith('index.html'): return", change)
    plug(site, name, listener("content_written", *lines, arguments="path, context"))
    outcome = site.build()
    assert not outcome.ok
    assert rules_and_messages(outcome)[0].startswith(f"output-collision: {name} wrote /"), rules_and_messages(outcome)
    assert site.tree() == before


def test_a_link_that_a_killed_build_has_left_is_not_followed(site: Project) -> None:
    """It stands where the folder for plugins was, and leads to the output."""
    assert site.build().ok
    before = site.tree()
    (site.root / ".output.others").symlink_to(site.output)
    plug(site, "only_listens", listener("finalized", "pass", arguments="pelican"))
    assert site.build().ok
    assert site.tree() == before
    assert not (site.root / ".output.others").is_symlink()


@pytest.mark.sample(2)
@pytest.mark.parametrize("what", _HARM)
def test_forbidden_files_of_a_plugin_are_refused_and_the_site_stays(site: Project, what: str) -> None:
    assert site.build().ok
    before = site.tree()
    change, expected = _HARM[what]
    name = f"harms_{what.replace(' ', '_')}"
    line = plug(site, name, listener("finalized", "folder = Path(pelican.output_path)", change, arguments="pelican"))
    outcome = site.build()
    assert not outcome.ok
    assert outcome.problems[0].line == line
    assert rules_and_messages(outcome)[0].startswith(expected.format(name)), rules_and_messages(outcome)
    assert site.tree() == before
    site.setting("PLUGINS = PLUGINS[:-1]")
    assert site.build().ok
    assert site.tree() == before, "without the plugin, the next build puts everything right"


_KEPT = {
    "Feed.rss": "the newsroom writes itself", "About/index.html": "the newsroom writes itself",
    "world/Page/2/index.html": "is kept for ", "ru/index.html": "is kept for the list of stories in a language",
    "sitemaps/news.xml": "is kept for the sitemaps", "PageFind/x.js": "is kept for the index of the search",
    "_redirects": "is kept for a file that the site or its host uses", "vi/404.html": "is kept for a page that servers",
    "own/page.html.gz": "is kept for a compressed copy", "topic/new/index.html": "is kept for the list of a topic",
    "magazine/12/index.html": "is kept for a print issue", "world/2027/01/later/index.html": "is kept for content/",
    "author/jane/feed.atom": "is kept for a feed of the page of an author", "archive/2031/01/index.html": "is kept for",
}  # fmt: skip
_FREE = (
    "images/of-a-plugin/a.txt", "theme/of-a-plugin.css", ".well-known/webfinger", "humans.txt", "author/jane.html",
    "tag/x/index.html", "archives.html", "old/world.json",
)  # fmt: skip


@pytest.mark.parametrize("when", ["registered", "initialized", "registered in silence", "initialized in silence"])
@pytest.mark.parametrize("change", ['write_text("x")', "unlink()", "mkdir()"])
def test_the_output_is_closed_before_the_build_begins_too(site: Project, when: str, change: str) -> None:
    """A plugin's setting was put right without a word."""
    site.output.mkdir()
    (site.output / "here.html").write_text("old")
    name = f"early_{when}_{change[:3]}".replace(" ", "_")
    act = f"(Path({str(site.output)!r}) / {'chr(97)' if 'mkdir' in change else repr('here.html')}).{change}"
    act = f"try: {act}\n    except OSError: pass" if "silence" in when else act
    text = listener("initialized", act if "init" in when else "pass")
    text += "\n" + (f"    {act}\n" if "reg" in when else "")
    line = plug(site, name, text)
    [problem] = loaded(site)
    assert (problem.line, problem.rule) == (line, "plugin-output")
    assert "into the output folder itself, past every check" in problem.message
    assert [path.name for path in site.output.iterdir()] == ["here.html"]
    assert (site.output / "here.html").read_text() == "old"


def test_addresses_that_the_site_keeps_are_kept_from_plugins_too(site: Project) -> None:
    """However they are spelled; what any site may have beside is theirs to write."""
    text = (site.content / "articles/opinion/2026/third-word.md").read_text("utf-8")
    site.story("world/2026/later", text.replace("2026-05-04", "2027-01-04"))
    lines = ("for name in _NAMES:", "    at = Path(pelican.output_path, name)",
             "    at.parent.mkdir(parents=True, exist_ok=True)", "    at.write_text('x')")  # fmt: skip
    plug(site, "spreads", listener("finalized", *lines, arguments="pelican") + f"\n_NAMES = {[*_KEPT, *_FREE]}\n")
    found = "\n".join(rules_and_messages(site.build()))
    for name, words in _KEPT.items():
        assert any(f"/{name}" in line and words in line for line in found.split("\n")), (name, found)
    taken = "".join(line for line in found.split("\n") if line.startswith("output-collision: "))
    assert [name for name in _FREE if f"/{name}" in taken] == []
    assert not site.output.exists()


def test_a_page_of_a_plugin_that_breaks_a_promise_stops_a_publish(site: Project) -> None:
    page = '<html><head></head><script src="https://cdn.example/x.js"></script><a href="/nowhere/">x</a></html>'
    plug(
        site,
        "frames",
        listener("finalized", f"Path(pelican.output_path, 'p.html').write_text('{page}')", arguments="pelican"),
    )
    outcome = site.build()
    assert outcome.ok
    [line] = rules_and_messages(outcome)
    assert line.startswith("plugin-page: frames wrote /p.html, which has not the policy <meta ")
    assert "asks another host for something: https://cdn.example/x.js" in line
    assert "has a link to /nowhere/, where nothing is" in line


@pytest.mark.parametrize("check_only", [True, False])
def test_the_real_output_is_told_to_plugins_before_and_after_a_build_alone(site: Project, check_only: bool) -> None:
    """`pelican --listen` serves what OUTPUT_PATH says when the build is over."""
    lines = (
        "from pathlib import Path",
        'Path(generators[0].settings["PATH"]).with_name("seen").write_text(generators[0].output_path)',
    )
    plug(site, f"looks_{check_only}".lower(), listener("all_generators_finalized", *lines, arguments="generators"))
    assert site.build(check_only=check_only).ok
    assert (site.root / "seen").read_text("utf-8") == str(site.root / ".output.others")
    assert not (site.root / ".output.others").exists()


def test_a_plugin_of_an_earlier_build_in_this_process_hears_no_other(site: Project) -> None:
    plug(
        site,
        "heard_once",
        listener("finalized", "Path(pelican.output_path, 'late.txt').write_text('x')", arguments="pelican"),
    )
    assert site.build().ok
    assert "late.txt" in site.tree()
    site.setting("PLUGINS = PLUGINS[:-1]")
    assert site.build().ok
    assert "late.txt" not in site.tree()


# ------------------------------------------------------------------------------------------------------ loading


@pytest.mark.parametrize(("name", "hint"), [
    ("pelican-tag-cloud", "tag_cloud"), ("tag-cloud", "tag_cloud"), ("sitmap", "sitemap"), ("hlepers", "helpers"),
    ("newsroom.pictrues", "newsroom.features.pictures"),
    ("author_bios", "newsroom.features.author_bios"), ("pelican.plugins.seriess", "series"),
])  # fmt: skip
def test_a_name_that_means_no_plugin_is_told_with_the_nearest(site: Project, name: str, hint: str) -> None:
    plug(site, "helpers", "def register():\n    pass\n")
    site.setting(f"PLUGINS = [*PLUGINS, '{name}']")
    [problem] = loaded(site)
    assert (problem.rule, problem.message) == ("plugin-missing", f"{name} cannot be found")
    assert f'did you mean "{hint}"?' in problem.fix


def test_a_plugin_that_is_installed_and_broken_takes_no_other_with_it(
    site: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pelican imports all that are installed to find one."""
    (tmp_path / "more/broken").mkdir(parents=True)
    (tmp_path / "more/broken/__init__.py").write_text("raise RuntimeError('lxml is not here')\n", "utf-8")
    monkeypatch.setattr(pelican.plugins, "__path__", [*pelican.plugins.__path__, str(tmp_path / "more")])
    site.setting('PLUGINS = [*PLUGINS, "series"]')
    assert rules_and_messages(loaded(site)) == []
    site.setting('PLUGINS = [*PLUGINS, "broken"]')
    [line] = rules_and_messages(loaded(site))
    assert (
        line == 'plugin-failed: broken stopped while it was loaded, at __init__.py line 1: it says "lxml is not here"'
    )


def test_plugins_that_are_not_set_are_told(site: Project) -> None:
    site.setting("del PLUGINS")
    [line] = rules_and_messages(loaded(site))
    assert line.startswith("plugin-missing: PLUGINS is no list of names")


def test_a_plugin_that_fails_when_it_is_initialized_is_a_sentence(site: Project) -> None:
    line = plug(site, "asks", listener("initialized", "pelican.settings['KEY_OF_MINE']", arguments="pelican"))
    [problem] = site.build(check_only=True).problems
    assert str(problem).startswith(
        f"pelicanconf.py:{line}: plugin-failed: asks stopped while it was initialized, at asks.py line 5"
    )
    assert "it found nothing under the name 'KEY_OF_MINE'" in problem.message


def test_without_third_party_plugins_nothing_of_this_is_done(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Run", "OutputCopy", "ContentWatch"):
        monkeypatch.delattr(plugin_execution, name)
    monkeypatch.delattr(third_party._Log, "emit")
    assert rules_and_messages(site.build()) == []


# -------------------------------------------------------------------------------------------- settings of one's own


@pytest.mark.parametrize(("line", "name"), [
    ('MARKDOWN = {"extensions": ["toc"]}', "MARKDOWN"),
    ('TEMPLATE_PAGES = {"a.html": "b.html"}', "TEMPLATE_PAGES"),
    ('STATIC_PATHS = ["images", "extra"]', "STATIC_PATHS"),
    ('ARTICLE_URL = "{slug}/"', "ARTICLE_URL"),
    ('FEED_ALL_ATOM = "feeds/all.atom.xml"', "FEED_ALL_ATOM"),
    ('TAG_FEED_RSS = "feeds/{slug}.xml"', "TAG_FEED_RSS"),
    ("TYPOGRIFY = True", "TYPOGRIFY"),
    ("DELETE_OUTPUT_DIRECTORY = True", "DELETE_OUTPUT_DIRECTORY"),
    ("DISPLAY_PAGES_ON_MENU = False", "DISPLAY_PAGES_ON_MENU"),
    ("DEFAULT_PAGINATION = 10", "DEFAULT_PAGINATION"),
    ('PAGINATION_PATTERNS = [(1, "{url}", "{save_as}")]', "PAGINATION_PATTERNS"),
    ('ARTICLE_PATHS = ["stories"]', "ARTICLE_PATHS"),
    ('ARTICLE_EXCLUDES = ["drafts"]', "ARTICLE_EXCLUDES"),
    ('AUTHOR = "Sam"', "AUTHOR"),
    ('JINJA_FILTERS = {"shout": str.upper}', "JINJA_FILTERS"),
])  # fmt: skip
def test_a_setting_that_is_not_read_is_named_with_what_decides(site: Project, line: str, name: str) -> None:
    site.setting(line)
    at = (site.root / "pelicanconf.py").read_text("utf-8").rstrip().count("\n") + 1
    [problem] = unread(site)
    assert (problem.path, problem.line, problem.rule) == ("pelicanconf.py", at, "setting-unread")
    assert problem.message == f"{name} is not read here: {SETTINGS[name].here}"
    assert not problem.is_error


@pytest.mark.parametrize(("line", "fix"), [
    ("NEWSROOM_SERCH = True", 'did you mean "NEWSROOM_SEARCH"?'),
    ("OLD_AFTER_YERAS = 3", 'did you mean "OLD_AFTER_YEARS"?'),
    ('LINKS = [("a", "b")]', "take the line out"),
])  # fmt: skip
def test_a_setting_that_nothing_knows_is_named(site: Project, line: str, fix: str) -> None:
    site.setting(line)
    [problem] = unread(site)
    assert problem.rule == "setting-unread"
    assert problem.message.startswith(f"{line.partition(' ')[0]} is read by nothing")
    assert problem.fix.startswith(fix)


@pytest.mark.parametrize("line", [
    'HERE = "content"\nPATH = HERE', "FEED_ATOM = None", "TAG_FEED_ATOM = ''", "CACHE_CONTENT = False",
    'ARTICLE_PATHS = ["articles"]',
    "DEFAULT_PAGINATION = False", 'LOCALE = ["C"]', "day_names = 1", 'DEFAULT_DATE_FORMAT = "%d %B %Y"', "PORT = 9000",
])  # fmt: skip
def test_settings_that_are_read_or_say_what_is_so_anyway_are_not(site: Project, line: str) -> None:
    site.setting(line)
    assert rules_and_messages(unread(site)) == []


def test_a_setting_of_a_third_party_plugin_is_read_by_it(site: Project) -> None:
    """Its source names it; another's is still told."""
    plug(
        site,
        "reads",
        listener(
            "initialized",
            'pelican.settings.get("READS_MUCH"), pelican.settings["SUMMARY_MAX_LENGTH"]',
            arguments="pelican",
        ),
    )
    site.setting("READS_MUCH = 3\nREADS_LESS = 4\nSUMMARY_MAX_LENGTH = 20")
    [line] = rules_and_messages(site.build(check_only=True))
    assert line.startswith("setting-unread: READS_LESS is read by nothing")


def test_the_warning_goes_with_the_line(site: Project) -> None:
    """A build of the same input does nothing, and yet tells no more than what stands now."""
    settings = site.root / "pelicanconf.py"
    before = settings.read_text("utf-8")
    site.setting("TYPOGRIFY = True")
    for _ in range(2):
        assert len(site.build().problems) == 1
    settings.write_text(before, "utf-8")
    assert rules_and_messages(site.build()) == []
