"""Markdown parser: CommonMark, tables, strikethrough, and the rules of this package."""

from __future__ import annotations

import functools
import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from newsroom.core.markdown import abbreviations, attributes, definitions, footnotes, html_blocks, links, state
from newsroom.core.markdown.faults import MarkdownFault, note
from newsroom.core.problems import Problem

#: Deeper than any text that `newsroom.core.limits` lets through.
_DEEPEST = 200
_NO_SPACE = re.compile(r"(?P<signs>#{2,6})(?=[^\W_])")
#: A name of a character that is none, of which a browser might make nothing.
_NO_CHARACTER = re.compile(r"&#(?:x[0-9a-f]{1,6}|[0-9]{1,7});", re.IGNORECASE)


class _MagazineMarkdown(MarkdownIt):
    """A parser that leaves addresses as they were typed: they are looked at with all links and pictures."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  markdown-it's name
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802  markdown-it's name
        return _NO_CHARACTER.sub("", url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  markdown-it's name
        return link


def convert(source: str, path: str, first_line: int, *, raw_html: bool) -> tuple[str, list[Problem]]:
    """Return Markdown as HTML, and its problems.

    Args:
        source: the Markdown.
        path: the file, for problems.
        first_line: the line of the file on which the Markdown begins.
        raw_html: whether HTML may stand in the text, and pictures and notes; otherwise it is shown as text.
    """
    env: dict[str, Any] = {}
    parser = _parser(raw_html=raw_html)
    markup = str(parser.render(links.typed(source), env)).strip()
    faults = sorted(env.get("faults", ()), key=lambda fault: fault.line)
    return markup, [Problem(path, first_line + fault.line, 0, fault.rule, fault.message, fault.fix) for fault in faults]


@functools.cache
def _parser(*, raw_html: bool) -> MarkdownIt:
    """Return a parser; making one costs as much as converting a story, so there are two in all."""
    parser = _MagazineMarkdown("commonmark", {"html": raw_html, "maxNesting": _DEEPEST, "xhtmlOut": False})
    parser.block = _with_rules(parser)
    parser.core.ruler.at("normalize", _normalize)
    parser.enable(["table", "strikethrough"])
    if raw_html:
        _add_all(parser)
    else:
        parser.disable(["image", "html_block", "html_inline"])
    links.add(parser)
    parser.core.ruler.push("cells", _align)
    parser.add_render_rule("s_open", lambda *_: "<del>")
    parser.add_render_rule("s_close", lambda *_: "</del>")
    return parser


def _normalize(state: StateCore) -> None:
    """Do what CommonMark asks for before all else, without a look at every line."""
    state.src = state.src.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _with_rules(parser: MarkdownIt) -> state.BlockParser:
    """Return a block parser with the rules that are on in another, and some in the place of CommonMark's."""
    block = state.BlockParser()
    block.ruler.enableOnly(parser.block.ruler.get_active_rules())
    block.ruler.at("paragraph", state.paragraph)
    block.ruler.at("code", state.code)
    block.ruler.at("list", state.item_list, {"alt": ["paragraph", "reference", "blockquote"]})
    block.ruler.at("html_block", html_blocks.html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    return block


def _add_all(parser: MarkdownIt) -> None:
    footnotes.add(parser)
    abbreviations.add(parser)
    definitions.add(parser)
    parser.inline.ruler.after("image", "loose_link", links.loose_link)
    parser.inline.ruler.after("html_inline", "loose_tag", html_blocks.loose_tag)
    parser.core.ruler.after("block", "headings", _check_headings)
    parser.core.ruler.before("text_join", "html_tags", html_blocks.check)
    parser.core.ruler.after("text_join", "attributes", attributes.apply)


def _check_headings(state: StateCore) -> None:
    """Note lines that begin like a heading and have no space behind the signs; one sign alone is a hashtag."""
    if "##" not in state.src:
        return
    for before, block in zip(state.tokens, state.tokens[1:], strict=False):
        if before.type == "paragraph_open" and "##" in block.content:
            for number, line in enumerate(block.content.split("\n"), block.map[0] if block.map else 0):
                match = _NO_SPACE.match(line)
                if match:
                    message = f'"{line[:40]}" is no heading, since no space stands behind the number signs'
                    signs, words = match["signs"], line[match.end() :][:40]
                    fix = f"write {signs} {words}; or \\{signs} for the signs"
                    note(state.env, MarkdownFault(number, "heading-space", message, fix))


def _align(state: StateCore) -> None:
    """Write the alignment of columns as `newsroom.core.html_policy` reads it."""
    for token in state.tokens:
        if token.type in ("th_open", "td_open") and token.attrs:
            token.attrs = {"style": f"{str(token.attrs['style']).replace(':', ': ')};"}
