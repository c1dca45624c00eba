"""Pages besides stories that hold galleries and players load what these need, and no other does."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.building import Project, problem_lines

GALLERY = "![A](/images/2026/a.png)\n![B](/images/2026/b.png)\n"
_AUTHOR = "---\nname: Robin Vale\nstatus: staff\nbio: Writes.\n---\n\n{}"
_ISSUE = "---\ntitle: One\ndate: 2026-05-01\ncover:\n  src: 2026/a.png\n  alt: A\n---\n\n{}"


@pytest.mark.parametrize(
    ("source", "form", "address"),
    [("authors/robin-vale.md", _AUTHOR, "/author/robin-vale/"), ("issues/1.md", _ISSUE, "/magazine/1/")],
)
def test_a_page_with_a_gallery_has_its_stylesheet_and_script(
    site: Project, source: str, form: str, address: str
) -> None:
    """And without it neither, on a build that follows."""
    site.picture("2026/a.png", (600, 400))
    site.picture("2026/b.png", (600, 402))
    for words, has in ((GALLERY, True), ("A word.\n", False)):
        site.write(source, form.format(words))
        assert problem_lines(site.build()) == []
        page = BeautifulSoup(site.page(address), "lxml")
        assert bool(page.select(".gallery")) is has
        assert any("/theme/media." in str(link["href"]) for link in page.select("link[rel=stylesheet]")) is has
        assert any("/js/media." in str(script["src"]) for script in page.select("script[src]")) is has
