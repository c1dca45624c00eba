"""Signs inside of a line: a backslash keeps them from typography too, and items of lists may begin with a box."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from newsroom.core import typography

#: These would still be read after Markdown: as quotation marks, dashes or dots.
_READ_LATER = frozenset("\"'-.")
_TASK = re.compile(r"\[([ xX])\](?=\s)")
_BOX = {" ": "☐", "x": "☑"}


def add(made: MarkdownIt) -> None:
    """Teach a parser the signs."""
    made.core.ruler.before("text_join", "kept_signs", _keep)
    made.core.ruler.after("text_join", "boxes", _boxes)


def _keep(state: StateCore) -> None:
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
