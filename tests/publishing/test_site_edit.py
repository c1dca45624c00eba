"""Taking a story out of built files: nothing of it is left, and everything else is there."""

from __future__ import annotations

import gzip
import html
import json
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.publishing import page_edit, site_edit
from newsroom.publishing.search_terms import SearchTerms, normal, terms_of, without_tags
from newsroom.publishing.story_traces import Trail

ADDRESS = "/world/2026/05/the-lantern-maker/"
TRAIL = Trail((ADDRESS, "/old/lanterns.html"))
TITLE = "The lantern maker’s “last” night of\xa0Wynnum"
SUMMARY = "A workshop by the bay, and who finds it first."
BODY = "She hung forty lanterns along the verandah, and waited."
NOTE = "If this is hard to read, you can talk to somebody at any hour."
TERMS = SearchTerms(
    frozenset({ADDRESS.rstrip("/"), "the-lantern-maker"}), "qn.example", frozenset({normal(TITLE), normal(SUMMARY)})
)


def page(title: str, body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><nav><ul><li><a href='/world/'>World</a></ul></nav><main><h1>{title}</h1>{body}</main></body></html>"
    )


def card(address: str, title: str, summary: str = "", image: str = "") -> str:
    picture = f'<img src="/{image}" alt="">' if image else ""
    return f'<li><article>{picture}<h2><a href="{address}">{html.escape(title)}</a></h2><p>{summary}</p></article></li>'


OTHER = card("/world/2026/05/first-light/", "First light", "Another summary that says something.")
OWN = card(ADDRESS, TITLE, SUMMARY, "images/lantern-0123456789ab-480.webp")


