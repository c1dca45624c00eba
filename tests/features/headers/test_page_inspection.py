"""Faults that are looked for on finished pages are found, and nothing else."""

from __future__ import annotations

import pytest

from newsroom.commands.build.safety import safety
from newsroom.features.headers.page_inspection import PageFindings, page, style
from tests.building import NOW, Project

URL = "https://qn.example"
POLICY = "default-src 'none'"
HEAD = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'


def page_findings(body: str, head: str = HEAD) -> PageFindings:
    found = PageFindings()
    page(found, "x.html", f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), URL, POLICY)
    return found


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://elsewhere.example/x" alt="">',
        '<img src="/x" srcset="/x 1x, //elsewhere.example/x 2x" alt="">',
        '<video poster="//elsewhere.example/x"></video>',
        '<svg><use href="https://elsewhere.example/x#y"></use></svg>',
        '<svg><image xlink:href="https://elsewhere.example/x"></image></svg>',
        '<link rel="preconnect" href="https://elsewhere.example">',
        '<script src="//elsewhere.example/x.js"></script>',
        '<object data="\\\\elsewhere.example/x"></object>',
        '<a href="/" ping="https://elsewhere.example/">x</a>',
        '<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">',
    ],
)
def test_requests_to_third_parties_are_found(markup: str) -> None:
    assert len(page_findings(markup).strangers) == 1


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/x" srcset="/x 1x, /y 2x" alt="">',
        f'<img src="{URL}/x" alt="">',
        '<link rel="canonical" href="https://elsewhere.example/">',
        '<meta property="og:image" content="https://elsewhere.example/x">',
        '<a href="https://elsewhere.example/" rel="noreferrer">x</a>',
        '<script type="application/ld+json">{"a": "https://elsewhere.example/"}</script>',
        "<blockquote cite='https://elsewhere.example/'>x</blockquote>",
    ],
)
def test_addresses_that_no_browser_requests_are_not_found(markup: str) -> None:
    found = page_findings(markup)
    assert (found.strangers, found.inline, found.loud, found.telling, found.without_policy) == ([], [], [], [], [])


def test_content_that_the_policy_would_block_is_found() -> None:
    markup = '<b style="x">a</b><style>b{}</style><script>c</script><b onclick="d">e</b>'
    assert page_findings(markup).inline == [
        "x.html: a style on <b>", "x.html: a style on <style>", "x.html: a script", "x.html: onclick on <b>"
    ]  # fmt: skip
    assert page_findings("", head="").without_policy == ["x.html"]
    assert page_findings("", head=HEAD.replace("none", "self")).without_policy == ["x.html"]


def test_links_that_tell_of_the_reader_are_found() -> None:
    found = page_findings(
        '<a href="https://a.example/">x</a><a href="//b.example/?fbclid=1" rel="noreferrer">y</a><a href="/">z</a>'
    )
    assert found.links == 2
    assert found.loud == ["x.html: https://a.example/"]
    assert found.telling == ["x.html: //b.example/?fbclid=1"]
    told = page_findings('<a href="https://b.example/?fbclid=1" rel="noopener noreferrer">y</a>')
    assert (told.loud, told.telling) == ([], ["x.html: https://b.example/?fbclid=1"])


def test_styles_are_looked_at_as_well() -> None:
    found = PageFindings()
    style(found, "x.css", "a{background:url('//elsewhere.example/x')}@font-face{src:url(/theme/a.woff2)}", URL)
    style(found, "y.css", '@import "https://elsewhere.example/y.css";', URL)
    assert found.strangers == ["x.css: //elsewhere.example/x", "y.css: https://elsewhere.example/y.css"]


def test_removed_tracking_and_large_files_are_reported(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    site.story("world/2026/links", "---\ntitle: T\nsummary: S.\ndate: 2026-05-04\n---\n\n"
               "[a](https://a.example/?utm_source=x)\n" + "\nA long paragraph of a long story.\n" * 8000)  # fmt: skip
    site.tips()
    assert safety(site.root, NOW) == 0
    told = capsys.readouterr().out
    line = "content/articles/world/2026/links.md:7: cut from the link to https://a.example/: utm_source"
    assert "kept    links-silent: " in told
    assert line in told
    assert "near the limit: content/articles/world/2026/links.md has " in told


def test_a_theme_that_breaks_a_promise_is_told_of(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    footer = site.root / "theme/templates/partials/footer.html"
    footer.write_text(
        footer.read_text("utf-8")
        + '<img src="https://elsewhere.example/x" alt=""><b style="x">y</b><a href="https://a.example/">z</a>',
        "utf-8",
    )
    assert safety(site.root, NOW) == 1
    told = capsys.readouterr().err
    for promise in ("no-third-parties", "strict-policy", "links-silent"):
        assert f"BROKEN  {promise}: " in told
    assert "404.html: https://elsewhere.example/x" in told
