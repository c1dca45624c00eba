"""Bytes that are made of the same again and again in a run of tests: made once, by the code that makes them."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from newsroom.commands.build import page_weight
from newsroom.engine.cache.store import Blobs, Cache
from newsroom.features.compression import compressor
from newsroom.features.pictures import store
from newsroom.features.pictures.model import Rendition
from newsroom.features.share_pictures import drawing
from newsroom.publishing import site_edit
from newsroom.site import assets, font_cutting
from newsroom.site.headline_font import CUTS, family

#: The fonts that all projects of tests share: all processes of a run cut them once together.
FONTS = Path(__file__).resolve().parent / "magazine" / ".cache" / "fonts"
#: The short name of small projects, by which they call the font.
SHORT_NAME = "QN"
FAMILY = family(SHORT_NAME)


#: The functions that take the time, each where builds look for it.
_SLOW: tuple[tuple[Any, str, Any], ...] = (
    (compressor, "compressed", compressor.compressed),
    (site_edit, "compressed", site_edit.compressed),
    (page_weight, "compressed", page_weight.compressed),
    (drawing, "draw", drawing.draw),
    (store, "encode_all", store.encode_all),
    (font_cutting, "make", font_cutting.make),
)


def reuse(patch: pytest.MonkeyPatch) -> None:
    """Cut the same font, compress the same text, draw the same headline and encode the same picture once in a process.

    Small projects are alike, so that nine tenths of the time of a build for readers went into the same bytes. Each is
    known by all that the functions are given. Tests of what they make ask for `bytes_made_anew`, or call them.

    Args:
        patch: monkeypatch that changes the functions, until it is undone.
    """
    compressed = _once(compressor.compressed, lambda content, levels: (content, levels))
    patch.setattr(compressor, "compressed", compressed)
    patch.setattr(site_edit, "compressed", compressed)
    patch.setattr(page_weight, "compressed", _once(page_weight.compressed, lambda raw, levels: (raw, levels)))
    patch.setattr(
        drawing, "draw", _once(drawing.draw, lambda design, mark, colours: (design, Path(mark).read_bytes(), colours))
    )
    patch.setattr(store, "encode_all", _encoded_once(store.encode_all))
    patch.setattr(font_cutting, "make", _once(font_cutting.make, lambda cut, named: (cut, named)))


def without_reuse(patch: pytest.MonkeyPatch) -> None:
    """Make everything anew, as a build does that is not part of a test.

    Args:
        patch: monkeypatch that restores the functions, until it is undone.
    """
    for place, name, original in _SLOW:
        patch.setattr(place, name, original)


def _once(make: Callable[..., Any], key: Callable[..., object]) -> Callable[..., Any]:
    """Return a function that makes what another one makes, and makes nothing twice of the same."""
    known: dict[object, Any] = {}

    def remembered(*given: Any) -> Any:
        name = key(*given)
        if name not in known:
            known[name] = make(*given)
        return known[name]

    return remembered


def _encoded_once(
    make: Callable[[bytes, Sequence[Rendition]], Iterator[tuple[Rendition, bytes]]],
) -> Callable[[bytes, Sequence[Rendition]], Iterator[tuple[Rendition, bytes]]]:
    """Do the same for files of one picture, which come one by one: what fails on the way is not known afterwards."""
    known: dict[object, list[tuple[Rendition, bytes]]] = {}

    def remembered(raw: bytes, wanted: Sequence[Rendition]) -> Iterator[tuple[Rendition, bytes]]:
        name = (hashlib.sha256(raw).digest(), tuple(wanted))
        if name in known:
            yield from known[name]
            return
        files = []
        for file in make(raw, wanted):
            files.append(file)
            yield file
        known[name] = files

    return remembered


def fonts() -> Path:
    """Return the folder of a cache that holds the fonts; they are cut where they are missing."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with FileLock(FONTS / ".lock"):
        cache = Cache(FONTS, datetime(2026, 11, 23, tzinfo=UTC))
        cached, names = Blobs(cache, assets.FONTS), [font_cutting.name(cut, FAMILY) for cut in CUTS]
        there = cached.present(names)
        for name, cut in zip(names, CUTS, strict=True):
            if name not in there:
                cached.put(name, font_cutting.make(cut, FAMILY))
        cache.close()
    return FONTS


def give_fonts(root: Path) -> None:
    """Give a project a cache that holds the fonts, and nothing else: each process would cut them anew.

    Args:
        root: the project.
    """
    shutil.copytree(fonts(), root / ".cache", ignore=shutil.ignore_patterns(".lock"), dirs_exist_ok=True)
