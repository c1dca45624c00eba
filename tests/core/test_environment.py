"""Child processes that open what somebody sent in have none of the secrets that the build was given."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from newsroom.core import environment
from newsroom.features.files.cleaning import clean_apart
from newsroom.features.files.model import FileFault
from newsroom.features.search import pagefind_index
from tests.features.files.documents import pdf

SECRETS = {
    "AWS_SECRET_ACCESS_KEY": "sesame-1",
    "GITHUB_TOKEN": "sesame-2",
    "SSH_AUTH_SOCK": "/tmp/sesame-3",  # noqa: S108  nothing is there
    "NEWSROOM_PUBLISH_PASSWORD": "sesame-4",
    "HOME": "/home/sesame-5",
    "PYTHONSTARTUP": "sesame-6",
    "PAGEFIND_SITE": "sesame-7",
    "PYTHONPATH": "/sesame-8",
    "LD_PRELOAD_OF_NOBODY": "sesame-9",
}


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("python", [True, False])
def test_nothing_is_passed_on_but_what_a_program_needs_to_start(python: bool) -> None:
    made = environment.child_environment(python=python)
    assert "sesame" not in repr(made)
    assert set(made) <= {
        "PATH", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONPATH",
        "PYTHONDONTWRITEBYTECODE",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "raw"), [("a.pdf", pdf()), ("a.mp3", b"ID3"), ("a.mp4", b"\0\0\0\x18ftypmp42")])
def test_the_process_that_cleans_files_sees_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, raw: bytes
) -> None:
    """The real process runs; a module that Python imports at its start writes down what it finds."""
    spy, seen = tmp_path / "spy", tmp_path / "seen.txt"
    spy.mkdir()
    (spy / "sitecustomize.py").write_text(
        f"import os, sys\nopen({str(seen)!r}, 'a').write(repr((dict(os.environ), sys.stdin.read())))\n", "utf-8"
    )
    monkeypatch.syspath_prepend(spy)
    (tmp_path / name).write_bytes(raw)
    try:
        cleaned = clean_apart(tmp_path / name, f"files/{name}", tmp_path / "out")
    except FileFault as fault:
        assert fault.fix  # noqa: PT017  that it is refused is nothing to this test
    else:
        assert cleaned.size
    words = seen.read_text("utf-8")
    assert "PYTHONPATH" in words
    assert "sesame" not in words
    assert words.endswith(", '')")


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a script")
def test_the_program_that_makes_the_index_sees_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, program = tmp_path / "seen.txt", tmp_path / "pagefind"
    program.write_text(
        f"#!{sys.executable}\nimport os, sys\nopen({str(seen)!r}, 'w').write(repr(dict(os.environ)))\n", "utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setattr(pagefind_index, "get_executable", lambda: program)
    (tmp_path / "site").mkdir()
    pagefind_index._run(tmp_path / "site", tmp_path / "index")
    assert "PATH" in seen.read_text("utf-8")
    assert "sesame" not in seen.read_text("utf-8")
