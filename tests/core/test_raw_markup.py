"""Signs of Markdown and of other systems that readers would see: a warning names the line, and code never alarms."""

from __future__ import annotations

import random

import pytest

from newsroom.core import raw_markup
from tests.building import MAGAZINE_FOLDER, Project, problem_lines
from tests.core.texts_about_markdown import texts
from tests.read_context import HEAD, read_story, rendered


def alarms(source: str) -> list[tuple[int, str]]:
    """Return the line and the first words of each warning."""
    return [(p.line, p.message.split(":")[0]) for p in rendered(source).problems if p.rule == raw_markup.RULE]


SHOWN = [
    # links
    (1, "[the report] (https://a.example/x)"),
    (1, "[us] (/about/)"),
    (1, "(the report)[https://a.example/]"),
    (1, "(us) [/about/]"),
    (1, "[the report](https://a.example/x and so on"),
    (1, "![what it shows](/images/2026/x.jpg"),
    (1, "[the report][none] and so on"),
    (1, "See [the report](\n\nhttps://a.example/)"),
    (1, "[mail us] (mailto:a@b.example)"),
    (3, "Words.\n\n[the report](<https://a.example/x y"),
    (1, "[x] (www.a.example)"),
    # emphasis
    (1, "**Opened and never closed"),
    (3, "Words **strong** words.\n\nand **open words"),
    (1, "**open\n\nclosed**"),
    (1, "~~struck and never closed"),
    (1, "__open words"),
    (1, "a ==marked== word"),
    # templates
    (1, "Dear {{ name }},"),
    (3, "Words.\n\n{% include 'x.html' %}"),
    (1, '{{< figure src="x.jpg" >}}'),
    (1, "<% if x %>"),
    (1, "{{% notice %}}words{{% /notice %}}"),
    (1, "{# a remark #}"),
    (1, "{{{ raw }}}"),
    (2, "Words\n{{ page.title }}"),
    # shortcodes
    (1, '[caption id="attachment_7" align="left"]words[/caption]'),
    (1, "[gallery]"),
    (1, '[gallery ids="1,2,3"]'),
    (1, "[embed]https://a.example/[/embed]"),
    (1, '[contact-form-7 id="1"]'),
    (1, "[toc]"),
    (1, "[/vc_row]"),
    (1, '[su_button url="https://a.example"]'),
    (1, "words [quote]words[/quote]"),
    (1, "[b]bold[/b]"),
    # other systems
    (1, "a [[wiki link]] here"),
    (1, "party :tada: time"),
    (1, ":rainbow_flag:"),
    (1, ":+1: from me"),
    (1, ":::note\nwords\n:::"),
    (1, "> [!NOTE]\n> words"),
    (1, "%%a remark%% and words"),
    (1, "words^[a note] words"),
    (1, "fish &amp;nbsp; chips"),
    (1, "5 &amp;euro; more"),
    (1, "she said &amp;#8220;yes&amp;#8221;"),
    # lists, headings, tables, code
    (1, "Words:<br>- one<br>- two"),
    (2, "Words:\n|---|---|\n| a | b"),
    (1, "| a | b |\n\nwords"),
    (1, "words ``` words"),
    (1, "a <b word"),
    (1, "a </div word"),
]


@pytest.mark.parametrize(("line", "source"), SHOWN)
def test_raw_markup_that_readers_would_see_is_a_warning_on_its_line(line: int, source: str) -> None:
    problems = [problem for problem in rendered(source).problems if problem.rule == raw_markup.RULE]
    assert line in {problem.line for problem in problems}, problems
    assert all(problem.is_warning and problem.fix for problem in problems)


@pytest.mark.parametrize(("line", "source"), SHOWN)
def test_in_code_none_of_it_alarms(line: int, source: str) -> None:
    fence = "~~~~" if "```" in source else "````"
    assert alarms(f"Words.\n\n{fence}\n{source}\n{fence}\n\nWords.\n") == []
    indented = source.replace("\n", "\n    ")
    assert alarms(f"Words.\n\n    {indented}\n\nWords.\n") == []
    if "`" not in source and "\n" not in source:
        assert alarms(f"Words `` {source} `` words.") == []


