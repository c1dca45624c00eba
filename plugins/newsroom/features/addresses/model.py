"""Ledger of addresses: every address that readers were ever given, with the id of its page and its first day.

It is a text file in the repository, a line for each address: address, kind, id, language, day and mark, with blanks
between them. Two people who publish add lines each; git joins their files line by line (``merge=union``), so the reader
takes lines in any order, the same line twice, and two lines for one address. `after_publish` makes one of them again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from msgspec import Struct, field

from newsroom.core import urls
from newsroom.core.problems import Problem, did_you_mean, nearest
from newsroom.core.typography import as_typed

#: Where it lies, below content/.
LEDGER = "data/addresses.txt"
#: Kinds of content at an address that readers keep. A kind of document has its own besides, in small letters.
KINDS = ("story", "page", "author", "topic", "series", "section", "language", "issue", "text", "feed")
#: These have no life of their own: what becomes of them follows from the address above.
FOLLOWING = frozenset(("text", "feed"))
#: These come and go with the stories in them.
OF_STORIES = frozenset(("author", "topic", "series", "language"))
_NONE = "-"
_UNMARKED: frozenset[str] = frozenset()
_MARK = re.compile(r"[0-9a-f]{12}(,[0-9a-f]{12})*\Z")
#: A line as `write` makes it; thousands are read at each build, and those that look otherwise are few.
_LINE = re.compile(rf"(/[\w.~/-]*) ({'|'.join(KINDS)}) (\S+) (\S+) (\d{{4}}-\d\d-\d\d) (-|[0-9a-f]{{12}})", re.ASCII)
_KIND = re.compile(r"[a-z]{1,40}\Z")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_ABOUT = """\
# Every address that readers were ever given, what stood there and since when. `invoke publish` writes this file and
# commits it. Take no line out: whoever kept the address would find nothing. docs/how-to/move-an-address.md says more.
"""


class Owner(NamedTuple):
    """Owner of an address: its kind, the id that lasts, its language, and the mark of a story.

    A mark is known by title and day, so that a story whose file was given another name is known again.
    """

    kind: str
    id: str
    lang: str = ""
    story_digest: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Identity of the owner: equal for two that are the same."""
        return self.kind, self.id

    def __str__(self) -> str:
        """Return it in words."""
        return f"the {'list of the language' if self.kind == 'language' else self.kind} {self.id}"


class Claim(NamedTuple):
    """One line of the ledger: an owner without its mark, since when, all its marks, and the line's number."""

    owner: Owner
    since: date
    story_digests: frozenset[str] = frozenset()
    line: int = 0


class Ledger(Struct, frozen=True):
    """All claims by their address; two that stand for one address come of joined files."""

    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)


def story_digest(title: str, moment: datetime) -> str:
    """Return the mark of a story: twelve digits of a hash of its title and day."""
    identity = f"{' '.join(as_typed(title).casefold().split())}\n{moment:%Y-%m-%d}"
    return hashlib.blake2b(identity.encode(), digest_size=6, person=b"story").hexdigest()


def read(text: str, path: str = f"content/{LEDGER}") -> tuple[Ledger, list[Problem]]:
    """Read a ledger; of a line that cannot be read there is a problem, and the rest counts.

    Args:
        text: the file.
        path: path of the file that problems name.
    """
    claims: dict[str, tuple[Claim, ...]] = {}
    problems: list[Problem] = []
    days: dict[str, date | None] = {}
    # Some editors begin each file with a mark of its encoding.
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        match = _LINE.fullmatch(line)
        if match is not None:
            address, kind, id_, lang, day, known = match.groups()
            since = days[day] if day in days else days.setdefault(day, _day(day))
            if since is not None and address not in claims:
                story_digests = _UNMARKED if known == _NONE else frozenset((known,))
                claims[address] = (
                    Claim(Owner(kind, id_, "" if lang == _NONE else lang), since, story_digests, number),
                )
                continue
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        claim = _claim(words, number)
        if isinstance(claim, Claim):
            claims[words[0]] = _joined(claims.get(words[0], ()), claim)
        else:
            problems.append(Problem(path, number, 0, "address-ledger", *claim))
    return Ledger(claims), problems


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _claim(words: list[str], number: int) -> Claim | tuple[str, str]:
    """Return the claim on a line, or its fault and the remedy."""
    if words[0].startswith(_CONFLICT):
        return "git left two versions of this file side by side", "delete the lines that begin with <<<, === and >>>"
    how = "write it as the lines around it, or take the file from git as it was"
    if len(words) != 6:
        return f"a line has address, kind, id, language, day and mark, and this has {len(words)} words", how
    address, kind, id_, lang, day, story_digests = words
    fault = urls.old_fault(address)
    if fault:
        return f'"{address[:200]}" cannot be an address: {fault}', how
    if kind not in KINDS and (nearest(kind, KINDS) or not _KIND.match(kind)):
        return f'nothing of the kind "{kind[:80]}" stands at an address', did_you_mean(kind, KINDS)
    if story_digests != _NONE and not _MARK.match(story_digests):
        return f'"{story_digests[:80]}" is no mark: twelve digits and letters from a to f, or a hyphen', how
    since = _day(day)
    if since is None:
        return f'"{day[:80]}" is no day', "write it as 2026-11-23"
    known = frozenset(() if story_digests == _NONE else story_digests.split(","))
    return Claim(Owner(kind, id_, "" if lang == _NONE else lang), since, known, number)


def _joined(claims: tuple[Claim, ...], new: Claim) -> tuple[Claim, ...]:
    """Add a claim; of one owner the first day counts, and every mark."""
    for place, old in enumerate(claims):
        if old.owner.key == new.owner.key:
            both = old._replace(since=min(old.since, new.since), story_digests=old.story_digests | new.story_digests)
            return (*claims[:place], both, *claims[place + 1 :])
    return (*claims, new)


def after_publish(ledger: Ledger, published: Mapping[str, Owner], moment: datetime) -> Ledger:
    """Return the ledger after a publish.

    Args:
        ledger: as it was.
        published: owner of each address, also of those that lead on: see
            `newsroom.features.addresses.reading.published`.
        moment: that of the publish; its day counts.
    """
    claims = dict(ledger.claims)
    for address, owner in published.items():
        old = claims.get(address, ())
        since = min((claim.since for claim in old), default=moment.date())
        story_digests = frozenset([owner.story_digest] if owner.story_digest else [])
        bare = _as_in_ledger(owner)
        if [(claim.owner, claim.since, claim.story_digests) for claim in old] != [(bare, since, story_digests)]:
            claims[address] = (Claim(bare, since, story_digests),)
    return Ledger(claims)


def _as_in_ledger(owner: Owner) -> Owner:
    """Return an owner as the ledger names it."""
    return owner._replace(story_digest="") if owner.story_digest else owner


def write(ledger: Ledger) -> str:
    """Return the file: sorted, so that two people's files differ where they say different things and nowhere else."""
    lines = [
        " ".join(
            (address, claim.owner.kind, claim.owner.id, claim.owner.lang or _NONE, f"{claim.since}", story_digests)
        )
        for address, claims in ledger.claims.items()
        for claim in claims
        for story_digests in [",".join(sorted(claim.story_digests)) or _NONE]
    ]
    return _ABOUT + "".join(f"{line}\n" for line in sorted(lines))
