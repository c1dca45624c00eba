"""Results for documents, kept from one build to the next: each is made again only for what changed.

A value that a plugin works out for every document at every build goes through `of_each`. A build that finds no results
in the cache works all of them out, with the same function.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from newsroom.engine.cache import digests
from newsroom.engine.cache.store import Records
from newsroom.engine.edition import Edition

T = TypeVar("T")
R = TypeVar("R")

#: In how many entries the results of one kind stand, so that an edit writes few of them again.
_ENTRIES = "0123456789abcdef"


def of_each(
    edition: Edition,
    name: str,
    kind: Any,
    inputs: object,
    items: Iterable[tuple[bytes, T]],
    make: Callable[[T], R],
) -> list[R]:
    """Return the result of `make` for each item, and call it only for items that no earlier build had.

    Results are shared, and must not be changed.

    Args:
        edition: the edition, with the cache.
        name: words for these results that nobody else uses.
        kind: the type of a result, as `newsroom.engine.cache.values` can write it.
        inputs: plain values that they are made of besides the item, the code and `Edition.pipeline`; when these are
            others than the last time, all are made anew.
        items: each with the digest of all that it says, its path included; one with no digest is made each time.
        make: makes it, of nothing but the item and the inputs.
    """
    context = digests.of(digests.code(), edition.pipeline, inputs)
    # Results for other formats of pictures stay beside these, for somebody who builds for readers and for themselves.
    kept: Records[dict[str, Any]] = Records(
        edition.cache, f"{name}{edition.read_context.formats}", dict[str, kind], context
    )
    entries = kept.find(_ENTRIES)
    known = {digest: result for entry in entries.values() for digest, result in entry.items()}
    made: dict[str, R] = {}
    results: list[R] = []
    for digest, item in items:
        id_ = digest.hex()
        if not id_:
            results.append(make(item))
            continue
        if id_ not in made:
            made[id_] = known[id_] if id_ in known else make(item)
        results.append(made[id_])
    if made.keys() != known.keys():
        _keep(kept, entries, made)
    return results


def _keep(kept: Records[dict[str, Any]], before: dict[str, dict[str, Any]], made: dict[str, Any]) -> None:
    """Put the entries of which anything is another than before."""
    entries: dict[str, dict[str, Any]] = defaultdict(dict)
    for id_, result in made.items():
        entries[id_[0]][id_] = result
    for name in _ENTRIES:
        after = entries.get(name, {})
        if name in before and before[name].keys() == after.keys():
            continue
        if after or name in before:
            kept.put(name, after)
