"""Files of the theme: bundled stylesheets and other files, named by their digest."""

from __future__ import annotations

import hashlib
import posixpath
import re
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec import Struct

from newsroom.core.problems import Problem
from newsroom.engine.cache import digests
from newsroom.engine.cache.store import Blobs, Records
from newsroom.engine.plan import Plan
from newsroom.engine.render import template_faults
from newsroom.engine.theme import Theme
from newsroom.site import font_cutting
from newsroom.site.colours.css import UnknownColour, fill
from newsroom.site.feature_data import Sections
from newsroom.site.headline_font import CUTS, DISPLAY, FontCut, Measure, faces, family, with_families
from newsroom.site.look import Look

_IMPORT = re.compile(r'^@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>[\w-]+)\);[ \t]*$', re.MULTILINE)
#: One that is written otherwise, which a browser would ask the server for.
_LEFT_IMPORT = re.compile(r"@import[^;\n]*")
_SPARE = re.compile(r"""(?P<text>"[^"\n]*"|'[^'\n]*')|/\*.*?\*/|\n\s*""", re.DOTALL)
#: The namespace of cut fonts in the cache.
FONTS = "fonts"
#: Kinds of files whose name carries a hash of their content, since pages name them.
_HASHED = {".css", ".js"}
#: The styles of the drawn wordmark, which magazines without one do not load.
_WORDMARK = "styles/wordmark.css"
#: The styles of a header whose sections stand in the menu at every width.
_MENU_ONLY = "styles/menu_only.css"
#: The width of a letter of the header's links, the gap between two of them, and the room for all at 1,280 pixels.
_LETTER, _GAP, _ROW = 8, 20, 860
#: Folders of what only one page loads, which the plugin that makes that page plans.
_OTHERS = ("search/",)


class Assets(Struct, frozen=True):
    """Where the theme's files are.

    ``stylesheet`` is the one that every page loads, ``bundles`` those of some kinds of pages by their names; ``fonts``
    those of headlines, ``icons`` the sheet of symbols, ``leaving`` the script of the quick exit, ``player`` that of
    pages with media, ``search_box`` that of the box of the search on error pages, ``scripts`` the others.
    """

    stylesheet: str
    bundles: dict[str, str]
    fonts: dict[str, str]
    icons: str
    leaving: str
    player: str
    search_box: str
    scripts: tuple[str, ...]


def stylesheet(theme: Theme, name: str, look: Look) -> str:
    """Return one stylesheet: each ``@import url("…") layer(x);`` of the main file becomes a block of its layer.

    Args:
        theme: the theme.
        name: ``styles/main.css``, which declares the order of the layers, or one of ``styles/bundles/``.
        look: the magazine's colours and the names of its fonts.

    Raises:
        FileNotFoundError: an imported file is not there.
    """

    def inline(match: re.Match[str]) -> str:
        imported = posixpath.normpath(posixpath.join(posixpath.dirname(name), match["file"]))
        source = theme.file(imported).read_text("utf-8")
        return f"@layer {match['layer']} {{\n{source}\n}}"

    # Comments and indentation go; a minifier does more, and breaks what it does not know (rcssmin: " :is(").
    whole = _SPARE.sub(_replacement, _IMPORT.sub(inline, theme.file(name).read_text("utf-8"))).strip() + "\n"
    return with_families(fill(whole, look.colours), look.short_name)


def _replacement(match: re.Match[str]) -> str:
    """Return what stands for a match of `_SPARE`: text as it is, nothing for a comment, one line end for several."""
    return match["text"] or ("\n" if match.group().startswith("\n") else "")


