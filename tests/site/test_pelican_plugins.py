"""Sixteen plugins for Pelican from PyPI, each set up as its docs say: it works, or a problem says why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.core.rules import RULES
from newsroom.engine.pelican import third_party
from newsroom.engine.report import BuildOutcome
from tests.building import Project

_PART = """\
---
title: How it went, part {part}
summary: S.
date: 2026-06-{part:02d} 08:00
authors: [sam-okoro]
tags: [Courts]
series: How it went
---

{words}
"""


@pytest.fixture
def magazine(site: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A project with a series of two parts; plugins run in this process, in the project's folder."""
    for part in (1, 2):
        site.story(f"national/2026/part-{part}", _PART.format(part=part, words="A word. " * 59 + f"Part {part}."))
    monkeypatch.chdir(site.root)
    yield site
    third_party.disconnect()


def use(site: Project, plugin: str, *settings: str) -> int:
    """Put a plugin into PLUGINS; return the line of that entry."""
    for line in settings:
        site.setting(line)
    site.setting(f'PLUGINS = [*PLUGINS, "{plugin}"]')
    return (site.root / "pelicanconf.py").read_text("utf-8").rstrip().count("\n") + 1


def show(site: Project, markup: str) -> None:
    """Put markup into the theme's template of stories, as the docs of plugins ask for."""
    template = site.root / "theme/templates/story.html"
    text = template.read_text("utf-8")
    template.write_text(text.replace('<article class="story">', f'<article class="story">{markup}', 1), "utf-8")


def rules_and_messages(outcome: BuildOutcome) -> list[tuple[str, str]]:
    """Return rule and message of each problem."""
    return [(problem.rule, problem.message) for problem in outcome.problems]


def between_tags(site: Project, address: str, name: str = "shown") -> str:
    """Return what a story page holds between the tags of that name."""
    match = re.search(rf"<{name}>(.*?)</{name}>", site.page(address), re.DOTALL)
    assert match, f"{address} has no <{name}>"
    return match[1].strip()


FIRST, PART_1, PART_2 = "/world/2026/05/first-light/", "/national/2026/06/part-1/", "/national/2026/06/part-2/"

# ------------------------------------------------------------------------------------------------ those that work

_SHARE = "https://bsky.app/intent/compose?text=First%20light%20on%20the%20river%20http%3A//127.0.0.1%3A8000"
#: Template code from the docs of each plugin, a page, and the text that it has there.
_SHOWN = {
    "statistics": (
        "{{ article.statistics['wc'] }} words, {{ article.statistics['read_mins'] }} min",
        PART_1,
        "120 words, 1 min",
    ),
    "share_post": (
        "{% if article.share_post %}{{ article.share_post['bluesky'] }}{% endif %}",
        FIRST,
        f"{_SHARE}{FIRST}",
    ),
    "tag_cloud": (
        "{% for tag in tag_cloud %}{{ tag.0 }}-{{ tag.1 }} {% endfor %}",
        PART_1,
        "Law reform-1 Courts-4",
    ),
    "jinja_filters": (
        "{{ article.date|datetime('%Y in %B') }}, {{ 'the bill'|titlecase }}",
        FIRST,
        "2026 in May, The Bill",
    ),
    "neighbors": (
        "{% if article.prev_article %}{{ article.prev_article.title }}{% endif %}",
        PART_2,
        "How it went, part 1",
    ),
    "series": (
        "{% if article.series %}{{ article.series.index }}/{{ article.series.all|count }}{% endif %}",
        PART_2,
        "2/2",
    ),
    "related_posts": ("{% for post in article.related_posts %}{{ post.url }}{% endfor %}", PART_2, PART_1[1:]),
}


@pytest.mark.sample(1)
@pytest.mark.parametrize("plugin", _SHOWN)
def test_the_line_in_a_plugins_docs_shows_its_addition_to_articles(magazine: Project, plugin: str) -> None:
    markup, address, expected = _SHOWN[plugin]
    use(magazine, plugin, 'TAG_CLOUD_SORTING = "size"' if plugin == "tag_cloud" else "")
    show(magazine, f"<shown>{markup}</shown>")
    assert rules_and_messages(magazine.build()) == []
    assert between_tags(magazine, address) == expected
    if plugin == "series":
        assert between_tags(magazine, FIRST) == "", "a story without what others have is no mistake"


