"""``invoke publish``: a production build, all checks, and then the switch to it in one step.

Below the folder that is published to, ``releases/<id>`` holds whole sites and the symbolic link ``current`` names the
one that readers get, so that any web server can point at ``current``. The link is replaced in one step, and only when
the new site is complete; whatever fails or is killed before leaves it as it was. Beside them ``headers/<id>`` holds
what a web server is to send with each, and ``headers/current`` follows ``current``.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from newsroom.headers import nginx
from newsroom.headers.model import Headers
from newsroom.ops.build import BuildRequest, planned
from newsroom.ops.console import Refused, say, told
from newsroom.ops.settings import setting
from newsroom.search.model import FOLDER

#: How many releases are kept, the current one among them.
KEPT = 5
_PART = ".part-"
_LINK = ".current-"
_HEADERS = "headers"
_TRIAL_HOSTS = frozenset({"localhost", "127.0.0.1"})


@told
def publish(root: Path, target: str = "", folder: str = "public", now: str = "") -> int:
    """Build for readers and switch to the result.

    Args:
        root: the project's folder.
        target: where to publish; there is only the folder as yet, so this is empty.
        folder: the folder to publish to, relative to the project.
        now: the moment that counts as now, in ISO 8601 with an offset; by default SOURCE_DATE_EPOCH, else the present.

    Returns:
        0, or 1 when there is a problem; warnings count too.
    """
    if target:
        raise Refused(f'publishing to "{target}" is not there yet; `invoke publish` puts the site into a folder')
    address = site_url(root)
    moment = _moment(now)
    public = (root / folder).absolute()
    with _alone(public):
        _tidy(public)
        part = public / "releases" / f"{_PART}{uuid.uuid4().hex}"
        # What the build keeps beside its output stays inside this folder too.
        site = part / "site"
        request = BuildRequest(root=root, production=True, output=site, now=moment.isoformat(), site_url=address)
        try:
            outcome, plan = planned(request)
            for problem in outcome.problems:
                say(str(problem), error=True)
            if any(not problem.draft for problem in outcome.problems):
                raise Refused("nothing was published: mend each problem, or waive a warning with the reason for it")
            release = _settle(site, public / "releases", moment)
            if plan is not None:
                _keep_headers(public, release, plan.edition.get(Headers))
            switch(public, release)
        except OSError as error:
            raise Refused(f"nothing was published: {error}") from error
        finally:
            shutil.rmtree(part, ignore_errors=True)
        _prune(public)
    say(f"published {outcome.pages} pages as {release}; {public / 'current'} shows them")
    return 0


def switch(public: Path, release: str) -> None:
    """Make a release the current one, in one step.

    Args:
        public: the folder that is published to.
        release: the id of a release in it.

    Raises:
        Refused: when links cannot be made there, or something else is called ``current``.
    """
    current = public / "current"
    if current.exists() and not current.is_symlink():
        raise Refused(f"{current} is no link that `invoke publish` has made; choose another --dir, or move it away")
    link = public / f"{_LINK}{uuid.uuid4().hex}"
    try:
        link.symlink_to(Path("releases", release), target_is_directory=True)
    except (OSError, NotImplementedError) as error:  # the second from pathlib, where a system has no such links
        raise Refused(f"{public} can hold no symbolic links ({error}); choose another --dir") from None
    if hasattr(os, "sync"):
        # The new site is on the disk before anything points at it.
        os.sync()
    link.replace(current)
    if (public / _HEADERS / release).is_dir():
        # After the site: it is read only when somebody reloads the web server.
        link = public / f"{_LINK}{uuid.uuid4().hex}"
        link.symlink_to(release, target_is_directory=True)
        link.replace(public / _HEADERS / "current")


def _keep_headers(public: Path, release: str, table: Headers) -> None:
    """Write what web servers are to send with a release, beside the sites and in none of them."""
    folder = public / _HEADERS / release
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{_PART}{uuid.uuid4().hex}"
    part.write_text(nginx.written(table), "utf-8")
    part.replace(folder / "nginx.conf")


def current(public: Path) -> str:
    """Return the id of the current release, or an empty string."""
    link = public / "current"
    return link.readlink().name if link.is_symlink() else ""


def releases(public: Path) -> list[str]:
    """Return the ids of the releases, the one that was published last first."""
    folder = public / "releases"
    found = [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else []
    return [path.name for path in sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)]


def site_url(root: Path) -> str:
    """Return the address that a project's site is published at.

    Raises:
        Refused: when it is not known, or no address of a site.
    """
    address = (os.environ.get("SITEURL") or setting(root, "publishconf.py", "SITEURL")).rstrip("/")
    if not address:
        raise Refused("the site's address is not known; set SITEURL=https://… in the environment or in publishconf.py")
    if not _is_site(address):
        raise Refused(f'SITEURL is "{address}"; write https:// and the name of the site, with nothing behind it')
    return address


def _is_site(address: str) -> bool:
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _TRIAL_HOSTS)
    return named and safe and not (parts.path or parts.query or parts.fragment or parts.username)


def _moment(given: str) -> datetime:
    if given:
        try:
            moment = datetime.fromisoformat(given)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise Refused(f'"{given}" is no moment with an offset; write it as 2026-11-23T09:00:00+10:00')
        return moment
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now(UTC).replace(microsecond=0)


@contextlib.contextmanager
def _alone(public: Path) -> Iterator[None]:
    """Hold the lock on a folder; the system lets go of it even when we are killed."""
    try:
        (public / "releases").mkdir(parents=True, exist_ok=True)
        lock = FileLock(public / ".publish.lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise Refused(f"another publish to {public} is under way; wait until it has ended") from None
    except OSError as error:
        raise Refused(f"{public} cannot be written to ({error.strerror}); choose another --dir") from None
    try:
        yield
    finally:
        lock.release()


def _settle(site: Path, folder: Path, moment: datetime) -> str:
    """Give a new site its place among the releases, named for when it was made and a hash of all that is in it."""
    digest = _digest(site)
    release = f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest[:12]}"
    place = folder / release
    if not place.exists():
        os.utime(site)
        site.rename(place)
    elif _digest(place) == digest:
        # The same site was published before, and is as good as the new one.
        os.utime(place)
    else:
        raise Refused(f"{place} has been changed since it was published; move it away")
    return release


def _digest(folder: Path) -> str:
    """Return the digest of a site; of the same pages the search index comes out differently each time."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape")
        if name.startswith(FOLDER.encode()):
            continue
        content = path.read_bytes()
        total.update(b"%d:%b%d:" % (len(name), name, len(content)))
        total.update(content)
    return total.hexdigest()


def _tidy(public: Path) -> None:
    """Take away what a publish that was killed has left behind."""
    for path in (public / "releases").glob(f"{_PART}*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in public.glob(f"{_LINK}*"):
        path.unlink(missing_ok=True)


def _prune(public: Path) -> None:
    """Keep the last releases, and in any case the current one."""
    kept = {current(public), *releases(public)[:KEPT]}
    for release in releases(public):
        if release not in kept:
            shutil.rmtree(public / "releases" / release, ignore_errors=True)
    # Also those of a publish that was killed before its site was there.
    for folder in (public / _HEADERS).glob("*"):
        if folder.name not in kept and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)
