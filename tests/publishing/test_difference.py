from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.publishing import difference
from newsroom.publishing.model import File

_files = st.dictionaries(st.sampled_from("abcdefgh"), st.builds(File, st.sampled_from("xyz"), st.just(1)))


def site(*paths: str) -> dict[str, File]:
    return {path: File(path, 1) for path in paths}


WHOLE = site("index.html", "robots.txt", "feed.atom", "world/feed.rss", *(f"p{n}/index.html" for n in range(39)))


@given(_files, _files)
def test_a_difference_leads_from_one_site_to_the_other(before: dict[str, File], after: dict[str, File]) -> None:
    changes = difference.between(before, after)
    made = {path: file for path, file in before.items() if path not in changes.removed}
    made |= {path: after[path] for path in (*changes.added, *changes.changed)}
    assert made == after
    assert not set(changes.changed) - before.keys()
    assert changes.empty == (before == after)


def test_the_search_index_alone_is_no_difference() -> None:
    """An empty difference is so in each of its parts: a plan, a status and a publish say the same."""
    before, after = site("index.html", "pagefind/a"), site("index.html", "pagefind/b")
    changes = difference.between(before, after)
    assert changes.empty
    assert changes == difference.Difference((), (), ())
    assert difference.table(changes) == []
    assert not difference.between(before, after | site("new.html")).empty
    assert difference.between(before, after | site("new.html")).removed == ("pagefind/a",)


def test_an_index_that_comes_or_goes_is_a_difference() -> None:
    without, with_it = site("index.html"), site("index.html", "pagefind/a")
    assert difference.between(without, with_it).added == ("pagefind/a",)
    assert difference.between(with_it, without).removed == ("pagefind/a",)


def test_a_change_of_server_files_is_a_difference() -> None:
    assert not difference.between(WHOLE, WHOLE, servers=True).empty


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "front page"),
        ("world/2026/05/first/index.html", "stories"),
        ("ru/world/2026/05/first/index.html", "stories"),
        ("read/abcdef/index.html", "stories"),
        ("world/2026/05/first/text/index.html", "text-only editions"),
        ("world/page/1/index.html", "pages and lists"),
        ("404.html", "pages and lists"),
        ("world/feed.json", "feeds"),
        ("feed.rss", "feeds"),
        ("sitemap.xml", "sitemaps"),
        ("robots.txt", "sitemaps"),
        ("pagefind/pagefind.js", "search index"),
        ("images/2026/river.0123456789-480.webp", "pictures"),
        ("files/2026/report.pdf", "documents and recordings"),
        ("theme/main.0123456789.css.br", "theme"),
        ("world/2026/05/first/index.html.gz", "stories"),
        ("breaking.json", "other files"),
    ],
)
def test_files_are_told_apart(path: str, kind: str) -> None:
    assert difference.kind_of(path) == kind


def test_a_table_counts_each_kind() -> None:
    after = WHOLE | site("world/2026/05/new/index.html") | {"index.html": File("new", 2)}
    del after["p0/index.html"]
    assert [tuple(row) for row in difference.table(difference.between(WHOLE, after))] == [
        ("front page", 0, 1, 0),
        ("stories", 1, 0, 0),
        ("pages and lists", 0, 0, 1),
    ]


def lost(*gone: str) -> list[str]:
    after = {path: file for path, file in WHOLE.items() if path not in gone}
    return list(difference.losses(WHOLE, after))


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ((), []),
        (("p0/index.html", "p1/index.html"), []),
        (("p0/index.html", "p1/index.html", "p2/index.html"),
         ["3 of 40 pages would be gone: /p0/, /p1/, /p2/"]),
        (("index.html",), ["/index.html would be gone"]),
        (("robots.txt",), ["/robots.txt would be gone"]),
        (("world/feed.rss",), ["/world/feed.rss would be gone"]),
    ],
)  # fmt: skip
def test_losses_that_need_permission(gone: tuple[str, ...], said: list[str]) -> None:
    assert lost(*gone) == said


def test_a_first_site_loses_nothing_but_has_to_have_a_front_page() -> None:
    for after, said in ((WHOLE, []), (site("a/index.html"), ["/index.html would be gone"])):
        assert list(difference.losses({}, after)) == said


def test_a_page_that_says_that_it_is_gone_is_lost() -> None:
    gone = File("gone", 9)
    after = WHOLE | {"410.html": gone} | dict.fromkeys(("p0/index.html", "p1/index.html", "p2/index.html"), gone)
    assert list(difference.losses(WHOLE, after)) == ["3 of 40 pages would be gone: /p0/, /p1/, /p2/"]
    assert list(difference.losses(after, after)) == []
