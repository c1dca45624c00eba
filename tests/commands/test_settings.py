from __future__ import annotations

import sys
from pathlib import Path

import pytest

from newsroom.commands.console import OperationError
from newsroom.commands.settings import setting


def test_a_setting_is_read_from_the_file(project: Path) -> None:
    assert setting(project, "pelicanconf.py", "TIMEZONE") == "Australia/Brisbane"


def test_an_absent_file_or_setting_leaves_the_default(tmp_path: Path) -> None:
    assert setting(tmp_path, "pelicanconf.py", "TIMEZONE", "UTC") == "UTC"
    (tmp_path / "pelicanconf.py").write_text('SITEURL = ""\n')
    assert setting(tmp_path, "pelicanconf.py", "SITEURL", "x") == "x"


def test_each_project_has_its_own(tmp_path: Path) -> None:
    """Publishconf imports pelicanconf by name, which must not be one that was imported before."""
    path, modules = list(sys.path), {name for name in ("pelicanconf", "publishconf") if name in sys.modules}
    for name in ("one", "two"):
        root = tmp_path / name
        root.mkdir()
        (root / "pelicanconf.py").write_text(f'SITENAME = "{name}"\n')
        (root / "publishconf.py").write_text("from pelicanconf import *\n")
        assert setting(root, "publishconf.py", "SITENAME") == name
    assert sys.path == path
    assert {name for name in ("pelicanconf", "publishconf") if name in sys.modules} == modules


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text("SITENAME = \n")
    with pytest.raises(OperationError, match=r"^pelicanconf.py cannot be read: SyntaxError"):
        setting(tmp_path, "pelicanconf.py", "SITENAME")
