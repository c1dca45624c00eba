"""Links and pictures with blanks in the address or quotation marks in the title, which have only one meaning."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from newsroom.core import typography

# Signs at the beginning of lines that word processors put there: dashes and no-break spaces of lists and headings.

_NO_BREAK = "\N{NO-BREAK SPACE}"
_SUSPECT = re.compile("^[ \t>\N{NO-BREAK SPACE}]*(?:[-+*–#>]|\\d)", re.MULTILINE)
#: An indentation with signs of quotations, and the sign of an item or of a heading, with a no-break space in them.
_NO_BREAKS = "[ \t\N{NO-BREAK SPACE}]"
_BLANK = re.compile(rf"(?:{_NO_BREAKS}*>)*{_NO_BREAKS}*(?:[-+*–]|\d{{1,9}}[.)]|#{{1,6}}|>){_NO_BREAKS}+(?=\S)")
_DASHED = re.compile("(?P<before>(?:[ \t]*>)*[ \t]*)–[ \t]+(?=\\S)")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?P<fence>`{3,}|~{3,})(?P<words>.*)")


def typed(source: str) -> str:
    """Return Markdown with the signs that a keyboard has, every character where it was.

    Lines right below one another that begin with an en dash are a list; a single one is a line of somebody's speech, or
    says whose words a quotation is. A no-break space behind the sign of an item or a heading is a space. Code stays.
    """
    if not ("–" in source or _NO_BREAK in source) or not _SUSPECT.search(source):
        return source
    lines, fence = source.split("\n"), ""
    dashed: list[int] = []
    for number, line in enumerate(lines):
        fence_line = _FENCE.match(line)
        if fence_line and (not fence or (fence_line["fence"].startswith(fence) and not fence_line["words"].strip())):
            fence = "" if fence else fence_line["fence"]
        if fence or line.startswith(("    ", "\t")):
            continue
        if _NO_BREAK in line:
            lines[number] = _spaced(line)
        if "–" in line and _DASHED.match(lines[number]):
            dashed.append(number)
    neighbours = set(dashed)
    for number in dashed:
        if number - 1 in neighbours or number + 1 in neighbours:
            lines[number] = _DASHED.sub(r"\g<before>- ", lines[number], count=1)
    return "\n".join(lines)


def _spaced(line: str) -> str:
    match = _BLANK.match(line)
    return match.group().replace(_NO_BREAK, " ") + line[match.end() :] if match else line


# Signs inside of a line: a backslash keeps them from typography too, and items of lists may begin with a box.

#: These would still be read after Markdown: as quotation marks, dashes or dots.
_READ_LATER = frozenset("\"'-.")
_TASK = re.compile(r"\[([ xX])\](?=\s)")
_BOX = {" ": "☐", "x": "☑"}


def add(parser: MarkdownIt) -> None:
    """Teach a parser the signs."""
    parser.core.ruler.before("text_join", "kept_signs", _protect_escapes)
    parser.core.ruler.after("text_join", "boxes", _boxes)


def _protect_escapes(state: StateCore) -> None:
    """Put something in the place of each escaped sign that typography would read."""
    if "\\" not in state.src:
        return
    for block in state.tokens:
        for token in block.children or ():
            if token.type == "text_special" and token.info == "escape" and token.content in _READ_LATER:
                token.content = typography.protection(token.content)


def _boxes(state: StateCore) -> None:
    """Set a box before each item of a list that begins with one: ``- [ ] to do``, ``- [x] done``."""
    if "[" not in state.src:
        return
    for item, block in zip(state.tokens, state.tokens[2:], strict=False):
        first = block.children[0] if item.type == "list_item_open" and block.children else None
        match = _TASK.match(first.content) if first is not None and first.type == "text" else None
        if first is not None and match is not None:
            first.content = f"{_BOX[match[1].lower()]}{first.content[match.end() :]}"


#: An address inside the site or with a scheme; then perhaps a title, up to the last quotation mark before the bracket.
_BEHIND = re.compile(
    r"""\([ \t]*<?(?P<address>(?:/|\{|\#|\.\.?/|[a-z][a-z0-9+.-]*:)(?:[^()<>"\n]|\([^()<>"\n]*\))*?)>?"""
    r"""(?:[ \t\n]+"(?P<title>[^\n]*?)")?[ \t]*\)""",
    re.IGNORECASE,
)


def loose_link(state: StateInline, silent: bool) -> bool:
    """Read a link or a picture that the rules of CommonMark leave as it is."""
    picture = state.src.startswith("![", state.pos)
    if not picture and state.src[state.pos] != "[":
        return False
    begin = state.pos + (2 if picture else 1)
    end = state.md.helpers.parseLinkLabel(state, begin - 1, not picture)
    match = _BEHIND.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if match is None:
        return False
    if not silent:
        address, title = match["address"].rstrip(), match["title"]
        (_picture if picture else _link)(state, begin, end, address, title)
    state.pos = match.end()
    return True


def _picture(state: StateInline, begin: int, end: int, address: str, title: str | None) -> None:
    children: list[Token] = []
    state.md.inline.parse(state.src[begin:end], state.md, state.env, children)
    token = state.push("image", "img", 0)
    token.attrs = {"src": address, "alt": ""}
    token.children, token.content = children, state.src[begin:end]
    if title:
        token.attrSet("title", title)


def _link(state: StateInline, begin: int, end: int, address: str, title: str | None) -> None:
    limit = state.posMax
    state.pos, state.posMax = begin, end
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": address}
    if title:
        token.attrSet("title", title)
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.posMax = limit
