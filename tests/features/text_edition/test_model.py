"""Plain HTML: what stays of a text, and what stands where its pictures were."""

from __future__ import annotations

import pytest

from newsroom.features.text_edition.model import pieces, state


def plain(markup: str) -> str:
    """Return a text as the template joins it."""
    return "".join(f"{piece.html}[{piece.alt}]" if piece.alt else piece.html for piece in pieces(markup))


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p>Words &amp; <em>more</em>&nbsp;words.</p>\n",
        '<h2 id="a">A</h2>\n<p>See <a href="/x/" rel="noopener">this</a>.</p>',
    ],
)
def test_plain_markup_is_unchanged(markup: str) -> None:
    assert plain(markup) == markup


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            (
                '<figure class="figure"><picture><source srcset="/a.webp"><source srcset="/a.jpg"><img src="/a.jpg" '
                'alt="A &amp; B"></picture><figcaption><span itemprop="caption">C</span> <span class="credit">D</span>'
                "</figcaption></figure>"
            ),
            "<div>[A & B]<p><span>C</span> <span>(D)</span></p></div>",
        ),
        ('<p>Before <picture><img src="/a.jpg" alt="A"></picture> after.</p>', "<p>Before [A] after.</p>"),
        ('<p><img src="/a.jpg" alt="A"><img src="/b.jpg" alt="B"></p><p>C</p>', "<p>[A][B]</p><p>C</p>"),
        ('<aside class="pull-quote"><p>Q</p></aside>', "<blockquote><p>Q</p></blockquote>"),
        (
            "<blockquote><p>Q</p><footer>Ana Lee</footer></blockquote>",
            "<blockquote><p>Q</p><footer>— Ana Lee</footer></blockquote>",
        ),
        (
            '<div class="table-scroll" role="region"><table><tr><td class="align-right">1</td></tr></table></div>',
            "<ul><li><strong>1</strong></li></ul>",
        ),
        (
            (
                "<p>P</p><table><caption>T</caption><thead><tr><th>Who</th><th>When</th><th></th></tr></thead><tbody>"
                '<tr><td><a href="/a/">A</a></td><td>1 &lt; 2</td><td>C</td></tr><tr><td>B</td></tr></tbody></table>'
                "<p>Q</p>"
            ),
            (
                '<p>P</p><p>T</p><ul><li><strong><a href="/a/">A</a></strong><br/>When: <span>1 &lt; 2</span><br/>'
                "<span>C</span></li><li><strong>B</strong></li></ul><p>Q</p>"
            ),
        ),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td colspan='2'>1</td><td><p>2</p></td></tr></table>",
            (
                "<ul><li><strong>A</strong><br/><span>B</span></li>"
                "<li><strong>1</strong><br/><div><p>2</p></div></li></ul>"
            ),
        ),
        (
            '<section class="notes" aria-label="Notes"><ol><li id="fn:1">N</li></ol></section>',
            '<section aria-label="Notes"><hr/><ol><li id="fn:1">N</li></ol></section>',
        ),
        ('<video src="/a.mp4"><a href="/a.mp4">A film</a></video>', '<a href="/a.mp4">A film</a>'),
        (
            (
                '<figure class="player"><audio src="/a.mp3" aria-label="Play: A"></audio><figcaption><p class="x">'
                '<a href="/a.mp3">A</a></p><details class="transcript"><summary>T</summary><p>B</p></details>'
                "</figcaption></figure>"
            ),
            '<div><p><a href="/a.mp3">A</a></p><details><summary>T</summary><p>B</p></details></div>',
        ),
        (
            '<div class="gallery-row" role="region" aria-label="G" tabindex="0"><ol></ol></div>',
            "<div><ol></ol></div>",
        ),
        ('<p data-x="1">A<button>B</button> C</p>', "<p>A C</p>"),
    ],
)
def test_styles_and_players_are_removed_and_pictures_become_words(markup: str, expected: str) -> None:
    assert plain(markup) == expected


def test_a_sign_that_stands_for_pictures_in_between_cannot_be_forged() -> None:
    assert plain('<p>\ue000<img src="/a.jpg" alt="A"></p>') == "<p>[A]</p>"


@pytest.mark.parametrize(
    ("html", "needed", "wrong"),
    [
        ("", (), "is not there"),
        ('<p><img src="/a.jpg" alt="A">', (), "loads something"),
        ('<link rel="stylesheet" href="/a.css">', (), "loads something"),
        ("<p>Words", ("This story is about suicide.",), "lacks what the story has"),
    ],
)
def test_an_edition_that_is_not_what_it_is_to_be_is_told(html: str, needed: tuple[str, ...], wrong: str) -> None:
    kept, words = state([("a.md", "<p>Words", ()), ("b.md", html, needed)])
    assert not kept
    assert words == f"the text-only edition of b.md {wrong}"


def test_the_largest_is_named() -> None:
    assert state([("a.md", "<p>Words", ()), ("b.md", "<p>More words", ())]) == (
        True,
        "2 stories have an edition of words alone; the largest, of b.md, has 13 bytes",
    )
    assert state([]) == (True, "there are no stories")