@pytest.mark.audit
def test_additions_of_plugins_follow_an_edit(magazine: Project) -> None:
    """A page is made anew where its template shows what no key knows of."""
    use(magazine, "statistics")
    show(magazine, "<shown>{{ article.statistics['wc'] }}</shown>")
    assert magazine.build().ok
    path = magazine.content / "articles/national/2026/part-1.md"
    path.write_text(path.read_text("utf-8") + "\nTwo more\n", "utf-8")
    assert magazine.build().ok
    assert between_tags(magazine, PART_1) == "122"


def test_seo_writes_its_report_beside_the_site(magazine: Project) -> None:
    use(magazine, "seo")
    assert rules_and_messages(magazine.build()) == []
    assert FIRST[1:] in (magazine.root / "seo_report.html").read_text("utf-8")


def test_sitemap_as_text_lists_what_search_engines_may_list(magazine: Project) -> None:
    """It gathers pages by `content_written` and writes at `finalized`; both are sent with what is staged."""
    use(magazine, "sitemap", 'SITEMAP = {"format": "txt"}')
    magazine.story(
        "world/2026/unborn", _PART.format(part=3, words="Not yet.").replace("series", "status: draft\nx-series")
    )
    magazine.content.joinpath("articles/world/2026/unborn.md").unlink()
    assert rules_and_messages(magazine.build()) == []
    listed = magazine.page("/sitemap.txt").splitlines()
    site = "http://127.0.0.1:8000"
    assert {f"{site}{address}" for address in ("/", "/about/", FIRST, PART_1, "/world/", "/topic/courts/")} <= set(
        listed
    )
    assert not [line for line in listed if line.endswith(("404.html", "/text/"))]
    assert sorted(path.name for path in magazine.root.glob(".output*")) == [".output.lock"]


def test_a_sitemap_that_is_written_at_the_end_is_compressed_with_the_rest(magazine: Project) -> None:
    use(magazine, "sitemap", 'SITEMAP = {"format": "txt"}')
    outcome = magazine.build(production=True, site_url="https://qnews.example")
    assert outcome.ok, rules_and_messages(outcome)
    assert {"sitemap.txt", "sitemap.txt.gz", "sitemap.txt.br"} <= magazine.tree().keys()


_STORK = """\
#!/bin/sh
test "$1 $2 $4" = "build --input --output" && grep -q "world/2026/05/first-light/index.html" "$3" &&
test -s "$(dirname "$3")/world/2026/05/first-light/index.html" && echo found > "$5"
"""


