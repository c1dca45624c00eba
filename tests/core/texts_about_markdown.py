"""Texts about Markdown, templates and code as people write them who know how: signs stand in code, or are escaped."""

from __future__ import annotations

import random
from collections.abc import Iterator

_SIGNS = (
    "**bold**",
    "**kwargs",
    "[words](https://a.example)",
    "](",
    "{{ page.title }}",
    "{% for x in y %}",
    "[caption]",
    ":tada:",
    "- item",
    "1. item",
    "|---|---|",
    "\\$",
    "<!-- note -->",
    "<b>",
    "&nbsp;",
    "~~x~~",
    "[[wiki]]",
    "[^1]",
    "# Heading",
    "> quote",
    "![alt](x.png)",
    "__init__",
    "a == b",
    "x[0][1]",
    "git commit -m 'x'",
    "--option",
    "$HOME/.bashrc",
    "C:\\Users\\",
    "<?php ?>",
    "<%= x %>",
    "{: .class }",
    "std::cout",
    "lambda *args, **kw: x",
    "s/**/*.py",
    "re.sub(r'\\d+', '', x)",
    '[gallery ids="1"]',
    ":::note",
    "%%x%%",
    "=== title ===",
    "| a | b |",
    "* star",
    "+ plus",
    "[x] (y)",
    "(x)[y]",
)
_ESCAPED = (
    "\\*\\*bold\\*\\*",
    "\\[words\\](address)",
    "\\{{ x }}",
    "\\# no heading",
    "\\_init\\_",
    "\\`tick\\`",
    "5 \\* 3",
    "\\[^1]",
    "&lt;b&gt;",
    "&#123;{ x }}",
    "\\> no quote",
    "\\[[wiki]]",
)
_PROSE = (
    "Markdown was made in 2004 by John Gruber, with help from Aaron Swartz.",
    "It costs $5 (or $1,000 a year).",
    "The editor [sic] said so; the chair [a volunteer] (who left) did not.",
    "At 10:30:45 the build ended – 3:1.",
    "She wrote: “never again”, and f**k it.",
    "Two stars ** stand alone, and so does a_b_c.",
    "See section [3] (page 7).",
    "AT&T, R&D and Q&A; a < b > c, x <- y -> z.",
    "*Names have been changed.",
    "In\n1986. That was the year.",
    "Use UTF-8, not Latin-1: it is 2026.",
    "A – dash, an — em dash and a -- double one.",
    "100% of {name} and {0}.",
    "Mail us (at any time) [we read all].",
    "A smile :) and a ratio of 16:9:1.",
    "http/2, TCP/IP, and/or 5'10\".",
    'Read <https://a.example/a__b> or [our page](/about/ "About **us**").',
    "x² + y² = r², e^x and 2**8.",
    "The file `x.md` holds *one* **thing**, and ~all~ of it.",
    "Item #5, C# and F#, @handle, ¯\\\\\\_(ツ)_/¯.",
)


def texts(chance: random.Random, count: int) -> Iterator[str]:
    """Yield texts, the same for each state of ``chance``."""
    blocks = (_paragraph, _paragraph, _prose, _fence, _indented, _list, _table, _quotation, _heading, _html, _numbers)
    for _ in range(count):
        yield "\n\n".join(chance.choice(blocks)(chance) for _ in range(chance.randint(5, 25))) + "\n"


def _span(chance: random.Random) -> str:
    words = chance.choice(_SIGNS)
    return f"`` {words} ``" if "`" in words or chance.random() < 0.2 else f"`{words}`"


def _words(chance: random.Random) -> str:
    pieces = [
        chance.choice((_span, _span, lambda it: it.choice(_ESCAPED), lambda it: it.choice(_PROSE)))(chance)
        for _ in range(4)
    ]
    return f"You write {', '.join(pieces)}"


def _paragraph(chance: random.Random) -> str:
    return f"{_words(chance)} and {_span(chance)}."


def _prose(chance: random.Random) -> str:
    return " ".join(chance.sample(_PROSE, 4))


def _lines(chance: random.Random) -> list[str]:
    return chance.sample(_SIGNS, chance.randint(1, 6))


def _fence(chance: random.Random) -> str:
    fence = chance.choice(("```", "~~~", "````"))
    return "\n".join(
        (fence + chance.choice(("", "python", " html", "markdown")), *_lines(chance), "", *_lines(chance), fence)
    )


def _indented(chance: random.Random) -> str:
    return "Like this:\n\n" + "\n".join(f"    {line}" for line in _lines(chance))


def _list(chance: random.Random) -> str:
    return "\n".join(f"{chance.choice('-')} {_span(chance)} is {chance.choice(_ESCAPED)}" for _ in range(3))


def _numbers(chance: random.Random) -> str:
    return "\n".join(f"{number}. {_span(chance)}: {_span(chance)}" for number in range(1, 4))


def _table(chance: random.Random) -> str:
    rows = [f"| `{chance.choice(_SIGNS).replace('|', '')}` | a word |" for _ in range(3)]
    return "\n".join(("| you write | you get |", "|---|---|", *rows))


def _quotation(chance: random.Random) -> str:
    return f"> {_words(chance)}\n> — A Name"


def _heading(chance: random.Random) -> str:
    return f"## How {_span(chance)} works"


def _html(chance: random.Random) -> str:
    return f"Press <kbd>{chance.choice(('Ctrl', '**', '](', '{{'))}</kbd> for H<sub>2</sub>O, and <code>**x</code>."
