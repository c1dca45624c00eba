"""Approved comments and the form as they stand under a story."""

from __future__ import annotations

import re

import pytest

from tests.building import Project, problem_lines

STORY = "world/2026/first-light"
PAGE = "/world/2026/05/first-light/"


def comment(site: Project, name: str, body: str, head: str = "") -> None:
    site.write(f"comments/{STORY}/{name}.md", f"---\nname: Pat\ndate: 2026-05-05 10:00\n{head}---\n\n{body}\n")


def block(site: Project) -> str:
    assert problem_lines(site.build()) == []
    page = site.page(PAGE)
    start = page.index('class="comments"')
    return page[start : page.index("</section>", start)]


def test_comments_are_shown_escaped(site: Project) -> None:
    comment(
        site,
        "1",
        'So *good*. <script>alert("x")</script> [my page](https://pat.example/)',
        "website: https://p.example/\n",
    )
    shown = block(site)
    assert "1 comment" in shown
    assert "So <em>good</em>." in shown
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert re.search(r'<a href="https://pat\.example/" rel="nofollow ugc noopener noreferrer">', shown)
    assert 'href="https://p.example/"' in shown


def test_a_name_is_text(site: Project) -> None:
    site.write(f"comments/{STORY}/1.md", "---\nname: <b>Pat</b>\ndate: 2026-05-05\n---\n\nHello.\n")
    assert "&lt;b&gt;Pat&lt;/b&gt;" in block(site)


def test_replies_stand_within_the_comment_that_they_answer(site: Project) -> None:
    comment(site, "1", "First words.")
    comment(site, "2", "An answer.", "reply_to: '1'\n")
    shown = block(site)
    assert "2 comments" in shown
    assert shown.index("First words.") < shown.index("An answer.")


@pytest.mark.parametrize(
    ("head", "reported"),
    [
        ("reply_to: 9\n", "comment-reply"),
        ("website: javascript:x\n", "link-forbidden"),
        ("email: pat@p.example\n", "key-unknown"),
        ("rating: 5\n", "key-unknown"),
    ],
)
def test_a_fault_is_reported(site: Project, head: str, reported: str) -> None:
    comment(site, "1", "Words.", head)
    messages = problem_lines(site.build(check_only=True))
    assert len(messages) == 1
    assert messages[0].startswith(f"content/comments/{STORY}/1.md:4: {reported}")


def test_a_link_that_runs_something_is_reported_on_its_line(site: Project) -> None:
    comment(site, "1", "Words.\n\n[x](javascript:alert(1))")
    messages = problem_lines(site.build(check_only=True))
    assert [line.split(": ")[:2] for line in messages] == [[f"content/comments/{STORY}/1.md:8", "link-forbidden"]]


def test_a_comment_on_no_story_is_reported(site: Project) -> None:
    site.write("comments/world/2026/none/1.md", "---\nname: Pat\ndate: 2026-05-05\n---\n\nHello.\n")
    assert [line.split(": ")[1] for line in problem_lines(site.build(check_only=True))] == ["comment-story"]


@pytest.mark.parametrize("picture", ["/images/2026/river.jpg", "https://evil.example/x.gif"])
def test_no_picture_comes_with_a_comment(site: Project, picture: str) -> None:
    """A picture would be another file of the reader's, or a request to a stranger's server."""
    comment(site, "1", f"Look: ![a river]({picture})")
    html = block(site)
    assert "<img" not in html
    assert "/images/" not in html


@pytest.mark.parametrize(
    ("setting", "of_story", "mode"),
    [
        ("", "", "placeholder"),
        ("COMMENTS_MODE = 'closed'", "", "closed"),
        ("COMMENTS_MODE = 'closed'", "comments: placeholder\n", "placeholder"),
        ("", "comments: none\n", "none"),
        ("COMMENTS_MODE = 'endpoint'\nCOMMENTS_ENDPOINT = 'https://forms.example/c'", "", "endpoint"),
    ],
)
def test_the_story_decides_before_the_site(site: Project, setting: str, of_story: str, mode: str) -> None:
    if setting:
        site.setting(setting)
    site.story(STORY, f"---\ntitle: T\nsummary: S\ndate: 2026-05-04\n{of_story}---\n\nWords.\n")
    assert problem_lines(site.build()) == []
    page = site.page(PAGE)
    assert ('id="comments"' in page) is (mode != "none")
    assert ("<textarea" in page) is (mode in ("placeholder", "endpoint"))
    assert ("<fieldset" in page and "disabled" in page) is (mode == "placeholder")
    assert ('action="https://forms.example/c"' in page) is (mode == "endpoint")


@pytest.mark.parametrize("mode", ["placeholder", "endpoint"])
def test_every_field_of_the_form_has_a_label(site: Project, mode: str) -> None:
    site.setting(f"COMMENTS_MODE = '{mode}'\nCOMMENTS_ENDPOINT = '/reply'")
    shown = block(site)
    fields = re.findall(r'<(?:input|textarea)(?![^>]*type="hidden")[^>]* id="([^"]+)"', shown)
    assert len(fields) >= 4
    assert [field for field in fields if f'for="{field}"' not in shown] == []
    required = re.findall(r'<(?:input|textarea)[^>]* name="(\w+)"[^>]*\brequired\b', shown)
    assert sorted(required) == ["comment", "email", "name"]
    for name, value in (("name", "name"), ("email", "email"), ("url", "url")):
        assert f'autocomplete="{value}"' in shown, name
