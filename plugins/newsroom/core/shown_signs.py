"""The signs that readers are not to see, with the pattern of each and what is told of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Stands for a piece of code, and for the rest of an address.
PIECE = "\N{OBJECT REPLACEMENT CHARACTER}"
_ADDRESS = r"(?:https?:|mailto:|tel:|www\.|\{filename\}|\{static\}|/[\w.~/-]+|#[\w-])"
_SHORTCODES = "embed|gallery|playlist|contact-form(?:-7)?|toc|TOC|nextpage"


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that readers are not to see: what a text must hold for it, the pattern, and what is told of it."""

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    message: str
    fix: str


def _sign(signs: str, pattern: str, message: str, fix: str) -> Sign:
    return Sign(tuple(signs.split()), re.compile(pattern, re.MULTILINE), message, fix)


_LINK = "write [words](https://address): no blank between ] and (, and a ) at the end"
_TEMPLATE = "take it out; if readers are to see it, put it between backticks"
_BLANK_ABOVE = "leave a blank line above the first of them, and begin each with the sign and a space"
SIGNS = (
    _sign("](", r"!?\[?[^\s\[\]]*\]\(\S*", "a link or a picture is not closed", _LINK),
    _sign("]", rf"\][ \t]+\((?={_ADDRESS})", "a blank parts the words of a link from its address", _LINK),
    _sign("[", rf"\)[ \t]?\[(?={_ADDRESS})", "the brackets of a link are the wrong way round", _LINK),
    _sign("][", r"[^\s\[\]]*\]\[[^\[\]]*\]", "a link names an address that stands nowhere", _LINK),
    _sign(
        "]:", r"^\[[^\]\n]+\]:[ \t]*\S", "an address that links name is not read as one", "leave a blank line above it"
    ),
    _sign(
        "**",
        r"(?<![\w*/])\*\*[^\s*.,;:!?)]",
        "stars are shown, and nothing is strong",
        "close it: **words**, in one paragraph",
    ),
    _sign("__", r"(?<![\w_/])__[^\W_]", "underscores are shown, and nothing is strong", "write **words**"),
    _sign(
        "~~",
        r"(?<![\w~/])~~[^\s~]",
        "tildes are shown, and nothing is struck out",
        "close it: ~~words~~, in one paragraph",
    ),
    _sign(
        "==",
        r"(?<![\w=/])==(?=\w)[^=\n]+==",
        "equals signs are shown, and nothing is marked",
        "write <mark>words</mark>",
    ),
    _sign(
        "{% {{ {# {< {> {+ {-", r"\{(?:%|\{|#(?=\s)|<|>>|\+\+|--)", "code of a template is shown as it is", _TEMPLATE
    ),
    _sign("<% <#", r"<%|<#[\w=]", "code of a template is shown as it is", _TEMPLATE),
    _sign(
        "%%", r"(?<![%\w])%%(?=[^\s%])[^%\n]+%%", "a comment is shown to readers", "write <!-- and -->, or take it out"
    ),
    _sign("[/", r"\[/[A-Za-z][\w-]*\]", "a shortcode is shown as it is", _TEMPLATE),
    _sign(
        "[",
        rf"(?<![\w\]])\[(?:{_SHORTCODES})(?:[ \t][^\[\]\n]*)?/?\](?![\[(:])",
        "a shortcode is shown as it is",
        _TEMPLATE,
    ),
    _sign("=", r"(?<![\w\]])\[[a-z][\w-]*[ \t]+[\w-]+=[^\[\]\n]*\]", "a shortcode is shown as it is", _TEMPLATE),
    _sign("[[", r"\[\[[^\[\]\n]+\]\]", "a link of another system is shown as it is", "write [words](/address/)"),
    _sign(
        "[!", r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", "a box of another system is shown as it is", "take it out"
    ),
    _sign("::: !!!", r"^(?::::+|!!![ \t])[ \t]*\w", "a box of another system is shown as it is", "take it out"),
    _sign("^[", r"\^\[\w", "a note is shown among the words", "write [^1], and below [^1]: The note."),
    _sign(
        ":",
        r"(?<![\w:/.@])(?::[a-z][a-z0-9_+-]*[a-z0-9]:|:[+-]1:)(?![\w:/])",
        "the name of an emoji is shown in its place",
        "put the emoji itself there",
    ),
    _sign("- * +", r"\n[ \t]*[-*+][ \t]+\S", "the sign of a list is shown at the start of a line", _BLANK_ABOVE),
    _sign(
        ". )",
        r"(?:^|\n)[ \t]*\d{1,2}[.)][ \t]+\S.*\n[ \t]*\d{1,2}[.)][ \t]+(?=\S)",
        "the numbers of a list are shown at the start of lines",
        _BLANK_ABOVE,
    ),
    _sign(
        "##",
        r"^#{2,6}[ \t]*[^\s#]",
        "the signs of a heading are shown",
        "put a space behind them, and a blank line above",
    ),
    _sign("\n#", r"\n#[ \t]+\S", "the sign of a heading is shown", "leave a blank line above it"),
    _sign(">", r"(?:^|\n)>[ \t]*\S", "the sign of a quotation is shown", "leave a blank line above it"),
    _sign(
        "|",
        r"^\|?[ \t]*:?-{2,}:?[ \t]*\|.*$|^\|[^|\n]*\|.*\|[ \t]*$",
        "a table is shown with its bars",
        "leave a blank line above and below it, and give each row as many cells",
    ),
    _sign(
        "``` ~~~", r"```|~~~", "the signs of code are shown", "put them on lines of their own, the same above and below"
    ),
    _sign("\\", r"(?<!\\)\\[!-/:-@\[\]^_`{-~]", "a backslash is shown", "take it out; or write two where one is meant"),
    _sign("{:", r"\{:[ \t]?[.#\w]", "braces for a program are shown", "take them out"),
    _sign(
        "&",
        r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,6});",
        "the name of a sign is shown in its place",
        "type the sign itself",
    ),
    _sign(
        "<",
        r"</?(?:p|div|span|br|b|i|u|em|strong|a|img|h[1-6]|ul|ol|li|table|tr|td|blockquote|center|font)\b(?=[\s/>])",
        "a tag is shown as it is",
        "take it out",
    ),
)
