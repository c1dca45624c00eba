"""Contents of a search index, for tests: Pagefind's files are gzip with a mark in front."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from itertools import count, pairwise
from pathlib import Path
from typing import Any

_MARK = b"pagefind_dcd"


def opened(file: Path) -> bytes:
    """Return what one of Pagefind's files holds."""
    return unpacked(file.read_bytes())


def unpacked(raw: bytes) -> bytes:
    """Return what one of Pagefind's files holds, of its bytes."""
    held = gzip.decompress(raw)
    assert held.startswith(_MARK)
    return held.removeprefix(_MARK)


def index_files(output: Path) -> dict[str, bytes]:
    """Return the files of the index of a site, but not those compressed beside them, by their names in it."""
    folder = output / "pagefind"
    held = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in held.items()}


def answers(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return all that an index knows, by the addresses of pages and not by their numbers, whatever files it is in.

    Of each language: pages with their lengths and fragments, where each word is, filters, and what sorted lists hold.
    """
    entry = json.loads(files["pagefind-entry.json"])
    known, used = {}, {"pagefind-entry.json"}

    def taken(name: str) -> bytes:
        used.add(name)
        return unpacked(files[name])

    for language, about in entry["languages"].items():
        _, pages, chunks, filters, sorts, facts = _item(taken(f"pagefind.{about['hash']}.pf_meta"), 0)[0]
        assert about["page_count"] == len(pages)
        fragments = [json.loads(taken(f"fragment/{name}.pf_fragment")) for name, _ in pages]
        urls = [fragment["url"] for fragment in fragments]
        words: dict[tuple[str, str], dict[str, Any]] = {}
        last = b""
        for first, final, name in chunks:
            held = _item(taken(f"index/{name}.pf_index"), 0)[0][0]
            spelt = [word.encode() for word, _, _ in held]
            # Pagefind cuts them to what tells them from the words of the next file.
            assert spelt[0].startswith(first.encode())
            assert spelt[-1].startswith(final.encode())
            assert [last, *spelt] == sorted({last, *spelt})
            # Else a search would seek words of the file before in this one.
            assert not last or first.encode() > last
            last = spelt[-1]
            for word, postings, variants in held:
                for spelling, at in [("", postings), *variants]:
                    number = 0
                    for distance, body, placed in at:
                        number += distance
                        where = [facts[-1 - one] if one < 0 else one for one in placed]
                        words.setdefault((word, spelling), {})[urls[number]] = (body, where)
        narrowed = {}
        for name, file in filters:
            own, values = _item(taken(f"filter/{file}.pf_filter"), 0)[0]
            assert own == name
            narrowed[name] = {value: sorted(urls[number] for number in numbers) for value, numbers in values}
        dates = {name: [fragments[number]["meta"][name] for number in order] for name, order in sorts}
        assert all(order == sorted(order) for order in dates.values())
        known[language] = {
            "pages": {url: (count, one) for url, (_, count), one in zip(urls, pages, fragments, strict=True)},
            "words": words,
            "filters": narrowed,
            "sorted": {name: sorted(urls[number] for number in order) for name, order in sorts},
        }
    left = {name for name in files if "/" in name or name.endswith("_meta")} - used
    assert not left
    return known


def limits(files: Mapping[str, bytes]) -> dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]]:
    """Return of each language the first and last words of index files as an index has them, and as Pagefind cuts them.

    Every reader loads these words before the first search.
    """
    found = {}
    for language, whole in whole_limits(files).items():
        cut = [list(words) for words in whole]
        for one, after in pairwise(cut):
            same = next(length for length in count(1) if one[1][:length] != after[0][:length])
            one[1] = one[1][:same] if one[1][:same] >= one[0] else one[1]
            after[0] = after[0][:same]
        found[language] = (
            [(first, last) for first, last, _ in _chunks(files)[language]],
            [(one, last) for one, last in cut],
        )
    return found


def whole_limits(files: Mapping[str, bytes]) -> dict[str, list[tuple[str, str]]]:
    """Return of each language the first and last words of index files, not cut."""
    found = {}
    for language, chunks in _chunks(files).items():
        words = [_item(unpacked(files[f"index/{name}.pf_index"]), 0)[0][0] for _, _, name in chunks]
        found[language] = [(own[0][0], own[-1][0]) for own in words]
    return found


def _chunks(files: Mapping[str, bytes]) -> dict[str, list[list[str]]]:
    languages = json.loads(files["pagefind-entry.json"])["languages"]
    return {lang: _item(unpacked(files[f"pagefind.{of['hash']}.pf_meta"]), 0)[0][2] for lang, of in languages.items()}


def _item(data: bytes, at: int) -> tuple[Any, int]:
    """Read an item of CBOR, and where it ends."""
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number >= 24:
        width = 1 << (number - 24)
        number, at = int.from_bytes(data[at : at + width], "big"), at + width
    if kind == 3:
        return data[at : at + number].decode(), at + number
    if kind != 4:
        return (-1 - number if kind else number), at
    items = []
    for _ in range(number):
        item, at = _item(data, at)
        items.append(item)
    return items, at


def records(output: Path) -> dict[str, dict[str, Any]]:
    """Return what the index of a site holds of each page, by its address."""
    read = [json.loads(opened(file)) for file in (output / "pagefind" / "fragment").glob("*")]
    return {record["url"]: record for record in read}


def indexed_words(output: Path) -> str:
    """Return every word that the index of a site holds, in whatever file of it."""
    folder = output / "pagefind"
    kinds = ("fragment/*", "index/*", "filter/*", "*.pf_meta")
    held = [opened(file).decode("utf-8", "replace") for kind in kinds for file in sorted(folder.glob(kind))]
    assert held
    return "\n".join(held)
