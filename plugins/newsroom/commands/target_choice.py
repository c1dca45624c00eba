"""The target that a task means: by publish.toml, by its name, or by a folder that is named in its place."""

from __future__ import annotations

import getpass
import platform
from pathlib import Path

from newsroom.commands.console import OperationError, say
from newsroom.commands.kept_digests import kept_digests
from newsroom.commands.settings import setting
from newsroom.core import problem_summary
from newsroom.core.problems import did_you_mean
from newsroom.publishing import schema
from newsroom.publishing.schema import DirectoryField, SshField, StoreField, TargetField
from newsroom.publishing.target import Target
from newsroom.publishing.targets.branch.target import BranchTarget
from newsroom.publishing.targets.bucket.target import BucketTarget
from newsroom.publishing.targets.folder.target import FolderTarget
from newsroom.publishing.targets.ssh.remote import Shell, file_option
from newsroom.publishing.targets.ssh.target import SshTarget


def by() -> str:
    """Return who publishes: the user, and the machine."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # a container may have no name for its user
        user = "somebody"
    return f"{user} on {platform.node() or 'this machine'}"


def target(root: Path, name: str = "", folder: str = "", *, lenient: bool = False) -> tuple[Target, int]:
    """Return a target, and how many releases it keeps.

    Args:
        root: the project's folder.
        name: the target's name in publish.toml; empty for its default.
        folder: a folder to publish to instead.
        lenient: whether what is wrong with other targets stops nothing: for what cannot wait.

    Raises:
        OperationError: there is no such target, or publish.toml cannot be read; its problems are printed.
    """
    fields, places, problems = schema.load(root)
    for line in problem_summary.lines(problems):
        say(line, error=True)
    if problems and not (lenient and (folder or (name or fields.default) in places)):
        raise OperationError("nothing was done: mend publish.toml")
    if folder:
        if name:
            raise OperationError("name a target, or a folder with --dir, and not both")
        return _directory(root, "folder", folder), fields.keep
    chosen = name or fields.default
    if chosen not in places:
        known = ", ".join(places)
        raise OperationError(
            f'publish.toml has no target "{chosen}"; {did_you_mean(chosen, places) or f"it has {known}"}'
        )
    return _make_target(root, chosen, places[chosen]), fields.keep


def _make_target(root: Path, name: str, place: TargetField) -> Target:
    work = root / ".cache" / "publish" / name
    if isinstance(place, DirectoryField):
        return _directory(root, name, place.dir)
    if isinstance(place, SshField):
        login = f"{place.user}@{place.host}" if place.user else place.host
        options = ["-p", str(place.port)] if place.port else []
        if place.identity:
            options += [*_ssh_file(root, "identity", "IdentityFile", place.identity), "-o", "IdentitiesOnly=yes"]
        if place.known_hosts:
            options += _ssh_file(root, "known_hosts", "UserKnownHostsFile", place.known_hosts)
        return SshTarget(name, Shell(login, place.dir, tuple(options)), work, by())
    if isinstance(place, StoreField):
        return BucketTarget(
            name,
            place.bucket,
            region=place.region,
            endpoint=place.endpoint,
            site=place.site,
            state=place.state,
            encoding=place.encoding,
            distribution=place.distribution,
            work=work,
            by=by(),
        )
    return BranchTarget(name, root, place.remote, place.branch, place.domain, work=work, by=by())


def _ssh_file(root: Path, field: str, option: str, name: str) -> list[str]:
    """Return an option of ssh that names a file of the project or of whoever publishes.

    Raises:
        OperationError: there is no such file.
    """
    path = root / Path(name).expanduser()
    if not path.is_file():
        raise OperationError(
            f"publish.toml names {path} as `{field}`, and there is no such file; put it there, or mend that"
        )
    return list(file_option(option, str(path)))


def _directory(root: Path, name: str, folder: str) -> FolderTarget:
    """Return a folder as target.

    Raises:
        OperationError: a build that is not for readers, or sources, lie in it or around it.
    """
    place = (root / folder).absolute()
    output = root / (setting(root, "pelicanconf.py", "OUTPUT_PATH") or "output")
    # Links and dots lead elsewhere than they seem to.
    real = place.resolve()
    for taken, what in (
        (output, "a preview"),
        (root / "content", "the sources"),
        (root / "theme", "the theme"),
        (root / ".git", "git's own data"),
        (root / ".cache", "the cache"),
    ):
        if real.is_relative_to(taken.resolve()):
            raise OperationError(
                f"{place} is in the folder of {what}, which readers must not get; choose another --dir"
            )
    if root.resolve().is_relative_to(real):
        raise OperationError(f"{place} holds the project itself; choose another --dir")
    return FolderTarget(name, place, by(), kept_digests(root, place))
