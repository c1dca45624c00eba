"""A real sshd on loopback, with keys of its own, for as long as a test needs it."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.publishing.targets.ssh.remote import Shell, file_option
from tests.audit.startup import answers, end, free_port, started

#: A home without settings of a shell, and the cheapest exchange of keys: a test opens hundreds of connections.
_CONFIG = """\
ListenAddress 127.0.0.1
Port {port}
HostKey "{folder}/host"
PidFile "{folder}/pid"
AuthorizedKeysFile "{folder}/me.pub"
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
StrictModes no
MaxStartups 50
KexAlgorithms curve25519-sha256
SetEnv "HOME={folder}"
"""


@dataclass
class Sshd:
    """A server: its port, and its folder with the keys."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]

    def shell(self, folder: Path) -> Shell:
        """Return a shell in a folder, as `newsroom.commands.target_choice` makes one."""
        options = ("-p", str(self.port), *file_option("IdentityFile", str(self.folder / "me")))
        known = file_option("UserKnownHostsFile", str(self.folder / "known_hosts"))
        return Shell(f"{getpass.getuser()}@127.0.0.1", str(folder), (*options, "-o", "IdentitiesOnly=yes", *known))

    def cut(self) -> None:
        """End every connection that is open, as a network does that goes away; the server goes on."""
        for number in self.connections():
            with contextlib.suppress(OSError):
                os.kill(number, signal.SIGKILL)

    def connections(self) -> list[int]:
        """Return the processes of the connections that are open."""
        found = []
        for line in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError, IndexError):
                fields = line.read_text().rpartition(")")[2].split()
                if int(fields[1]) == self.process.pid:
                    found.append(int(line.parent.name))
        return found

    def wait_until_idle(self, client: int) -> None:
        """Wait until nothing is left of a client that has ended: its own ssh and rsync, connections and what they run.

        Args:
            client: the client's number, which is its session's too.
        """
        while self.connections() or any(self._belongs(folder, client) for folder in Path("/proc").glob("[0-9]*")):
            threading.Event().wait(0.01)

    def _belongs(self, process: Path, client: int) -> bool:
        """Return whether a process, by its folder in /proc, is of a client's session or was begun by the server."""
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == client:
                return True
            ends = f" 127.0.0.1 {self.port}".encode()
            environment = (process / "environ").read_bytes().split(b"\0")
        except (OSError, IndexError):
            return False
        return any(line.startswith(b"SSH_CONNECTION=") and line.endswith(ends) for line in environment)


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Sshd]:
    """Run a server whose files are in a folder."""
    folder.mkdir()
    for name in ("host", "me"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    port = free_port()
    key = (folder / "host.pub").read_text().rsplit(" ", 1)[0]
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {key}\n")
    (folder / "config").write_text(_CONFIG.format(port=port, folder=folder))
    Path("/run/sshd").mkdir(exist_ok=True)
    program = shutil.which("sshd") or "/usr/sbin/sshd"
    command = [program, "-D", "-e", "-f", folder / "config"]
    process = started("sshd", command, folder / "log", lambda: answers(port))
    try:
        yield Sshd(port, folder, process)
    finally:
        end(process)
