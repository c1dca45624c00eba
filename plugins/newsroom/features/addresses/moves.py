"""Answers at addresses at which nothing is published any more: where it leads, that it is gone, or a problem.

A target is always something that is published now. So chains cannot come about and loops are impossible: whatever
moved twice leads from both of its old addresses straight to where it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from newsroom.core import urls
from newsroom.core.old_addresses import Moves
from newsroom.core.problems import Problem
from newsroom.features.addresses.collisions import Collisions
from newsroom.features.addresses.facts import Alias, Facts, SourceLine
from newsroom.features.addresses.model import FOLLOWING, LEDGER, OF_STORIES, Claim, Owner

_LEDGER = f"content/{LEDGER}"
_MOVED = "content/data/moved.toml"


class _AddressChecker:
    """Decides for each address; problems and notes gather meanwhile."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.redirects: dict[str, str] = {}
        self.gone: set[str] = set()
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        # Thousands: the first two of an owner are its key.
        self.address_of: dict[tuple[str, ...], str] = {now[0][:2]: address for address, now in facts.published.items()}
        self._by_digest: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for address, now in facts.published.items():
            if now.owner.story_digest:
                self._by_digest[now.owner.kind, now.owner.lang, now.owner.story_digest].append(address)
        self._collisions = Collisions(facts)
        self._said_by: dict[str, SourceLine] = {}

    def present_address(self, claim: Claim) -> str:
        """Return the present address of the owner of a claim; empty where it has none."""
        address = self.address_of.get(claim.owner.key, "")
        if address or claim.owner.key in self.facts.away:
            return address
        marked = {a for mark in claim.story_digests for a in self._by_digest[claim.owner.kind, claim.owner.lang, mark]}
        return marked.pop() if len(marked) == 1 else ""

    def aliases(self) -> None:
        """Take the aliases of files, unless a page has that address or a claim to it."""
        # Published documents come first: a draft takes no address from them, and stops nothing.
        for alias in sorted(self.facts.aliases, key=lambda alias: alias.owner.key not in self.address_of):
            rival = self._collisions.of_alias(alias) or self._moved_away(alias)
            if rival:
                fix = "take the line out, or write the old address of this story alone"
                message = f"{alias.address} is the address of {rival}"
                self.problems.append(Problem(*alias.place, 0, "alias-taken", message, fix))
            elif alias.owner.key in self.address_of:
                self.redirects[alias.address] = self.address_of[alias.owner.key]
            elif self.facts.away[alias.owner.key].meant and self._was_published(alias):
                self.gone.add(alias.address)
            self._said_by[alias.address] = alias.place

    def _moved_away(self, alias: Alias) -> str:
        """Return in words the former owner of an alias, which has another address now; empty without one."""
        for claim in self._collisions.claims(alias.address):
            there = self.present_address(claim)
            if there and there != self.address_of.get(alias.owner.key):
                return f"{self.facts.published[there].source}, which stood there and has moved to {there}"
        return ""

    def _was_published(self, alias: Alias) -> bool:
        """Return whether the owner of an alias was ever published: a page there would tell that it existed."""
        if alias.address in self.facts.ledger.claims:
            return True
        owners, digests = self._once_published
        return alias.owner.key in owners or alias.owner.story_digest in digests

    @cached_property
    def _once_published(self) -> tuple[set[tuple[str, ...]], set[str]]:
        """Keys of the owners in the ledger, and the digests of their stories."""
        claims = [claim for every in self.facts.ledger.claims.values() for claim in every]
        return {claim.owner.key for claim in claims}, {digest for claim in claims for digest in claim.story_digests}

    def check_published(self, address: str, claims: tuple[Claim, ...]) -> None:
        """Report an address that was another document's before."""
        now = self.facts.published.get(address)
        if now is None or now.owner[:2] == claims[0].owner[:2] or now.owner.kind in FOLLOWING:
            return
        if any(claim.owner.key == now.owner.key or now.owner.story_digest in claim.story_digests for claim in claims):
            return
        was = claims[0].owner
        known = self.facts.away.get(was.key)
        there = self.address_of.get(was.key)
        source = known.source if known else self.facts.published[there].source if there else ""
        whose = f"{was} ({source})" if source else str(was)
        both = was.kind == now.owner.kind == "story"
        same = f"; if it is the same story, write id: {was.id} in its front matter" if both else ""
        message = f"{address} has been the address of {whose} since {claims[0].since}, and is given to {now.owner}"
        fix = f"give this one another slug or name, so that old links do not lead to something else{same}"
        self.problems.append(Problem(now.source, 0, 0, "address-taken", message, fix))

    def lost(self, address: str, claims: tuple[Claim, ...]) -> None:
        """Decide what answers at an address that was published once and is no more."""
        if address in self.redirects or address in self.gone:
            return
        wrong = list(self._collisions.of_line(address, claims[0].line))
        if wrong:
            self.problems += wrong
            return
        self._said_by[address] = SourceLine(_LEDGER, claims[0].line)
        there = self._ruled(address, exact=True) or next(filter(None, map(self.present_address, claims)), "")
        there = there or self._ruled(address, exact=False)
        if there:
            self.redirects[address] = there
        elif address not in self.gone:
            self._check_address(address, claims[0])

    def _ruled(self, address: str, *, exact: bool) -> str:
        """Return where moved.toml sends an address, or what stood above it; it may say that it is gone instead."""
        above = address
        while above:
            ruling = self.facts.rulings.get(above)
            if ruling is not None:
                if not ruling.to:
                    self.gone.add(address)
                    return ""
                to = self._followed(ruling.to)
                tail = to + address.removeprefix(above) if to.endswith("/") else to
                return tail if tail in self.facts.planned else to
            above = "" if exact else above.rstrip("/").rpartition("/")[0] + "/" if len(above) > 1 else ""
        return ""

    def _followed(self, to: str) -> str:
        """Return where the target of a ruling is now; empty when it leads nowhere, or round in a circle."""
        seen: set[str] = set()
        while to not in self.facts.planned and to not in seen:
            seen.add(to)
            ruling = self.facts.rulings.get(to)
            claims = self.facts.ledger.claims.get(to, ())
            to = ruling.to if ruling else next(filter(None, map(self.present_address, claims)), to)
        return to if to in self.facts.planned else ""

    def _check_address(self, address: str, claim: Claim) -> None:
        owner, line = claim.owner, claim.line
        if owner.kind in FOLLOWING:
            self._redirect_dependent(address, owner, line)
            return
        away = self.facts.away.get(owner.key)
        if away is not None:
            self.gone.add(address)
            if not away.meant:
                message = f"{address} was published, and {away.source} is {away.what}"
                fix = "publish it again, or write status: withdrawn, so that readers are told that it is gone"
                self.problems.append(Problem(_LEDGER, line, 0, "address-lost", message, fix))
        elif owner.kind in OF_STORIES and owner.kind != "author":
            self.gone.add(address)
            self.notes.append(
                f"{address} has no stories any more, and readers are told that it is gone; if it is called something "
                f"else now, add to {_MOVED}: [[moved]] with address and to"
            )
        else:
            self._tell_lost(address, owner, line)

    def _redirect_dependent(self, address: str, owner: Owner, line: int) -> None:
        """A text-only edition or a feed does what its story or its list does."""
        base = address.rstrip("/").rpartition("/")[0] + "/"
        name = address.removeprefix(base)
        if base in self.redirects:
            to = self.redirects[base]
            self.redirects[address] = to + name if to + name in self.facts.planned else to
        elif base in self.gone:
            self.gone.add(address)
        elif base in self.facts.published or base == urls.front():
            self._tell_lost(address, owner, line)

    def _tell_lost(self, address: str, owner: Owner, line: int) -> None:
        instead = f"to what took its place: aliases: [{address}]; or add" if owner.kind in ("story", "page") else "add"
        withdrawn = "bring its file back with status: withdrawn, or add " if owner.kind in ("story", "page") else ""
        message = f"{address} was published (it was {owner}), and nothing answers there any more"
        fix = f"{withdrawn}{instead} to {_MOVED}: [[moved]] with address and to, or [[gone]] with address"
        self.problems.append(Problem(_LEDGER, line, 0, "address-lost", message, fix))

    def rulings(self) -> None:
        """Apply entries of moved.toml for addresses that the ledger does not know; report the others."""
        for address, ruling in self.facts.rulings.items():
            if address in self.facts.planned and self._collisions.comes_and_goes(address):
                self.notes.append(f"{address} has stories again, so what {_MOVED} says of it counts for nothing")
                continue
            self._said_by[address] = ruling.place
            wrong = list(self._collisions.of_ruling(address, ruling.place))
            self.problems += wrong
            if wrong:
                continue
            if ruling.to and not (to := self._followed(ruling.to)):
                message, fix = f"{ruling.to} leads nowhere", "name an address at which something is published"
                self.problems.append(Problem(*ruling.place, 0, "address-lost", message, fix))
            elif ruling.to:
                self.redirects.setdefault(address, to)
            elif address not in self.redirects:
                self.gone.add(address)

    def spellings(self) -> None:
        """Find old addresses that are one address for some servers and lead to two places."""
        gone = dict.fromkeys(sorted(self.gone - self.redirects.keys()), "")
        ledger = SourceLine(_LEDGER)
        leads = (gone | self.redirects).items()
        self.problems += self._collisions.conflicts({old: (to, self._said_by.get(old, ledger)) for old, to in leads})


def judged(facts: Facts) -> tuple[Moves, list[Problem], list[str]]:
    """Return the redirects and gone pages of old addresses, the problems, and the notes for maintainers.

    Args:
        facts: the ledger, the plan and the entries that they follow from.
    """
    checker = _AddressChecker(facts)
    checker.aliases()
    claims = facts.ledger.claims
    for address, every in claims.items():
        if address in facts.published:
            checker.check_published(address, every)
    lost = [address for address in claims if address not in facts.planned]
    for address in (*_by_following(lost, claims, following=False), *_by_following(lost, claims, following=True)):
        checker.lost(address, claims[address])
    checker.rulings()
    checker.spellings()
    quiet = frozenset(old for old, to in checker.redirects.items() if to.startswith("/read/"))
    moves = Moves(dict(sorted(checker.redirects.items())), frozenset(checker.gone - facts.planned), quiet)
    return moves, checker.problems, checker.notes


def _by_following(
    addresses: Iterable[str], claims: Mapping[str, tuple[Claim, ...]], *, following: bool
) -> Iterator[str]:
    return (address for address in addresses if (claims[address][0].owner.kind in FOLLOWING) is following)
