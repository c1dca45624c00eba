"""Search terms that find a story in the files of a built site: its text and its addresses."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from urllib.parse import quote, unquote

import lxml.html
from lxml.html import HtmlElement
from msgspec import Struct
from msgspec.structs import replace

from newsroom.publishing.story_traces import Trail

#: Shorter texts stand on pages of other stories too: they count only where they are all that an element says.
_LONG = 24
#: … titles apart: few stories have the same.
_TITLE = 12
#: A part of an address that is no word of everyday: hyphens, or this long.
_TELLING = 12
_BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, figcaption, blockquote, dd, dt, td, th, summary, cite"
_TAG = re.compile(r"<[^>]*>")
_SAME = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xad": "", "\u2060": "", "\u200b": ""}
)


def normal(text: str) -> str:
    """Return a text for comparison: without case, typography and blanks, since tags may separate words."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_SAME).casefold().split())


def without_tags(raw: str) -> str:
    """Return a text without tags and character references, removed twice, since feeds hold HTML in XML."""
    return normal(html.unescape(_TAG.sub(" ", html.unescape(_TAG.sub(" ", raw)))))


def _with_tags(raw: str) -> str:
    """Return the same with tags, whose attributes say something too, and comments."""
    return normal(html.unescape(html.unescape(raw)))


class SearchTerms(Struct, frozen=True, dict=True):
    """Texts and addresses by which a story is recognised.

    Args:
        addresses: its addresses, its id and what its addresses end with, each without a slash at the end.
        host: the name of the site, which may stand before an address.
        words: texts that nothing else says, as `normal` returns them.
        names: shorter ones, which count where they are all that an element says.
    """

    addresses: frozenset[str]
    host: str = ""
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        forms = {form for one in self.addresses for form in (one, quote(one))}
        forms |= {f"{self.host}{form}" for form in forms if self.host and form.startswith("/")}
        pattern = "|".join(re.escape(one) for one in sorted(forms, key=len, reverse=True)) or r"(?!)"
        return re.compile(rf"(?<![\w<-])(?:{pattern})(?![\w-])", re.IGNORECASE)

    def in_address(self, raw: str) -> bool:
        """Return whether a raw text names an address of the story."""
        pattern = self._pattern
        return pattern.search(raw) is not None or ("%" in raw and pattern.search(unquote(raw)) is not None)

    def in_words(self, text: str) -> bool:
        """Return whether a text, as `normal` returns it, holds text of this story alone."""
        return text in self.names or any(word in text for word in self.words)

    def in_raw(self, raw: str) -> bool:
        """Return whether a text gives the story away: HTML, XML or plain."""
        return self.in_address(html.unescape(raw)) or self.in_words(without_tags(raw)) or self.in_words(_with_tags(raw))

    def and_address(self, address: str) -> SearchTerms:
        """Return the same terms, and one more address."""
        return replace(self, addresses=self.addresses | {address.rstrip("/")})


def terms_of(trail: Trail, id_: str, host: str, pages: Mapping[str, str], paths: Iterable[str]) -> SearchTerms:
    """Return the terms of a story.

    Args:
        trail: its addresses.
        id_: its id; empty where nobody knows it.
        host: the name of the site.
        pages: the HTML of every page of the site, by path.
        paths: those of its own pages.
    """
    ends = {address.strip("/").rpartition("/")[2].removesuffix(".html") for address in trail.addresses}
    telling = {end for end in ends if end and ("-" in end or len(end) >= _TELLING)}
    titles, texts = set[str](), set[str]()
    own = [path for path in paths if path in pages]
    # A translation may have the same one.
    telling -= {part for path in pages if path not in own for part in path.split("/")}
    bare = SearchTerms(frozenset({*(one.rstrip("/") for one in trail.addresses), id_, *telling} - {""}), host)
    for path in own:
        document = lxml.html.document_fromstring(pages[path])
        if document.cssselect('meta[http-equiv="refresh" i]'):
            # It leads on from an old address, and has no word of the story's.
            continue
        titles |= set(_titles(document))
        texts |= set(_texts(document))
    others = [raw for path, raw in pages.items() if path not in own]
    apart = [without_tags(raw) + _with_tags(raw) for raw in others if not bare.in_address(html.unescape(raw))]
    headings = {text for raw in others for text in _headings(raw)}
    titles -= headings
    texts_of_story = titles | {
        text for text in texts if len(text) >= _LONG and not any(text in other for other in apart)
    }
    long = {text for text in texts_of_story if len(text) >= (_TITLE if text in titles else _LONG)}
    return replace(bare, words=frozenset(long), names=frozenset(titles - long))


def _titles(document: HtmlElement) -> Iterator[str]:
    """Yield the titles that a page has: its heading, and what previews show."""
    for element in document.cssselect("h1"):
        yield normal(element.text_content())
    for element in document.cssselect('meta[property="og:title"], meta[name="twitter:title"]'):
        yield normal(element.get("content", ""))


def _texts(document: HtmlElement) -> Iterator[str]:
    """Yield what else a page says: its paragraphs, its description, the words of its pictures."""
    for element in document.cssselect('meta[name="description"], meta[property="og:description"]'):
        yield normal(element.get("content", ""))
    for main in document.cssselect("main") or [document]:
        yield from (normal(element.text_content()) for element in main.cssselect(_BLOCKS))
        yield from (normal(element.get("alt", "")) for element in main.cssselect("img[alt]"))


def _headings(raw: str) -> Iterator[str]:
    yield from (without_tags(found) for found in re.findall(r"<h1\b[^>]*>(.*?)</h1>", raw, re.DOTALL))
