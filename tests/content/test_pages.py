"""Every page of the tests' magazine: whole, leading nowhere that is not there, loading nothing from anybody else."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from lxml import etree

from newsroom.commands.build.page_weight import faults, stories
from newsroom.engine.write.staging import generator
from newsroom.features.files.published_files import check
from tests.content.conftest import URL, Magazine, words

pytestmark = pytest.mark.xdist_group("content")

#: Elements that a browser fetches by itself, each with the attribute that has the address.
FETCHED = (
    ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("script", "src"), ("iframe", "src"),
    ("link", "href"), ("use", "href"), ("video", "src"), ("video", "poster"), ("audio", "src"), ("track", "src"),
    ("embed", "src"), ("object", "data"), ("input", "src"), ("body", "background"),
)  # fmt: skip
#: Kinds of links that name a page and fetch nothing.
NAMING = {"canonical", "alternate", "author", "license", "me"}
#: Words of the acknowledgement of country in every language that has a catalogue.
ELDERS = ("Elders past and present", "Мы чтим их старейшин", "نحيّي كبارهم")
_ATOM = "{http://www.w3.org/2005/Atom}"
#: The type of what machines read of a page.
_DATA = "application/ld+json"
_RECORD = re.compile(rf'<script type="{re.escape(_DATA)}">.*?</script>', re.DOTALL)


def fetched(page: BeautifulSoup) -> Iterator[str]:
    """Yield the addresses that a browser fetches for a page."""
    for name, attribute in FETCHED:
        for tag in page.find_all(name, attrs={attribute: True}):
            if name == "link" and set(tag.get("rel") or ()) <= NAMING:
                continue
            for part in str(tag[attribute]).split(",") if attribute == "srcset" else [str(tag[attribute])]:
                yield part.split()[0]


def linked(page: BeautifulSoup) -> Iterator[str]:
    """Yield the addresses that a page links to or names in its head, those for telephones and mail left out."""
    tags = [*page.find_all(["a", "area", "link"], href=True), *page.find_all("form", action=True)]
    for tag in tags:
        address = str(tag.get("href") or tag.get("action"))
        if urlsplit(address).scheme not in ("tel", "mailto"):
            yield address
    for tag in page.find_all("meta", attrs={"property": ["og:url", "og:image"]}):
        yield str(tag["content"])


def file_at(magazine: Magazine, address: str) -> str | None:
    """Return the file that a full address of this site is answered with, or None."""
    path = unquote(urlsplit(address).path).removeprefix("/")
    path += "index.html" if not path or path.endswith("/") else ""
    return path if path in magazine.files else None


def test_there_are_pages_of_every_kind(magazine: Magazine) -> None:
    assert len(magazine.pages) > 100
    assert {"/", "/404.html", "/topics/", "/archive/", "/contributors/", "/ru/", "/ar/"} <= set(magazine.pages)


def test_every_page_is_ours(magazine: Magazine) -> None:
    """A page from Pelican's fall-back theme would not carry the mark."""
    for address, page in magazine.pages.items():
        assert [str(tag["content"]) for tag in page.select("meta[name=generator]")] == [generator("QN Magazine")], (
            address
        )


def test_every_link_inside_leads_to_a_file_and_to_a_place_in_it(magazine: Magazine) -> None:
    lost = set()
    for here, page in magazine.pages.items():
        for address in (*linked(page), *fetched(page)):
            whole, fragment = urldefrag(urljoin(URL + here, address))
            if urlsplit(whole).netloc != urlsplit(URL).netloc:
                continue
            file = file_at(magazine, whole)
            if file is None or (fragment and not _has(magazine, file, unquote(fragment))):
                lost.add((here, address))
    assert lost == set()


_ids: dict[str, set[str]] = {}


def _has(magazine: Magazine, file: str, fragment: str) -> bool:
    if file not in _ids:
        body = (magazine.output / file).read_text("utf-8")
        _ids[file] = set(re.findall(r"\bid=\"([^\"]+)\"", body))
    return fragment in _ids[file]


