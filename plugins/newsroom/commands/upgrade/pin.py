"""The line of requirements.txt that names the software: where it comes from, and which version of it."""

from __future__ import annotations

import hashlib
import json
import re
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from msgspec import Struct

from newsroom.core.operation_error import OperationError
from newsroom.publishing import repository

#: The name of the software as a package.
PACKAGE = "newsroom"
REQUIREMENTS = "requirements.txt"
_URL = re.compile(rf"{PACKAGE}\s*@\s*(?P<url>\S+)")
_WHEEL = re.compile(rf"{PACKAGE}-(?P<version>\d[\w.!+]*)-[\w.]+-[\w.]+-[\w.]+\.whl")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_VERSION = re.compile(r"v?(\d+(?:\.\d+)*)")


class Pin(Struct, frozen=True):
    """A source of the software.

    Args:
        location: an address for git (``git+https://…``), or the path of a wheel or of a folder.
        commit: the commit, for git.
        tag: the tag of the commit, where one is known.
    """

    location: str
    commit: str = ""
    tag: str = ""

    @property
    def is_git(self) -> bool:
        """Whether it is fetched with git."""
        return self.location.startswith("git+")

    @property
    def source(self) -> str:
        """The argument for pip."""
        return f"{self.location}@{self.commit}" if self.is_git else self.location

    def line(self, root: Path) -> str:
        """Return the line of requirements.txt: git with its commit, a wheel with its digest.

        Args:
            root: the project's folder; a wheel below it is named by its path from there.
        """
        if self.is_git:
            return f"{PACKAGE} @ {self.source}" + (f"  # {self.tag}" if self.tag else "")
        path = Path(self.location)
        if path.is_file() and path.is_relative_to(root):
            return f"./{path.relative_to(root).as_posix()}"
        digest = f"#sha256={hashlib.sha256(path.read_bytes()).hexdigest()}" if path.is_file() else ""
        return f"{PACKAGE} @ {path.as_uri()}{digest}"

    def __str__(self) -> str:
        """Return it in words."""
        if not self.is_git:
            return self.location
        return f"{self.tag} ({self.commit[:10]})" if self.tag else self.commit[:10]


def read(root: Path) -> Pin:
    """Return the source in requirements.txt.

    Raises:
        OperationError: no line names it, or more than one.
    """
    found = [pin for line in _lines(root) if (pin := _of_line(line, root))]
    if len(found) != 1:
        raise OperationError(
            f"{REQUIREMENTS} needs one line for the software and has {len(found)}; such a line is: "
            f"{PACKAGE} @ git+https://git.example/newsroom.git@ and the commit"
        )
    return found[0]


def replaced(root: Path, line: str) -> str:
    """Return the text of requirements.txt with another line for the software; the other lines are as they were."""
    return "".join(f"{line if _of_line(old, root) else old}\n" for old in _lines(root))


def installed() -> Pin:
    """Return the source that pip installed the running software from.

    Raises:
        OperationError: pip has not recorded it, as for a package from an index.
    """
    # A copy of the repository in which the package was built holds metadata of its own, without an origin.
    origins = (found.read_text("direct_url.json") for found in metadata.distributions(name=PACKAGE))
    recorded = next(filter(None, origins), None)
    if not recorded:
        raise OperationError(f"pip has not recorded where {PACKAGE} comes from; install it from git or a wheel")
    url = json.loads(recorded)
    if "vcs_info" in url:
        wanted = url["vcs_info"].get("requested_revision", "")
        commit = url["vcs_info"]["commit_id"]
        return Pin(f"git+{url['url']}", commit, wanted if _VERSION.fullmatch(wanted) else "")
    return _of_path(_path(url["url"]))


def chosen(root: Path, present: Pin, wanted: str) -> Pin:
    """Return the source to upgrade to.

    Args:
        root: the project's folder.
        present: the source in requirements.txt.
        wanted: a source, or a version, tag or commit of the present source; empty for the newest.

    Raises:
        OperationError: there is no such source.
    """
    if wanted.startswith("git+"):
        return _of_git(*_split(wanted))
    for path in (Path(wanted).absolute(), root / wanted):
        if wanted and (path.is_dir() or path.suffix == ".whl") and path.exists():
            return _of_path(path.resolve())
    if present.is_git:
        return _of_git(present.location, wanted)
    if present.location.endswith(".whl"):
        return _wheel_beside(Path(present.location), wanted)
    if wanted:
        raise OperationError(f'there is no folder, wheel or address for git "{wanted}"')
    return _of_path(Path(present.location))


