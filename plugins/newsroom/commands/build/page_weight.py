"""``invoke page-weight``: the size of a story's page with styles, scripts, icons and fonts, without its pictures."""

from __future__ import annotations

import functools
import gzip
from collections.abc import Collection, Iterator
from pathlib import Path

import brotli
from lxml import html
from msgspec import Struct

from newsroom.commands import settings
from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.progress import shown
from newsroom.core.precompression import ENDINGS, PAGES, CompressionLevels, levels_of
from newsroom.core.problems import Problem
from newsroom.features.page_weight.model import EVERY_STORY, Budgets, theme_problem
from newsroom.features.page_weight.model import budgets as read_budgets
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


class Size(Struct, frozen=True):
    """Bytes as Brotli and as gzip make them; a font is compressed already."""

    brotli: int = 0
    gzip: int = 0

    def __add__(self, other: Size) -> Size:
        """Return both together."""
        return Size(self.brotli + other.brotli, self.gzip + other.gzip)


class Weight(Struct, frozen=True):
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


def compressed(raw: bytes, levels: CompressionLevels) -> Size:
    """Return how large something is when it is sent."""
    return Size(len(brotli.compress(raw, quality=levels.brotli)), len(gzip.compress(raw, levels.gzip)))


def _file_size(output: Path, path: str) -> Size:
    """Return how large a file is when it is sent: that of its precompressed files, where the build made them."""
    copies = [output / f"{path}{ending}" for ending in ENDINGS]
    if all(copy.is_file() for copy in copies):
        return Size(*(copy.stat().st_size for copy in copies))
    return compressed((output / path).read_bytes(), levels_of(path))


def scripts(output: Path) -> Size:
    """Return how large all scripts of the theme are together, each sent by itself."""
    files = (output / "theme/js").glob("*.js")
    return sum((_file_size(output, file.relative_to(output).as_posix()) for file in files), Size())


def stories(output: Path, pages: Collection[str] | None = None) -> Iterator[Weight]:
    """Yield the weight of each story's page.

    Args:
        output: the folder of a built site.
        pages: the paths to look at; by default all.
    """
    known: dict[str, Size] = {}

    def size(address: str) -> Size:
        if address not in known:
            known[address] = _file_size(output, address.removeprefix("/"))
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
        text = compressed(b"".join(html.tostring(part) for part in page.xpath(_TEXT)), PAGES)
        whole = _file_size(output, file.relative_to(output).as_posix())
        around = Size(max(whole.brotli - text.brotli, 0), max(whole.gzip - text.gzip, 0))
        words = set("".join(str(heading.text_content()) for heading in page.xpath(_HEADLINES)))
        first, *others = CUTS
        fonts = sum(_bytes(output, cut) for cut in others if not cut.italic and words & _signs(cut))
        font = _bytes(output, first)
        parts |= {"text": text, "around": around, "font": Size(font, font), "fonts": Size(fonts, fonts)}
        yield Weight(f"/{file.parent.relative_to(output).as_posix()}/", parts)


def _theme_bytes(weight: Weight) -> int:
    return sum(weight.parts[name].brotli for name in _THEME)


def _least(output: Path, enough: int, pages: Collection[str] | None = None) -> int | None:
    """Return the least that the theme comes to on a story's page; None where there is no story.

    The first that is within the budget decides, so that one page is weighed, and not all.

    Args:
        output: the folder of the site.
        enough: the budget.
        pages: the paths to look at; by default all.
    """
    least: int | None = None
    for weight in stories(output, pages):
        size = _theme_bytes(weight)
        least = size if least is None else min(least, size)
        if least <= enough:
            break
    return least


def _bytes(output: Path, cut: FontCut) -> int:
    [file] = (output / "theme/fonts").glob(f"{cut.name}.*.woff2")
    return file.stat().st_size


@functools.cache
def _signs(cut: FontCut) -> frozenset[str]:
    return frozenset(map(chr, characters(cut.ranges)))


def problems(output: Path, budgets: Budgets = BUDGETS, pages: Collection[str] | None = None) -> list[Problem]:
    """Return a problem for each part of the theme that is over its budget on a built site.

    What a writer put into a story is looked at when it is read (`newsroom.features.page_weight.plugin`), and no story
    is at fault for what its language, its readers' comments or the stories beside it add.

    Args:
        output: the folder of the site.
        budgets: the most bytes that each part may have.
        pages: the paths of the pages to look at; by default all.
    """
    over_budget = []
    # The lightest has the least besides what the theme adds to all.
    least = _least(output, budgets.theme, pages)
    if least is not None:
        if least > budgets.theme and pages is not None:
            # Pages that are looked at alone may all have helplines or comments: every story is asked.
            least = _least(output, budgets.theme) or 0
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
    with shown() as progress, progress.stage("weigh the stories"):
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
    with shown() as progress, progress.stage("compare with the budgets"):
        wrong = faults(folder, budgets=budgets)
    for fault in wrong:
        say(f"Too heavy: {fault}", error=True)
    return 1 if wrong else 0
