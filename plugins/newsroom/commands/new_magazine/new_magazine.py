"""``invoke new magazine``: a project of its own, with everything that a site needs and nothing of another magazine."""

from __future__ import annotations

import json
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from newsroom.commands import template
from newsroom.commands.brand import draw
from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.new_magazine.answers import Answers, Options, answers
from newsroom.commands.upgrade import package, pin
from newsroom.commands.upgrade.pin import Pin
from newsroom.publishing.repository import git

_SKELETON = Path(__file__).parent / "skeleton"
_ENDING = ".jinja"
#: Signs that Markdown takes as its own, and what begins a list or a heading.
_MARKUP = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)")
_LIST = re.compile(r"\A(\d*)([-+#=.)])")
#: Files of the skeleton that cannot have their own name in the package.
_NAMES = {"gitignore": ".gitignore"}
#: Entries that the folder of a new magazine may have already.
_MAY_BE_THERE = {".git", ".venv", "venv"}


@with_messages
def new_magazine(name: str, folder: str, options: Options, now: datetime | None = None) -> int:
    """Make a magazine, draw its icons, and make its first commit.

    Args:
        name: its name.
        folder: where it goes; a folder that is not there, or that holds nothing but an environment of Python.
        options: further options, as typed.
        now: the date of its first story; by default the present minute.
    """
    target = _target(folder)
    given = answers(name, options)
    moment = (now or datetime.now(UTC)).astimezone(ZoneInfo(given.zone))
    source = pin.installed()
    made = files(given, moment, source.line(target)) | {"constraints.txt": package.running().constraints}
    for path, words in made.items():
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(words, "utf-8", newline="\n")
    draw(target)
    say(f"{given.name} is in {target}")
    if uncommitted := _first_commit(target, given):
        say(f"nothing is committed yet: {uncommitted}", error=True)
    if _is_local(source):
        say("requirements.txt names a folder of this machine; name the software's repository before others install it")
    if not given.lang.startswith("en"):
        say(f"its pages, navigation and first story are in English; write them anew in your language ({given.lang})")
    say("")
    say(f"  cd {shlex.quote(str(target))}")
    say("  invoke build               makes the site in output/")
    say("  invoke check               says what is left to fill in, such as services that help")
    say("  invoke publish --dir DIR   publishes to a folder")
    return 0


def files(given: Answers, now: datetime, requirement: str) -> dict[str, str]:
    """Return the files of a new magazine by their paths, without constraints.txt.

    Args:
        given: names, places and sections of the magazine.
        now: the date of its first story, in its zone.
        requirement: the line of requirements.txt that names the software.
    """
    env = Environment(
        loader=FileSystemLoader(_SKELETON),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Headings of Markdown have ids as {#imprint}.
        comment_start_string="{##",
        autoescape=False,  # noqa: S701  Markdown, TOML and Python: each value is quoted by the filter of its format
    )
    env.filters.update(yaml=template.scalar, toml=_toml, python=repr, markdown=_markdown)
    values = {
        **{name: getattr(given, name) for name in Answers.__struct_fields__},
        "host": urlsplit(given.url).netloc,
        "now": now,
        "year": now.year,
        "requirement": requirement,
    }
    made = {}
    for source in sorted(_SKELETON.rglob(f"*{_ENDING}")):
        path = source.relative_to(_SKELETON).as_posix()
        made[_path(path.removesuffix(_ENDING), given, now)] = env.get_template(path).render(values)
    return made


def _is_local(source: Pin) -> bool:
    """Return whether the software comes from a place on this machine, which another machine has not."""
    return not source.is_git or source.location.startswith("git+file:")


def _path(path: str, given: Answers, now: datetime) -> str:
    """Return where a file of the skeleton goes: the first story into the first section and this year."""
    path = _NAMES.get(path, path)
    return path.replace("articles/welcome", f"articles/{given.sections[0].id}/{now:%Y}/welcome")


def _toml(words: str) -> str:
    """Return words as a string of TOML, whose escapes are those of JSON."""
    return json.dumps(words, ensure_ascii=False)


def _markdown(words: str) -> str:
    """Return words as Markdown that shows them as they are, also where they begin a paragraph."""
    return _LIST.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", words))


def _target(folder: str) -> Path:
    if not folder:
        raise OperationError("--dir is missing: the folder for the new magazine")
    target = Path(folder).expanduser().resolve()
    if target.exists() and not target.is_dir():
        raise OperationError(f"{target} is a file; name a folder that is not there yet")
    there = sorted(path.name for path in target.iterdir() if path.name not in _MAY_BE_THERE) if target.is_dir() else []
    if there:
        shown = ", ".join(there[:3]) + (" …" if len(there) > 3 else "")
        raise OperationError(
            f"{target} is not empty ({shown}); name a folder that is not there yet. Nothing was changed"
        )
    return target


def _first_commit(target: Path, given: Answers) -> str:
    """Begin a repository where there is none, and commit everything; return why that failed, or nothing."""
    try:
        if not (target / ".git").exists():
            git(target, "init", "--quiet", "--initial-branch=main")
        git(target, "add", "--all")
        # Somebody whose name git does not know yet commits in the magazine's.
        known = git(target, "config", "user.email", check=False).strip()
        who = () if known else ("-c", f"user.name={given.name}", "-c", f"user.email={given.email}")
        git(target, *who, "commit", "--quiet", "--message", f"Begin {given.name}")
    except OperationError as fault:
        return str(fault)
    return ""
