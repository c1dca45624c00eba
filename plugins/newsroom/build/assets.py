"""Files of the theme: one stylesheet made of many, and the rest as they are, named by what they hold."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from newsroom.build import digests
from newsroom.build.plan import Plan
from newsroom.core.problems import Problem

_IMPORT = re.compile(r'^@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>[\w-]+)\);[ \t]*$', re.MULTILINE)
_SPARE = re.compile(r"""(?P<text>"[^"\n]*"|'[^'\n]*')|/\*.*?\*/|\n\s*""", re.DOTALL)
#: Kinds of files whose name carries a hash of their content, since pages name them.
_HASHED = {".css", ".js"}
#: Folders of what only one page loads, which the plugin that makes that page plans.
_OTHERS = ("search/",)


@dataclass(frozen=True, slots=True)
class Assets:
    """Where the theme's files are: the stylesheet, the sheet of icons, the scripts of every page.

    ``leaving`` is the script of the quick exit, ``media`` the sheet and the script of pages with media.
    """

    stylesheet: str
    icons: str
    leaving: str
    scripts: tuple[str, ...]
    media: tuple[str, str] = ("", "")


def stylesheet(main: Path) -> str:
    """Return one stylesheet: each ``@import url("…") layer(x);`` of the main file becomes a block of its layer.

    Args:
        main: theme/styles/main.css, which declares the order of the layers.

    Raises:
        FileNotFoundError: an imported file is not there.
    """

    def inline(match: re.Match[str]) -> str:
        source = (main.parent / match["file"]).read_text("utf-8")
        return f"@layer {match['layer']} {{\n{source}\n}}"

    # Comments and indentation go; a minifier does more, and breaks what it does not know (rcssmin: " :is(").
    return _SPARE.sub(_kept, _IMPORT.sub(inline, main.read_text("utf-8"))).strip() + "\n"


def _kept(match: re.Match[str]) -> str:
    """Return what stands for a match of `_SPARE`: text as it is, nothing for a comment, one line end for several."""
    return match["text"] or ("\n" if match.group().startswith("\n") else "")


def plan_assets(plan: Plan) -> Assets:
    """Plan every file of the theme, and return where they will be."""
    theme = plan.edition.settings.theme
    main, media = (_plan_sheet(plan, name) for name in ("main", "media"))
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
    return Assets(main, icons, leaving, tuple(scripts), (media, player))


def _plan_sheet(plan: Plan, name: str) -> str:
    """Plan a stylesheet of the theme, and return its address."""
    theme = plan.edition.settings.theme
    source = f"theme/styles/{name}.css"
    try:
        sheet = stylesheet(theme / "styles" / f"{name}.css").encode()
    except FileNotFoundError as error:
        sheet = b""
        path = Path(error.filename).resolve()
        shown = path.relative_to(theme.parent).as_posix() if path.is_relative_to(theme.parent) else str(path)
        fix = f"put it back, or take its @import out of {source}"
        problem = Problem(shown, 0, 0, "template-missing", "the theme has no such stylesheet", fix)
        plan.edition.problems.append(problem)
    address = f"/theme/{name}.{_digest(sheet)}.css"
    plan.file(address, source, lambda: sheet, digests.of_bytes(sheet))
    return address


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
