"""A server as target: the layout of `newsroom.publishing.targets.folder.target` there, over ssh and rsync.

Only what changed travels: files that the current release has already get a second name there, once their sums are known
to be right. Commands on the server are POSIX sh, and need rsync, sha256sum, find and flock beside it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, cast

from msgspec.structs import replace

from newsroom.core.header_table import HeaderTable
from newsroom.core.operation_error import OperationError
from newsroom.publishing import pause as pauses
from newsroom.publishing.model import Receipt, is_release, to_json
from newsroom.publishing.releases import Releases, raw_receipt, releases_of
from newsroom.publishing.target import tell_nobody
from newsroom.publishing.targets.folder.target import recovery_messages
from newsroom.publishing.targets.ssh.remote import RIGHTS, Shell, verdict

#: Seconds between two signs of life of a publisher.
_BEAT = 15
#: Stands in the place of the sum of a file with a second name.
_LINKED = "linked"
_PREPARE = "mkdir -p releases receipts headers"
#: Holds the lock as long as its input stays open: it ends with the publisher, or with the connection. A line comes
#: every few seconds; when none does for two minutes the network is gone, and so is the lock. What a publisher that was
#: killed began on the server may still be at work: the lock lasts until that has ended too, or two minutes longer. Who
#: comes next waits five seconds for it, in which a server notices that a publisher was killed.
_LOCK = """
mkdir -p releases receipts headers
exec 9>.publish.lock
if ! flock -w 5 9; then cat .publisher 2>/dev/null; exit 75; fi
printf '%s' "$1" > .publisher
echo held
while line=$(timeout 120 head -n 1) && [ -n "$line" ]; do :; done
exec 8<releases
flock -w 120 8
rm -f .publisher
"""
#: The beginning of each script that changes something: as long as it runs, the lock lasts.
_AT_WORK = "exec 8<releases && flock -s 8 || exit 1\n"
_RECOVER = """
set -e
for left in releases/.part-* releases/.gone-*; do [ -e "$left" ] && { rm -rf -- "$left"; basename "$left"; }; done
rm -f .current-* receipts/.part-*
for known in receipts/*.json; do
  name=$(basename "$known" .json); [ -d "releases/$name" ] || rm -rf -- "$known"
done
for place in headers/*; do
  name=$(basename "$place"); [ "$name" = current ] || [ -d "releases/$name" ] || rm -rf -- "$place"
done
current=$(readlink current || true); name=${current##*/}
if [ -n "$name" ] && [ -d "headers/$name" ] && [ "$(readlink headers/current || true)" != "$name" ]; then
  ln -s -- "$name" .current-settled && mv -T -- .current-settled headers/current
fi
"""
_SUMS = 'cd "releases/$1" && find . ! -type d ! -type f -exec false {} + && find . -type f -exec sha256sum {} +'
#: The same, but a file with a second name is only named: its sum is known by its first one.
_NEW_SUMS = """
cd "releases/$1" && find . ! -type d ! -type f -exec false {} + && find . -type f -links 1 -exec sha256sum {} + &&
find . -type f ! -links 1 -exec printf 'linked  %s\\n' {} +
"""
#: Gives files of a release second names in a new one. A file whose rights somebody changed is copied.
_LINK = f"""
set -e
cd "releases/$2"
rsync {" ".join(RIGHTS)} --fsync --from0 --files-from=- --link-dest="../$2/" ./ "../.part-$1/"
"""
_ACTIVATE = """
set -e
[ -d "releases/$1" ] || { echo "there is no release $1" >&2; exit 1; }
if [ -e current ] && [ ! -L current ]; then echo "current is no link of a publish; move it away" >&2; exit 1; fi
# rsync has written the files through to the disk; a sync of the whole machine would wait for others' work as well.
find "releases/$1" -type d -exec sync {} + || sync
before=$(readlink current || true)
if [ -n "$before" ] && [ "$before" != "releases/$1" ]; then
  ln -s -- "$before" ".current-$2" && mv -T -- ".current-$2" previous
fi
ln -s -- "releases/$1" ".current-$2" && mv -T -- ".current-$2" current
if [ -d "headers/$1" ]; then ln -s -- "$1" ".current-$2" && mv -T -- ".current-$2" headers/current; fi
"""
_REMOVE = """
set -e
current=$(readlink current || true)
for name in "$@"; do
  if [ "releases/$name" = "$current" ] || [ ! -d "releases/$name" ]; then continue; fi
  mv -T -- "releases/$name" "releases/.gone-$name"
  rm -rf -- "receipts/$name.json" "headers/$name" "releases/.gone-$name"