def test_nothing_is_fetched_from_anybody_else(magazine: Magazine) -> None:
    for here, page in magazine.pages.items():
        foreign = [at for at in fetched(page) if urlsplit(urljoin(URL + here, at)).netloc != urlsplit(URL).netloc]
        assert foreign == [], here
        assert not page.find_all(["iframe", "embed", "object", "base"]), here
        assert not page.find_all("link", rel=["preconnect", "dns-prefetch"], href=re.compile("//"))
    for path in magazine.files:
        if path.endswith((".css", ".js", ".svg")):
            text = (magazine.output / path).read_text("utf-8")
            text = re.sub(r"xmlns(:\w+)?=\"[^\"]*\"", "", text)
            assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import|(?:href|src)=\"(?:https?:)?//", text), path


def test_nothing_stands_in_a_page_that_a_strict_policy_would_stop(magazine: Magazine) -> None:
    """No script, style or handler is written into a page."""
    for here, page in magazine.pages.items():
        assert not page.find_all("style"), here
        # Scripts that browsers do not run are data, which no policy stops.
        assert {tag.get("type") for tag in page.find_all("script") if not tag.get("src")} <= {_DATA}, here
        for tag in page.find_all(True):
            bad = [name for name in tag.attrs if name == "style" or name.startswith("on")]
            assert bad == [], (here, tag.name)
        assert not page.find_all(href=re.compile(r"^\s*(javascript|data|vbscript):", re.IGNORECASE)), here


def test_every_page_loads_the_styles_of_what_stands_on_it(magazine: Magazine) -> None:
    """A class that the theme styles is styled wherever it is worn, and no sheet is loaded that nothing there needs."""
    styled = {f"/{path}": _classes(magazine, path) for path in magazine.files if path.endswith(".css")}
    everything = set[str]().union(*styled.values())
    for here, page in magazine.pages.items():
        worn = {str(name) for tag in page.find_all(class_=True) for name in tag.get_attribute_list("class")}
        sheets = [str(link["href"]) for link in page.select("link[rel=stylesheet]")]
        assert (worn & everything) - set[str]().union(*(styled[sheet] for sheet in sheets)) == set(), here
        assert [sheet for sheet in sheets if not worn & styled[sheet]] == [], here


def _classes(magazine: Magazine, path: str) -> set[str]:
    """Return the classes that a stylesheet names."""
    text = re.sub(r'url\([^)]*\)|"[^"]*"|@layer [^{;]*', "", (magazine.output / path).read_text("utf-8"))
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", text))


def test_every_page_has_one_first_level_heading_and_skips_no_level(magazine: Magazine) -> None:
    for here, page in magazine.pages.items():
        levels = [int(tag.name[1]) for tag in page.find_all(re.compile(r"^h[1-6]$"))]
        assert levels.count(1) == 1, here
        assert all(words(tag) for tag in page.find_all(re.compile(r"^h[1-6]$"))), here
        after = levels[levels.index(1) :]
        assert all(second <= first + 1 for first, second in itertools.pairwise(after)), (here, levels)


def test_no_id_is_used_twice_and_none_that_is_named_is_missing(magazine: Magazine) -> None:
    for here, page in magazine.pages.items():
        ids = Counter(str(tag["id"]) for tag in page.find_all(id=True))
        assert [name for name, count in ids.items() if count > 1] == [], here
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"):
            for tag in page.find_all(attrs={attribute: True}):
                value = tag[attribute]
                names = value if isinstance(value, list) else str(value).split()
                assert [name for name in names if name not in ids] == [], (here, attribute)


