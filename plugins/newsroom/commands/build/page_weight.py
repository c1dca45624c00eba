"""``invoke page-weight``: the size of a story's page with styles, scripts, icons and fonts, without its pictures."""

from __future__ import annotations

import functools
import gzip
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
from lxml import html

from newsroom.commands import settings
from newsroom.commands.console import OperationError, say, with_messages
from newsroom.core.problems import Problem
from newsroom.features.page_weight.model import EVERY_STORY, Budgets, theme_problem
from newsroom.features.page_weight.model import budgets as read_budgets
from newsroom.site import font_cutting
from newsroom.site.headline_font import CUTS, FontCut, characters

#: So many of the heaviest pages are named.
_NAMED = 5
#: The budget of a writer for one story.
_TEXT = "//div[@class='prose']"
#: The budget of the theme for every story.
_THEME = ("around", "styles", "scripts", "icons", "font")
_ORDER = ("text", *_THEME, "fonts")
BUDGETS = Budgets()
#: XPath of the elements that are set in the headline font.
_HEADLINES = "//h1|//h2|//h3|//h4|//*[@class='story-standfirst' or contains(@class,'pull-quote')]"


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes as Brotli and as gzip make them; a font is compressed already."""

    brotli: int = 0
    gzip: int = 0

    def __add__(self, other: Size) -> Size:
        """Return both together."""
        return Size(self.brotli + other.brotli, self.gzip + other.gzip)


@dataclass(frozen=True, slots=True)
class Weight:
    """A story's page by its parts.

    Args:
        address: the page.
        parts: ``text`` is the story's own, ``around`` what stands around it; ``styles``, ``scripts`` and ``icons`` are
            files of the theme, ``font`` is the one that every page loads, ``fonts`` are those that its headlines need
            besides, since its language does.
    """

    address: str
    parts: dict[str, Size]

    @property
    def total(self) -> Size:
        """All parts together."""
        return sum(self.parts.values(), Size())


def compressed(raw: bytes) -> Size:
    """Return how large something is when it is sent."""
    return Size(len(brotli.compress(raw, quality=11)), len(gzip.compress(raw, 9)))


def scripts(output: Path) -> Size:
    """Return how large all scripts of the theme are together, each sent by itself."""
    return sum((compressed(file.read_bytes()) for file in (output / "theme/js").glob("*.js")), Size())


def stories(output: Path, pages: Collection[str] | None = None) -> Iterator[Weight]:
    """Yield the weight of each story's page.

    Args:
        output: the folder of a built site.
        pages: the paths to look at; by default all.
    """
    known: dict[str, Size] = {}

    def size(address: str) -> Size:
        if address not in known:
            known[address] = compressed((output / address.removeprefix("/")).read_bytes())
        return known[address]

    for file in sorted(output.rglob("index.html") if pages is None else map(output.joinpath, pages)):
        raw = file.read_bytes()
        if b'<article class="story"' not in raw:
            continue
        page = html.fromstring(raw)
        named = {
            "styles": {str(link) for link in page.xpath("//link[@rel='stylesheet']/@href")},
            "scripts": {str(link) for link in page.xpath("//script/@src")},
            "icons": {str(link).partition("#")[0] for link in page.xpath("//*[local-name()='use']/@href")},
        }
        parts = {name: sum(map(size, addresses), Size()) for name, addresses in named.items()}
        text = compressed(b"".join(html.tostring(part) for part in page.xpath(_TEXT)))
        whole = compressed(raw)
        around = Size(max(whole.brotli - text.brotli, 0), max(whole.gzip - text.gzip, 0))
        words = set("".join(str(heading.text_content()) for heading in page.xpath(_HEADLINES)))
        first, *others = CUTS
        fonts = sum(_bytes(output, cut) for cut in others if not cut.italic and words & _signs(cut))
        font = _bytes(output, first)
        parts |= {"text": text, "around": around, "font": Size(font, font), "fonts": Size(fonts, fonts)}
        yield Weight(f"/{file.parent.relative_to(output).as_posix()}/", parts)


def _bytes(output: Path, cut: FontCut) -> int:
    return (output / "theme/fonts" / font_cutting.name(cut)).stat().st_size


@functools.cache
def _signs(cut: FontCut) -> frozenset[str]:
    return frozenset(map(chr, characters(cut.ranges)))


def problems(output: Path, budgets: Budgets = BUDGETS, pages: Collection[str] | None = None) -> list[Problem]:
    """Return a problem for each part of the theme that is over its budget on a built site.

    What a writer put into a story is looked at when it is read (`newsroom.features.page_weight.plugin`), and no story
    is at fault for what its language, its readers' comments or the stories beside it add.

    Args:
        output: the folder of the site.
        budgets: what may be.
        pages: the paths of the pages to look at; by default all.
    """
    known = [*stories(output, pages)]
    over_budget = []
    if known:
        # The lightest has the least besides what the theme adds to all.
        least = min(sum(weight.parts[name].brotli for name in _THEME) for weight in known)
        if least > budgets.theme:
            over_budget.append(theme_problem(EVERY_STORY, least, budgets.theme, "theme"))
        large = [(cut.name, size) for cut in CUTS if (size := _bytes(output, cut)) > budgets.font]
        over_budget += [theme_problem(f"the font {name}", size, budgets.font, "font") for name, size in large]
    if (size := scripts(output).brotli) > budgets.scripts:
        over_budget.append(theme_problem("the scripts", size, budgets.scripts, "scripts"))
    return over_budget


def faults(output: Path, pages: Collection[str] | None = None, budgets: Budgets = BUDGETS) -> list[str]:
    """Return a sentence for each part that is over its budget; see `problems`."""
    return [f"{problem.message}; {problem.fix}" for problem in problems(output, budgets, pages)]


@with_messages
def print_sizes(root: Path, output: Path = Path("output")) -> int:
    """Print the heaviest pages of the site that was built last, by their parts.

    Args:
        root: the project's folder.
        output: the folder of the site.

    Returns:
        0, or 1 when something is too heavy.

    Raises:
        OperationError: there is no site.
    """
    folder = root / output
    weights = sorted(stories(folder), key=lambda weight: -weight.total.brotli)
    budgets, _ = read_budgets(settings.value(root, "pelicanconf.py", "PAGE_BUDGETS") or {})
    if not weights:
        raise OperationError(f"there is no story in {folder}; build first: invoke build")
    for weight in weights[:_NAMED]:
        total = weight.total
        parts = ", ".join(f"{name} {weight.parts[name].brotli:,}" for name in _ORDER)
        # The parts that a writer can change come first.
        say(f"{weight.address}: {total.brotli:,} bytes by Brotli ({parts}), {total.gzip:,} by gzip")
    all_scripts = scripts(folder)
    say(f"{len(weights)} stories; all scripts: {all_scripts.brotli:,} bytes by Brotli, {all_scripts.gzip:,} by gzip")
    wrong = faults(folder, budgets=budgets)
    for fault in wrong:
        say(f"Too heavy: {fault}", error=True)
    return 1 if wrong else 0
