"""Comments that writers leave for one another: closed ones never leave, and others are told."""

from __future__ import annotations

import pytest

from newsroom.core import text
from tests.building import Project, problem_lines
from tests.read_context import rendered

_NOTE = "ask the lawyer first"


@pytest.mark.parametrize(
    ("line", "says", "source"),
    [
        (3, "ends nowhere", f"Words.\n\n<!-- {_NOTE}\n\nMore words.\n"),
        (1, "ends nowhere", f"Words <!-- {_NOTE}\n\nMore words.\n"),
        (1, "ends nowhere", f"## A heading <!-- {_NOTE}\n"),
        (1, "ends nowhere", f"> <!-- {_NOTE}\n\nMore.\n"),
        (3, "ends nowhere", f"- One.\n\n    <!-- {_NOTE}\n\n    Two.\n"),
        (3, "ends nowhere", f"| a |\n|---|\n| <!-- {_NOTE} |\n"),
        (2, "ends nowhere", f"<div>\n<!-- {_NOTE}\n</div>\n"),
        (5, "ends nowhere", f"<!-- closed -->\n\n`<!-- code`\n\n<!-- {_NOTE} - ->\n"),
        (1, "ends nowhere", f"A note.[^1] <!-- {_NOTE}\n\n[^1]: The note.\n"),
        (1, "blank line", f"Words <!-- {_NOTE}\n\nand more --> words.\n"),
        (1, "ends where it begins", f"<!--> {_NOTE} -->\n"),
        (1, "ends where it begins", f"Words <!---> {_NOTE} -->\n"),
        (1, "begins within this comment", f"<!-- one <!-- two --> {_NOTE} -->\n"),
        (3, "--!>", f"Words.\n\n<!-- one --!> {_NOTE} -->\n"),
        (1, "dash", f"<!— {_NOTE} —>\n"),
        (1, "dash", f"Words <!– {_NOTE} –> words\n"),
        (1, "<![CDATA", f"<![CDATA[ {_NOTE} ]]> words\n"),
        (3, "<?php", "Words.\n\n<?php echo $note; ?>\n"),
        (1, "<?xml", '<?xml version="1.0"?>\n\nWords.\n'),
        (1, "<!DOCTYPE", "<!DOCTYPE html>\n\nWords.\n"),
        (1, "<!doctype", "Words <!doctype html> words.\n"),
    ],
)
def test_comments_that_readers_would_see_are_problems_on_their_line(line: int, says: str, source: str) -> None:
    problems = [problem for problem in rendered(source).problems if problem.rule == "html-forbidden"]
    assert [problem.line for problem in problems] == [line]
    assert says in problems[0].message
    assert problems[0].fix
    assert problems[0].is_error


@pytest.mark.parametrize(
    "source",
    [
        f"words <!-- {_NOTE} --> words",
        f"<!-- {_NOTE} -->\n\nwords words",
        f"words\n\n<!--\n{_NOTE}\n\n## still a note\n\n- and this -->\n\nwords",
        f"> words\n> <!-- {_NOTE} -->\n> words",
        f"- words\n- words <!-- {_NOTE} -->",
        f"words <!---- {_NOTE} ----> words",
        f"words <!-- {_NOTE} -- and -- so on --> words",
        f"| words |\n|---|\n| words <!-- {_NOTE} --> |",
        f"words[^1] words\n\n[^1]: words <!-- {_NOTE} -->",
    ],
)
def test_a_comment_that_is_closed_never_leaves(source: str) -> None:
    document = rendered(source)
    assert document.problems == ()
    assert "lawyer" not in document.html
    assert "!--" not in document.html
    assert document.html.count("words") >= 2


@pytest.mark.parametrize(
    "source",
    [
        "`<!-- x`",
        "```\n<!-- x\n```",
        "    <!-- x",
        "`` <!-- ` ``",
        "&lt;!-- x --&gt;",
        "a <- b <3 c",
        "a --> b",
        "&#60;!-- x",
    ],
)
def test_words_about_comments_are_words(source: str) -> None:
    assert rendered(source).problems == ()


def test_pages_text_editions_feeds_and_search_have_no_html_comment(site: Project) -> None:
    words = f"Before.\n\n<!-- {_NOTE}\n\n{_NOTE} -->\n\nBetween <!-- {_NOTE} --> and after.\n"
    head = "---\ntitle: A story\nsummary: What happened.\ndate: 2026-05-04\nauthors: [robin-vale]\n---\n\n"
    site.story("world/2026/noted", head + words)
    site.write("pages/about.md", f"---\ntitle: About\nsummary: Us.\n---\n\nWe. <!-- {_NOTE} -->\n")
    outcome = site.build(production=True)
    assert problem_lines(outcome) == []
    files = [
        path for path in site.output.rglob("*") if path.suffix in (".html", ".atom", ".rss", ".json", ".xml", ".txt")
    ]
    assert len(files) > 20
    for path in files:
        found = path.read_text("utf-8")
        assert "lawyer" not in found, path
    assert "Between" in text.plain((site.output / "world/2026/05/noted/text/index.html").read_text("utf-8"))


def test_of_an_open_comment_nothing_is_published(site: Project) -> None:
    head = "---\ntitle: A story\nsummary: What happened.\ndate: 2026-05-04\nauthors: [robin-vale]\n---\n\n"
    site.story("world/2026/noted", f"{head}Before.\n\n<!-- {_NOTE}\n\nAfter.\n")
    outcome = site.build()
    [line] = problem_lines(outcome)
    assert line.startswith(
        "content/articles/world/2026/noted.md:10: html-forbidden: a comment begins here and ends nowhere"
    )
    assert not site.output.exists() or not list(site.output.rglob("*.html"))