def test_every_page_says_what_it_is(magazine: Magazine) -> None:
    """A title that no other page has, a description, its language, and its own address.

    What stands at /magazine/latest/ is the page of the newest issue once more, and says so; so is a text-only edition
    the story.
    """
    own, lost = {"/magazine/latest/": "/magazine/2/"}, ("/404.html", "/410.html")
    own |= {here: here.removesuffix("text/") for here in magazine.pages if here.endswith("/text/")}
    titles = Counter(words(page.title) for here, page in magazine.pages.items() if here != "/magazine/latest/")
    assert [title for title, count in titles.items() if count > 1] == []
    for here, page in magazine.pages.items():
        html = page.html
        assert isinstance(html, Tag)
        assert html.get("lang"), here
        [description] = page.select("meta[name=description]")
        assert len(str(description["content"])) > 20, here
        canonical = [str(link["href"]) for link in page.select("link[rel=canonical]")]
        assert canonical == ([] if here.endswith(lost) else [URL + own.get(here, here)])
        robots = [str(tag["content"]) for tag in page.select("meta[name=robots]")]
        assert any("noindex" in content for content in robots) is here.endswith((*lost, "/styleguide/")), here


def test_every_page_has_a_way_to_its_words_and_the_acknowledgement(magazine: Magazine) -> None:
    for here, page in magazine.pages.items():
        # Before the words of a text-only edition stand three links.
        assert page.select('a[href="#main"]') or here.endswith("/text/"), here
        assert len(page.select("main#main")) == 1, here
        footer = words(page.select("footer")[-1])
        assert any(said in footer for said in ELDERS), here
        assert page.select('a[href="/support/"]'), here


def test_no_story_is_heavier_than_45_kilobytes_and_all_scripts_than_8(magazine: Magazine) -> None:
    assert faults(magazine.output) == []
    assert len([*stories(magazine.output)]) == len(
        [page for page in magazine.pages.values() if page.select("article.story")]
    )


def test_every_picture_has_its_size_and_words_or_says_that_it_needs_none(magazine: Magazine) -> None:
    for here, page in magazine.pages.items():
        for image in page.find_all("img"):
            assert image.has_attr("alt"), (here, image.get("src"))
            assert int(str(image["width"])) > 0, here
            assert int(str(image["height"])) > 0, here


def test_no_place_of_a_template_was_left_open(magazine: Magazine) -> None:
    for here, page in magazine.pages.items():
        # A record within a record ends in two braces.
        text = _RECORD.sub("", str(page))
        for mark in ("{{", "}}", "{%", "/-/link/", "Undefined", ">None<", '"None"', "{filename}", "{static}", "\ufffd"):
            assert mark not in text, (here, mark)


def test_every_page_says_what_it_is_and_all_that_it_names_is_there(magazine: Magazine) -> None:
    """No reference in it leads to a page, a picture or a part of a page that is not published."""
    for here, page in magazine.pages.items():
        scripts = page.select(f'head script[type="{_DATA}"]')
        hidden = page.select_one("meta[name=robots][content=noindex]") or here.endswith("/text/")
        assert len(scripts) == (not hidden), here
        for address in re.findall(rf'"(?:url|item|\w+Policy|masthead)":"({re.escape(URL)}[^"]*)"', str(scripts)):
            whole, part = urldefrag(address)
            file = file_at(magazine, whole)
            assert file, (here, address)
            if part:
                assert magazine.page("/" + file.removesuffix("index.html")).find(id=part), (here, address)


def test_every_published_picture_is_used_and_holds_no_more_than_a_picture(magazine: Magazine) -> None:
    pictures = {path for path in magazine.files if path.startswith("images/")}
    used = {at.removeprefix("/") for page in magazine.pages.values() for at in fetched(page)}
    shared = {
        str(tag["content"]).removeprefix(URL + "/")
        for page in magazine.pages.values()
        for tag in page.select('meta[property="og:image"]')
    }
    told = {
        address
        for page in magazine.pages.values()
        for tag in page.select('script[type="application/ld+json"]')
        for address in re.findall(rf'{URL}/(images/[^"]+)"', tag.string or "")
    }
    assert pictures <= used | shared | told
    for path in pictures:
        head = (magazine.output / path).read_bytes()[:4096]
        assert b"Exif" not in head
        assert b"<x:xmpmeta" not in head