@pytest.mark.parametrize(
    "source",
    [
        r"\*\*kwargs and **strong**",
        r"\[x\](y) and [words](/about/)",
        r"\{{ x }}",
        r"&#123;% raw %}",
        r"\[gallery]",
        r"\[[x]]",
        r"&lt;b&gt;bold&lt;/b&gt; tags",
        r"C:\\_temp and \\\\server",
        "at 10:30:45",
        "std::vector::size",
        "f**k and s**t",
        "2 ** 3 and 2**3",
        "[sic] and [laughs] (softly)",
        "[1] (2)",
        "He [the mayor] (who knew) went",
        "a_b__c and snake__case",
        "https://a.example/a__b/**c",
        "In\n1986. It was hot.",
        "the – dash",
        "a | b",
        "5 % {off}",
        "Dear {name}",
        "100%% sure",
        "AT&T; and R&D;",
        "1 < 2 > 1",
        "a == b and b != c",
        "*Names have been changed",
        "\\- no list",
        "* * *",
        "a ~ b ~~ c",
        "words[^1]\n\n[^1]: A note.",
        "x = [a for a in b]",
        "see [ref. 5]",
        "☐ [ ] and [x]",
        "(words) [and more]",
        "time :) or :-D",
        "1:2:3 ratio",
        "<https://a.example/>",
        "[video] and [audio]",
    ],
)
def test_intended_signs_are_no_raw_markup(source: str) -> None:
    assert alarms(source) == []


@pytest.mark.audit
def test_of_texts_about_markdown_and_code_hardly_one_alarms() -> None:
    """At most one story in a hundred: here are three hundred, by a grammar of how people write about code."""
    chance = random.Random(19)  # noqa: S311  no secret
    every = list(texts(chance, 300))
    wrong = {source: found for source in every if (found := alarms(source))}
    assert len(wrong) <= 3, list(wrong.items())[:3]


def test_of_the_magazine_itself_hardly_a_story_alarms() -> None:
    paths = sorted((MAGAZINE_FOLDER / "content" / "articles").rglob("*.md"))
    assert len(paths) > 40
    wrong = []
    for path in paths:
        _, problems = read_story(path.read_bytes(), path.relative_to(MAGAZINE_FOLDER).as_posix())
        wrong += [str(problem) for problem in problems if problem.rule == raw_markup.RULE]
    assert len(wrong) <= len(paths) / 100, wrong


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("title", "A {{ title }}"),
        ("title", "Fish &amp; chips"),
        ("summary", "See [the report](https://a.example/)."),
        ("summary", "A <b>bold</b> word."),
        ("summary", "So **very** good."),
        ("title", "Yes :tada: yes"),
        ("summary", "See [caption id=1]it[/caption]"),
        ("tab_title", "A [[wiki]] page"),
        ("series", "The {% x %}"),
    ],
)
def test_a_field_of_plain_words_is_watched_too(field: str, words: str) -> None:
    head = HEAD.replace("---\n\n", "")
    lines = [line for line in head.split("\n") if not line.startswith(f"{field}:")]
    lines.insert(1, f"{field}: {words!r}" if "#" in words else f'{field}: "{words}"')
    _, problems = read_story("\n".join(lines) + "---\n\nWords.\n")
    assert [(p.line, p.rule) for p in problems if p.rule == raw_markup.RULE] == [(2, raw_markup.RULE)]


@pytest.mark.parametrize(
    "caption",
    [
        '"See [the report](https://a.example/) | Ann"',
        "'From [us](/about/)'",
        '"By <https://a.example/>"',
        '"[a][b] c"',
        '"From <a href=https://a.example/>us</a>"',
    ],
)
def test_a_link_in_a_caption_loses_its_address_and_is_told(caption: str) -> None:
    document = rendered(f"Words.\n\n![What it shows](/images/2026/x.jpg {caption})\n")
    told = [(p.line, p.message) for p in document.problems if p.rule == raw_markup.RULE]
    assert told[0] == (3, "a link in the caption of a picture loses its address")


def test_raw_markup_in_a_readers_comment_is_no_problem(site: Project) -> None:
    words = "---\nname: X\ndate: 2026-05-05\n---\n\n[x] (https://a.example) **open {{ x }}\n"
    site.write("comments/world/2026/first-light/1.md", words)
    assert problem_lines(site.build(check_only=True)) == []


def test_a_story_about_signs_may_say_why() -> None:
    story = HEAD.replace("---\n\n", 'waive:\n  markup-shown: "it is about them"\n---\n\n')
    _, problems = read_story(f"{story}Dear {{{{ name }}}},\n")
    assert [p.rule for p in problems] == [raw_markup.RULE]


def test_the_same_fault_on_three_lines_is_told_on_each() -> None:
    assert [line for line, _ in alarms("Dear {{ x }}\n\nDear {{ x }}\n\n`{{ x }}`\n\nDear {{ x }}\n")] == [1, 3, 7]
