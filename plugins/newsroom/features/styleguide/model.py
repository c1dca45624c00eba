"""Tokens and examples of the style guide, read from the theme's own files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree, html
from markupsafe import Markup
from msgspec import Struct

from newsroom.site.colours.contrast import contrast
from newsroom.site.colours.model import GROUND_PAIRS

#: Fields of views that hold HTML; in examples they are strings, which we wrote.
_MARKUP = frozenset({"title", "summary", "html", "caption", "bio"})
#: Attributes that name an element of the same page.
_NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
_BLOCK = re.compile(r"(?P<selector>[^{}@;]+)\{(?P<body>[^{}]*)\}")
_TOKEN = re.compile(r"--(?P<name>[\w-]+):\s*(?P<value>[^;]+);")
_ACCENT = re.compile(r'\[data-accent="(?P<accent>[\w-]+)"\]')
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})\Z", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DARK = "@media (prefers-color-scheme: dark)"
_MORE = "@media (prefers-contrast: more)"


class Pair(Struct, frozen=True):
    """A colour upon another, in hexadecimal, and the contrast between them, from 1 to 21."""

    name: str
    words: str
    ground: str
    contrast: float


class Tokens(Struct, frozen=True):
    """The tokens of the theme: those of type and space with their values, and colours in light and in dark."""

    sizes: tuple[tuple[str, str], ...]
    light: tuple[Pair, ...]
    dark: tuple[Pair, ...]


class Example(Struct, frozen=True):
    """An example of a component: its name, and the rendered HTML."""

    name: str
    html: Markup


class Component(Struct, frozen=True):
    """A component: its name, the comment of its macro, and its examples."""

    name: str
    about: str
    examples: tuple[Example, ...]


def tokens(stylesheet: str) -> Tokens:
    """Read the tokens of a stylesheet.

    Args:
        stylesheet: the text of styles/tokens.css, with the colours of a magazine.
    """
    # Colours for readers who ask for more contrast stand last, and need no proof.
    bright, _, dim = _COMMENT.sub("", stylesheet).partition(_MORE)[0].partition(_DARK)
    light, dark = _by_selector(bright), _by_selector(dim)
    all_light = light.get(":root", {})
    all_dark = all_light | dark.get(":root", {})
    sizes = tuple((name, value) for name, value in all_light.items() if not _HEX.match(value) and name != "flag")
    accents: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    for selector, own in light.items():
        named = _ACCENT.fullmatch(selector)
        if named:
            accents[named["accent"]] = own, own | dark.get(selector, {})
    return Tokens(
        sizes,
        tuple(_pairs(all_light, {name: own for name, (own, _) in accents.items()}, "on-paper")),
        tuple(_pairs(all_dark, {name: own for name, (_, own) in accents.items()}, "on-dark")),
    )


def _by_selector(stylesheet: str) -> dict[str, dict[str, str]]:
    return {
        " ".join(block["selector"].split()): {
            token["name"]: " ".join(token["value"].split()) for token in _TOKEN.finditer(block["body"])
        }
        for block in _BLOCK.finditer(stylesheet)
    }


def _pairs(common: Mapping[str, str], accents: Mapping[str, Mapping[str, str]], tone: str) -> Iterable[Pair]:
    for words, under in GROUND_PAIRS:
        over = words.replace("_", "-")
        yield _pair(f"{over} on {under}", common[over], common[under])
    for name, own in accents.items():
        yield _pair(f"{name}: words on paper", own[tone], common["paper"])
        yield _pair(f"{name}: words on its fill", own["on-fill"], own["fill"])


def _pair(name: str, words: str, ground: str) -> Pair:
    return Pair(name, words, ground, contrast(words, ground))


def arguments(example: Any, key: str = "") -> Any:
    """Return an example's arguments as a macro takes them: texts that views hold as HTML are marked as such.

    Args:
        example: value in examples.toml: a table, a list or a plain value.
        key: the name of the field that it is.
    """
    if isinstance(example, dict):
        return {inner: arguments(item, inner) for inner, item in example.items()}
    if isinstance(example, list):
        return [arguments(item, key) for item in example]
    return Markup(example) if key in _MARKUP and isinstance(example, str) else example  # noqa: S704  it is ours


def about(template: str) -> str:
    """Return the description of a component: the first paragraph of the comment at the start of its macro file."""
    remark = re.match(r"\{#-?\s*(.*?)\s*-?#\}", template, re.DOTALL)
    return " ".join(remark[1].split("\n\n")[0].split()) if remark else ""


def with_unique_ids(markup: str, prefix: str, page: str, picture: str) -> Markup:
    """Return an example with unique ids and without dead links, so that many fit on one page.

    Args:
        markup: HTML that the macro made.
        prefix: put before every id, and where ids are named.
        page: where links into the magazine lead instead.
        picture: shown in place of every picture of the magazine.
    """
    root = html.fragment_fromstring(markup, create_parent="div")
    here = {f"#{name}" for name in root.xpath("//@id")}
    for element in root.iter(etree.Element):
        if "id" in element.attrib:
            element.set("id", prefix + element.attrib["id"])
        for name in _NAMING:
            if name in element.attrib:
                element.set(name, " ".join(prefix + one for one in element.attrib[name].split()))
        for name in ("href", "action"):
            address = element.attrib.get(name, "")
            if address in here:
                element.set(name, f"#{prefix}{address[1:]}")
            elif address.startswith(("/", "#")) and not address.startswith("/theme/"):
                element.set(name, page)
    for element in [*root.iter("source")]:
        # The parser takes what follows a source for a part of it.
        element.drop_tag()
    for element in root.iter("img"):
        element.set("src", picture)
        element.attrib.pop("srcset", None)
        element.attrib.pop("sizes", None)
    inner = (root.text or "") + "".join(html.tostring(child, encoding="unicode") for child in root)
    return Markup(inner.strip())  # noqa: S704  it came out of an escaping template
