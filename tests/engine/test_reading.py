"""Reading: one pure pass from a file to HTML, a record and problems."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core import text
from newsroom.core.markdown_document import MarkdownDocument
from newsroom.core.problems import Problem
from newsroom.engine.read.text_rendering import Source, render_text
from newsroom.engine.read_context import ReadContext
from newsroom.features.layouts import plugin as layouts
from newsroom.features.links import plugin as links
from newsroom.features.media import plugin as media
from newsroom.features.pictures import plugin as pictures
from newsroom.features.pictures.library import PictureLibrary
from newsroom.features.prose import plugin as prose
from newsroom.features.stories.rendering import Story, render_story
from tests.building import MAGAZINE_FOLDER, Project
from tests.plain_words import program_words

HEAD = """\
title: A story
summary: What happened.
date: 2026-05-04 09:30
"""

#: Pieces of text that each set something in motion: footnotes, abbreviations, references, headings, links, pictures.
PIECES = (
    "Plain words -- with 'quotes', \"more\" and ...",
    "A note.[^1]\n\n[^1]: What it says.",
    "A note.[^1]\n\n[^1]: Another thing, with `code`.",
    "The ABC said so.\n\n*[ABC]: Australian Broadcasting Corporation",
    "Written of the ABC.",
    "[read on][here]\n\n[here]: https://example.org/",
    "[read on][here]",
    "## Part\n\n### Part",
    "## Part\n\n## Part",
    "[the first]({filename}first-light.md) and [the second](/national/)",
    "![A river](/images/2026/river.jpg \"Caption | Credit\")",
    "![](/images/2026/none.jpg)",
    ">> Strong words.",
    "> They said so.\n>\n> -- Somebody",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "```\n<b>\"code\" -- it is</b>\n```",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1)){: onclick=\"x()\" }",
    "<b>never closed",
    "• pasted\n• bullets",
    "\x0b\x00",
    "",
)  # fmt: skip

HEAD_LINES = (
    *HEAD.splitlines(), "tags: [a, b", "image:", "  src: x", "- y", "status: draft", "date: 30 February", "title: two",
    "---", "lang: ru", "series: '", "waive: {x: y}", "corrections:", "id: *x", "slug: &x y", "? a", "a: !!binary x",
)  # fmt: skip
HEADS = st.text(max_size=200) | st.lists(st.sampled_from(HEAD_LINES), max_size=8).map("\n".join)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=40), max_size=5).map("\n\n".join)


def make_context(content: Path) -> ReadContext:
    """Return a desk with every transform that the newsroom has."""
    context = ReadContext(ZoneInfo("Australia/Brisbane"), "en-AU", PictureLibrary(content / "images"))
    for plugin in (pictures, links, prose):
        plugin.offer(context)
    return context


@pytest.fixture
def context(site: Project) -> ReadContext:
    return make_context(site.content)


@pytest.fixture(scope="module")
def shared_context() -> Iterator[ReadContext]:
    """One desk for many examples, as in a build; it has one picture."""
    with TemporaryDirectory() as folder:
        yield make_context(Project(Path(folder)).content)


def story(body: str, head: str = HEAD, path: str = "content/articles/world/2026/a-story.md") -> Source:
    return Source(path, f"---\n{head}---\n\n{body}\n".encode())


def html(context: ReadContext, body: str) -> str:
    made, problems = render_story(story(body), context)
    assert made is not None
    assert problems == ()
    return made.text.html


# -------------------------------------------------------------------------------------------------------- purity


@given(texts=st.lists(TEXTS, min_size=1, max_size=4), seed=st.integers(0, 99))
@settings(deadline=None, max_examples=60)
def test_rendering_of_a_story_depends_on_no_other_story(
    shared_context: ReadContext, texts: list[str], seed: int
) -> None:
    """Converters and desks are used again and again; nothing of one text is left in them for the next."""
    alone = [render_story(story(text), shared_context) for text in texts]
    order = list(enumerate(texts))
    random.Random(seed).shuffle(order)  # noqa: S311  an order, not a secret
    for number, body in order:
        assert render_story(story(body), shared_context) == alone[number]


@given(head=HEADS, body=TEXTS)
@settings(deadline=None, max_examples=150)
def test_nothing_that_somebody_writes_makes_it_raise(shared_context: ReadContext, head: str, body: str) -> None:
    """Any file gives a story, or a problem that says where."""
    source = Source("content/articles/world/2026/a-story.md", f"---\n{head}\n---\n{body}".encode("utf-8", "replace"))
    made, problems = render_story(source, shared_context)
    assert made is not None or problems
    lines = source.raw.count(b"\n") + source.raw.count(b"\r") + 2
    assert all(problem.path == source.path and 0 <= problem.line <= lines for problem in problems)
    assert program_words(problems) == []


@given(raw=st.binary(max_size=300))
@settings(deadline=None, max_examples=60)
def test_no_bytes_at_all_make_it_raise(shared_context: ReadContext, raw: bytes) -> None:
    made, problems = render_story(Source("content/articles/world/2026/a-story.md", raw), shared_context)
    assert made is not None or problems
    assert program_words(problems) == []


@given(body=TEXTS)
@settings(deadline=None, max_examples=80)
def test_rendered_html_has_nothing_that_runs(shared_context: ReadContext, body: str) -> None:
    made, _ = render_story(story(body), shared_context)
    assert isinstance(made, Story)
    tags = re.findall(r"<[^>]*>", made.text.html)
    assert not [tag for tag in tags if re.search(r"<script|<style|<iframe|\son\w+=|javascript:", tag, re.IGNORECASE)]


@pytest.mark.parametrize(
    "file", sorted((MAGAZINE_FOLDER / "content/articles").rglob("*.md")), ids=lambda file: file.stem
)
def test_real_stories_are_read_the_same_twice(file: Path) -> None:
    first, again = (
        render_story(
            Source.at(file.relative_to(MAGAZINE_FOLDER).as_posix(), MAGAZINE_FOLDER),
            make_context(MAGAZINE_FOLDER / "content"),
        )
        for _ in range(2)
    )
    assert first == again
    assert isinstance(first[0], Story)


@pytest.mark.parametrize("stray", ["</body>", "</html>", "</BODY >"])
def test_words_behind_the_frame_of_a_page_are_not_lost(context: ReadContext, stray: str) -> None:
    rendered_text = render_text(f"Before.\n\n{stray}\n\n# After\n\nThe end.", "x.md", 1, context)
    assert text.plain(rendered_text.html) == "Before. After The end."
    assert [problem.rule for problem in rendered_text.problems if problem.rule == "heading-order"] == ["heading-order"]


# --------------------------------------------------------------------------------------------------- transforms


#: The order in which the transforms of all features work: the bytes of every text follow from it.
_ORDER = (
    "galleries", "pictures", "links", "players", "quotes", "posts", "tables", "headings", "notes", "lists", "layouts",
    "fragments", "markup",
)  # fmt: skip


def _do_nothing(document: MarkdownDocument) -> None:
    """Do nothing."""


@pytest.fixture
def new(context: ReadContext) -> ReadContext:
    """A context without transforms."""
    return ReadContext(context.zone, context.lang, context.picture_lookup)


def test_transforms_work_in_the_declared_order_whatever_plugin_came_first(new: ReadContext) -> None:
    worked: list[str] = []
    for name, after in (("c", ()), ("a", ("d", "b")), ("b", ("c",)), ("d", ("off",))):
        new.add(name, lambda _, name=name: worked.append(name), after)
    render_text("## A heading", "x.md", 1, new)
    assert worked == ["c", "d", "b", "a"]


def test_a_transform_needs_a_name_of_its_own(new: ReadContext) -> None:
    new.add("one", _do_nothing)
    with pytest.raises(ValueError, match='there is a transform "one" already'):
        new.add("one", _do_nothing)


def test_two_transforms_do_not_come_after_one_another(new: ReadContext) -> None:
    new.add("one", _do_nothing, ("two",))
    with pytest.raises(ValueError, match="cycle"):
        new.add("two", _do_nothing, ("one",))


#: The features that offer transforms.
_OFFERERS = (layouts, links, media, pictures, prose)


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("on", [on for size in range(6) for on in itertools.combinations(_OFFERERS, size)])
def test_transforms_of_any_features_keep_their_order(
    new: ReadContext, on: tuple[ModuleType, ...], *, reverse: bool
) -> None:
    for feature in on[::-1] if reverse else on:
        feature.offer(new)
    assert new.names == tuple(name for name in _ORDER if name in new.names)


def test_each_name_that_a_transform_comes_after_is_that_of_another(new: ReadContext) -> None:
    """One that nobody has orders nothing."""
    asked: set[str] = set()
    add = new.add
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ReadContext, "add", lambda _, name, make, after=(): asked.update(after) or add(name, make, after))
        for feature in _OFFERERS:
            feature.offer(new)
    assert set(new.names) == set(_ORDER)
    assert asked <= set(new.names)


def test_all_transforms_share_one_tree(context: ReadContext) -> None:
    """A picture inside a link inside a quotation is seen by the transforms of all three, once."""
    markup = html(context, "> [![A river](/images/2026/river.jpg)](https://example.org/)\n>\n> -- Somebody")
    assert re.search(
        r"<blockquote>.*<a [^>]*rel=\"noopener noreferrer\".*<img [^>]*srcset=.*<footer>Somebody</footer>",
        markup,
        re.DOTALL,
    )


# ---------------------------------------------------------------------------------------------------- typography


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("It's \"so\" -- he said ...", "It’s “so” – he said&nbsp;…"),
        ("A `\"quote\" -- ...` in code", '<code>"quote" -- ...</code>'),
        ("    \"quote\" -- ...", '"quote" -- ...'),
        ("```\n\"quote\" -- ...\n```", '"quote" -- ...'),
        ("[\"So\"](https://example.org/?a=\"b\"--c)", "“So”"),
    ],
    ids=["words", "code", "an indented block", "a fenced block", "a link"],
)  # fmt: skip
def test_words_are_set_and_code_is_left_alone(context: ReadContext, body: str, wanted: str) -> None:
    markup = html(context, body)
    assert wanted.replace("&nbsp;", "\xa0") in markup.replace("&nbsp;", "\xa0").replace("&quot;", '"')


def test_a_headline_has_one_typography_wherever_it_stands(context: ReadContext) -> None:
    """The record holds it as plain words with their signs, for feeds, attributes and previews; the page as HTML."""
    made, _ = render_story(story("Words.", HEAD.replace("A story", '"It\'s" -- <b>so</b> & *so*')), context)
    assert isinstance(made, Story)
    assert made.record.title == "“It’s” – <b>so</b> & so"
    assert made.title == "“It’s” – &lt;b&gt;so&lt;/b&gt; &amp;&nbsp;<em>so</em>"


# ------------------------------------------------------------------------------------------------- what comes back


def test_links_inside_stand_as_tokens_and_are_noted_with_their_lines(context: ReadContext) -> None:
    made, problems = render_story(
        story("One.\n\n[a]({filename}first-light.md#part) [b](/world/) [c](https://x.example/)"), context
    )
    assert isinstance(made, Story)
    assert problems == ()
    assert [(link.what, link.target, link.fragment, link.line) for link in made.text.links] == [
        ("filename", "articles/world/2026/first-light.md", "part", 9),
        ("address", "/world/", "", 9),
    ]
    assert [made.text.html.count(f'href="{link.token}"') for link in made.text.links] == [1, 1]
    assert 'href="https://x.example/"' in made.text.html


def test_pictures_are_noted_and_words_counted(context: ReadContext) -> None:
    made, _ = render_story(story("One two.\n\n![Three](/images/2026/river.jpg)\n\nFour `five` six."), context)
    assert isinstance(made, Story)
    assert made.text.images == ("2026/river.jpg",)
    assert made.text.words == 5


def test_html_in_plain_text_fields_is_shown_as_text(context: ReadContext) -> None:
    """Readers' comments: nothing is refused, nothing runs, and nothing can clash with the page around it."""
    rendered_text = render_text(
        "<b>bold</b> <script>x</script>\n{: #main }\n\nA note[^1]\n\n[^1]: x", "x.md", 1, context, raw_html=False
    )
    assert rendered_text.problems == ()
    assert "&lt;b&gt;bold&lt;/b&gt;" in rendered_text.html
    assert "<script" not in rendered_text.html
    assert "id=" not in rendered_text.html