def plan_assets(plan: Plan) -> Assets:
    """Plan every file of the theme, and return where they will be."""
    theme = plan.edition.settings.theme
    fonts = {cut.name: _plan_font(plan, cut) for cut in CUTS}
    look = plan.edition.get(Look)
    # Rules that only some magazines need.
    extra = [name for name, needed in ((_WORDMARK, look.wordmark), (_MENU_ONLY, _is_menu_only(plan))) if needed]
    drawn = "".join(f"@layer layout {{\n{stylesheet(theme, name, look)}}}\n" for name in extra)
    more = drawn + faces(fonts, _measured(plan), look.short_name)
    main = _plan_stylesheet(plan, "styles/main.css", more)
    sheets = [name for name in theme.files("styles/bundles") if name.endswith(".css")]
    bundles = {PurePosixPath(name).stem: _plan_stylesheet(plan, name) for name in sheets}
    icons = leaving = player = search_box = ""
    scripts: list[str] = []
    for file, path in theme.files("static").items():
        name = file.removeprefix("static/")
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
        elif name == "js/search_box.js":
            search_box = address
        elif path.suffix == ".js":
            scripts.append(address)
        plan.file(address, f"theme/static/{name}", partial(path.read_bytes), digests.of_bytes(path.read_bytes()))
    return Assets(main, bundles, fonts, icons, leaving, player, search_box, tuple(scripts))


def _is_menu_only(plan: Plan) -> bool:
    """Return whether the names of the sections need more room than a row of the header has at 1,280 pixels."""
    names = plan.edition.get(Sections, Sections()).names.values()
    return sum(len(name) * _LETTER + _GAP for name in names) > _ROW


def _line_with(theme: Theme, words: str, otherwise: str) -> tuple[str, int]:
    """Return the file and the line of the first stylesheet that holds some words, the magazine's own before others."""
    sheets = [name for name in theme.files() if name.endswith(".css")]
    for name in sorted(sheets, key=lambda name: not (theme.own / name).is_file()):
        before, found, _ = theme.file(name).read_text("utf-8").partition(words)
        if found:
            return theme.display_name(name), before.count("\n") + 1
    return otherwise, 0


def _import_problem(theme: Theme, words: str, source: str) -> Problem:
    fix = (
        'write it on a line of its own with the file and one of the layers: @import url("file.css") layer(components);'
    )
    return Problem(*_line_with(theme, words, source), 0, "unexpected", "this imports nothing as it is written", fix)


def _plan_stylesheet(plan: Plan, name: str, more: str = "") -> str:
    """Plan a stylesheet with more rules at its end, and return where it will be."""
    theme = plan.edition.settings.theme
    source = f"theme/{name}"
    try:
        content = (stylesheet(theme, name, plan.edition.get(Look)) + more).encode()
    except FileNotFoundError as error:
        content = b""
        shown = f"theme/{Path(error.filename).relative_to(theme.software).as_posix()}"
        fix = f"put it back, or take its @import out of {source}"
        plan.edition.problems.append(Problem(shown, 0, 0, "template-missing", "the theme has no such stylesheet", fix))
    except UnknownColour as error:
        content = b""
        shown, line = _line_with(theme, error.asked, source)
        plan.edition.problems.append(Problem(shown, line, 0, "colour-unknown", f"there is no {error.asked}", error.fix))
    except UnicodeDecodeError:
        content = b""
        plan.edition.problems += [found] if (found := template_faults.encoding_problem(theme)) else []
    plan.edition.problems += [_import_problem(theme, left, source) for left in _LEFT_IMPORT.findall(content.decode())]
    address = f"/theme/{PurePosixPath(name).stem}.{_digest(content)}.css"
    plan.file(address, source, lambda: content, digests.of_bytes(content))
    return address


def _plan_font(plan: Plan, cut: FontCut) -> str:
    """Plan a file of the headline font, and return its address; it is cut when it is written, unless it is cached."""
    cached, named = Blobs(plan.edition.cache, FONTS), family(plan.edition.get(Look).short_name)
    key = font_cutting.name(cut, named)
    cached.note_use([key])

    def content() -> bytes:
        known = cached.get(key)
        if known is None:
            known = font_cutting.make(cut, named)
            cached.put(key, known)
        return known

    address = f"/theme/fonts/{key}"
    plan.file(address, "newsroom/site/headline_font.py", content, key.encode())
    return address


def _measured(plan: Plan) -> Measure:
    """Return the measure of the headline font from the cache: to take it takes a fifth of a second."""
    cached, name = Records(plan.edition.cache, FONTS, Measure, b""), f"measure {font_cutting.name(CUTS[0], DISPLAY)}"
    known = cached.get(name)
    if known is None:
        known = font_cutting.measure()
        cached.put(name, known)
    return known


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
