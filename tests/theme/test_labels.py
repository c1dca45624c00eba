"""Labels are translated and may be renamed: what a page looks like follows from a kind, and from no words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import nodes

from newsroom.engine.render.templates import environment
from newsroom.engine.theme import SOFTWARE, Theme
from tests.building import ROOT

THEME = SOFTWARE
#: Names of attributes and variables that hold words for readers.
_WORDS = frozenset({"heading", "kicker_label", "label", "role", "status", "words"})
#: Whether a kind and a section, or a role and a status, are called the same is a question about words: a reader would
#: read one word twice.
_ABOUT_WORDS = {"features/stories/cards.py": {"edition.printed(label) == edition.printed(section.name)"}}


def _messages() -> frozenset[str]:
    with (THEME / "translations/ru/LC_MESSAGES/newsroom.po").open("rb") as file:
        return frozenset(str(message.id) for message in read_po(file) if message.id)


MESSAGES = _messages()


def _in_template(source: str) -> Iterator[str]:
    """Yield each comparison of a template in which a label stands, or a message that is translated."""
    for compare in environment(Theme(THEME, THEME)).parse(source).find_all(nodes.Compare):
        operands = [compare.expr, *(operand.expr for operand in compare.ops)]
        for operand in operands:
            name = getattr(operand, "attr", None) or getattr(operand, "name", None)
            if name in _WORDS or (isinstance(operand, nodes.Const) and operand.value in MESSAGES):
                yield f"line {compare.lineno}: {name or operand.value}"  # type: ignore[attr-defined]


def _in_code(source: str) -> Iterator[str]:
    """Yield each comparison for equality of a module in which a label stands, or a message that is translated."""
    for compare in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Compare)):
        if not isinstance(compare.ops[0], ast.Eq | ast.NotEq) or "__name__" in ast.unparse(compare):
            continue
        inside = [node for operand in (compare.left, *compare.comparators) for node in ast.walk(operand)]
        names = {getattr(node, "attr", None) or getattr(node, "id", None) for node in inside}
        constants = {node.value for node in inside if isinstance(node, ast.Constant)}
        # Messages of one small word are ids of kinds too: desk.
        if "label" in names or {message for message in constants & MESSAGES if message != message.lower()}:
            yield ast.unparse(compare)


@pytest.mark.parametrize("path", sorted((THEME / "templates").rglob("*.html")), ids=lambda path: str(path.name))
def test_no_template_compares_a_label(path: Path) -> None:
    assert list(_in_template(path.read_text("utf-8"))) == []


def test_no_code_compares_a_label() -> None:
    package = ROOT / "plugins" / "newsroom"
    found = {
        path.relative_to(package).as_posix(): set(_in_code(path.read_text("utf-8"))) for path in package.rglob("*.py")
    }
    assert {path: lines for path, lines in found.items() if lines} == _ABOUT_WORDS


def test_a_comparison_is_found() -> None:
    assert list(_in_template('{% if card.label == "Sponsored" %}x{% endif %}')) == [
        "line 1: label",
        "line 1: Sponsored",
    ]
    assert list(_in_template("{% if a != card.label %}x{% endif %}")) == ["line 1: label"]
    assert list(_in_code('if kind == "Sponsored" or one.label != other: pass')) == [
        "kind == 'Sponsored'",
        "one.label != other",
    ]