def test_search_finds_the_staged_pages_where_its_program_is_there(
    magazine: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program looks at the pages in the output folder that the plugin was given."""
    (magazine.root / "bin").mkdir()
    (magazine.root / "bin/stork").write_text(_STORK, "utf-8")
    (magazine.root / "bin/stork").chmod(0o755)
    monkeypatch.setenv("PATH", f"{magazine.root / 'bin'}:/usr/bin:/bin")
    use(magazine, "search", "STORK_INPUT_OPTIONS = {}")
    assert rules_and_messages(magazine.build()) == []
    assert magazine.page("/search-index.st") == "found\n"


# --------------------------------------------------------------------------- those that would do nothing, in silence

#: Of each plugin, parts of the messages, in order, and of what does its work here.
_IDLE = {
    "render_math": (["changes the setting DOCUTILS_SETTINGS", "changes the setting MARKDOWN"], "SVG"),
    "more_categories": (["changes the section of 5 stories and pages"], "`tags`"),
    "read_more": (["changes the summary of 2 stories and pages"], "cards link"),
    "yaml_metadata": (["listens to readers_init"], "YAML already"),
}


@pytest.mark.sample(3)
@pytest.mark.parametrize("plugin", _IDLE)
@pytest.mark.parametrize("check_only", [True, False], ids=["check", "build"])
def test_a_plugin_that_would_do_nothing_is_named_with_what_does_its_work(
    magazine: Project, plugin: str, check_only: bool
) -> None:
    messages, instead = _IDLE[plugin]
    line = use(magazine, plugin)
    outcome = magazine.build(check_only=check_only)
    assert outcome.ok, "it stops a publish, and no build"
    assert len(outcome.problems) == len(messages), rules_and_messages(outcome)
    for problem, message in zip(outcome.problems, messages, strict=True):
        assert (problem.path, problem.line, problem.rule) == ("pelicanconf.py", line, "plugin-no-effect")
        assert problem.message.startswith(f"{plugin} {message}")
        assert instead in problem.fix
        assert not RULES[problem.rule].stops_build


@pytest.mark.parametrize("there", [True, False], ids=["dot", "no dot"])
def test_graphviz_is_named_with_its_program_and_without(
    magazine: Project, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    (magazine.root / "bin").mkdir()
    if there:
        (magazine.root / "bin/dot").write_text("#!/bin/sh\n", "utf-8")
        (magazine.root / "bin/dot").chmod(0o755)
    monkeypatch.setenv("PATH", f"{magazine.root / 'bin'}")
    use(magazine, "graphviz")
    [(rule, message)] = rules_and_messages(magazine.build(check_only=True))
    assert (rule, message[:35]) == (
        ("plugin-no-effect", "graphviz changes the setting MARKDO")
        if there
        else ("plugin-failed", "graphviz stopped while it was regis")
    )
    assert there or "it asks for dot, and there is no such program" in message


# ------------------------------------------------------------------------------------- those that would do harm


def test_sitemap_does_not_replace_the_sitemap_of_the_site(magazine: Project) -> None:
    """It left one without an address, outside of the stage, with exit 0."""
    assert magazine.build().ok
    before = magazine.tree()
    line = use(magazine, "sitemap", 'SITEMAP = {"format": "xml"}')
    [problem] = magazine.build().problems
    assert str(problem).startswith(
        f"pelicanconf.py:{line}: output-collision: sitemap wrote /sitemap.xml, which the newsroom"
    )
    assert "newsroom" in problem.message
    assert magazine.tree() == before


@pytest.mark.parametrize("check_only", [True, False], ids=["check", "build"])
def test_seo_does_not_replace_robots_txt(magazine: Project, check_only: bool) -> None:
    use(magazine, "seo", "SEO_ENHANCER = True")
    [(rule, message)] = rules_and_messages(magazine.build(check_only=check_only))
    assert (rule, message) == ("output-collision", "seo wrote /robots.txt, which the newsroom writes itself")


def test_image_process_does_not_write_over_pages(magazine: Project) -> None:
    use(magazine, "image_process", 'IMAGE_PROCESS = {"article-image": ["scale_in 300 300 True"]}')
    found = dict(rules_and_messages(magazine.build()))
    assert found.keys() == {"output-collision", "plugin-no-effect"}
    assert found["output-collision"].startswith("image_process wrote /about/index.html, ")
    assert found["plugin-no-effect"].startswith("image_process listens to feed_written")


def test_search_without_its_program_is_a_sentence(magazine: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    use(magazine, "search")
    [problem] = magazine.build().problems
    assert problem.rule == "plugin-failed"
    assert 'it says "Stork must be installed and available on $PATH."' in problem.message
    assert "NEWSROOM_SEARCH" in problem.fix
    assert not magazine.output.exists()


def test_every_plugin_is_tried(request: pytest.FixtureRequest) -> None:
    """Those of the dev extra and no others."""
    declared = set(
        re.findall(r'"pelican-([a-z-]+)>=', Path(__file__, "../../../pyproject.toml").resolve().read_text("utf-8"))
    )
    tried = {*_SHOWN, *_IDLE, "seo", "sitemap", "search", "graphviz", "image_process"}
    assert {name.replace("-", "_") for name in declared} == tried
