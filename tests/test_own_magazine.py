"""Tests read a magazine of their own, tests/magazine/, and never what this repository publishes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import MAGAZINE_FOLDER, ROOT

#: Files and folders of the repository's own magazine, and of its builds and publishes.
OWN = frozenset({
    "content", "theme", "pelicanconf.py", "publishconf.py", "publish.toml", "output", "public", ".cache",
    ".publish.pending.json",
})  # fmt: skip
#: Functions that are given the repository's folder and read its code alone.
CODE_ONLY = frozenset({
    "str", "file.relative_to", "path.relative_to", "place.is_relative_to", "messages.template", "localstack.python",
    "make_corpus", "Hugo", "bench.bench", "pin.read",
})  # fmt: skip
#: The place that says that guides may not link to the magazine's content.
_SAYS_SO = "tests/docs/test_docs.py"
FILES = sorted((ROOT / "tests").rglob("*.py"))


def uses(code: str) -> Iterator[str]:
    """Yield each expression that reads the repository's own magazine, or hands the repository on as a magazine."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.BinOp(left=ast.Name("ROOT"), op=ast.Div(), right=ast.Constant(str(name))):
                if name.partition("/")[0] in OWN:
                    yield ast.unparse(node)
            case ast.Call(func=ast.Attribute(ast.Name("ROOT"), "joinpath" | "glob" | "rglob"), args=[first, *_]):
                if isinstance(first, ast.Constant) and str(first.value).partition("/")[0] in {*OWN, "**"}:
                    yield ast.unparse(node)
            case ast.Call(func=function):
                given = [*node.args, *(word.value for word in node.keywords if word.arg != "cwd")]
                if any(ast.unparse(value) == "ROOT" for value in given) and ast.unparse(function) not in CODE_ONLY:
                    yield ast.unparse(node)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_test_reads_the_magazine_of_the_repository(file: Path) -> None:
    found = list(uses(file.read_text("utf-8")))
    assert found == (["ROOT / 'content'"] if file.relative_to(ROOT).as_posix() == _SAYS_SO else [])


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('ROOT / "content" / "data"', True),
        ('(ROOT / "content/articles").rglob("*.md")', True),
        ('(ROOT / "pelicanconf.py").read_text()', True),
        ('ROOT.joinpath("content", "data")', True),
        ('ROOT.rglob("**/*.md")', True),
        ("build(BuildRequest(ROOT))", True),
        ("check(root=ROOT)", True),
        ('ROOT / "plugins/newsroom"', False),
        ('ROOT.glob("*.md")', False),
        ("run(command, cwd=ROOT)", False),
        ("build(BuildRequest(MAGAZINE_FOLDER))", False),
    ],
)
def test_a_use_of_the_repositorys_magazine_is_found(code: str, found: bool) -> None:
    assert bool([*uses(code)]) is found


def test_the_magazine_of_the_tests_has_no_ledger_that_a_publish_left() -> None:
    """A publish notes addresses with their day, so that builds at an earlier day are refused."""
    assert not (MAGAZINE_FOLDER / "content/data/addresses.txt").exists()
