"""Cleaning of one file in a separate process, with limited memory and time and without the build's environment.

The libraries that read documents and recordings are written in C, and what they are given may come from anybody: were
one of them to fall over, run without end or fill the memory, only this process ends, and the file is refused. Keys and
passwords that the build was given are not in its environment (`newsroom.core.environment`), and of all files it sees
only the one that it opens and what it needs for that (`newsroom.core.confinement`).
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsroom.core import confinement, environment
from newsroom.core.code_digest import code_digest
from newsroom.features.files import sniffing
from newsroom.features.files.model import MOST_OF_A_RECORDING, CleanFile, FileFault, ending, kind_of, title

#: Seconds, and as many again for each ten million bytes: sound that is encoded anew takes a thirtieth of its length on
#: a machine that has much else to do.
_PATIENCE = 120
#: Bytes of memory, several times what the largest file needs.
_MEMORY = 3 << 30
_AGAIN = "export it again from the program it was made with"


@functools.cache
def cleaner_digest() -> str:
    """Return the digest of the code that cleans: it changes when the same file would become other bytes.

    It takes a moment to work out, so a magazine without files does not.
    """
    # A file may be refused because of the confinement.
    modules = (*Path(__file__).parent.glob("*.py"), Path(confinement.__file__))
    return code_digest(modules, ("av", "fonttools", "mutagen", "pikepdf", "pillow"))


def clean(raw: bytes, path: str) -> bytes:
    """Return the cleaned bytes of a file.

    Args:
        raw: the file.
        path: its name, which says its kind.

    Raises:
        FileFault: it is not published; says why.
    """
    kind, end = kind_of(path), ending(path)
    if kind is None:
        raise sniffing.ending_fault(raw, end)
    if len(raw) > kind.most:
        raise FileFault(f"it is larger than {kind.most // 1_000_000} MB", kind.shrink)
    sniffing.check(raw, end)
    # Large libraries, and needed in the process that cleans alone.
    from newsroom.features.files import captions, media, mp3, pdf

    if kind.ending == "vtt":
        return captions.clean(raw)
    if kind.ending == "pdf":
        return pdf.clean(raw, title(path))
    return mp3.clean(raw) if kind.ending == "mp3" else media.clean(raw, kind.ending)


def clean_apart(source: Path, path: str, target: Path) -> CleanFile:
    """Clean a file in a process of its own.

    Args:
        source: the file.
        path: its path below content/, which says its kind and its title.
        target: where what is published is written.

    Returns:
        Facts about the clean file.

    Raises:
        FileFault: it is not published; says why.
    """
    command = [
        sys.executable,
        "-m",
        "newsroom.features.files.cleaning",
        str(source.absolute()),
        path,
        str(target.absolute()),
    ]
    # A process may end for reasons that are not the file's, such as a kill: it is asked once more.
    answer = _answer(command, source, target) or _answer(command, source, target)
    if answer is None:
        raise FileFault("it could not be read: the program that reads it broke down twice", _AGAIN)
    if answer.get("errno"):
        raise OSError(answer["errno"], os.strerror(answer["errno"]), str(target))
    if "fix" in answer:
        raise FileFault(answer["message"], answer["fix"])
    return CleanFile(answer["digest"], answer["size"], answer["seconds"])


def _answer(command: list[str], source: Path, target: Path) -> dict[str, Any] | None:
    """Run the process that cleans, and return what it printed, or nothing if it broke down.

    Raises:
        FileFault: it did not end in time.
    """
    try:
        ended = subprocess.run(  # noqa: S603  a list, never a shell: the names in it go to our own module
            command,
            cwd=target.parent,
            env=environment.child_environment(python=True),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_PATIENCE * (1 + source.stat().st_size // 10_000_000),
        )
    except subprocess.TimeoutExpired:
        raise FileFault("it could not be read: the program that reads it did not end in time", _AGAIN) from None
    try:
        answer = json.loads(ended.stdout)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def main(source: str, path: str, target: str) -> None:
    """Clean a file, and print the result as one line of JSON."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    # While everything can still be read: what is imported may lie anywhere.
    from newsroom.features.files import captions, media, mp3, pdf  # noqa: F401  `clean` uses them

    tempfile.tempdir = str(Path(target).parent)
    confinement.confine([Path(source)], [Path(target).parent])
    try:
        with Path(source).open("rb") as opened:
            body = clean(opened.read(MOST_OF_A_RECORDING + 1), path)
        kind = kind_of(path)
        long = media.seconds(body, kind.ending) if kind else 0
    except FileFault as fault:
        answer: dict[str, object] = {"message": fault.message, "fix": fault.fix}
    except Exception as error:  # noqa: BLE001  whatever a library says of a file, the build goes on without it
        answer = {"message": f"it cannot be read ({type(error).__name__})", "fix": _AGAIN}
    else:
        answer = {"digest": hashlib.sha256(body).hexdigest()[:12], "size": len(body), "seconds": long}
        try:
            Path(target).write_bytes(body)
        except OSError as error:
            answer = {"errno": error.errno}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
