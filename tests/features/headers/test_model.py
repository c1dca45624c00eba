"""The policy is made of what a site uses, and the table says what is sent with each file."""

from __future__ import annotations

import re

import pytest

from newsroom.features.headers import nginx
from newsroom.features.headers.model import DRAWING, Headers, headers, policy, policy_for_serving, uses
from tests.building import Project, problem_lines

FILES = ["/theme/main.0123456789.css", "/theme/js/share.0123456789.js", "/theme/icons.0123456789.svg", "/feed.atom"]
URL = "https://qn.example"


def directives(*addresses: str, endpoint: str = "", site_url: str = URL) -> dict[str, tuple[str, ...]]:
    return dict(policy(uses(addresses, endpoint, site_url)).directives)


def test_nothing_is_allowed_that_is_not_used() -> None:
    assert directives() == {
        "default-src": ("'none'",),
        "form-action": ("'none'",),
        "object-src": ("'none'",),
        "base-uri": ("'none'",),
        "frame-ancestors": ("'none'",),
        "require-trusted-types-for": ("'script'",),
        "trusted-types": ("'none'",),
        "upgrade-insecure-requests": (),
    }


@pytest.mark.parametrize(
    ("address", "directive"),
    [
        ("/theme/a.css", "style-src"),
        ("/theme/a.js", "script-src"),
        ("/images/a.webp", "img-src"),
        ("/theme/a.woff2", "font-src"),
        ("/files/a.mp3", "media-src"),
        ("/site.webmanifest", "manifest-src"),
    ],
)
def test_each_kind_of_file_is_allowed_from_the_site_alone(address: str, directive: str) -> None:
    more = directives(address).items() - directives().items()
    assert more == {(directive, ("'self'",))}


@pytest.mark.parametrize(
    ("endpoint", "connect", "form"),
    [
        ("https://comments.example/post?x=1", ("https://comments.example",), ("'self'", "https://comments.example")),
        (
            "https://comments.example:8443/",
            ("https://comments.example:8443",),
            ("'self'", "https://comments.example:8443"),
        ),
        ("/comments/", ("'self'",), ("'self'",)),
        (f"{URL}/comments/", ("'self'",), ("'self'",)),
    ],
)
def test_comments_go_to_their_endpoint_and_nowhere_else(
    endpoint: str, connect: tuple[str, ...], form: tuple[str, ...]
) -> None:
    found = directives(endpoint=endpoint)
    assert (found["connect-src"], found["form-action"]) == (connect, form)


def test_the_policy_allows_breaking_news_and_its_file_is_never_cached() -> None:
    news = "/breaking.json"
    assert directives(news).items() - directives().items() == {("connect-src", ("'self'",))}
    assert directives(news, endpoint="https://c.example/")["connect-src"] == ("'self'", "https://c.example")
    assert directives(news, endpoint="/comments/")["connect-src"] == ("'self'",)
    assert headers(uses([news], "", URL)).table.of(news)["Cache-Control"] == "no-store"


def test_only_the_search_page_and_its_index_may_do_what_searching_needs() -> None:
    files = [*FILES, "/theme/search.0123456789/search.js", "/breaking.json"]
    without, made = headers(uses([*FILES, "/breaking.json"], "", URL)), headers(uses(files, "", URL))
    assert without.policy_of("/search/") == without.policy == made.policy
    searching, others = dict(made.policy_of("/search/").directives), dict(made.policy.directives)
    assert {name for name in searching if searching[name] != others.get(name)} == {"script-src", "worker-src"}
    assert others.keys() - searching.keys() == {"require-trusted-types-for", "trusted-types"}
    assert searching["script-src"] == ("'self'", "'wasm-unsafe-eval'")
    for address in ("/search/", "/search/index.html", "/pagefind/pagefind-worker.js", "/pagefind/wasm.en.pagefind"):
        assert made.table.of(address)["Content-Security-Policy"] == made.policy_of("/search/").header
    for address in ("/", "/a/search/", "/search/more/", "/tips/", "/theme/search.0123456789/search.js"):
        assert made.table.of(address)["Content-Security-Policy"] == made.policy.header
    assert made.table.of("/pagefind/pagefind-entry.json")["Cache-Control"] == "no-cache"
    assert made.table.of("/theme/search.0123456789/search.js")["Cache-Control"] == "public, max-age=31536000, immutable"


def test_requests_are_upgraded_only_where_the_site_is_safe() -> None:
    assert "upgrade-insecure-requests" not in directives(site_url="http://127.0.0.1:8000")
    assert "Strict-Transport-Security" not in headers(uses(FILES, "", "http://127.0.0.1:8000")).table.of("/")
    assert headers(uses(FILES, "", URL)).table.of("/")["Strict-Transport-Security"] == "max-age=63072000"


def test_a_page_carries_all_of_it_but_what_browsers_pass_over_there() -> None:
    made = policy(uses(FILES, "", URL))
    left_out = ("frame-ancestors 'none'", "upgrade-insecure-requests")
    assert [part for part in made.header.split("; ") if part not in left_out] == made.meta.split("; ")
    assert all(part in made.header for part in left_out)


