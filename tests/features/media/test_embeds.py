"""Embed code that somebody pastes: it is taken out, and what to write instead is said with its address."""

from __future__ import annotations

import pytest

from newsroom.features.media.embeds import without_embeds
from tests.core.audit import dangers
from tests.read_context import lines_and_rules, rendered

_POST = "> its words, and on the next line > — Name, [{}, 3 May 2026]({})"
_STILL = "![what the still shows](/images/2026/name.jpg) and right below it [title]({})"
CODE = [
    (
        '<iframe width="560" height="315" src="https://www.youtube.com/embed/abcdefghijk?si=x"></iframe>',
        _STILL.format("https://www.youtube.com/watch?v=abcdefghijk"),
    ),
    (
        (
            '<iframe src="https://player.vimeo.com/video/123456?h=0a1b2c3d4e&amp;badge=0"></iframe>\n'
            '<script src="https://player.vimeo.com/api/player.js"></script>'
        ),
        _STILL.format("https://vimeo.com/123456/0a1b2c3d4e"),
    ),
    (
        (
            '<blockquote class="twitter-tweet"><p lang="en">Words <a href="https://t.co/abc">t.co/abc</a></p>&mdash; A '
            '<a href="https://twitter.com/example/status/12?ref_src=twsrc%5Etfw">May 3</a></blockquote>\n\n'
            '<script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>'
        ),
        _POST.format("X", "https://twitter.com/example/status/12"),
    ),
    (
        (
            '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Abc/?utm=ig" '
            'style="background:#FFF"><div><a href="https://www.instagram.com/p/Abc/">View</a></div></blockquote>'
            '<script async src="//www.instagram.com/embed.js"></script>'
        ),
        _POST.format("Instagram", "https://www.instagram.com/p/Abc/"),
    ),
    (
        (
            '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@example/video/7" data-video-id="7">'
            '<section></section></blockquote> <script async src="https://www.tiktok.com/embed.js"></script>'
        ),
        _POST.format("TikTok", "https://www.tiktok.com/@example/video/7"),
    ),
    (
        '<iframe src="https://mastodon.example/@robin/1/embed" class="mastodon-embed"></iframe>',
        _POST.format("Mastodon", "https://mastodon.example/@robin/1"),
    ),
    (
        '<div class="fb-post" data-href="https://www.facebook.com/example/posts/1"></div>',
        _POST.format("Facebook", "https://www.facebook.com/example/posts/1"),
    ),
    (
        '<iframe src="https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d3540!2d153.0251!3d-27.4698!2m3"></iframe>',
        "[where it is](https://www.openstreetmap.org/?mlat=-27.4698&mlon=153.0251#map=16/-27.4698/153.0251)",
    ),
    (
        (
            '<iframe src="https://www.openstreetmap.org/export/embed.html?bbox=153.0,-27.5,153.1,-27.4&amp;layer=mapnik">'
            "</iframe>"
        ),
        "[where it is](https://www.openstreetmap.org/?mlat=-27.45000&mlon=153.05000#map=16/-27.45000/153.05000)",
    ),
    (
        "<iframe src='//open.example.org/episode/1'></iframe>",
        "[what it is](https://open.example.org/episode/1)",
    ),
]


@pytest.mark.parametrize(("code", "fix"), CODE, ids=lambda value: value[:30])
def test_pasted_code_is_one_problem_that_says_what_to_write(code: str, fix: str) -> None:
    document = rendered(f"Before.\n\n{code}\n\nAfter.")
    assert lines_and_rules(document.problems) == [(3, "embed-pasted")]
    assert document.problems[0].is_error
    assert fix in document.problems[0].fix
    assert dangers(document.html) == []
    assert document.html.count("<p>") == 2
    assert "After." in document.html


def test_every_line_stays_where_it_was() -> None:
    source = f"One\n\n{CODE[2][0]}\n\n## Last"
    left, problems = without_embeds(source, "x.md", 10)
    assert left.count("\n") == source.count("\n")
    assert left.endswith("## Last")
    assert [problem.line for problem in problems] == [12]


@pytest.mark.parametrize(
    "source",
    [
        '```\n<iframe src="https://example.org/"></iframe>\n```',
        "Write `<iframe src='https://example.org/'></iframe>` never.",
        "<blockquote>Words</blockquote>",
        "<div>Words</div>",
        "Words < words > words",
    ],
)
def test_other_html_than_embeds_stays(source: str) -> None:
    assert without_embeds(source, "x.md", 1) == (source, [])


@pytest.mark.parametrize(
    "source", ["<iframe></iframe>", '<iframe src="javascript:alert(1)"></iframe>', "<script>x</script>"]
)
def test_code_without_an_address_is_refused_like_any_other(source: str) -> None:
    assert {rule for _, rule in lines_and_rules(rendered(source).problems)} == {"html-forbidden"}


@pytest.mark.parametrize(
    "piece", ["<iframe src=https://a.example/>", "<div class=fb-post ", '<iframe "', "<blockquote>"]
)
def test_a_great_many_pieces_take_no_longer_each(piece: str) -> None:
    _, problems = without_embeds(piece * 20_000, "x.md", 1)
    assert len(problems) <= 100
