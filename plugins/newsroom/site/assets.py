"""Files of the theme: bundled stylesheets and other files, named by their digest."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from newsroom.core.problems import Problem
from newsroom.engine.cache import digests
from newsroom.engine.cache.store import Blobs, Records
from newsroom.engine.plan import Plan
from newsroom.site import font_cutting
from newsroom.site.headline_font import CUTS, FontCut, Measure, faces

_IMPORT = re.compile(r'^@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>[\w-]+)\);[ \t]*$', re.MULTILINE)
_SPARE = re.compile(r"""(?P<text>"[^"\n]*"|'[^'\n]*')|/\*.*?\*/|\n\s*""", re.DOTALL)
#: The namespace of cut fonts in the cache.
FONTS = "fonts"
#: Kinds of files whose name carries a hash of their content, since pages name them.
_HASHED = {".css", ".js"}
#: Folders of what only one page loads, which the plugin that makes that page plans.
_OTHERS = ("search/",)


@dataclass(frozen=True, slots=True)
class Assets:
    """Where the theme's files are.

    ``stylesheet`` is the one that every page loads, ``bundles`` those of some kinds of pages by their names; ``fonts``
    those of headlines, ``icons`` the sheet of symbols, ``leaving`` the script of the quick exit, ``player`` that of
    pages with media, ``scripts`` the others.
    """

    stylesheet: str
    bundles: dict[str, str]
    fonts: dict[str, str]
    icons: str
    leaving: str
    player: str
    scripts: tuple[str, ...]


def stylesheet(main: Path) -> str:
    """Return one stylesheet: each ``@import url("…") layer(x);`` of the main file becomes a block of its layer.

    Args:
        main: theme/styles/main.css, which declares the order of the layers, or one of theme/styles/bundles/.

    Raises:
        FileNotFoundError: an imported file is not there.
    """

    def inline(match: re.Match[str]) -> str:
        source = (main.parent / match["file"]).read_text("utf-8")
        return f"@layer {match['layer']} {{\n{source}\n}}"

    # Comments and indentation go; a minifier does more, and breaks what it does not know (rcssmin: " :is(").
    return _SPARE.sub(_replacement, _IMPORT.sub(inline, main.read_text("utf-8"))).strip() + "\n"


def _replacement(match: re.Match[str]) -> str:
    """Return what stands for a match of `_SPARE`: text as it is, nothing for a comment, one line end for several."""
    return match["text"] or ("\n" if match.group().startswith("\n") else "")


def plan_assets(plan: Plan) -> Assets:
    """Plan every file of the theme, and return where they will be."""
    theme = plan.edition.settings.theme
    fonts = {cut.name: _plan_font(plan, cut) for cut in CUTS}
    main = _plan_stylesheet(plan, theme / "styles" / "main.css", faces(fonts, _measured(plan)))
    bundles = {path.stem: _plan_stylesheet(plan, path) for path in sorted((theme / "styles" / "bundles").glob("*.css"))}
    icons = leaving = player = ""
    scripts: list[str] = []
    for path in sorted((theme / "static").rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        name = path.relative_to(theme / "static").as_posix()
        if name.startswith(_OTHERS):
            continue
        address = f"/theme/{name}"
        if path.suffix in _HASHED or name == "icons.svg":
            digest = _digest(path.read_bytes())
            address = f"/theme/{name.removesuffix(path.suffix)}.{digest}{path.suffix}"
        if name == "icons.svg":
            icons = address
        elif name == "js/quick_exit.js":
            leaving = address
        elif name == "js/media.js":
            player = address
        elif path.suffix == ".js":
            scripts.append(address)
        plan.file(address, f"theme/static/{name}", partial(path.read_bytes), digests.of_bytes(path.read_bytes()))
    return Assets(main, bundles, fonts, icons, leaving, player, tuple(scripts))


def _plan_stylesheet(plan: Plan, path: Path, more: str = "") -> str:
    """Plan a stylesheet with more rules at its end, and return where it will be."""
    theme = plan.edition.settings.theme
    source = f"theme/{path.relative_to(theme).as_posix()}"
    try:
        content = (stylesheet(path) + more).encode()
    except FileNotFoundError as error:
        content = b""
        lost = Path(error.filename).resolve()
        shown = lost.relative_to(theme.parent).as_posix() if lost.is_relative_to(theme.parent) else str(lost)
        fix = f"put it back, or take its @import out of {source}"
        plan.edition.problems.append(Problem(shown, 0, 0, "template-missing", "the theme has no such stylesheet", fix))
    address = f"/theme/{path.stem}.{_digest(content)}.css"
    plan.file(address, source, lambda: content, digests.of_bytes(content))
    return address


def _plan_font(plan: Plan, cut: FontCut) -> str:
    """Plan a file of the headline font, and return its address; it is cut when it is written, unless it is cached."""
    name, cached = font_cutting.name(cut), Blobs(plan.edition.cache, FONTS)
    cached.present([name])

    def content() -> bytes:
        known = cached.get(name)
        if known is None:
            known = font_cutting.make(cut)
            cached.put(name, known)
        return known

    address = f"/theme/fonts/{name}"
    plan.file(address, "newsroom/site/headline_font.py", content, name.encode())
    return address


def _measured(plan: Plan) -> Measure:
    """Return the measure of the headline font from the cache: to take it takes a fifth of a second."""
    cached, name = Records(plan.edition.cache, FONTS, Measure, b""), f"measure {font_cutting.name(CUTS[0])}"
    known = cached.get(name)
    if known is None:
        known = font_cutting.measure()
        cached.put(name, known)
    return known


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
