"""Chromium for the tests: find it, or get it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from newsroom.commands.console import OperationError, say
from newsroom.commands.quality import programs

NAMES = ("chromium", "chromium-browser", "google-chrome")
#: No sandbox, for tests often run as root in a container; and no word to anybody outside.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def find() -> Path | None:
    """Return a Chromium that starts, or None.

    The environment's CHROMIUM counts first, then what is on the PATH, then what Playwright has downloaded.

    Raises:
        OperationError: when CHROMIUM names nothing that starts.
    """
    named = os.environ.get("CHROMIUM", "")
    if named:
        path = shutil.which(named)
        if path is None or not _starts(path):
            raise OperationError(f"CHROMIUM names {named}, which is no Chromium that starts")
        return Path(path)
    for name in NAMES:
        path = shutil.which(name)
        if path is not None and _starts(path):
            return Path(path)
    own = _playwrights_own()
    return own if own is not None and _starts(str(own)) else None


def ensure() -> Path:
    """Return a Chromium that starts, and install one where there is none.

    As root with apt it is Debian's package, else Playwright's own download.

    Raises:
        OperationError: when neither works.
    """
    path = find()
    if path is not None:
        return path
    say("there is no Chromium yet; installing it …")
    if programs.can_install() and programs.install(["chromium"]):
        _starts.cache_clear()
        path = find()
        if path is not None:
            return path
    programs.run([sys.executable, "-m", "playwright", "install", "chromium"])
    _playwrights_own.cache_clear()
    _starts.cache_clear()
    path = find()
    if path is None:
        raise OperationError(
            "the tests need Chromium: install your system's package (Debian: apt-get install chromium),"
            " or set CHROMIUM to the path of one"
        )
    return path


def launch_options() -> dict[str, Any]:
    """Return the options of Playwright's ``launch``: the program, when one is found, and its arguments."""
    path = find()
    options: dict[str, Any] = {"args": list(ARGUMENTS)}
    if path is not None:
        options["executable_path"] = str(path)
    return options


@cache
def _starts(program: str) -> bool:
    """Return whether a program says its version; a Debian stub that only points elsewhere does not."""
    try:
        ended = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


@cache
def _playwrights_own() -> Path | None:
    """Ask Playwright, in a process of its own since it wants to own the event loop."""
    command = [sys.executable, "-c", _PLAYWRIGHTS_OWN]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    path = Path(ended.stdout.strip() or "/nowhere")
    return path if path.is_file() else None
