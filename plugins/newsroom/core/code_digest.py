"""The digest of code and packages that make files: while it is the same, files that they made need not be made again.

It is part of the published names of pictures and fonts, so comments, docstrings and imports do not change it, and
neither does moving or renaming a module.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsroom.core.installed import version

#: Python 3.11 parses in one thread alone: a second one makes it fail with a SystemError (python/cpython#106905).
_PARSING = threading.Lock()


def code_digest(modules: tuple[Path, ...], packages: tuple[str, ...]) -> str:
    """Return a short name for some code and the packages that it works with.

    Args:
        modules: the files of the code, in any order.
        packages: names of packages, as pip knows them.
    """
    with _PARSING:
        return _code_digest(modules, packages)


def pinned_digest(revision: str, packages: tuple[str, ...]) -> str:
    """Return what `code_digest` returned for one module when its statements had a digest.

    A module whose statements change while the files that it makes stay as they are keeps the digest of its older
    statements, so that published names stay too. A test holds each to the statements that make those files.

    Args:
        revision: the SHA-256 of the statements, in hexadecimal.
        packages: names of packages, as pip knows them.
    """
    return _combined([bytes.fromhex(revision)], packages)


@functools.cache
def _code_digest(modules: tuple[Path, ...], packages: tuple[str, ...]) -> str:
    digests = (hashlib.sha256(statements(module.read_text("utf-8")).encode()).digest() for module in modules)
    return _combined(sorted(digests), packages)


def _combined(digests: Iterable[bytes], packages: tuple[str, ...]) -> str:
    combined = hashlib.sha256()
    for digest in digests:
        combined.update(digest)
    combined.update("".join(f"{name} {version(name)}\0" for name in packages).encode())
    return combined.hexdigest()[:16]


def statements(source: str) -> str:
    """Return the lines of a module that decide what it does: without comments, docstrings, imports and empty lines."""
    unused: set[int] = set()
    inside: set[int] = set()
    for node in _nodes(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node):
            unused.update(_lines(node))
        elif isinstance(node, ast.Constant | ast.JoinedStr):
            # A line of a longer text may look like a comment.
            inside.update(_lines(node)[1:])
    sources = [
        line.rstrip()
        for number, line in enumerate(source.splitlines(), 1)
        if number not in unused and (number in inside or (line.strip() and not line.lstrip().startswith("#")))
    ]
    return "\n".join(sources)


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a tree, but for those within one line: what that is decides about the whole line."""
    waiting = [tree]
    while waiting:
        for node in ast.iter_child_nodes(waiting.pop()):
            yield node
            first = getattr(node, "lineno", 0)
            if not first or first != getattr(node, "end_lineno", 0):
                waiting.append(node)


def _is_docstring(node: ast.AST) -> bool:
    """Return whether a statement is nothing but a text, as a docstring is."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _lines(node: ast.AST) -> range:
    return range(getattr(node, "lineno", 0), (getattr(node, "end_lineno", 0) or 0) + 1)
