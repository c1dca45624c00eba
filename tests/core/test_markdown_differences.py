"""Markdown compared with CommonMark: what differs is in the manual's list of differences, and nothing else is.

The texts are made from the grammar that docs/reference/markdown.md describes. Each difference that the manual lists
has examples, with what means the same in CommonMark; a text that holds none of them must come out the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement
from markdown_it import MarkdownIt

from newsroom.core.markdown.parser import convert
from tests.building import ROOT

_COUNT, _PARTS = 2_000, 8
_WORDS = (
    "law", "river", "*pride*", "**now**", "`code`", "snake_case", "5*3", "a_b_c", "C#", "#tag", "1990.", "-", "~~old~~",
    "\\*", "&amp;", "2\u00a0000", "–", "—", "“so”", "it's", "{name}", "*a*{lang=en}", "(x)", "<", "x<y", "_em_",
    "***all***",
)  # fmt: skip
_LINKS = (
    "[words](/about/)", "[two words](https://a.example/x_(y))", "<https://a.example>", "[law][ref]", "[](/x/)", "[a]",
    "![alt](/images/a.jpg)", '[t](/x/ "A title")', "[![alt](/a.jpg)](/b/)", "<desk@a.example>", "[*em* in](/x/)",
    "[a](b c)", "![x](<a b>)", '<span lang="ru">мир</span>', "<b>bold</b>",
)  # fmt: skip


class Writer:
    """Writes texts by chance, from the grammar of the manual."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  texts, not secrets

    def text(self) -> str:
        blocks = [self.block(0) + self.chance.choice(["\n\n", "\n\n", "\n\n\n"]) for _ in range(self.upto(6))]
        body = "".join(blocks)
        return body + ("[ref]: https://ref.example/ 'T'\n" if "[ref]" in body else "")

    def upto(self, most: int) -> int:
        return self.chance.randint(1, most)

    def line(self) -> str:
        known = [*_WORDS, *_LINKS] if self.chance.random() < 0.5 else [*_WORDS]
        line = " ".join(self.chance.choices(known, k=self.upto(7)))
        # Lines that begin so are one of the differences.
        line = f"law {line}" if line.startswith(("–", "<")) else line
        return line if self.chance.random() < 0.9 else f"*{line}*"

    def paragraph(self) -> str:
        ends = ["\n", "\n", "  \n", "\\\n"]
        lines = [self.line() for _ in range(self.upto(3))]
        return "".join(line + self.chance.choice(ends) for line in lines[:-1]) + lines[-1]

    def block(self, depth: int) -> str:
        kinds: list[Callable[[int], str]] = [self.plain, self.plain, self.heading, self.code, self.rule, self.table]
        kinds += [self.below, self.quotation, self.items, self.items, self.html] if depth < 3 else []
        return self.chance.choice(kinds)(depth)

    def plain(self, _depth: int) -> str:
        return self.paragraph()

    def heading(self, _depth: int) -> str:
        if self.chance.random() < 0.2:
            return f"{self.line()}\n{self.chance.choice(['===', '---'])}"
        signs = "#" * self.upto(6)
        return (
            f"{signs}{self.chance.choice([' ', ' ', ''])}{self.line()}{self.chance.choice(['', '', ' #', ' ' + signs])}"
        )

    def code(self, _depth: int) -> str:
        inside = "\n".join(self.chance.choices(["- a", "    x", "> y", "", "<div>", "1. b", "#z", "[^1]"], k=3))
        fence = self.chance.choice(["```", "~~~", "````"])
        return f"{fence}{self.chance.choice(['', 'python', 'py title=x'])}\n{inside}\n{fence}"

    def rule(self, _depth: int) -> str:
        return self.chance.choice(["---", "***", "* * *"])

    def table(self, _depth: int) -> str:
        columns = self.upto(3)
        parts = "|".join(self.chance.choices(["---", ":--", "--:", ":-:"], k=columns))
        return "\n".join([self.row(columns), f"|{parts}|", *(self.row(columns) for _ in range(self.upto(3) - 1))])

    def row(self, columns: int) -> str:
        return f"| {' | '.join(self.chance.choices([*_WORDS[:9], _LINKS[0], ''], k=columns))} |"

    def below(self, depth: int) -> str:
        return f"{self.line()}\n{self.items(2) if self.chance.random() < 0.6 else self.table(depth)}"

    def quotation(self, depth: int) -> str:
        inside = "\n\n".join(self.block(depth + 1) for _ in range(self.upto(2)))
        # Without a space behind the sign, the first one of a line counts as that.
        sign = "> " if "\n " in inside else self.chance.choice(["> ", ">"])
        return "\n".join((sign + line).rstrip() for line in inside.split("\n"))

    def items(self, depth: int) -> str:
        numbered = self.chance.random() < 0.4
        sign = self.chance.choice(".)" if numbered else "-*+") + " " * self.chance.choice([1, 1, 1, 2, 3])
        found = []
        for number in range(1, self.upto(4) + 1):
            begin, inside = f"{number}{sign}" if numbered else sign, self.paragraph()
            if depth < 3 and self.chance.random() < 0.4:
                inside += self.chance.choice(["\n", "\n\n"]) + self.block(depth + 1)
            first, *rest = inside.split("\n")
            found.append("\n".join([begin + first, *(" " * len(begin) + line if line else "" for line in rest)]))
        return self.chance.choice(["\n", "\n", "\n\n"]).join(found)

    def html(self, depth: int) -> str:
        tag = self.chance.choice(["div", "blockquote"])
        return f"<{tag}>\n\n{self.block(depth + 1)}\n\n</{tag}>"


