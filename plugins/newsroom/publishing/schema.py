"""Schema of publish.toml, field by field; docs/reference/fields.md is held to it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from newsroom.core import schema, tomlfile
from newsroom.core.front_matter import SplitFile
from newsroom.core.host_names import is_host
from newsroom.core.problems import Problem, did_you_mean
from newsroom.core.schema import Record, Words, fault, shaped

#: The file, beside tasks.py.
NAME = "publish.toml"
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
#: A name that cannot be taken for an option, or for more than one word, by ssh, rsync or git.
_PLAIN = re.compile(r"[A-Za-z0-9_/~][A-Za-z0-9._:/@~-]*\Z")
ForSsh = Annotated[Words, shaped(_PLAIN.match, "holds what ssh would take for something else", "write it plainly")]
ForGit = Annotated[Words, shaped(_PLAIN.match, "holds what git would take for something else", "write it plainly")]
Host = Annotated[Words, shaped(is_host, "is no name of a host", "write it as www.magazine.example")]
#: A whole folder, as a server has it.
ServerFolder = Annotated[
    ForSsh,
    shaped(
        lambda path: path.startswith("/"),
        "does not begin with a slash",
        "write the whole folder, as the server has it: /srv/magazine",
    ),
]


class PublishFields(Record):
    """Where the site is published to."""

    default: Words = Field("public", description="the target of invoke publish, unless another is named")
    keep: Annotated[int, Field(ge=2)] = Field(5, description="how many releases a target keeps, the current one too")
    target: dict[str, dict[str, Any]] = Field({}, description="a table for each target: [target.name]")

    @field_validator("target")
    @classmethod
    def _named(cls, value: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        wrong = next((name for name in value if not _WORD.match(name)), None)
        if wrong is not None:
            raise fault("value-shape", f'"{wrong}" cannot name a target', "use letters, digits and hyphens")
        return value


class DirectoryField(Record):
    """A folder on this machine."""

    kind: Literal["directory"] = Field(description="directory")
    dir: Words = Field("public", description="the folder, relative to the project or absolute")


class SshField(Record):
    """A folder on a server, over ssh and rsync."""

    kind: Literal["ssh"] = Field(description="ssh")
    host: ForSsh = Field(description="the server, as ssh knows it: web1.example.org, or a name in ~/.ssh/config")
    dir: ServerFolder = Field(description="the folder on the server, absolute")
    user: ForSsh = Field("", description="who to log in as; by default as ssh does")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(0, description="the port; by default as ssh does")
    identity: Words = Field("", description="the file with the private key; by default as ssh does")
    known_hosts: Words = Field("", description="the file with the server's public key; by default as ssh does")


class StoreField(Record):
    """A bucket of an object store that speaks S3."""

    kind: Literal["s3"] = Field(description="s3")
    bucket: Words = Field(description="the bucket")
    region: Words = Field("", description="its region; by default as AWS's tools do")
    endpoint: Words = Field("", description="the store's address, where it is not Amazon's")
    site: Words = Field("site/", description="the prefix of the site's keys; a CDN's origin path")
    state: Words = Field("state/", description="the prefix of keys that readers must not get")
    encoding: Literal["gzip", "none"] = Field("gzip", description="gzip or none: how texts are stored")
    distribution: Words = Field("", description="the id of the CloudFront distribution to tell of changes")


class BranchField(Record):
    """A branch that a host of pages serves."""

    kind: Literal["pages"] = Field(description="pages")
    remote: ForGit = Field("origin", description="the remote of this repository, or an address")
    branch: ForGit = Field("gh-pages", description="the branch")
    domain: Host = Field("", description="the name of the site, for the file CNAME")


TargetField = DirectoryField | SshField | StoreField | BranchField
KINDS: dict[str, type[TargetField]] = {
    "directory": DirectoryField,
    "ssh": SshField,
    "s3": StoreField,
    "pages": BranchField,
}


def load(root: Path) -> tuple[PublishFields, dict[str, TargetField], list[Problem]]:
    """Read publish.toml; where there is none, there is one target, ``public``, a folder.

    Args:
        root: the project's folder.

    Returns:
        Its fields, its targets by name, and its problems.
    """
    located = tomlfile.load(root / NAME, NAME)
    zone = ZoneInfo("UTC")
    fields, problems = schema.read(PublishFields, located.fields, NAME, located.line_of, zone)
    problems = [*located.problems, *problems]
    places: dict[str, TargetField] = {}
    for name, values in (fields.target if fields else {}).items():
        place, faults = _target(name, values, located, zone)
        problems += faults
        if place is not None:
            places[name] = place
    fields = fields or PublishFields()
    if not fields.target:
        places["public"] = DirectoryField(kind="directory")
    if fields.default not in places and not problems:
        line, column = located.line_of(("default",))
        if "default" in located.fields:
            fix = did_you_mean(fields.default, places)
            problem = Problem(NAME, line, column, "value-unknown", f'there is no target "{fields.default}"', fix)
        else:
            fix = f'write default = "{next(iter(places))}" on a line above the first [target.…]'
            problem = Problem(NAME, line, column, "value-missing", "no target is the default", fix)
        problems.append(problem)
    return fields, places, problems


def _target(
    name: str, values: dict[str, Any], located: SplitFile, zone: ZoneInfo
) -> tuple[TargetField | None, list[Problem]]:
    kind = str(values.get("kind", ""))
    at = ("target", name)
    if kind not in KINDS:
        line, column = located.line_of((*at, "kind"))
        message = f'"{kind}" is no kind of target' if kind else f'the target "{name}" says no kind'
        fix = did_you_mean(kind, KINDS) or f"add kind = one of {', '.join(KINDS)}"
        return None, [Problem(NAME, line, column, "value-unknown", message, fix)]
    place, problems = schema.read(KINDS[kind], values, NAME, lambda inner: located.line_of((*at, *inner)), zone)
    return place, problems
