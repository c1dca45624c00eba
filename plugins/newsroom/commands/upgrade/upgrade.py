"""``invoke upgrade``: takes a magazine to another version of the software, and back."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from newsroom.commands.check import STAND_IN
from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.publish.release_build import show
from newsroom.commands.publish.site_address import site_url
from newsroom.commands.upgrade import activation, environment, overrides, package, pin
from newsroom.commands.upgrade.changelog import news
from newsroom.commands.upgrade.package import Package
from newsroom.commands.upgrade.pin import REQUIREMENTS, Pin
from newsroom.commands.upgrade.pinned_packages import differences
from newsroom.publishing import difference, model, repository

CONSTRAINTS = "constraints.txt"
#: The folder for what is made to compare, below the project's folder.
_PLACE = Path(".cache", "upgrade")
_SUBJECT, _UNDO = "Upgrade the software", "Undo the upgrade of the software"


@with_messages
def upgrade(root: Path, to: str = "", *, undo: bool = False, plan: bool = False, despite_problems: bool = False) -> int:
    """Install another version of the software, check the magazine with it, and take it.

    Args:
        root: the project's folder.
        to: a version, tag or commit, or another source; by default the newest of the present source.
        undo: whether to go back to the version before the last upgrade.
        plan: whether to show all that would change, and to change nothing.
        despite_problems: whether to take it although a check finds more problems with the other version.

    Returns:
        0, or 1 when the magazine stays with its version.
    """
    used = environment.used()
    with _locked(root):
        unfinished = activation.begun(root)
        if unfinished:
            activation.finish(root, unfinished)
            say(f"finished what was begun: {unfinished.subject}")
            # The modules of this process are of the version before, and the folder has those of the other.
            say("run the command again for more")
            return 0
        _refuse_changes(root)
        if undo:
            _undo(root, used)
        else:
            _upgrade(root, used, to, plan=plan, despite_problems=despite_problems)
    return 0


def _upgrade(root: Path, used: Path, to: str, *, plan: bool, despite_problems: bool) -> None:
    present, running = pin.read(root), package.running()
    wanted = pin.chosen(root, present, to)
    requirements = pin.replaced(root, wanted.line(root))
    if (wanted.location, wanted.commit) == (present.location, present.commit) and not Path(wanted.location).is_dir():
        say(f"the magazine has {present} already{'' if to else ', which is the newest'}")
        return
    scratch, candidate = root / _PLACE, environment.following(used)
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        say(f"fetching {wanted} …")
        environment.make(candidate)
        wheel = _fetched(candidate, wanted, scratch)
        newer = package.of_wheel(wheel)
        if not to and pin.is_older(newer.version, running.version):
            raise OperationError(
                f"the newest version there is {newer.version}, older than {running.version}, which is installed; "
                f"--to {newer.version} takes it all the same"
            )
        made_from = overrides.originals(root, running)
        files = {REQUIREMENTS: requirements, CONSTRAINTS: newer.constraints}
        if made_from:
            files[overrides.ORIGINALS] = overrides.text_of(made_from)
        late = overrides.behind(made_from, newer)
        before, after = _name(running, present), _name(newer, wanted)
        say(f"{before} is installed, {after} is to be")
        _tell(root, running, newer, late)
        _install(candidate, wheel, root, newer.constraints, scratch)
        _try(root, used, candidate, scratch, despite_problems=despite_problems)
        if plan:
            say("nothing was changed; without --plan the magazine takes this version")
            return
        _activate(root, used, candidate, files, f"{_SUBJECT} from {before} to {after}")
        say(f"the magazine has {after} now, in a commit of its own; invoke upgrade --undo goes back to {before}")
        _tell_behind(used, [name for name in late if name in running.theme])
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        # An activation that was begun needs it.
        if not activation.journal(root).exists():
            environment.remove(candidate)


def _undo(root: Path, used: Path) -> None:
    """Go back to the files before the last commit that changed requirements.txt, and to the environment for them."""
    last, _, subject = repository.git(root, "log", "-1", "--format=%H %s", "--", REQUIREMENTS).strip().partition(" ")
    if not subject.startswith(_SUBJECT):
        raise OperationError(
            f"there is no upgrade to undo: the last change of {REQUIREMENTS} is {last[:10]}, {subject}"
        )
    names = [REQUIREMENTS, CONSTRAINTS]
    prefix = repository.git(root, "rev-parse", "--show-prefix").strip("\n")
    files = {name: repository.git(root, "show", f"{last}^:{prefix}{name}", check=False) for name in names}
    candidate = environment.previous(used)
    if environment.mark(candidate) != environment.mark_of(*files.values()):
        candidate = environment.following(used)
        say("the environment of that version is gone; installing it again …")
        environment.make(candidate)
        try:
            scratch = root / _PLACE
            scratch.mkdir(parents=True, exist_ok=True)
            for name, text in files.items():
                (scratch / name).write_text(text, "utf-8")
            _pip_install(candidate, scratch / REQUIREMENTS, scratch / CONSTRAINTS, root)
        except OperationError:
            environment.remove(candidate)
            raise
        finally:
            shutil.rmtree(root / _PLACE, ignore_errors=True)
    _activate(root, used, candidate, files, f"{_UNDO}{subject.removeprefix(_SUBJECT)}")
    say(f"undone: {subject}")


def _activate(root: Path, used: Path, candidate: Path, files: dict[str, str], subject: str) -> None:
    old = [_text(root / name) for name in (REQUIREMENTS, CONSTRAINTS)]
    mark = environment.mark_of(files[REQUIREMENTS], files[CONSTRAINTS])
    environment.set_mark(used, environment.mark_of(old[0], old[1]))
    environment.hide_from_git(used)
    environment.relocate(candidate, used)
    environment.set_mark(candidate, mark)
    decided = activation.Activation(str(used), str(candidate), mark, files, subject)
    activation.begin(root, decided)
    try:
        activation.finish(root, decided)
    except (OperationError, OSError) as error:
        raise OperationError(f"{error}\nit is not finished; invoke upgrade finishes it") from error


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


@contextlib.contextmanager
def _locked(root: Path) -> Iterator[None]:
    if not repository.commit(root):
        raise OperationError("an upgrade is a commit, and there is none here yet: git init, git add -A, git commit")
    try:
        with FileLock(activation.journal(root).with_suffix(".lock"), timeout=0):
            yield
    except Timeout:
        raise OperationError("another upgrade of this magazine is running; wait for it") from None


def _refuse_changes(root: Path) -> None:
    changed = repository.uncommitted(root)
    if changed:
        more = f" and {len(changed) - 3:,} more" if len(changed) > 3 else ""
        raise OperationError(
            f"not committed: {', '.join(changed[:3])}{more}; an upgrade is a commit of its own, so first: "
            'git add -A && git commit -m "…", or git stash -u to put the changes aside'
        )


def _fetched(candidate: Path, wanted: Pin, scratch: Path) -> Path:
    """Return the wheel of a source, built where it is none."""
    command: list[str | Path] = [
        environment.python(candidate),
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        scratch,
        wanted.source,
    ]
    environment.run(command, f"{wanted} cannot be fetched")
    [wheel] = scratch.glob("*.whl")
    return wheel


def _install(candidate: Path, wheel: Path, root: Path, constraints: str, scratch: Path) -> None:
    say("installing it beside the present version …")
    (scratch / CONSTRAINTS).write_text(constraints, "utf-8")
    # The wheel itself, which was looked at; and what else the magazine requires.
    (scratch / REQUIREMENTS).write_text(pin.replaced(root, str(wheel)), "utf-8")
    _pip_install(candidate, scratch / REQUIREMENTS, scratch / CONSTRAINTS, root)


def _pip_install(candidate: Path, requirements: Path, constraints: Path, root: Path) -> None:
    command: list[str | Path] = [
        environment.python(candidate),
        "-m",
        "pip",
        "install",
        "-q",
        "-r",
        requirements,
        "-c",
        constraints,
    ]
    environment.run(command, "it cannot be installed", root)


def _name(version: Package, source: Pin) -> str:
    """Return the name of a version; of one from git with its commit, since many commits have one version."""
    return f"{version.version} ({source.commit[:10]})" if source.is_git else version.version


def _tell(root: Path, running: Package, newer: Package, late: list[str]) -> None:
    entries = news(running.changelog, newer.changelog)
    say("")
    for line in entries or ["The changelog has nothing new."]:
        say(line)
    if gone := news(newer.changelog, running.changelog):
        say(f"\nIts changelog lacks {len(gone):,} lines of the present one.")
    packages = differences(_text(root / CONSTRAINTS), newer.constraints)
    say(f"\npackages: {'; '.join(packages) or 'as they are'}")
    for name in late:
        fate = "has changed" if name in newer.theme else "is not part of the software any more"
        say(f"theme/{name}: the original that it was made from {fate}")
    say("")


def _try(root: Path, used: Path, candidate: Path, scratch: Path, *, despite_problems: bool) -> None:
    """Build and check the magazine with both versions, and show how the sites differ.

    Raises:
        OperationError: it does not build, or a check finds more problems than with the present version.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        address = site_url(root)
    except OperationError:
        address = STAND_IN
    sites = {}
    for python, name in ((used, "before"), (candidate, "after")):
        say(f"building the magazine with the {'present' if python == used else 'other'} version …")
        sites[name] = scratch / name
        words = ("build", "--production", "--output", str(sites[name]), "--now", now)
        code, lines = _invoked(root, python, address, *words)
        if code:
            whose = "the present version; mend it first" if python == used else "the other version; nothing was changed"
            raise OperationError("\n".join([*lines, f"the magazine does not build with {whose}"]))
    say("checking it …")
    code, lines = _invoked(root, candidate, address, "check", "--now", now)
    if code:
        known = set(_invoked(root, used, address, "check", "--now", now)[1][:-1])
        new = [line for line in lines[:-1] if line not in known]
        for line in new:
            say(line, error=True)
        if new and not despite_problems:
            raise OperationError(
                "the other version refuses what stands above; nothing was changed. Mend it first, or take the version "
                "and mend it then, with --despite-problems"
            )
    say("files of the site that change:")
    show(difference.between(model.read_files(sites["before"]), model.read_files(sites["after"])))


def _invoked(root: Path, folder: Path, address: str, *words: str) -> tuple[int, list[str]]:
    """Run a task with the software of an environment; return its exit code, and what it printed by lines."""
    command = [str(environment.python(folder)), "-m", "invoke", *words]
    variables = environment.clean_variables({"SITEURL": address, "COLUMNS": "120"})
    ended = subprocess.run(
        command,
        cwd=root,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return ended.returncode, [line for line in ended.stdout.splitlines() if line.strip()]


def _tell_behind(used: Path, late: list[str]) -> None:
    packages = environment.site_packages(used).relative_to(used)
    for name in late:
        old = environment.previous(used) / packages / "newsroom" / "theme" / name
        new = used / packages / "newsroom" / "theme" / name
        say(f"theme/{name} is behind; what changed: git diff --no-index {old} {new}")