def shape(markup: str) -> list[object]:
    """Return the text, the nesting and the links of some HTML."""
    return _shape(lxml_html.fragment_fromstring(markup, create_parent="main"))


def _shape(element: HtmlElement) -> list[object]:
    known = ("href", "src", "alt", "title", "start", "class", "lang", "style")
    kept = [(name, element.get(name, "").replace(" ", "").rstrip(";")) for name in known if element.get(name)]
    tag = {"s": "del"}.get(str(element.tag), str(element.tag))
    code = tag in ("pre", "code")
    found: list[object] = [tag, kept, _words(element.text, code=code)]
    for child in element:
        found += [_shape(child), _words(child.tail, code=code)]
    return [part for part in found if part]


def _words(words: str | None, *, code: bool) -> str:
    return (words or "").strip("\n") if code else " ".join((words or "").split())


def peer(source: str, *, typed: bool = True) -> list[object]:
    """Return the shape of what CommonMark makes of a text, with addresses as they were typed or rewritten."""
    made = MarkdownIt("commonmark", {"maxNesting": 200}).enable(["table", "strikethrough"])
    if typed:
        made.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return shape(str(made.render(source)))


def our_shape(source: str) -> list[object]:
    return shape(convert(source, "a.md", 1, raw_html=True)[0])


def _listed() -> list[str]:
    manual = (ROOT / "docs/reference/markdown.md").read_text("utf-8").partition("## What differs")[2]
    return re.findall(r"^\| `([a-z-]+)` \|", manual, re.MULTILINE)


_NOTE = (
    '<p>a<sup><a href="#fn:1" class="footnote-ref">1</a></sup></p><div class="footnote"><ol><li><p>b'
    '&nbsp;<a href="#fnref:1" class="footnote-backref">↩</a></p></li></ol></div>'
)
#: By the name in the manual: a text, and another or HTML that means the same in CommonMark.
EXAMPLES: dict[str, list[tuple[str, str]]] = {
    "nested-by-two": [
        ("1. a\n  - b\n2. c", "1. a\n   - b\n2. c"),
        ("10. a\n\n  b", "10. a\n\n    b"),
        ("-   a\n  - b", "-   a\n    - b"),
        ("> 1. a\n>   - b", "> 1. a\n>    - b"),
    ],
    "nested-below-text": [("a\n    - b", "a\n- b"), ("- a\n      - b", "- a\n  - b")],
    "dash-lists": [("– a\n– b", "- a\n- b"), ("> – a\n> – b", "> - a\n> - b")],
    "no-break-space": [("-\u00a0a", "- a"), ("##\u00a0a", "## a"), ("1.\u00a0a\n2.\u00a0b", "1. a\n2. b")],
    "markdown-in-html": [
        ("<div>\n*a*\n</div>", "<div><em>a</em></div>"),
        ("<div>\n- a\n</div>", "<div>\n\n- a\n\n</div>"),
    ],
    "html-in-line": [("<b>\n*a*\n</b>", "<p><b><em>a</em></b></p>")],
    "html-closed": [
        ("<div>\n\na", "<div>\n\n</div>\n\na"),
        ("<table><tr>x</tr></table>", "<table><tr><td>x</td></tr></table>"),
    ],
    "footnotes": [
        ("a[^1]\n\n[^1]: b", _NOTE),
    ],
    "definitions": [("a\n: b", "<dl><dt>a</dt><dd>b</dd></dl>")],
    "abbreviations": [("HIV\n\n*[HIV]: a", '<p><abbr title="a">HIV</abbr></p>')],
    "attributes": [("[a](/b/){: title=c }", '[a](/b/ "c")'), ("*a*{: lang=ru }", '<p><em lang="ru">a</em></p>')],
    "loose-addresses": [("[a](/b c)", "[a](</b c>)"), ('[a](/b "c "d"")', "[a](/b 'c \"d\"')")],
    "loose-tags": [("<b/x=y>a</b>", "<p><b x=y>a</b></p>")],
    "addresses-as-typed": [("[a](/é/)", '<p><a href="/é/">a</a></p>')],
}


def test_every_difference_of_the_manual_has_examples_and_no_other() -> None:
    assert _listed() == list(EXAMPLES)


@pytest.mark.parametrize(("name", "source", "same"), [(n, a, b) for n, pairs in EXAMPLES.items() for a, b in pairs])
def test_a_difference_is_what_the_manual_says(name: str, source: str, same: str) -> None:
    assert our_shape(source) != peer(source, typed=False), f"{name} is no difference any more"
    assert our_shape(source) == peer(same)


@pytest.mark.sample(2)
@pytest.mark.parametrize("part", range(_PARTS))
def test_nothing_else_differs(part: int) -> None:
    for seed in range(part * _COUNT // _PARTS, (part + 1) * _COUNT // _PARTS):
        source = Writer(seed).text()
        assert our_shape(source) == peer(source), f"seed {seed}:\n{source}"
