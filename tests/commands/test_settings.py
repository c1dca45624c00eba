from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.commands.console import OperationError
from newsroom.commands.settings import forgiving, setting


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


def test_settings_of_the_last_commit_take_the_magazines_own_data_of_it(tmp_path: Path) -> None:
    (tmp_path / "content/data").mkdir(parents=True)
    (tmp_path / "content/data/magazine.toml").write_text('name = "Southern Rainbow"\nzone = "Australia/Hobart"\n')
    conf = tmp_path / "pelicanconf.py"
    conf.write_text(
        "from pathlib import Path\nfrom newsroom.site.magazine.settings import magazine_settings\n"
        'TIMEZONE = magazine_settings(Path(__file__).parent / "content").zone\n'
    )
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=R", "-c", "user.email=r@x", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    conf.write_text("TIMEZONE = \n")
    with forgiving():
        assert setting(tmp_path, "pelicanconf.py", "TIMEZONE") == "Australia/Hobart"
