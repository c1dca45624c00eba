"""``invoke weigh``: what a story's page comes to, with styles, scripts, icons and fonts, without its pictures."""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
from lxml import html

from newsroom.fonts import cutting
from newsroom.fonts.model import CUTS, characters
from newsroom.ops.console import Refused, say, told

#: The most that a story's page may come to, compressed, in bytes. A story in another script has the font of that script
#: on top: nobody reads it without.
MOST = 45_000
#: The most that all scripts of the theme may come to, without those of the search page.
MOST_SCRIPTS = 8_000
#: So many of the heaviest pages are named.
_NAMED = 5
#: What is set in the headline font.
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
    """A story's page by its parts; ``script_font`` is what another script than Latin needs on top."""

    address: str
    parts: dict[str, Size]
    script_font: int

    @property
    def whole(self) -> Size:
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
        words = set("".join(str(heading.text_content()) for heading in page.xpath(_HEADLINES)))
        fonts = [
            (output / "theme/fonts" / cutting.name(cut)).stat().st_size if index == 0 or words & _of(index) else 0
            for index, cut in enumerate(CUTS)
        ]
        parts |= {"page": compressed(raw), "fonts": Size(sum(fonts), sum(fonts))}
        others = sum(size for cut, size in zip(CUTS, fonts, strict=True) if "latin" not in cut.name)
        yield Weight(f"/{file.parent.relative_to(output).as_posix()}/", parts, others)


def _of(index: int) -> set[str]:
    cut = CUTS[index]
    return set() if cut.italic else {chr(code) for code in characters(cut.ranges)}


def faults(output: Path, pages: Collection[str] | None = None) -> list[str]:
    """Return what is heavier than it may be, in words; see `stories`."""
    found = [
        f"{weight.address} has {weight.whole.brotli:,} bytes, and may have {MOST + weight.script_font:,}"
        for weight in stories(output, pages)
        if weight.whole.brotli > MOST + weight.script_font
    ]
    all_scripts = scripts(output).brotli
    if all_scripts > MOST_SCRIPTS:
        found.append(f"the scripts have {all_scripts:,} bytes, and may have {MOST_SCRIPTS:,}")
    return found


@told
def weigh(root: Path, output: Path = Path("output")) -> int:
    """Print the heaviest pages of the site that was built last, by their parts.

    Args:
        root: the project's folder.
        output: the folder of the site.

    Returns:
        0, or 1 when something is too heavy.

    Raises:
        Refused: there is no site.
    """
    folder = root / output
    weights = sorted(stories(folder), key=lambda weight: -weight.whole.brotli)
    if not weights:
        raise Refused(f"there is no story in {folder}; build first: invoke build")
    for weight in weights[:_NAMED]:
        whole = weight.whole
        parts = ", ".join(f"{name} {size.brotli:,}" for name, size in sorted(weight.parts.items()))
        say(f"{weight.address}: {whole.brotli:,} bytes by Brotli ({parts}), {whole.gzip:,} by gzip")
    all_scripts = scripts(folder)
    say(f"{len(weights)} stories; all scripts: {all_scripts.brotli:,} bytes by Brotli, {all_scripts.gzip:,} by gzip")
    wrong = faults(folder)
    for fault in wrong:
        say(f"Too heavy: {fault}", error=True)
    return 1 if wrong else 0
