"""Commands and files over ssh and rsync, with a checked server key, and errors in plain words."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from newsroom.core.operation_error import OperationError

#: Never ask, notice within a minute that the network is gone, and refuse a server whose key is not known.
_OPTIONS = (
    "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15",
    "-o", "ServerAliveCountMax=4",
)  # fmt: skip
#: The rights of folders and files there, as options of rsync.
RIGHTS = ("--perms", "--chmod=D755,F644")
#: The exit code of ssh itself when there is no connection.
_NO_CONNECTION = 255
_NOT_THERE = 127
#: Messages of programs on the server about its disk, each with its meaning.
_OF_DISKS = (
    ("No space left on device", "the disk there is full; make room on it"),
    ("Disk quota exceeded", "the space that this login may use there is used up; make room or ask for more"),
    ("Read-only file system", "the disk there is read-only; mount it for writing"),
    ("Permission denied (13)", "this login may not write there; give it that folder (chown)"),
    (": Permission denied", "this login may not write there; give it that folder (chown)"),
)


class Shell(Struct, frozen=True):
    """A folder on a server.

    Args:
        login: the server, with who logs in before it where that matters: ``me@web1``.
        folder: the folder, absolute.
        options: more options of ssh: its port, key and list of known servers.
    """

    login: str
    folder: str
    options: tuple[str, ...] = ()

    def _ssh(self) -> list[str]:
        return ["ssh", *_OPTIONS, *self.options]

    def _command(self, script: str, arguments: tuple[str, ...]) -> list[str]:
        folder = shlex.quote(self.folder)
        inner = f"mkdir -p -- {folder} && cd -- {folder} && exec sh -c {shlex.quote(script)} publish "
        return [*self._ssh(), "--", self.login, inner + " ".join(map(shlex.quote, arguments))]

    def run(self, script: str, *arguments: str, names: Iterable[str] = ()) -> str:
        """Run a script of POSIX sh in the folder and return what it prints.

        Args:
            script: the script.
            arguments: its arguments.
            names: names that it reads from its input, each with a zero byte at its end.

        Raises:
            OperationError: it failed.
        """
        done = _run(self._command(script, arguments), names)
        if done.returncode:
            raise OperationError(verdict(f"{self.login}:{self.folder}", done.returncode, done.stderr))
        return done.stdout

    def start(self, script: str, *arguments: str) -> subprocess.Popen[str]:
        """Start a script that stays at work while the process that is returned does."""
        try:
            return subprocess.Popen(
                self._command(script, arguments),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                # Ctrl-C is ours to answer: the lock is let go of last.
                start_new_session=True,
            )
        except FileNotFoundError:
            raise OperationError("ssh is not installed; on Debian: apt-get install openssh-client") from None

    def send(self, source: Path, place: str, files: Iterable[str]) -> None:
        """Send files of a local folder to one on the server.

        Args:
            source: the local folder.
            place: the folder there, relative to ours.
            files: their paths in the folder.
        """
        # A clock that was put back, or a file that somebody changed there, deceives nobody: all of them are sent.
        options = [*RIGHTS, "--ignore-times", "--fsync", "--from0", "--files-from=-"]
        # As long as it writes there, the lock of the publish lasts: see _LOCK of the target.
        held = f"--rsync-path=flock -s {shlex.quote(f'{self.folder}/releases')} rsync"
        self._rsync([*options, held, f"{source}/", f"{self.login}:{self.folder}/{place}"], files)

    def fetch(self, place: str, target: Path) -> None:
        """Fetch what is in a folder on the server."""
        self._rsync(["--recursive", "--times", f"{self.login}:{self.folder}/{place}", f"{target}/"])

    def _rsync(self, arguments: list[str], names: Iterable[str] = ()) -> None:
        done = _run(["rsync", f"--rsh={shlex.join(self._ssh())}", "--timeout=60", *arguments], names)
        if done.returncode:
            raise OperationError(verdict(f"{self.login}:{self.folder}", done.returncode, done.stderr))


def _run(command: list[str], names: Iterable[str]) -> subprocess.CompletedProcess[str]:
    given = "".join(f"{name}\0" for name in names)
    try:
        # A name on the disk may hold bytes that are no text.
        return subprocess.run(
            command,
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape" if given else "replace",
            check=False,
        )
    except FileNotFoundError:
        package = "openssh-client" if command[0] == "ssh" else command[0]
        raise OperationError(f"{command[0]} is not installed; on Debian: apt-get install {package}") from None


def verdict(where: str, code: int, error: str) -> str:
    """Return in words why a command on a server failed.

    Args:
        where: the server and the folder.
        code: exit code of ssh or rsync.
        error: error output of the command.
    """
    lines = [line.strip() for line in error.splitlines() if line.strip() and not line.startswith("@@@")]
    if "host key is known for" in error:
        return (
            f"{where}: the server's key is not known here yet, so nothing was sent; ask whoever set the server up for "
            "its key and add it to the file of known keys (`known_hosts` in publish.toml, or ~/.ssh/known_hosts)"
        )
    if "REMOTE HOST IDENTIFICATION HAS CHANGED" in error or "Host key verification failed" in error:
        return (
            f"{where}: the server's key is not the one that is known, so nothing was sent; if the server was set up "
            "anew, ask whoever did for its key and put it in place of the old one with ssh-keygen -R and ssh-keyscan"
        )
    if "Permission denied (" in error:
        return (
            f"{where}: the server does not let us in; ask whoever set it up to allow your key there; that is "
            "`identity` in publish.toml, else the keys that ssh-add -l lists and those in ~/.ssh"
        )
    for pattern, words in _OF_DISKS:
        if pattern in error:
            return f"{where}: {words}, then publish again; readers have what they had"
    last = lines[-1] if lines else f"it ended with {code}"
    missing = next((line for line in lines if "not found" in line), "")
    if code == _NOT_THERE and missing:
        return f"{where}: a program is missing there ({missing}); on Debian: apt-get install rsync util-linux coreutils"
    if code == _NO_CONNECTION:
        return f"{where}: there is no connection ({last}); when there is one, run the same command again"
    return f"{where}: {last}"


def file_option(name: str, path: str) -> tuple[str, str]:
    """Return an option that names a file, quoted as ssh's settings ask for: https://man.openbsd.org/ssh_config.

    Args:
        name: the option, such as UserKnownHostsFile.
        path: the file.

    Raises:
        OperationError: ssh cannot be told of such a file.
    """
    if "${" in path or "\n" in path:
        raise OperationError(f"{path}: ssh takes a part of this path for something else; give the folder another name")
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return "-o", f'{name}="{escaped}"'
