"""The tips page as a build shows it."""

from __future__ import annotations

from bs4 import BeautifulSoup

from tests.building import Project, problem_lines
from tests.features.tips.test_model import TOR

PAGE = "---\ntitle: Tell us\nsummary: S\nlayout: tips\n---\n\nThink first.\n"
CHANNELS = f"""\
[[channel]]
name = "Drop box"
how = "Paste it."
onion = "{TOR}"

[[channel]]
name = "Signal"
how = "Write."
address = "+61 400 000 000"
note = "It shows your number."
"""


def test_every_page_links_to_it_whatever_the_navigation_says(site: Project) -> None:
    site.write("pages/tips.md", PAGE)
    assert problem_lines(site.build()) == []
    pages = {path: raw.decode() for path, raw in site.tree().items() if path.endswith(".html")}
    assert len(pages) > 15
    assert not [path for path, html in pages.items() if 'href="/tips/">Tell us</a>' not in html.partition("<footer")[2]]


def test_channels_are_plain_text_and_never_links(site: Project) -> None:
    site.write("pages/tips.md", PAGE)
    site.write("data/tips.toml", CHANNELS)
    assert problem_lines(site.build()) == []
    main = BeautifulSoup(site.page("/tips/"), "lxml").main
    assert main is not None
    assert TOR in main.text
    assert "+61\xa0400\xa0000\xa0000" in main.text
    assert not main.select("a")


def test_without_channels_it_says_so(site: Project) -> None:
    site.write("pages/tips.md", PAGE)
    assert problem_lines(site.build()) == []
    main = BeautifulSoup(site.page("/tips/"), "lxml").main
    assert main is not None
    assert "We have no channel at present" in main.text
    assert [link["href"] for link in main.select("a")] == ["/contact/"]


def test_the_tips_page_loads_only_the_sites_style_and_the_quick_exit(site: Project) -> None:
    site.write("pages/tips.md", PAGE)
    assert site.build().ok
    page = BeautifulSoup(site.page("/tips/"), "lxml")
    assert [str(tag["src"]).rsplit("/", 1)[1].split(".")[0] for tag in page.select("script[src]")] == ["quick_exit"]
    loaded = [
        str(tag.get("src") or tag.get("href")) for tag in page.select("img, iframe, source, link[rel=stylesheet]")
    ]
    assert all(address.startswith("/theme/") for address in loaded)
    assert page.select_one("meta[name=referrer]")["content"] == "no-referrer"


def test_a_new_page_or_another_title_reaches_every_page(site: Project) -> None:
    assert site.build().ok
    assert "/tips/" not in site.page("/about/")
    site.write("pages/tips.md", PAGE)
    assert site.build().ok
    assert 'href="/tips/">Tell us</a>' in site.page("/world/2026/05/first-light/")
    site.write("pages/tips.md", PAGE.replace("Tell us", "How to tell us"))
    assert site.build().ok
    assert 'href="/tips/">How to tell us</a>' in site.page("/world/2026/05/first-light/")
