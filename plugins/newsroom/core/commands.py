"""Recognition of commands, paths and addresses in a sentence, which typography leaves unchanged."""

from __future__ import annotations

import re
from collections import deque

_ADDRESS = re.compile(r"""(?:[a-z][a-z0-9+.-]*://|www\.)[^\s"<>]*[^\s"<>'.,;:!?)…]""", re.IGNORECASE)
_BREAK = re.compile(r"[.!?;:][)\"'”’]*\s|\n")
#: An option: --all, -n, --name=value.
_OPTION = re.compile(r"""-(?<![^\s("'`“‘]-)(?:-[A-Za-z][\w-]*|[A-Za-z])(?=[\s=,.;:)"'`”’]|$)""")
#: A program with what only a command has behind it; the names that are English words need one of their own verbs.
_PROGRAM = re.compile(
    r"(?:^|\s)\$ |(?<![\w-])(?:"
    r"git (?:add|blame|branch|checkout|clean|commit|diff|grep|log|ls-files|mv|reset|restore|rm|show|stash|switch)|"
    r"(?:npm|yarn|pnpm|cargo|docker|podman|kubectl|poetry|uv|hatch|nox|tox|make) (?:exec|run|test|build|start|init|-)|"
    r"(?:npx|pipx?|pip3|rsync|grep|sudo|ssh|scp|curl|wget|chmod|chown|xargs|pytest|python3?) [\w./@~$-]"
    r")"
)
_FIRST_TOKEN = re.compile(r"\S*")
#: So many characters on either side of a sign are looked at.
_NEAR = 200
#: A word that is a path, a name of a file, an option with its value, or code.
_CODE = re.compile(r"[=@_~{}<>|\\`]|\$(?!\d)|^[./~]|^--?(?!-)|/[^/]*/|\w\.[a-z]{2,5}(?![\w.])")


def addresses(text: str) -> deque[range]:
    """Return where addresses are written out in a text."""
    if "://" not in text and "www." not in text.lower():
        return deque()
    return deque(range(*match.span()) for match in _ADDRESS.finditer(text))


def in_command(text: str, start: int, end: int) -> bool:
    """Return whether the hyphens between two places of a text are part of a command, a path or code.

    In a word they are part of a path or of code; between blanks, of the command around them.
    """
    near = max(0, start - _NEAR)
    before, behind = text[near:start], text[end : end + _NEAR]
    if before[-1:].strip() or behind[:1].strip():
        last = before.split()[-1] if before[-1:].strip() else ""
        token = last + text[start:end] + _FIRST_TOKEN.match(behind)[0]  # type: ignore[index]  # matches anything
        return bool(token.strip("-") and _CODE.search(token))
    sentence = before[max((match.end() for match in _BREAK.finditer(before)), default=0) :]
    if _PROGRAM.search(sentence):
        return True
    rest = _BREAK.search(behind)
    return bool(_OPTION.search(f"{sentence}{text[start:end]}{behind[: rest.start() + 1] if rest else behind}"))
