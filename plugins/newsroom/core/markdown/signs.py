"""Signs at the beginning of lines that word processors put there: dashes and no-break spaces of lists and headings."""

from __future__ import annotations

import re

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
        found = _FENCE.match(line)
        if found and (not fence or (found["fence"].startswith(fence) and not found["words"].strip())):
            fence = "" if fence else found["fence"]
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