def test_the_policy_of_serve_allows_build_events_and_nothing_more() -> None:
    meta = policy(uses(FILES, "https://c.example/", URL)).meta
    assert (
        policy_for_serving(meta)
        == meta.replace("connect-src https://c.example; ", "") + "; connect-src https://c.example 'self'"
    )


def table(*no_store_pages: str) -> Headers:
    return headers(uses(FILES, "", URL), no_store_pages)


@pytest.mark.parametrize(
    ("address", "cache"),
    [
        ("/", "public, max-age=300"),
        ("/world/2026/05/a-story/", "public, max-age=300"),
        ("/feed.atom", "public, max-age=300"),
        ("/404.html", "public, max-age=300"),
        ("/theme/main.0123456789.css", "public, max-age=31536000, immutable"),
        ("/theme/js/share.0123456789.js", "public, max-age=31536000, immutable"),
        ("/images/2026/a-0123456789ab-960.jpg", "public, max-age=31536000, immutable"),
        ("/images/2026/a-0123456789ab-1200x675.jpg", "public, max-age=31536000, immutable"),
        ("/theme/fonts/serif.woff2", "public, max-age=86400"),
        ("/theme/brand/icon-2026112301.png", "public, max-age=86400"),
        ("/support/", "no-store"),
        ("/support/index.html", "no-store"),
        ("/support/more/", "public, max-age=300"),
        ("/a/support/", "public, max-age=300"),
    ],
)
def test_how_long_a_file_is_kept(address: str, cache: str) -> None:
    assert table("/support/", "/tips/").table.of(address)["Cache-Control"] == cache


def test_every_answer_has_what_keeps_readers_safe() -> None:
    for address in ("/", "/support/", *FILES):
        sent = table("/support/").table.of(address)
        assert sent["X-Content-Type-Options"] == "nosniff"
        assert sent["X-Frame-Options"] == "DENY"
        assert sent["Referrer-Policy"] == "no-referrer"
        assert sent["Cross-Origin-Opener-Policy"] == "same-origin"
        assert sent["Cross-Origin-Resource-Policy"] == "same-site"
        assert "camera=()" in sent["Permissions-Policy"]
        assert "X-XSS-Protection" not in sent


def test_a_drawing_that_is_opened_can_do_nothing() -> None:
    assert table().table.of("/theme/icons.0123456789.svg")["Content-Security-Policy"] == DRAWING


def test_nginx_is_told_every_row_in_order() -> None:
    made = table("/tips/")
    words = nginx.header_map(made.table)
    assert re.findall(r'if \(\$uri ~ "(.*)"\) \{', words) == [row.pattern for row in made.table.rows]
    for row in made.table.rows:
        for _, value in row.headers:
            assert f'"{value}";' in words
    assert len(re.findall(r"^add_header .* always;$", words, re.MULTILINE)) == len(made.table.of("/"))


def test_pages_with_helplines_and_the_page_for_tips_are_careful(site: Project) -> None:
    from newsroom.commands.build.build import BuildRequest, planned

    site.write("pages/tips.md", "---\ntitle: Tips\nsummary: S.\nlayout: tips\n---\n\nWords.\n")
    site.write("pages/help.md", "---\ntitle: Help\nsummary: S.\nlayout: helplines\n---\n\nWords.\n")
    _, plan = planned(BuildRequest(site.root, check_only=True, site_url=URL))
    assert plan is not None
    made = plan.edition.get(Headers)
    no_store_pages = [page for page in plan.pages if made.table.of(page)["Cache-Control"] == "no-store"]
    assert sorted(no_store_pages) == ["/help/", "/tips/"]


def test_the_policy_is_part_of_what_decides_every_page(site: Project) -> None:
    """An incremental build after a change of the settings leaves what a clean one does."""
    assert problem_lines(site.build()) == []
    assert "connect-src &#39;self&#39;; " in site.page("/")
    site.setting('COMMENTS_ENDPOINT = "https://comments.example/post"')
    assert problem_lines(site.build()) == []
    found = site.tree()
    pages = [path for path in found if path.endswith(".html")]
    assert all(b"connect-src &#39;self&#39; https://comments.example; " in found[path] for path in pages)
    assert problem_lines(site.build(output=site.root / "clean")) == []
    assert {path: (site.root / "clean" / path).read_bytes() for path in found} == found


def test_a_page_that_posts_a_form_says_where_it_comes_from_and_no_other_does(site: Project) -> None:
    site.setting('COMMENTS_ENDPOINT = "https://comments.example/post"\nCOMMENTS_MODE = "endpoint"')
    assert problem_lines(site.build()) == []
    assert '<meta name="referrer" content="strict-origin">' in site.page("/world/2026/05/first-light/")
    assert '<meta name="referrer" content="no-referrer">' in site.page("/")


def test_without_the_plugin_pages_carry_no_policy(site: Project) -> None:
    site.setting('PLUGINS = [name for name in PLUGINS if name != "newsroom.features.headers"]')
    assert problem_lines(site.build()) == []
    assert "Content-Security-Policy" not in site.page("/")
