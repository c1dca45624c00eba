"""``_headers`` and ``_redirects`` for hosts of pages that read them, such as Cloudflare Pages and Netlify.

Where two rules fit an address these hosts join what both say of one header, or take one of them. So no header comes
from two rules, apart from the policies: of those each page carries its own, and what a header adds is only stricter.
https://developers.cloudflare.com/pages/configuration/headers/
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from newsroom.core.header_table import HeaderTable
from newsroom.core.media_types import FEED, type_of
from newsroom.core.old_addresses import Moves, is_page
from newsroom.features.headers.model import DRAWING

_POLICY, _TYPE, _PERMISSIONS = "Content-Security-Policy", "Content-Type", "Permissions-Policy"
#: The directive of the policy that only a header can have, and no page.
_FOR_ALL = "frame-ancestors 'none'"
#: Kinds that hosts may not know.
_TOLD = (".atom", ".rss", ".webmanifest", ".avif", ".mjs", ".xsl")
#: Cloudflare reads so many rules and leaves out the rest.
MOST_RULES = 100
_ABOUT = "# Made by `invoke publish`. Pages carry their policies themselves.\n"
_ABOUT_REDIRECTS = """\
# Made by `invoke publish`. Some hosts show this file to everybody: it names nothing that was withdrawn, whose addresses
# have a page that says so, and no story whose headline is discreet.
"""


def headers_file(table: HeaderTable, addresses: Iterable[str]) -> str:
    """Return ``_headers``.

    Args:
        table: the headers.
        addresses: everything that is published.
    """
    known = sorted({*addresses})
    folders = _folders(known)
    # Thousands of addresses have the same headers: each table of them is looked at once.
    alike: dict[tuple[tuple[str, str], ...], list[str]] = defaultdict(list)
    for address in known:
        alike[tuple(table.of(address).items())].append(address)
    every = [(dict(headers), those) for headers, those in alike.items()]
    rules: dict[str, dict[str, str]] = defaultdict(dict)
    base = dict(table.rows[0].headers) if table.rows else {}
    for name, value in base.items():
        if name == _POLICY:
            rules["/*"][name] = _FOR_ALL
        elif name == _PERMISSIONS or all(headers.get(name) == value for headers, _ in every):
            rules["/*"][name] = value
        if name != _POLICY:
            for pattern, other in _others(name, value, every, folders):
                rules[pattern][name] = other
    rules["/*.svg"][_POLICY] = DRAWING
    for ending in (*_TOLD, f"/{FEED[0]}"):
        if any(address.endswith(ending) for address in known):
            rules[f"/*{ending}"][_TYPE] = type_of(f"/x{ending}")
    ordered = sorted(rules.items(), key=lambda rule: (not rule[0].endswith("*"), "*" not in rule[0], rule[0]))
    parts = [f"{pattern}\n" + "".join(f"  {n}: {v}\n" for n, v in said.items()) for pattern, said in ordered if said]
    return _ABOUT + "\n".join(parts[:MOST_RULES])


def _others(
    name: str, usual: str, every: Iterable[tuple[Mapping[str, str], list[str]]], folders: Mapping[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """Yield patterns for the addresses that have another value of a header than the usual one, with that value."""
    groups: dict[str, set[str]] = defaultdict(set)
    for headers, addresses in every:
        if headers.get(name, usual) != usual:
            groups[headers[name]].update(addresses)
    for value, group in sorted(groups.items()):
        yield from ((pattern, value) for pattern in _patterns(group, folders))


def _folders(known: list[str]) -> dict[str, list[str]]:
    """Return the addresses below each folder that is no address itself, the outermost folders first."""
    below: dict[str, list[str]] = defaultdict(list)
    for address in known:
        folder = address
        while folder := folder.rstrip("/").rpartition("/")[0]:
            below[f"{folder}/"].append(address)
    single = {*known}
    ordered = sorted(below, key=lambda name: (name.count("/"), name))
    return {folder: below[folder] for folder in ordered if folder not in single}


def _patterns(group: set[str], folders: Mapping[str, list[str]]) -> list[str]:
    """Return the fewest patterns that fit all addresses of a group and none besides: whole folders, and single ones."""
    patterns: list[str] = []
    taken: set[str] = set()
    for folder, below in folders.items():
        # The first one tells of most folders that they are none.
        if len(below) > 1 and below[0] in group and taken.isdisjoint(below) and group.issuperset(below):
            patterns.append(f"{folder}*")
            taken.update(below)
    return patterns + sorted(group - taken)


def redirects_file(moves: Moves) -> str:
    """Return ``_redirects``, without what nobody may read in a list.

    What is no page comes first: hosts read so many lines, and pages lead on without them.
    """
    redirects: Mapping[str, str] = moves.redirects
    listed = sorted((old for old in redirects if old not in moves.quiet), key=lambda old: (is_page(old), old))
    lines = [f"{spelling} {redirects[old]} 301\n" for old in listed for spelling in _spellings(old)]
    return _ABOUT_REDIRECTS + "".join(lines)


def _spellings(old: str) -> list[str]:
    """Return an old address as browsers send it and, where hosts compare without percent signs, as it is read.

    A blank parts the words of a line, and a colon begins a name.
    """
    plain = unquote(old)
    return [old] if plain == old or " " in plain or ":" in plain else [old, plain]