def site(folder: Path) -> Path:
    """Write a site in which a story stands wherever one can."""
    share = '<meta property="og:image" content="https://qn.example/images/share/a1.png">'
    files = {
        "index.html": page(
            "QN",
            f"<ul>{OWN}{OTHER}</ul>",
            '<link rel="preload" as="image" href="/images/lantern-0123456789ab-900.jpg">',
        ),
        "world/2026/05/the-lantern-maker/index.html": page(
            TITLE,
            f"<p>{SUMMARY}</p><p>{BODY}</p><p>{NOTE}</p>"
            "<img src='/images/lantern-0123456789ab-480.webp' alt='Forty paper lanterns in a row'>"
            "<img src='/images/river-0123456789ab-480.webp' alt=''><a href='/files/plan.0123456789.pdf'>The plan</a>"
            '<a href="/topic/lanterns/">Lanterns</a><a href="/topic/law/">Law</a>',
            share,
        ),
        "world/2026/05/the-lantern-maker/text/index.html": page(TITLE, f"<p>{BODY}</p><p>{NOTE}</p>"),
        "world/2026/05/first-light/index.html": page(
            "First light",
            f"<p>As <a href='{ADDRESS}'>we told before</a>, it was dark.</p><p>{NOTE}</p>"
            f"<img src='/images/river-0123456789ab-480.webp' alt=''><aside><h2>Read next</h2><ul>{OWN}</ul></aside>",
        ),
        "world/2026/05/third/index.html": page("Third", f"<p>Nothing of it.</p><p>{NOTE}</p>"),
        "old/lanterns.html": page(
            "This page has moved",
            f"<a href='{ADDRESS}'>Go</a>",
            f'<meta http-equiv="refresh" content="0; url={ADDRESS}">',
        ),
        "old/third.html": page(
            "This page has moved",
            "<a href='/world/2026/05/third/'>Go</a>",
            '<meta http-equiv="refresh" content="0; url=/world/2026/05/third/">',
        ),
        "ru/world/2026/05/the-lantern-maker-ru/index.html": page("Фонари", "<p>Перевод остаётся.</p>"),
        "topic/lanterns/index.html": page("Lanterns", f"<ul>{OWN}</ul>"),
        "topic/lanterns/feed.atom": "<feed/>",
        "topic/law/index.html": page("Law", f"<ul>{OWN}{OTHER}</ul>"),
        "topics/index.html": page(
            "Topics",
            "<ul><li><a href='/topic/lanterns/'>Lanterns</a> 1</li><li><a href='/topic/law/'>Law</a> 2</li></ul>",
        ),
        "feed.atom": f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>QN</title>'
        f"<entry><link href='https://qn.example{ADDRESS}'/>"
        f"<content type='html'>{html.escape(html.escape(BODY))}</content></entry>"
        "<entry><link href='https://qn.example/world/2026/05/third/'/></entry></feed>",
        "feed.rss": f"<rss><channel><item><link>https://qn.example{ADDRESS}</link></item><item><link>x</link></item></channel></rss>",
        "feed.json": json.dumps(
            {"items": [{"url": f"https://qn.example{ADDRESS}", "tags": ["Lanterns"]}, {"url": "x", "title": "Third"}]}
        ),
        "breaking.json": json.dumps({"items": []}),
        "sitemap.xml": f"<urlset><url><loc>https://qn.example{ADDRESS}</loc></url><url><loc>https://qn.example/topic/lanterns/</loc></url><url><loc>https://qn.example/</loc></url></urlset>",
        "robots.txt": f"User-agent: *\nDisallow: {ADDRESS}\nDisallow: /search/\n",
        "images/lantern-0123456789ab-480.webp": "lantern 480",
        "images/lantern-0123456789ab-900.jpg": "lantern 900",
        "images/lantern-0123456789ab-1200x675.jpg": "lantern crop",
        "images/lantern-0123456789ab-1200x675-40-30.jpg": "lantern crop around a point",
        "images/river-0123456789ab-480.webp": "river",
        "images/share/a1.png": "share",
        "files/plan.0123456789.pdf": "plan",
        "theme/main.css": "a{}",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
        if path.endswith((".html", ".xml")):
            (folder / f"{path}.gz").write_bytes(gzip.compress(text.encode()))
            (folder / f"{path}.br").write_bytes(brotli.compress(text.encode()))
    return folder


def test_nothing_of_a_story_is_left_and_everything_else_is(tmp_path: Path) -> None:
    place = site(tmp_path / "site")
    site_edit.without_story(place, TRAIL, "world/2026/the-lantern-maker", "qn.example")
    site_edit.precompress(place)
    there = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    kept = {path for path in there if not path.endswith((".br", ".gz"))}
    assert kept == {
        "index.html", "world/2026/05/first-light/index.html", "world/2026/05/third/index.html", "old/third.html",
        "ru/world/2026/05/the-lantern-maker-ru/index.html", "topic/law/index.html", "topics/index.html", "feed.atom",
        "feed.rss", "feed.json", "breaking.json", "sitemap.xml", "robots.txt", "images/river-0123456789ab-480.webp",
        "theme/main.css",
    }  # fmt: skip
    said = {path: (place / path).read_text("utf-8") for path in kept}
    for path, text in said.items():
        plain = without_tags(text)
        for trace in (TITLE, SUMMARY, BODY, "Lanterns", "paper lanterns"):
            assert normal(trace) not in plain, path
        assert "/the-lantern-maker/" not in text, path
        assert "lantern-0123456789ab" not in text, path
    # Another story keeps its sentence, its note and its picture, and every list its other cards.
    first = said["world/2026/05/first-light/index.html"]
    assert "As we told before, it was dark." in first
    assert NOTE in first
    assert "images/river-" in first
    assert all("First light" in said[path] for path in ("index.html", "topic/law/index.html"))
    assert said["robots.txt"] == "User-agent: *\nDisallow: /search/\n"
    assert said["sitemap.xml"].count("<loc>") == 1
    assert json.loads(said["feed.json"])["items"] == [{"url": "x", "title": "Third"}]
    assert said["feed.atom"].count("<entry") == 1
    assert "/topic/law/" in said["topics/index.html"]
    # Precompressed files have the same content.
    for path in there - kept:
        raw = (place / path).read_bytes()
        plain = gzip.decompress(raw) if path.endswith(".gz") else brotli.decompress(raw)
        assert plain == (place / path[:-3]).read_bytes()
    assert not list(place.rglob("the-lantern-maker"))


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>{TITLE}</h1>",
        f"<p>{TITLE.replace(' maker', ' <em>maker</em>')}</p>",
        f"<p>{html.escape(TITLE).replace('’', '&rsquo;')}</p>",
        f"<a href='https://QN.example{ADDRESS}#top'><img alt=''></a>",
        "<a href='/world/2026/05/the%2Dlantern-maker'>here</a>",
        f"<table><tr><td>{SUMMARY.upper()}</td></tr></table>",
        f"<script type='application/ld+json'>{json.dumps({'url': ADDRESS})}</script>",
        f"<!-- {TITLE} -->",
        f"<template><p>{SUMMARY}</p></template>",
        f"<img src='x' alt='{SUMMARY}'>",
        f"<div><div>{SUMMARY}</div></div>",
        f"text {SUMMARY} text",
        f"<select><option value='{ADDRESS}'>x</option></select>",
        f"<svg><title>{SUMMARY}</title></svg>",
        f"<iframe srcdoc='{html.escape(SUMMARY)}'></iframe>",
    ],
)
def test_wherever_it_stands_it_is_taken_out_or_the_page_goes(body: str) -> None:
    raw = page("A list", f"<ul><li>Another thing</li></ul>{body}")
    assert TERMS.in_raw(raw)
    try:
        edited = page_edit.page(raw, TERMS)
    except page_edit.EditError:
        assert body.startswith(("<h1>", "text "))
    else:
        assert not TERMS.in_raw(edited)
        assert "Another thing" in edited


