"""An index that is edited answers as one that Pagefind makes of all pages."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from newsroom.core import urls
from newsroom.features.search import index_edit
from newsroom.features.search.index_edit import IndexEditError, edited
from newsroom.features.search.model import ENTRY
from newsroom.features.search.pagefind_index import index_of
from tests.features.search.indexed import answers, limits, whole_limits

Pages = dict[str, str]
_WORDS = {
    "en-au": [
        *("the", "quokka", "walks", "walking", "walked", "road", "roads", "café", "cafe"),
        *("well-known", "naïve", "naive", "and", "2026", "don't", "réform"),
    ],
    "ru": ["дорога", "дороги", "дорогу", "железная", "вышли", "лес", "ёлка", "елка", "и", "на"],
}


def _page(lang: str, title: str, words: str, year: int = 2020, *topics: str) -> str:
    filed = "".join(f'<meta content="{topic}" data-pagefind-filter="topic[content]">' for topic in topics or ["Law"])
    date = f"{year}-03-{1 + len(title) % 28:02}T10:00:00Z"
    return f"""<html lang="{lang}"><head><title>{title}</title><meta content="{date}" data-pagefind-meta="date[content]"
data-pagefind-sort="date[content]" data-pagefind-filter="year:{year}">{filed}</head><body>
<h1 data-pagefind-body>{title}</h1><p data-pagefind-body>{words}</p></body></html>"""


def _author(name: str) -> str:
    """Return a page without a date: Pagefind numbers fewer facts of it."""
    return f'<html lang="en-au"><body><h1 data-pagefind-body>{name}</h1></body></html>'


def _text(chance: random.Random, lang: str) -> str:
    new = [f"word{chance.randrange(400)}" for _ in range(20)]
    return " ".join(chance.choices(_WORDS[lang], k=chance.randrange(5, 80)) + new)


def _story(chance: random.Random, lang: str) -> str:
    title = " ".join(chance.choices(_WORDS[lang], k=4))
    topics = chance.sample(["Law", "Sea", "Art", "Health"], k=chance.randrange(1, 3))
    words = _text(chance, lang)
    if chance.random() < 0.5:
        words += f'<h2 id="more">{_text(chance, lang)}</h2><b data-pagefind-weight="{chance.choice([0.5, 3, 9])}">'
        words += f"{_text(chance, lang)}</b>{_text(chance, lang)}"
    return _page(lang, title, words, chance.randrange(2018, 2027), *topics)


def _index(folder: Path, pages: Pages) -> dict[str, bytes]:
    sources = {}
    for address, content in pages.items():
        sources[address] = folder / "pages" / urls.file_of(address)
        sources[address].parent.mkdir(parents=True, exist_ok=True)
        sources[address].write_text(content, "utf-8")
    return index_of(sources, folder / "work")


def _edit(folder: Path, index: dict[str, bytes], before: Pages, after: Pages) -> dict[str, bytes]:
    changed = [address for address in after if after[address] != before.get(address)]
    old = {address: before[address] for address in changed if address in before}
    was = _index(folder / "was", old) if old else {}
    files, gone = edited(index.__getitem__, was, _index(folder / "now", {one: after[one] for one in changed}))
    return {name: content for name, content in index.items() if name not in gone} | files


@pytest.mark.sample(2)
@pytest.mark.parametrize("seed", range(12))
def test_edits_leave_what_an_index_of_all_pages_has(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also with files so small that words go to several, and are divided."""
    chance = random.Random(seed)  # noqa: S311  no secret
    monkeypatch.setattr(index_edit, "_LARGEST", chance.choice([200, 3_000, 110_000]))
    pages = {f"/{lang}/{number}/": _story(chance, lang) for lang in _WORDS for number in range(15)}
    pages["/author/robin/"] = _author("Robin")
    index = _index(tmp_path / "all", pages)
    for step in range(3):
        after = dict(pages)
        for address in chance.sample(sorted(after), 3):
            if address.startswith("/author/"):
                after[address] = _author(f"Robin Vale {step}")
            else:
                after[address] = _story(chance, address.split("/")[1])
        after[f"/en-au/new-{step}/"] = _story(chance, "en-au")
        index = _edit(tmp_path / str(step), index, pages, after)
        pages = after
        # Each edit follows from the one before.
        assert answers(index) == answers(_index(tmp_path / f"again-{step}", pages))
        for has, cut in limits(index).values():
            assert has == cut


