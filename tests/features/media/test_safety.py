"""`invoke safety` on films, and the policy of the pages that hold some."""

from __future__ import annotations

import pytest

from newsroom.commands.build.safety import safety
from newsroom.features.headers.model import SiteResources, headers
from newsroom.features.media.model import playing
from tests.building import NOW, Project, problem_lines

_FILM = "![A still](/images/2026/river.jpg)\n[A march](https://youtu.be/abcdefghijk)\n"
_STORY = "---\ntitle: T\nsummary: S\ndate: 2026-05-04\n{}---\n\n" + _FILM
_HOST = "https://www.youtube-nocookie.com"


def test_only_the_page_with_a_film_lets_its_host_in(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    site.story("world/2026/film", _STORY.format(""))
    for name, head in (("sensitive", "sensitive: true\n"), ("exit", "quick_exit: true\n")):
        site.story(f"world/2026/{name}", _STORY.format(head))
    site.write("pages/film.md", f"---\ntitle: T\nsummary: S\n---\n\n{_FILM}")
    assert problem_lines(site.build()) == []
    holding = [path for path, body in site.tree().items() if path.endswith(".html") and _HOST.encode() in body]
    assert holding == ["world/2026/05/film/index.html"]
    assert f"frame-src {_HOST};" in site.page("/world/2026/05/film/")
    site.tips()
    assert safety(site.root, NOW) == 0
    assert "1 films from elsewhere wait to be pressed" in capsys.readouterr().out.replace("\n", " ")


def test_a_film_that_comes_and_goes_changes_the_policy_of_its_page(site: Project) -> None:
    path = site.story("world/2026/film", _STORY.format(""))
    site.build()
    path.write_text(path.read_text("utf-8").replace("date:", "sensitive: true\ndate:"), "utf-8")
    site.build()
    assert "frame-src" not in site.page("/world/2026/05/film/")
    assert "data-player" not in site.page("/world/2026/05/film/")


def test_the_headers_of_a_page_say_the_same_as_the_page() -> None:
    all_headers = headers(SiteResources(("img-src",)), frames={"/world/2026/05/film/": (_HOST,)})
    for address in ("/world/2026/05/film/", "/world/2026/05/film/index.html"):
        sent = all_headers.table.of(address)
        assert sent["Content-Security-Policy"] == all_headers.policy_of("/world/2026/05/film/").header
        assert f"frame-src {_HOST};" in sent["Content-Security-Policy"]
        assert f'autoplay=(self "{_HOST}")' in sent["Permissions-Policy"]
        assert f'fullscreen=(self "{_HOST}")' in sent["Permissions-Policy"]
        assert "camera=()" in sent["Permissions-Policy"]
    other = all_headers.table.of("/world/2026/05/other/")
    assert "frame-src" not in other["Content-Security-Policy"]
    assert "autoplay=()" in other["Permissions-Policy"]


@pytest.mark.parametrize(
    ("html", "frames", "no_store_pages"),
    [
        ('<iframe src="x"></iframe>', {"/a/": (_HOST,)}, set()),
        ('<figure data-player="x">', {}, set()),
        ('<figure data-player="x">', {"/a/": (_HOST,)}, {"/a/"}),
    ],
)
def test_a_film_that_does_not_wait_is_found(
    html: str, frames: dict[str, tuple[str, ...]], no_store_pages: set[str]
) -> None:
    assert playing([("/a/", html)], frames, no_store_pages) == (False, "a film does not wait on /a/")