def test_every_published_document_is_linked_to_and_holds_its_pages_alone(magazine: Magazine) -> None:
    documents = {path for path in magazine.files if path.startswith("files/") and not path.endswith((".br", ".gz"))}
    pages = magazine.pages.values()
    linked = {str(a["href"]).removeprefix("/") for page in pages for a in page.select("main a[href]")}
    linked |= {str(track["src"]).removeprefix("/") for page in pages for track in page.select("main track")}
    assert {path.rpartition(".")[2] for path in documents} == {"pdf", "mp3", "mp4", "vtt"}
    assert documents <= linked
    assert [(promise, faults) for promise, (_, _, faults) in check(magazine.output).items() if faults] == []


@pytest.fixture(scope="session")
def feeds(magazine: Magazine) -> dict[str, etree._Element]:
    """Every feed, by its path."""
    return {
        path: etree.fromstring((magazine.output / path).read_bytes())
        for path in sorted(magazine.files)
        if path.endswith(".atom")
    }


def test_every_feed_is_whole_and_leads_to_pages_that_are_there(
    magazine: Magazine, feeds: dict[str, etree._Element]
) -> None:
    assert len(feeds) > 30
    ids = []
    for path, feed in feeds.items():
        ids.append(feed.findtext(f"{_ATOM}id"))
        links = {link.get("rel"): str(link.get("href")) for link in feed.findall(f"{_ATOM}link")}
        assert links["self"] == f"{URL}/{path}"
        assert file_at(magazine, links["alternate"]), path
        entries = feed.findall(f"{_ATOM}entry")
        entry_ids = [entry.findtext(f"{_ATOM}id") for entry in entries]
        assert len(set(entry_ids)) == len(entries), path
        for entry in entries:
            link = entry.find(f"{_ATOM}link")
            assert link is not None
            assert file_at(magazine, str(link.get("href"))), path
            assert entry.findtext(f"{_ATOM}author/{_ATOM}name"), path
            content = BeautifulSoup(str(entry.findtext(f"{_ATOM}content")), "lxml")
            for address in (*linked(content), *fetched(content)):
                assert urlsplit(address).netloc or address.startswith("#"), (path, address)
                if address.startswith(URL):
                    assert file_at(magazine, address), (path, address)
    assert len(set(ids)) == len(ids), "no two feeds share an id"


def test_every_story_is_in_the_lists_it_belongs_to(magazine: Magazine) -> None:
    """In its section, its month, its topics and its authors' lists, on the head or on one fixed page."""
    on = {here: {str(a["href"]) for a in page.select("main a[href]")} for here, page in magazine.pages.items()}

    def listed(base: str, address: str) -> bool:
        return any(address in links for here, links in on.items() if re.fullmatch(rf"{base}(page/\d+/)?", here))

    for id_, head in magazine.heads.items():
        if "lang" in head:
            continue
        address, page = magazine.of(id_)
        section, (year, month) = id_.partition("/")[0], str(head["date"]).split("-")[:2]
        bases = [f"/{section}/", f"/archive/{year}/{month}/"]
        bases += [str(tag["href"]) for tag in page.select('article.story a[rel="tag"]')]
        bases += [str(name["href"]) for name in page.select(".byline a[rel=author]")]
        assert [base for base in bases if not listed(base, address)] == [], id_


def test_every_story_has_a_text_edition_that_is_small(magazine: Magazine) -> None:
    """Under 15 KB where the words allow it; what surrounds them takes 4 KB at most, helplines apart."""
    editions = {here: page for here, page in magazine.pages.items() if here.endswith("/text/")}
    assert len(editions) == len(magazine.heads) - len(magazine.stories(status="draft"))
    for here, page in editions.items():
        whole = len((magazine.output / f"{here[1:]}index.html").read_bytes())
        [main] = page.select("main")
        for helplines in page.select("section[aria-label=Helplines]"):
            whole -= len(str(helplines).encode())
        around = whole - len(str(main).encode())
        assert around < 4_000, here
        assert whole < 15_000 or len(str(main).encode()) > 11_000, here