# -------------------------------------------------------------------------------------------------------- drafts


@pytest.mark.parametrize(
    "raw",
    [
        "---\ntitle: A\nstatus: draft\n---\nx",
        "Title: A\nStatus: draft\n\nx",
        "---\nstatus: draft\ntitle: [a\n---\nx",
        "---\nstatus: draft\ntitle: a\n",
        f"---\n{HEAD}status: draft\n---\n\n<script>",
        f"---\r\n{HEAD}status: draft\r\n---\r\n\r\n<script>",
    ],
    ids=["YAML", "Pelican's form", "YAML that does not parse", "never closed", "only the body", "Windows"],
)
def test_every_problem_of_a_draft_is_marked(context: ReadContext, raw: str) -> None:
    """A draft may be unfinished: its problems are shown and stop nothing."""
    _, problems = render_story(Source("content/articles/world/2026/a-story.md", raw.encode()), context)
    assert problems
    assert not [problem for problem in problems if problem.is_error or problem.is_warning]


def test_a_story_that_merely_speaks_of_drafts_is_none(context: ReadContext) -> None:
    raw = "---\ntitle: [a\n---\nstatus: draft\n"
    _, problems = render_story(Source("content/articles/world/2026/a-story.md", raw.encode()), context)
    assert [problem.is_error for problem in problems] == [True]


def test_of_a_head_that_cannot_be_read_nothing_is_said_to_be_missing(context: ReadContext) -> None:
    """One mistake is one problem: the title is there, though YAML cannot see it."""
    _, problems = render_story(Source("content/articles/world/2026/a-story.md", b"---\ntitle: [a\n---\nx"), context)
    assert [problem.rule for problem in problems] == ["front-matter-syntax"]


def test_a_lead_picture_that_is_missing_is_a_problem_on_its_line(context: ReadContext) -> None:
    head = HEAD + "image:\n  src: 2026/rivr.jpg\n  alt: A river\n"
    made, problems = render_story(story("Words.", head), context)
    assert isinstance(made, Story)
    assert made.lead is None
    assert [(p.line, p.rule, p.fix) for p in problems] == [(6, "picture-missing", 'did you mean "river.jpg"?')]
    assert isinstance(problems[0], Problem)