def test_only_files_with_other_words_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word more at the end of a story: its fragment, and the file in which the word stands."""
    monkeypatch.setattr(index_edit, "_LARGEST", 300)
    pages = {f"/{number}/": _page("en-au", f"Story {number}", f"words{number} here") for number in range(20)}
    index = _index(tmp_path / "all", pages)
    divided = {**pages, "/20/": _page("en-au", "Story 20", " ".join(f"more{number}" for number in range(99)))}
    index = _edit(tmp_path / "first", index, pages, divided)
    after = {**divided, "/7/": _page("en-au", "Story 7", "words7 here more50")}
    again = _edit(tmp_path / "second", index, divided, after)
    new = {name.partition("/")[0] for name in again.keys() - index.keys()}
    assert sum(name.startswith("index/") for name in index) > 5
    assert new >= {"fragment", "index"}
    assert sum(name.startswith("index/") for name in again.keys() - index.keys()) <= 3
    assert not [name for name in again.keys() - index.keys() if name.startswith("filter/")]
    assert answers(again) == answers(_index(tmp_path / "again", after))


def test_facts_of_a_page_are_numbered_as_in_the_whole_index(tmp_path: Path) -> None:
    """An author has no date: alone, Pagefind gives the title the number that the date has among stories."""
    stories = {f"/{number}/": _page("en-au", f"Story {number}", "words here") for number in range(3)}
    pages, after = ({**stories, "/author/robin/": _author(name)} for name in ("Robin", "Robin Vale"))
    index = _edit(tmp_path / "edit", _index(tmp_path / "all", pages), pages, after)
    assert answers(index) == answers(_index(tmp_path / "again", after))


def test_the_list_of_files_stays_as_short_as_pagefind_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the first or the last word of a file goes, and when the file beside it is not opened."""
    monkeypatch.setattr(index_edit, "_LARGEST", 150)
    words = [first + second + third for first in "ab" for second in "abcd" for third in "abcdef"]
    pages = {f"/{word}/": _page("en-au", "Story", f"{word}q{word}") for word in words[1:]}
    before = pages | {"/first/": _page("en-au", "Story", "here")}
    after = before | {"/first/": _page("en-au", "Story", f"here {words[0]}q")}
    index, pages = _edit(tmp_path / "divided", _index(tmp_path / "all", before), before, after), after
    for step, limit in enumerate([0, -1] * 4):
        ends = whole_limits(index)["en-au"]
        word = ends[2 + step % (len(ends) - 4)][limit]
        address = f"/{word.partition('q')[0]}/"
        if address not in pages:
            continue
        after = pages | {address: _page("en-au", "Story", "here")}
        index, pages = _edit(tmp_path / str(step), index, pages, after), after
        for has, cut in limits(index).values():
            assert has == cut
    assert answers(index) == answers(_index(tmp_path / "again", pages))


def test_words_that_are_taken_out_are_in_no_file(tmp_path: Path) -> None:
    pages = {f"/{number}/": _page("en-au", f"Story {number}", f"canary{number} here") for number in range(9)}
    index = _index(tmp_path / "all", pages)
    after = {**pages, "/7/": _page("en-au", "Story 7", "here")}
    known = answers(_edit(tmp_path / "edit", index, pages, after))
    assert ("canary7", "") not in known["en-au"]["words"]
    assert "canary7" not in str(known)
    assert ("canary8", "") in known["en-au"]["words"]


def _two(tmp_path: Path, before: Pages, after: Pages) -> None:
    rest = {f"/{number}/": _page("en-au", f"Story {number}", "words here") for number in range(3)}
    _edit(tmp_path / "edit", _index(tmp_path / "all", rest | before), rest | before, rest | after)