def test_a_page_that_holds_nothing_of_it_is_told_by_its_address_and_not_by_a_likeness() -> None:
    for raw in (
        page("The lantern", "<p>The lantern maker of another place</p>"),
        page("x", "<a href='/world/2026/05/the-lantern-maker-again/'>x</a>"),
        page("x", "<a href='/ru/world/2026/05/the-lantern/'>x</a>"),
        page("x", "<a href='/world/2026/05/'>x</a>"),
    ):
        assert not TERMS.in_raw(raw)


def test_words_that_other_pages_say_as_well_are_not_the_storys() -> None:
    """Boilerplate, a column's title: by these no other page is cut."""
    column = page("Letters to the editors", f"<p>{NOTE}</p><p>{BODY}</p>")
    pages = {"a/index.html": column, "b/index.html": page("Letters to the editors", f"<p>{NOTE}</p>")}
    terms = terms_of(Trail(("/a/",)), "", "qn.example", pages, ["a/index.html"])
    assert terms.words == {normal(BODY)}
    assert terms.names == frozenset()


def test_a_short_title_counts_only_where_it_is_all_that_is_said() -> None:
    pages = {"a/index.html": page("Rain", f"<p>{BODY}</p>"), "b/index.html": page("Weather", "<p>Rain falls.</p>")}
    terms = terms_of(Trail(("/a/",)), "", "qn.example", pages, ["a/index.html"])
    assert terms.in_words(normal("Rain"))
    assert not terms.in_words(normal("Rain falls."))


def test_server_files_lose_only_the_lines_of_the_story() -> None:
    servers = {
        "_headers": f"/*\n  X: 1\n\n{ADDRESS}\n  Cache-Control: no-store\n\n/b/\n  Y: 2\n",
        "nginx-map.conf": f'map $uri $moved {{\n  "/old/" "{ADDRESS}";\n  "/b/" "/c/";\n}}\n',
    }
    assert site_edit.servers_without(servers, TERMS) == {
        "_headers": "/*\n  X: 1\n\n/b/\n  Y: 2\n",
        "nginx-map.conf": 'map $uri $moved {\n  "/b/" "/c/";\n}\n',
    }


@pytest.mark.parametrize("raw", [b"", b"<", b"{", b"\xff\xfe", b"[1,", b"<a><b></a>"])
def test_unreadable_files_are_removed(raw: bytes) -> None:
    with pytest.raises(page_edit.EditError):
        page_edit.xml(raw, TERMS)
    with pytest.raises(page_edit.EditError):
        page_edit.data(raw, TERMS)


_WORDS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<li>",
        "<article>",
        "</article>",
        TITLE,
        SUMMARY,
        ADDRESS,
        " ",
        "x",
        "<a href='",
        "'>",
        "</a>",
        "&nbsp;",
        "<h1>",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORDS, max_size=20))
def test_any_page_keeps_nothing_of_the_story(parts: list[str]) -> None:
    try:
        edited = page_edit.page(page("A list", "".join(parts)), TERMS)
    except page_edit.EditError:
        return
    assert not TERMS.in_raw(edited)