done
"""
_PAUSED = f"[ ! -e {pauses.NAME} ] || cat {pauses.NAME}"
_PAUSE = f'set -e; printf %s "$1" > ".paused-$2"; sync ".paused-$2" || sync; mv -T -- ".paused-$2" {pauses.NAME}'
_RESUME = f"rm -f -- {pauses.NAME}"
_PLACE = """
set -e
chmod 755 "releases/.part-$1"
mv -T -- "releases/.part-$1" "releases/$2"
"""


class SshTarget:
    """A folder on a server; see `newsroom.publishing.target.Target`.

    Args:
        name: its name in publish.toml.
        shell: runs commands in the folder.
        work: a local folder for the build.
        by: name of the user and of the machine that publish, for the lock.
    """

    def __init__(self, name: str, shell: Shell, work: Path, by: str) -> None:
        self.name, self.where = name, f"{shell.login}:{shell.folder}"
        self.local_folder, self.server_folder = None, shell.folder
        self._shell, self._work, self._by = shell, work, by
        #: The sums of releases that were counted while the lock is held; None while it is not.
        self._sums: dict[str, dict[str, str]] | None = None
        #: Where receipts that were fetched stay while the lock is held; None while it is not.
        self._fetched: Path | None = None
        self._decoded: dict[bytes, Receipt] = {}
        self.on_progress: Callable[[int, int], None] = tell_nobody

    def workplace(self) -> Path:
        """Return a local folder."""
        return self._work / uuid.uuid4().hex

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock on the server by a connection that stays open."""
        holder = self._shell.start(_LOCK, self._by)
        first = cast("IO[str]", holder.stdout).readline().strip()
        if first != "held":
            _, error = holder.communicate()
            if holder.returncode == os.EX_TEMPFAIL:
                message = (
                    f"another publish to {self.where} is under way ({first or 'somebody'}); wait until it has ended"
                )
                raise OperationError(message)
            raise OperationError(verdict(self.where, holder.returncode, error))
        ended = threading.Event()
        beat = threading.Thread(target=_beat, args=(holder, ended), daemon=True)
        beat.start()
        self._sums = {}
        try:
            with tempfile.TemporaryDirectory() as folder:
                self._fetched = Path(folder)
                yield
        finally:
            self._sums = self._fetched = None
            ended.set()
            beat.join()
            with contextlib.suppress(subprocess.TimeoutExpired, OSError):
                holder.communicate(timeout=20)
            holder.kill()

    def recover(self) -> list[str]:
        """Clear away what a publish that was killed has left on the server and here."""
        shutil.rmtree(self._work, ignore_errors=True)
        output = self._shell.run(_AT_WORK + _RECOVER)
        return recovery_messages(output.split())

    def half_activated(self) -> bool:
        """Return False: a switch is one step."""
        return False

    def current(self) -> str:
        """Return the release that the link on the server names."""
        return self._shell.run("readlink current || true").strip().rpartition("/")[2]

    def receipts(self) -> list[Receipt]:
        """Return the receipts on the server."""
        return self.known().demanded()

    def known(self) -> Releases:
        """Return the releases on the server, with those whose receipt is damaged."""
        with tempfile.TemporaryDirectory() as temporary:
            # While the lock is held only those are fetched that are not here yet.
            folder = self._fetched or Path(temporary)
            there = filter(is_release, self._shell.run(f"{_PREPARE} && ls releases").split())
            self._shell.fetch("receipts/", folder)
            receipts = {name: raw_receipt(folder / f"{name}.json") for name in there}
        where = f"{self.where}/receipts"
        return releases_of(
            receipts, lambda name, why: f"{where}/{name}.json: {why}; move it and its release away", self._decoded
        )

    def drift(self, receipt: Receipt) -> list[str]:
        """Return where a release on the server is not what its receipt says."""
        return self._differing(receipt.release, receipt, self._digests(receipt.release, _SUMS))

    def verify(self, receipt: Receipt) -> list[str]:
        """Return the same as `drift`: every release lies there as readers get it."""
        return self.drift(receipt)

    def _digests(self, folder: str, script: str) -> dict[str, str]:
        digests: dict[str, str] = {}
        for line in self._shell.run(script, folder).splitlines():
            digest, _, path = line.removeprefix("\\").partition("  ")
            digests[path.removeprefix("./")] = digest
        if self._sums is not None:
            self._sums[folder] = digests
        return digests

    def _differing(self, folder: str, receipt: Receipt, digests: Mapping[str, str]) -> list[str]:
        wanted = {path: file.digest for path, file in receipt.files.items()}
        differing = sorted(path for path in wanted.keys() | digests.keys() if wanted.get(path) != digests.get(path))
        return [f"{self.where}/releases/{folder}/{path} is not what was published" for path in differing]

    def upload(self, site: Path, receipt: Receipt, servers: Mapping[str, str], headers: HeaderTable) -> None:  # noqa: ARG002  as every target has it
        """Send what changed, have the server count the sums of those files, and give the site its place."""
        release = receipt.release
        if not is_release(release):
            raise OperationError(f"{release} is no name of a release")
        if self._shell.run('[ -d "releases/$1" ] && echo there || true', release).strip():
            receipt = self._republished(receipt)
            self._send_receipt(receipt, servers)
            return
        part = uuid.uuid4().hex
        linked = self._link(part, receipt)
        self.on_progress(len(linked), len(receipt.files))
        self._shell.send(site, f"releases/.part-{part}/", [path for path in receipt.files if path not in linked])
        there = self._digests(f".part-{part}", _NEW_SUMS)
        known = {path: receipt.files[path].digest for path in linked if there.get(path) == _LINKED}
        wrong = self._differing(f".part-{part}", receipt, {**there, **known})
        if wrong:
            raise OperationError(f"{len(wrong)} files changed on the way, such as {wrong[0]}; publish again")
        self._send_receipt(receipt, servers)
        self._shell.run(_AT_WORK + _PLACE, part, release)

    def _link(self, part: str, receipt: Receipt) -> set[str]:
        """Give files that the current release has already second names in a new one; return their paths."""
        current = self.current()
        if not current:
            return set()
        try:
            sums = (self._sums or {}).get(current) or self._digests(current, _SUMS)
        except OperationError:
            # Something in it is no plain file, or it is gone: nothing is taken from there.
            return set()
        same = {path for path, file in receipt.files.items() if sums.get(path) == file.digest}
        if same:
            self._shell.run(_AT_WORK + _LINK, part, current, names=sorted(same))
        return same

    def _republished(self, receipt: Receipt) -> Receipt:
        old = next((known for known in self.receipts() if known.release == receipt.release), None)
        if old is None or self.drift(old):
            raise OperationError(
                f"{self.where}/releases/{receipt.release} has been changed since it was published; move it away"
            )
        return replace(receipt, files=old.files)

    def _send_receipt(self, receipt: Receipt, servers: Mapping[str, str]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            (place / "receipts").mkdir()
            (place / "headers" / receipt.release).mkdir(parents=True)
            (place / "receipts" / f"{receipt.release}.json").write_bytes(to_json(receipt))
            for name, words in servers.items():
                (place / "headers" / receipt.release / name).write_text(words, "utf-8")
            files = [path.relative_to(place).as_posix() for path in sorted(place.rglob("*")) if path.is_file()]
            self._shell.send(place, "./", files)
        if self._fetched:
            # rsync would take one of the same size and second for the same.
            (self._fetched / f"{receipt.release}.json").unlink(missing_ok=True)

    def activate(self, release: str) -> None:
        """Make a release the current one, in one step on the server."""
        self._shell.run(_AT_WORK + _ACTIVATE, release, uuid.uuid4().hex)

    def remove(self, releases: Collection[str], *, reuse: bool = False) -> None:  # noqa: ARG002  --link-dest
        """Remove releases on the server."""
        if releases:
            self._shell.run(_AT_WORK + _REMOVE, *releases)

    def fetch(self, release: str, folder: Path) -> dict[str, str]:
        """Bring a release from the server."""
        if not is_release(release):
            raise OperationError(f"{release} is no name of a release")
        folder.mkdir(parents=True, exist_ok=True)
        self._shell.fetch(f"releases/{release}/", folder)
        with tempfile.TemporaryDirectory() as place:
            self._shell.run(f'{_PREPARE} "headers/$1"', release)
            self._shell.fetch(f"headers/{release}/", Path(place))
            return {path.name: path.read_text("utf-8") for path in Path(place).glob("*") if path.is_file()}

    def paused(self) -> pauses.Pause | None:
        """Return the pause that the folder on the server holds."""
        raw = self._shell.run(_PAUSED)
        return pauses.from_json(raw.encode()) if raw else None

    def pause(self, paused: pauses.Pause) -> None:
        """Write the pause into the folder on the server."""
        self._shell.run(_PAUSE, pauses.to_json(paused).decode(), uuid.uuid4().hex)

    def resume(self) -> None:
        """Take the pause out of the folder on the server."""
        self._shell.run(_RESUME)


def _beat(holder: subprocess.Popen[str], ended: threading.Event) -> None:
    stdin = cast("IO[str]", holder.stdin)
    while not ended.wait(_BEAT):
        try:
            stdin.write("here\n")
            stdin.flush()
        except (OSError, ValueError):
            return