_RARE = "<p data-pagefind-filter='kind:x' data-pagefind-sort='rank:b' data-pagefind-meta='rank:b'></p></body>"
_BEFORE = _page("en-au", "Title", "here")
_UNEXPECTED = {
    "another language": _page("ru", "Title", "here"),
    "a filter that no page had": _BEFORE.replace("</body>", "<p data-pagefind-filter='kind:x'></p></body>"),
    "a fact that no page had": _BEFORE.replace("</body>", "<p data-pagefind-meta='kind:x'></p></body>"),
}


@pytest.mark.parametrize("after", _UNEXPECTED.values(), ids=_UNEXPECTED)
def test_an_edit_that_the_index_has_no_place_for_is_refused(tmp_path: Path, after: str) -> None:
    with pytest.raises(IndexEditError):
        _two(tmp_path, {"/a/": _BEFORE}, {"/a/": after})


@pytest.mark.parametrize("name", ["filter", "sort"])
def test_a_filter_or_an_order_that_no_page_has_any_more_is_refused(tmp_path: Path, name: str) -> None:
    """Pagefind would leave it out."""
    only = _BEFORE.replace("</body>", _RARE.replace("-sort" if name == "filter" else "-filter", "-ignore-that"))
    with pytest.raises(IndexEditError, match="any more"):
        _two(tmp_path, {"/a/": only}, {"/a/": _BEFORE})


def test_an_order_of_numbers_is_refused(tmp_path: Path) -> None:
    pages = {
        f"/{number}/": _page("en-au", "Story", "here").replace("2020-03-06T10:00:00Z", str(number))
        for number in (2, 9, 10)
    }
    after = pages | {"/9/": pages["/9/"].replace('"9"', '"11"')}
    with pytest.raises(IndexEditError, match="numbers"):
        _edit(tmp_path / "edit", _index(tmp_path / "all", pages), pages, after)


def test_no_two_files_get_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the digests of their contents begin alike."""
    monkeypatch.setattr(index_edit, "_LARGEST", 200)
    digest = hashlib.sha256

    class Alike:
        def __init__(self, content: bytes) -> None:
            self.content = content

        def hexdigest(self) -> str:
            return "0" * 15 + digest(self.content).hexdigest()

    monkeypatch.setattr(index_edit.hashlib, "sha256", Alike)
    chance = random.Random(1)  # noqa: S311  no secret
    pages = {f"/{number}/": _story(chance, "en-au") for number in range(9)}
    index = _index(tmp_path / "all", pages)
    for step in range(2):
        after = pages | {f"/{step}/": _story(chance, "en-au")}
        index, pages = _edit(tmp_path / str(step), index, pages, after), after
    assert answers(index) == answers(_index(tmp_path / "again", pages))


def test_an_index_of_other_words_or_of_another_pagefind_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {f"/{number}/": _page("en-au", f"Story {number}", "words here") for number in range(3)}
    index = _index(tmp_path / "all", pages)
    after = pages | {"/1/": _page("en-au", "Story 1", "other")}
    with pytest.raises(IndexEditError):
        _edit(tmp_path / "a", index, pages | {"/1/": _page("en-au", "Story 1", "never indexed")}, after)
    other = index | {ENTRY: index[ENTRY].replace(b"1.5", b"1.4")}
    with pytest.raises(IndexEditError, match="its form is unknown"):
        _edit(tmp_path / "b", other, pages, after)
    monkeypatch.setattr(index_edit, "VERSIONS", {"1.4.2"})
    with pytest.raises(IndexEditError, match="another Pagefind"):
        _edit(tmp_path / "c", other, pages, after)
    monkeypatch.undo()
    for name in [name for name in index if name.endswith(("_index", "_meta"))]:
        with pytest.raises(IndexEditError):
            _edit(tmp_path / name.replace("/", "-"), index | {name: b"damaged"}, pages, after)
