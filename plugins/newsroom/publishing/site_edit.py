"""Edits of a whole built site that remove every trace of a story, where the site cannot be built again.

It only takes away. What cannot be taken out of a file takes the file with it: rather a list too few than a story that
somebody can read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from newsroom.core.precompression import ENDINGS, compressed, is_compressible, levels_of
from newsroom.publishing import page_edit
from newsroom.publishing.model import lasting_files, read_files
from newsroom.publishing.search_terms import SearchTerms, terms_of
from newsroom.publishing.story_traces import Trail

_FRONT = "index.html"
_INDEX = "pagefind/"
_XML = (".xml", ".atom", ".rss")
_TEXTS = (".txt", ".json", ".webmanifest", *_XML)
_CARRIED = re.compile(r"(?:images|files)/[^\s\"'<>,)\\&?#]+")
#: The sizes, crops and formats of one picture.
_SIZE = re.compile(r"-\d+(?:x\d+(?:-\d+-\d+)?)?\.\w+\Z")
_LIST = re.compile(r"\"(?:https?://[^/\"]+)?/((?:[a-z-]+/)?(?:topic|series)/[^/\"]+/)\"")
_STORY = re.compile(r"/(?:(?:[a-z-]+/){1,2}\d{4}/\d{2}/[a-z0-9-]+|read/[a-z0-9]+)/(?=[\"#?\s])")


class SiteEdit(Struct):
    """Changes to a site: the paths that were removed, and those that were changed."""

    removed: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)


def without_story(site: Path, trail: Trail, id_: str, host: str) -> tuple[SiteEdit, SearchTerms]:
    """Take a story out of a built site, in place; the search index is left to the caller.

    Args:
        site: the folder with its files.
        trail: the story's addresses.
        id_: its id; empty where nobody knows it.
        host: the name of the site.
    """
    files, done = read_files(site), SiteEdit()
    for path in [path for path in files if path.endswith(ENDINGS)]:
        (site / path).unlink()
    there = {path for path in files if not path.endswith(ENDINGS)}
    own = {path for path in lasting_files(files) if path in there and trail.leads_to(path)}
    pages = {path: _read(site / path) for path in there if path.endswith((".html", ".htm"))}
    terms = terms_of(trail, id_, host, pages, own)
    brought = _family({found for path in own if path in pages for found in _CARRIED.findall(pages[path])}, there)
    _remove(site, own | {path for path in there if terms.in_address(f"/{path}")}, done)
    lists = {found for path in own if path in pages for found in _LIST.findall(pages[path])}
    _edit(site, there, terms, brought, done)
    for address in sorted(lists):
        page = site / address / _FRONT
        if not page.is_file() or _STORY.search(_read(page)):
            continue
        # Nothing else is in this list, so that its name is the story's.
        terms = terms.and_address(f"/{address}")
        _remove(site, {path for path in there if path.startswith(address)}, done)
        _edit(site, there, terms, brought, done)
    _remove(site, _unnamed(site, there - done.removed, brought), done)
    return done, terms


def precompress(site: Path) -> None:
    """Compress what servers send compressed, as a build does."""
    for path in [path for path in read_files(site) if is_compressible(path)]:
        copies = compressed((site / path).read_bytes(), levels_of(path))
        for ending, raw in zip(ENDINGS, copies, strict=True):
            if raw:
                (site / f"{path}{ending}").write_bytes(raw)


def servers_without(servers: Mapping[str, str], terms: SearchTerms) -> dict[str, str]:
    """Return the server configuration without the lines on a story, in ``_headers`` with their indented lines."""
    told = {}
    for name, text in servers.items():
        if name == "_headers":
            rules = re.split(r"(?m)^(?=\S)", text)
            told[name] = "".join(rule for rule in rules if not terms.in_address(rule))
        else:
            other_lines = (line for line in text.splitlines(keepends=True) if not terms.in_address(line))
            told[name] = "".join(other_lines)
    return told


def _edit(site: Path, there: set[str], terms: SearchTerms, brought: set[str], done: SiteEdit) -> None:
    """Edit every file that gives the story away, or remove it."""
    for path in sorted(there - done.removed):
        if path.startswith((_INDEX, "theme/")) or not path.endswith((".html", ".htm", *_TEXTS)):
            continue
        raw = _read(site / path)
        if not terms.in_raw(raw):
            continue
        try:
            written = _without_terms(path, raw, terms, brought)
        except page_edit.EditError:
            if path != _FRONT:
                _remove(site, {path}, done)
                continue
            written = page_edit.shell(raw).encode("utf-8", "surrogateescape")
        (site / path).write_bytes(written)
        done.changed.add(path)


def _without_terms(path: str, raw: str, terms: SearchTerms, brought: set[str]) -> bytes:
    if path.endswith((".html", ".htm")):
        return page_edit.page(raw, terms, brought).encode("utf-8", "surrogateescape")
    if path.endswith(_XML):
        return page_edit.xml(raw.encode("utf-8", "surrogateescape"), terms)
    if path.endswith((".json", ".webmanifest")):
        return page_edit.data(raw.encode("utf-8", "surrogateescape"), terms)
    return page_edit.lines(raw, terms).encode("utf-8", "surrogateescape")


def _family(brought: set[str], there: set[str]) -> set[str]:
    """Return pictures with all their sizes and formats; documents and recordings as they are."""
    stems = {_SIZE.sub("", path) for path in brought}
    return {path for path in there if path.startswith(("images/", "files/")) and _SIZE.sub("", path) in stems}


def _unnamed(site: Path, there: set[str], brought: set[str]) -> set[str]:
    """Return those of some pictures and files that nothing shows or names any more."""
    named: set[str] = set()
    for path in there:
        if path.endswith((".html", ".htm", ".css", *_TEXTS)):
            named |= _family(set(_CARRIED.findall(_read(site / path))), brought)
    return brought - named


def _remove(site: Path, paths: set[str], done: SiteEdit) -> None:
    for path in paths - done.removed:
        (site / path).unlink(missing_ok=True)
        done.removed.add(path)
        done.changed.discard(path)
        folder = (site / path).parent
        while folder != site and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")
