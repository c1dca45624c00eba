"""Colours in stylesheets: what the theme's styles leave open, and the build fills in from the magazine's data.

A stylesheet of the theme holds no colour of a magazine. It asks for them in two ways:

- ``@colours light;`` stands for all tokens of the light scheme, ``@colours dark;`` for those of the dark one,
  ``@colours flag;`` for the colour bar, ``@colours accents;`` for a rule for each accent, and
  ``@colours dark-accents;`` for those that fill otherwise in the dark. A selector after ``in`` stands before each rule:
  ``@colours dark-accents in .page-photo-essay;``.
- ``colour(ink)`` stands for a colour of the light scheme; ``colour(ink, 30%)`` for as much of it. Other names are
  ``alert``, and ``feed``, which is the fill of that accent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom.core.problems import did_you_mean
from newsroom.site.colours.contrast import channels
from newsroom.site.colours.model import Accent, Colours, Ground

_RULE = re.compile(r"@colours (?P<part>[\w-]+)(?: in (?P<within>[^;{}]+))?;")
_FUNCTION = re.compile(r"\bcolour\((?P<name>[\w-]+)(?:, (?P<share>\d+%))?\)")
#: Names of the tokens, in their order.
_TOKENS = Ground.__struct_fields__
#: Tokens that are the same in both schemes unless the data says otherwise.
_SHARED = ("band_ink", "band_muted")


class UnknownColour(KeyError):
    """A stylesheet asks for a colour that there is not.

    Args:
        asked: the words that ask for it, as they stand there.
        fix: the remedy.
    """

    def __init__(self, asked: str, fix: str) -> None:
        super().__init__(asked)
        self.asked, self.fix = asked, fix


def fill(stylesheet: str, colours: Colours) -> str:
    """Return a stylesheet with the magazine's colours in all places that ask for them.

    Raises:
        UnknownColour: it asks for what is not known.
    """

    def rules(match: re.Match[str]) -> str:
        within = f"{match['within'].strip()} " if match["within"] else ""
        if match["part"] not in _PARTS:
            raise UnknownColour(match.group().rstrip(";"), did_you_mean(match["part"], _PARTS))
        return "\n".join(_PARTS[match["part"]](colours, within))

    def value(match: re.Match[str]) -> str:
        named = {name.replace("_", "-"): getattr(colours.light, name) for name in _TOKENS}
        named |= {"alert": colours.alert, "feed": colours.accent(colours.feed).fill}
        if match["name"] not in named:
            raise UnknownColour(match.group(), did_you_mean(match["name"], named))
        colour = named[match["name"]]
        return f"rgb({' '.join(map(str, channels(colour)))} / {match['share']})" if match["share"] else colour

    return _FUNCTION.sub(value, _RULE.sub(rules, stylesheet))


def _light(colours: Colours, _: str) -> Iterator[str]:
    return _tokens(colours.light, _TOKENS)


def _dark(colours: Colours, _: str) -> Iterator[str]:
    same = [name for name in _SHARED if getattr(colours.light, name) == getattr(colours.dark, name)]
    return _tokens(colours.dark, tuple(name for name in _TOKENS if name not in same))


def _tokens(ground: Ground, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield f"--{name.replace('_', '-')}: {getattr(ground, name)};"


def _flag(colours: Colours, _: str) -> Iterator[str]:
    yield f"--flag: {gradient(colours.flag)};"


def gradient(stripes: tuple[str, ...]) -> str:
    """Return stripes of one width, side by side, as CSS draws them."""
    if len(stripes) == 1:
        stripes *= 2
    width = round(100 / len(stripes), 1)
    if width * (len(stripes) - 1) >= 100:
        width -= 0.1
    *before, last = stripes
    stops = [f"{colour} 0 {width * number:.3g}%" for number, colour in enumerate(before, 1)]
    return "linear-gradient(\n" + ",\n".join(["90deg", *stops, f"{last} 0"]) + "\n)"


def _accents(colours: Colours, within: str) -> Iterator[str]:
    for accent in colours.accents:
        tones = {"on-paper": accent.on_paper, "on-dark": accent.on_dark}
        yield _accent_rule(within, accent, {"fill": accent.fill, "on-fill": accent.on_fill, **tones})


def _dark_accents(colours: Colours, within: str) -> Iterator[str]:
    for accent in colours.accents:
        if accent.dark_fill:
            yield _accent_rule(
                within, accent, {"fill": accent.dark_fill, "on-fill": accent.dark_on_fill or accent.on_fill}
            )


def _accent_rule(within: str, accent: Accent, tokens: dict[str, str]) -> str:
    declarations = "".join(f"--{name}: {colour};\n" for name, colour in tokens.items())
    return f'{within}[data-accent="{accent.name}"] {{\n{declarations}}}'


_PARTS = {"light": _light, "dark": _dark, "flag": _flag, "accents": _accents, "dark-accents": _dark_accents}
