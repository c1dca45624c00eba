"""Style sheets inside drawings: what they say of an element is written into its `style`, and they go.

Drawing programs write simple ones, a class for each colour. One that is not simple cannot be followed without all of
CSS, and is refused: without it the drawing would look otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from newsroom.features.files.model import FileFault

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
#: What a simple rule is for, later kinds having the last word: everything, elements, classes, one element.
_SELECTORS = tuple(map(re.compile, (r"\*", r"[A-Za-z]+", r"\.[\w-]+", r"#[\w-]+")))
#: Characters in all sheets, and in what comes of them.
_LONGEST, _MOST = 50_000, 2_000_000


def apply(root: etree._Element, namespace: str) -> None:
    """Write what style sheets say into the elements of a drawing.

    Args:
        root: the drawing, which is changed.
        namespace: SVG's.

    Raises:
        FileFault: one of them is not simple.
    """
    sheet = "".join(words for style in root.iter(f"{{{namespace}}}style") for words in style.itertext())
    rules = _rules(_COMMENT.sub("", sheet))
    if not rules:
        return
    written = 0
    for element in root.iter(f"{{{namespace}}}*"):
        classes = (f".{name}" for name in element.get("class", "").split())
        names = ("*", etree.QName(element).localname, *classes, f"#{element.get('id', '')}")
        found = sorted(rule for name in names for rule in rules.get(name, ()))
        if found:
            said = ";".join([*(body for _, _, body in found), element.get("style", "")])
            written += len(said)
            if written > _MOST:
                raise _too_much()
            element.set("style", said)


def _rules(sheet: str) -> dict[str, list[tuple[int, int, str]]]:
    """Return by selector the rules of a sheet: how much each weighs, its place, and what it says."""
    if len(sheet) > _LONGEST or _RULE.sub("", sheet).strip():
        raise _too_much()
    rules: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for place, match in enumerate(_RULE.finditer(sheet)):
        for selector in map(str.strip, match[1].split(",")):
            weight = next((number for number, kind in enumerate(_SELECTORS) if kind.fullmatch(selector)), None)
            if weight is None:
                raise _too_much()
            rules[selector].append((weight, place, match[2]))
    return rules


def _too_much() -> FileFault:
    fix = 'save it with "presentation attributes", or as PNG'
    return FileFault("the drawing has a style sheet that is not simple", fix)