def _lines(root: Path) -> list[str]:
    try:
        return (root / REQUIREMENTS).read_text("utf-8").splitlines()
    except FileNotFoundError:
        raise OperationError(
            f"{root} has no {REQUIREMENTS}; a magazine made by `invoke new magazine` has one, and the software's own "
            "repository is renewed with git pull"
        ) from None


def _of_line(line: str, root: Path) -> Pin | None:
    words, _, comment = line.strip().partition(" #")
    match = _URL.match(words)
    if match and match["url"].startswith("git+"):
        location, commit = _split(match["url"])
        return Pin(location, commit, comment.strip())
    if match and match["url"].startswith("file:"):
        return Pin(str(_path(match["url"])))
    if _WHEEL.fullmatch(words.strip().rpartition("/")[2]):
        return Pin(str((root / words.strip()).resolve()))
    return None


def _split(url: str) -> tuple[str, str]:
    """Return an address for git and what stands after its last @, which a name before the host may have too."""
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    before, at, reference = path.partition("#")[0].rpartition("@")
    return f"{scheme}://{host}/{before or reference}", reference if at else ""


def _path(url: str) -> Path:
    return Path(url2pathname(unquote(urlsplit(url).path)))


def _of_path(path: Path) -> Pin:
    """Return the source at a path; a folder that git keeps, without changes, is pinned at its commit."""
    if path.is_dir() and not (path / "pyproject.toml").is_file():
        raise OperationError(f"{path} holds no package: there is no pyproject.toml in it")
    if path.is_dir() and (path / ".git").exists() and not repository.uncommitted(path):
        return Pin(f"git+{path.as_uri()}", repository.commit(path))
    return Pin(str(path))


def _of_git(location: str, wanted: str) -> Pin:
    """Return the newest tag of a repository that is a version, or the tag, branch or commit that is wanted."""
    if _COMMIT.fullmatch(wanted):
        return Pin(location, wanted)
    references = {}
    for line in repository.git(Path.cwd(), "ls-remote", location.removeprefix("git+")).splitlines():
        commit, _, name = line.partition("\t")
        # A tag with a message has a second line, with the commit that it stands for.
        references[name.removesuffix("^{}")] = commit
    tags = {name.removeprefix("refs/tags/"): commit for name, commit in references.items() if "refs/tags/" in name}
    for name in (wanted, f"v{wanted}"):
        if wanted and name in tags:
            return Pin(location, tags[name], name)
    if wanted:
        if f"refs/heads/{wanted}" in references:
            return Pin(location, references[f"refs/heads/{wanted}"])
        versions = ", ".join(sorted(tags, key=_number)[-5:]) or "none"
        raise OperationError(f'there is no tag or branch "{wanted}" at {location}; its newest tags: {versions}')
    versions_only = [name for name in tags if _VERSION.fullmatch(name)]
    if versions_only:
        newest = max(versions_only, key=_number)
        return Pin(location, tags[newest], newest)
    if "HEAD" not in references:
        raise OperationError(f"{location} has no commit")
    return Pin(location, references["HEAD"])


def _wheel_beside(present: Path, wanted: str) -> Pin:
    found = {match["version"]: path for path in present.parent.glob("*.whl") if (match := _WHEEL.fullmatch(path.name))}
    version = wanted.removeprefix("v") or max(found, key=_number, default="")
    if version not in found:
        known = ", ".join(sorted(found, key=_number)) or "none"
        raise OperationError(f'there is no wheel of version "{version}" in {present.parent}; there are: {known}')
    return Pin(str(found[version]))


def _number(version: str) -> tuple[int, ...]:
    match = _VERSION.match(version)
    return tuple(int(part) for part in match[1].split(".")) if match else ()


def is_older(version: str, other: str) -> bool:
    """Return whether a version comes before another one."""
    return _number(version) < _number(other)
