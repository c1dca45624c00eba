"""Sentences of a guide, as a reader meets them: without code, tables, titles and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+")
_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][)\"'”’*_])|(?<=[.!?]\*\*))\s+(?=[^a-z])")


def paragraphs(guide: str) -> Iterator[str]:
    """Yield each paragraph and each item of a list, on one line."""
    lines: list[str] = []
    for line in [*_FENCE.sub("\n\n", guide).splitlines(), ""]:
        apart = not line.strip() or line.startswith(("#", "|", "    ")) or _ITEM.match(line)
        if apart and lines:
            yield " ".join(lines)
            lines = []
        if line.strip() and not line.startswith(("#", "|", "    ")):
            lines.append(_ITEM.sub("", line).strip())


def sentences(guide: str) -> list[str]:
    """Return the sentences of a guide."""
    found: list[str] = []
    for paragraph in paragraphs(guide):
        words = re.sub(r"`[^`]*`", "Code", _LINK.sub(r"\1", paragraph))
        found += [sentence for sentence in _END.split(words) if len(sentence.split()) > 1]
    return found


def riddles(guide: str) -> list[str]:
    """Return the sentences that begin with a clause in place of their subject: "What is gone answers 410"."""
    return [
        sentence
        for sentence in sentences(guide)
        if re.match(r"\(?(?:What|Whatever|Who|Whoever)\b", sentence) and not sentence.rstrip(')"”*_').endswith("?")
    ]


def mean_length(guide: str) -> float:
    """Return how many words a sentence of a guide has on average."""
    found = sentences(guide)
    return sum(len(sentence.split()) for sentence in found) / max(1, len(found))
