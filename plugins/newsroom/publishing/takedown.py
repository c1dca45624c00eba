"""The receipt of a takedown: each copy that was removed, and each that nobody here can reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import asdict

from newsroom.core import urls
from newsroom.publishing.difference import Difference, kind_of
from newsroom.publishing.story_traces import Trail


class Copy(Struct, frozen=True):
    """A copy of a story or of a part of it.

    ``what`` and ``where`` are words for people; ``removed`` is whether it is gone; ``how`` says what somebody can do
    about one that is not, with an address where there is one.
    """

    what: str
    where: str
    removed: bool = True
    how: str = ""

    def __str__(self) -> str:
        """Return it as a line."""
        if self.removed:
            return f"removed: {self.what}, {self.where}"
        return f"out of reach: {self.what}, {self.where}; {self.how}"


def _remote_copy(what: str, where: str, how: str) -> Copy:
    return Copy(what, where, removed=False, how=how)


#: Copies of a published page that are on other people's servers.
ELSEWHERE = (
    _remote_copy(
        "the page in Google's results",
        "Google",
        "ask at https://search.google.com/search-console/remove-outdated-content",
    ),
    _remote_copy(
        "the page in Bing's results, which DuckDuckGo and others show too",
        "Microsoft",
        "ask at https://www.bing.com/webmasters/tools/contentremoval",
    ),
    _remote_copy(
        "snapshots in the Wayback Machine",
        "the Internet Archive",
        "look at https://web.archive.org/web/*/{url} and write to info@archive.org",
    ),
    _remote_copy(
        "snapshots of other archives, and of whoever copies sites", "other people's servers", "ask whoever has them"
    ),
    _remote_copy(
        "the story in feed readers",
        "readers' devices and the services that fetch feeds for them",
        "nobody can call it back; most forget an entry that the feed no longer has",
    ),
    _remote_copy(
        "previews in posts that link to it",
        "social media and messengers",
        "delete the magazine's own posts; ask others to delete theirs",
    ),
    _remote_copy(
        "pages that browsers and caches on the way have kept",
        "readers' devices and their networks",
        "pages are asked for anew after five minutes, pictures may stay for a year",
    ),
    _remote_copy("what readers saved, printed or photographed", "readers", "nobody can call it back"),
    _remote_copy("backups of this machine and of the servers", "wherever they are kept", "tell those who keep them"),
)


def from_target(difference: Difference, trail: Trail, place: str) -> Iterator[Copy]:
    """Yield the copies that readers of a target no longer get.

    Args:
        difference: how the release without the story differs from the last one that had it.
        trail: the story's addresses.
        place: the target, in words.
    """
    for path in difference.removed:
        yield Copy(f"{urls.address_of(path)} ({kind_of(path)})", place)
    rewritten: Counter[str] = Counter()
    for path in difference.changed:
        if trail.leads_to(path):
            # With an address that says that it is gone there is a page, and no word of the story's.
            yield Copy(f"the words at {urls.address_of(path)} ({kind_of(path)})", place)
        else:
            rewritten[kind_of(path)] += 1
    for kind, count in rewritten.items():
        yield Copy(f"what {kind} said of it ({count:,} {'file' if count == 1 else 'files'} written anew)", place)


_HISTORY = _remote_copy(
    "the story in the history of the repository",
    "this machine, its remotes, and every clone",
    "git filter-repo --invert-paths --path FILE rewrites it; then everybody clones anew, and a host such as GitHub "
    "has to be asked to forget what it keeps (https://support.github.com/)",
)
_ACTIONS = _remote_copy(
    "what the workflows keep of their builds, .cache with the words and pictures of the story",
    "GitHub's cache of Actions",
    "gh cache delete --all, or on the repository's page Actions, Caches; GitHub forgets what nobody used for a week",
)
_MACHINES = _remote_copy(
    "output/ and .cache/ of other machines that build", "those machines", "run there: invoke clean"
)


def copies_out_of_reach(url: str, *, repository: bool, github: bool = False) -> list[Copy]:
    """Return the copies that nobody here can reach.

    Args:
        url: the whole address that the story had.
        repository: whether the project is a git repository.
        github: whether it has workflows, which GitHub runs.
    """
    rest = [_remote_copy(copy.what, copy.where, copy.how.replace("{url}", url)) for copy in ELSEWHERE]
    ours = [_HISTORY] if repository else []
    ours += [_ACTIONS] if github else []
    return [*ours, _MACHINES, *rest]


def data(copies: Sequence[Copy]) -> list[dict[str, object]]:
    """Return copies for programs."""
    return [asdict(copy) for copy in copies]
