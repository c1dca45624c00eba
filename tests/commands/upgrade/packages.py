"""Packages of the software for the tests of upgrades, made without the network, and magazines that install them."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.building import ROOT, Project
from tests.commands.repositories import git

PLUGINS = ROOT / "plugins"
#: A package that lets an environment see what is installed here, in the place of all that the software needs.
_SEEN = "installed-here"
_PERSONS = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
TASKS = "from newsroom.commands.tasks import tasks_of\n\nnamespace = tasks_of(__file__)\n"
CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- The first entry.\n"


def wheel(folder: Path, version: str, changes: Mapping[str, str | None] = {}) -> Path:
    """Write a wheel of the software as it is here.

    Args:
        folder: the folder for it.
        version: its version.
        changes: the text of files of the package that differ; None for one that it has not.
    """
    files = {
        path.relative_to(PLUGINS).as_posix(): path.read_bytes()
        for path in sorted((PLUGINS / "newsroom").rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    files["newsroom/release/CHANGELOG.md"] = CHANGELOG.encode()
    files["newsroom/release/constraints.txt"] = f"{_SEEN}==1\n".encode()
    for name, text in changes.items():
        files.pop(f"newsroom/{name}", None)
        if text is not None:
            files[f"newsroom/{name}"] = text.encode()
    return _written(folder, "newsroom", version, files, f"Requires-Dist: {_SEEN}\n")


def installed_here(folder: Path) -> Path:
    """Write the wheel of the package that shows an environment all that is installed here, with invoke's program."""
    here = sysconfig.get_path("purelib").encode() + b"\n"
    scripts = b"[console_scripts]\ninvoke = invoke.main:program.run\n"
    files = {"installed_here.pth": here, "installed_here-1.dist-info/entry_points.txt": scripts}
    return _written(folder, _SEEN.replace("-", "_"), "1", files, "")


def package_wheel(folder: Path, name: str, version: str) -> Path:
    """Write a wheel of a package that holds nothing, or of the one that shows what is installed here."""
    return installed_here(folder) if name == _SEEN else _written(folder, name, version, {}, "")


def _written(folder: Path, name: str, version: str, files: Mapping[str, bytes], more: str) -> Path:
    about = f"{name}-{version}.dist-info"
    described = {
        **files,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{more}".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{path},sha256={_digest(raw)},{len(raw)}" for path, raw in described.items()]
    described[f"{about}/RECORD"] = "\n".join([*record, f"{about}/RECORD,,", ""]).encode()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inner, raw in described.items():
            archive.writestr(inner, raw)
    return path


def _digest(raw: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(raw).digest()).rstrip(b"=").decode()


def variables(wheels: Path) -> dict[str, str]:
    """Return the variables with which pip finds packages in a folder alone, and git has somebody's name."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "SITEURL"))}
    who = {f"GIT_{role}": "robin@magazine.example" for role in _PERSONS}
    own = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "COLUMNS": "200"}
    return {**kept, **who, **own, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "SITEURL": "https://magazine.example"}


class Magazine:
    """A magazine as `invoke new magazine` makes it, with the software installed from a wheel.

    Args:
        root: its folder.
        wheels: the folder with the wheels.
    """

    def __init__(self, root: Path, wheels: Path, version: str = "1.0.0") -> None:
        self.root, self.wheels, self.project = root, wheels, Project(root)
        for name in ("theme", "plugins"):
            subprocess.run(["rm", "-rf", root / name], check=True)
        (root / "tasks.py").write_text(TASKS)
        (root / ".gitignore").write_text(".venv/\n.venv-*/\n__pycache__/\n.cache/\noutput/\n.output*\n")
        source = (wheels / f"newsroom-{version}-py3-none-any.whl").as_uri()
        (root / "requirements.txt").write_text(f"# The software.\nnewsroom @ {source}\n")
        (root / "constraints.txt").write_text(f"{_SEEN}==1\n")
        git(root, "init", "-q", "-b", "main")
        self.commit("First")
        self.do(sys.executable, "-m", "venv", ".venv")
        self.do(self.python, "-m", "pip", "install", "-q", "-r", "requirements.txt", "-c", "constraints.txt")

    @property
    def python(self) -> str:
        """The Python of its environment."""
        return str(self.root / ".venv" / "bin" / "python")

    def do(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a program in its folder."""
        done = subprocess.run(
            words, cwd=self.root, env=variables(self.wheels), capture_output=True, text=True, check=False
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def invoke(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a task, by the script that a maintainer calls."""
        return self.do(str(self.root / ".venv" / "bin" / "invoke"), *words, check=check)

    def commit(self, subject: str) -> None:
        """Commit all."""
        self.do("git", "add", "-A")
        self.do("git", "commit", "-q", "-m", subject)

    @property
    def version(self) -> str:
        """The version that its environment has."""
        words = "from importlib.metadata import version; print(version('newsroom'))"
        return self.do(self.python, "-c", words).stdout.strip()

    @property
    def pinned(self) -> str:
        """The version that requirements.txt names."""
        return (self.root / "requirements.txt").read_text().split("newsroom-")[1].split("-")[0]

    @property
    def subjects(self) -> list[str]:
        """The subjects of its commits, the newest first."""
        return self.do("git", "log", "--format=%s").stdout.splitlines()

    @property
    def changed(self) -> str:
        """Git's list of what is not committed."""
        return self.do("git", "status", "--porcelain").stdout
