"""Pages in Arabic are mirrored as a whole, so no style may say left or right where it means start or end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.engine.theme import SOFTWARE
from tests.building import ROOT

SHEETS = sorted(path for path in (SOFTWARE).rglob("*.css") if path.is_file())
RULES = json.loads((ROOT / ".stylelintrc.json").read_text("utf-8"))["rules"]
_DECLARATION = re.compile(r"(?:^|[{;])\s*([a-z-]+):\s*([^;{}]+)(?=[;}])", re.MULTILINE)
#: Properties whose four values are top, right, bottom and left.
_SIDES = {"margin", "padding", "inset", "border-width", "scroll-margin", "scroll-padding"}


def declarations(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the properties and values of a stylesheet."""
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    for match in _DECLARATION.finditer(plain):
        yield match[1], match[2].strip()


def physical(name: str, value: str) -> bool:
    """Return whether a declaration says where something is on the screen: by the lists that stylelint has as well."""
    names, _ = RULES["property-disallowed-list"]
    values, _ = RULES["declaration-property-value-disallowed-list"]
    if any(re.search(pattern.strip("/"), name) for pattern in names):
        return True
    if any(re.search(pattern.strip("/"), name) and value in sides for pattern, sides in values.items()):
        return True
    while "(" in value:
        # A function is one value; innermost first.
        value = re.sub(r"\w*\([^()]*\)", "one-value", value)
    sides = value.split()
    return name in _SIDES and len(sides) == 4 and sides[1] != sides[3]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_stylesheet_says_start_and_end(path: Path) -> None:
    assert [item for item in declarations(path.read_text("utf-8")) if physical(*item)] == []


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("a { margin-left: 0 }", True),
        ("a { color: red; left: 0; }", True),
        ("a { width: 1em; }", True),
        ("a { text-align: right }", True),
        ("a { padding: 0 1em calc(1em * 2) 2em; }", True),
        ("a { padding: 0 1em calc(var(--a) * 2) 1em; }", False),
        ("a { border-block-start: 1px solid; text-align: start; max-inline-size: 1em }", False),
        ("@media (min-width: 40rem) { a { inset-inline-end: 0 } }", False),
    ],
)
def test_physical_directions_in_styles_are_found(style: str, *, told: bool) -> None:
    assert any(physical(*item) for item in declarations(style)) is told
