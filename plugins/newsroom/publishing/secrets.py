"""Search for secrets: values of environment variables, and keys of well-known services by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

#: Words in the names of environment variables that hold secrets.
_NAMES = re.compile(r"SECRET|TOKEN|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|AUTH_?KEY", re.IGNORECASE)
#: Shorter values, and those of one kind of sign alone, would be found by chance.
_SHORTEST = 12
#: Keys as their makers describe them: each begins with what says whose it is.
_KNOWN = re.compile(
    rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"
    rb"|\b(?:AKIA|ASIA)[A-Z2-7]{16}\b"
    rb"|\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_[A-Za-z0-9_]{60,}\b"
    rb"|\bglpat-[A-Za-z0-9_-]{20,}\b"
    rb"|\bxox[abprs]-[A-Za-z0-9-]{20,}\b"
    rb"|\bsk_live_[A-Za-z0-9]{20,}\b"
    rb"|\bAGE-SECRET-KEY-1[A-Z0-9]{50,}\b"
)
#: Each key holds one of these, which are found many times faster than keys, in pages that hold none.
_BEGINNINGS = (
    b"PRIVATE KEY", b"AKIA", b"ASIA", b"ghp_", b"gho_", b"ghu_", b"ghs_", b"ghr_", b"github_pat_", b"glpat-", b"xox",
    b"sk_live_", b"AGE-SECRET-KEY-1",
)  # fmt: skip


def of_environment(environment: Mapping[str, str]) -> dict[bytes, str]:
    """Return the secrets of an environment, each with the name of its variable.

    Args:
        environment: the variables; a path to a file with a secret is none.
    """
    return {
        value.encode("utf-8", "surrogateescape"): name
        for name, value in environment.items()
        if _NAMES.search(name) and len(value) >= _SHORTEST and not value.isdigit() and not value.startswith(("/", "~"))
    }


def values_in(raw: bytes, secrets: Mapping[bytes, str]) -> Iterator[str]:
    """Yield each secret of the environment in some bytes, by the name of its variable."""
    yield from (f"the value of {name}" for value, name in secrets.items() if value in raw)


def matches(raw: bytes, secrets: Mapping[bytes, str]) -> Iterator[str]:
    """Yield each secret in some bytes, in words that do not repeat it."""
    yield from values_in(raw, secrets)
    match = _KNOWN.search(raw) if any(beginning in raw for beginning in _BEGINNINGS) else None
    if match:
        yield f"what looks like a secret key ({match.group()[:5].decode('ascii', 'replace')}…)"


def in_changes(diff: str, secrets: Mapping[bytes, str]) -> list[str]:
    """Return the secrets in lines that a diff adds, each with its file."""
    findings, name = [], ""
    for line in diff.splitlines():
        if line.startswith("+++ "):
            name = line[6:]
        elif line.startswith("+"):
            findings += [f"{name} holds {what}" for what in matches(line.encode("utf-8", "surrogateescape"), secrets)]
    return findings
