"""A project in a git repository with a remote, and running a command that a task has printed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.building import ROOT, Project

#: As in a fresh checkout: what builds and publishes make is in no commit.
IGNORED = "public/\n.cache/\noutput/\n.output*\n__pycache__/\n.publish.pending.json\n"
LEDGER = "content/data/addresses.txt"
#: The address of the site that is published.
URL = "https://qn.example"


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it prints; it has to succeed."""
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def committed(site: Project, message: str = "First") -> Project:
    """Commit all of a project, in a repository that is made where there is none."""
    if not (site.root / ".git").exists():
        git(site.root, "init", "-q", "-b", "main")
        for name, value in (("user.name", "Robin"), ("user.email", "robin@qn.example")):
            git(site.root, "config", name, value)
        (site.root / ".gitignore").write_text(IGNORED)
        shutil.copy(ROOT / "tasks.py", site.root / "tasks.py")
    git(site.root, "add", "--all")
    git(site.root, "commit", "-q", "-m", message)
    return site


def pushed(site: Project) -> Path:
    """Give a project a remote beside it, by a path that holds in a copy of both too, push, and return the remote."""
    remote = site.root.parent / f"{site.root.name}.git"
    git(site.root.parent, "init", "-q", "--bare", "-b", "main", str(remote))
    git(site.root, "remote", "add", "origin", f"../{remote.name}")
    git(site.root, "push", "-q", "-u", "origin", "main")
    return remote


def remedies(said: str) -> list[str]:
    """Return the commands that a task has told somebody to run."""
    return re.findall(r"run: (.+)$", said, re.MULTILINE)


def run(command: str, root: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody would who pastes it: in a shell, in the project's folder."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "plugins")}
    return subprocess.run(["sh", "-c", command], cwd=root, env=environment, capture_output=True, text=True, check=False)
