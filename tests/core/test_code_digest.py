"""The digest of some code changes when what it does may change, and at nothing else."""

from __future__ import annotations

import gc
import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from newsroom.core.code_digest import code_digest, pinned_digest, statements

_CODE = '''"""A module."""

import math

WIDTHS = (480, 800)


def area(radius: float) -> float:
    """Return the area of a circle."""
    # Archimedes.
    return math.pi * radius**2


TEXT = """
# not a comment
"""
'''


def _digest(folder: Path, **modules: str) -> str:
    folder.mkdir()
    for name, source in modules.items():
        (folder / f"{name}.py").write_text(source)
    return code_digest(tuple(folder / f"{name}.py" for name in modules), ("pelican",))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Archimedes", "Euler"),
        ("    # Archimedes.\n", ""),
        ("area of a circle", "size of a disc"),
        ('"""A module."""\n', '"""A module\n\nof two paragraphs.\n"""\n'),
        ("import math\n", "import math\nimport os\n"),
        ("\n\n\ndef", "\n\ndef"),
    ],
)
def test_words_about_the_code_change_nothing(tmp_path: Path, old: str, new: str) -> None:
    assert old in _CODE
    assert _digest(tmp_path / "a", one=_CODE) == _digest(tmp_path / "b", one=_CODE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"), [("800", "801"), ("radius**2", "radius**3"), ("# not a comment", "# no comment"), ("area", "disc")]
)
def test_the_code_itself_changes_it(tmp_path: Path, old: str, new: str) -> None:
    assert _digest(tmp_path / "a", one=_CODE) != _digest(tmp_path / "b", one=_CODE.replace(old, new))


def test_names_and_order_of_files_change_nothing_and_another_file_does(tmp_path: Path) -> None:
    first = _digest(tmp_path / "a", one=_CODE, two="X = 1\n")
    assert _digest(tmp_path / "b", two=_CODE, one="X = 1\n") == first
    assert _digest(tmp_path / "c", one=_CODE) != first
    assert _digest(tmp_path / "d", one=_CODE, two="X = 1\n", three="Y = 1\n") != first


def test_a_module_keeps_the_digest_of_the_statements_that_it_is_pinned_to(tmp_path: Path) -> None:
    digest = hashlib.sha256(statements(_CODE).encode()).hexdigest()
    assert pinned_digest(digest, ("pelican",)) == _digest(tmp_path / "a", one=_CODE)
    assert pinned_digest(digest, ("pelican", "jinja2")) != pinned_digest(digest, ("pelican",))


def test_every_statement_is_kept() -> None:
    assert statements(_CODE).splitlines()[:3] == [
        "WIDTHS = (480, 800)",
        "def area(radius: float) -> float:",
        "    return math.pi * radius**2",
    ]


def test_threads_that_ask_at_once_get_the_same(tmp_path: Path) -> None:
    source = "\n".join(f"if a:\n    b = [{number}, [c, (d, {{e: [f]}})]]" for number in range(100))
    modules = []
    for number in range(8):
        modules.append(tmp_path / f"module{number}.py")
        modules[-1].write_text(source, "utf-8")
    # Another thread goes on whenever the garbage collector runs, as it does in the middle of parsing.
    gc.callbacks.append(lambda _phase, _info: time.sleep(0))
    try:
        with ThreadPoolExecutor(max_workers=8) as pool:
            # Each thread asks for another list of files, so that none waits for another's answer.
            digests = {*pool.map(lambda extra: code_digest((*modules, modules[extra]), ()), range(8))}
    finally:
        gc.callbacks.pop()
    assert len(digests) == 1
