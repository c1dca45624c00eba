"""Accounts and share links, as plain links that need no JavaScript and track nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote, urlsplit

from msgspec import Struct

from newsroom.core.external_links import cleaned
from newsroom.core.front_matter import FieldPath
from newsroom.core.interface_text import SILENT, TranslatableText
from newsroom.core.problems import Problem, did_you_mean, nearest
from newsroom.features.social_links.services import SERVICES, SHARED_BY, SocialService
from newsroom.site.story_parts import Profile, Share

#: Earlier names of services.
_OLD_NAMES = {"twitter": "x"}


class Accounts(Struct, frozen=True):
    """The magazine's own accounts, in order."""

    profiles: tuple[Profile, ...] = ()


def profile(service_id: str, handle: str, label: str = "") -> Profile:
    """Return the account that a handle or a full address names.

    Args:
        service_id: a key of `SERVICES`.
        handle: a handle, with or without a leading @, or an address on the service.
        label: name of the account, when not the service's.

    Raises:
        KeyError: no such service.
        ValueError: the handle has not the form that the service uses; the message is for people.
    """
    service = SERVICES[service_id]
    words = label or service.name
    handle, _ = cleaned(handle.strip())
    if _is_on(service, handle):
        return Profile(service.id, words, handle)
    bare = handle.removeprefix("@") if service.id not in ("website", "rss") else handle
    if not service.fits(bare):
        if service.id in ("website", "rss"):
            raise ValueError(f'"{handle}" is no full address')
        raise ValueError(f'"{handle}" is not a name as {service.name} has them, like {service.example}')
    if service.id == "whatsapp":
        bare = bare.removeprefix("+")
    user, _, server = bare.partition("@")
    return Profile(service.id, words, service.address.format(handle=bare, user=user, server=server))


def _is_on(service: SocialService, address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme != "https" or not parts.netloc or any(sign in address for sign in ' "<>'):
        return False
    if service.id == "mastodon":
        return parts.path.startswith("/@") and len(parts.path) > 2
    return parts.netloc.lower() in service.hosts and len(parts.path) > 1


def profiles(
    entries: Iterable[tuple[str, str, str, FieldPath]], path: str, line_of: Callable[[FieldPath], tuple[int, int]]
) -> tuple[tuple[Profile, ...], list[Problem]]:
    """Turn services and handles into accounts.

    Args:
        entries: service, handle, label and the place of each in its file.
        path: path of the file that problems name.
        line_of: says where a value stands.
    """
    accounts: list[Profile] = []
    problems: list[Problem] = []
    for service, handle, label, place in entries:
        line, column = line_of(place)
        if service not in SERVICES:
            near = nearest(service, [*SERVICES, *_OLD_NAMES])
            meant = _OLD_NAMES.get(near, near)
            fix = f'did you mean "{meant}"?' if meant else did_you_mean(service, SERVICES)
            problems.append(Problem(path, line, column, "social-service", f'no service "{service}"', fix))
            continue
        try:
            accounts.append(profile(service, handle, label))
        except ValueError as error:
            fix = _remedy(service, handle)
            problems.append(Problem(path, line, column, "social-handle", str(error), fix))
    return tuple(accounts), problems


def _remedy(service_id: str, handle: str) -> str:
    """Return how an account that is not written as its service has it should be written."""
    service, handle = SERVICES[service_id], handle.strip()
    bare = re.sub(r"^(?:https?:)?/+", "", handle, flags=re.IGNORECASE)
    number = re.sub(r"[\s()-]+", "", handle) if service.id == "whatsapp" else ""
    for meant in (f"https://{bare}", bare.rpartition("/")[2], number):
        if (service.fits(meant) or _is_on(service, meant)) and meant not in service.hosts:
            return f"write {meant}"
    return f"write the handle alone, such as {service.example}, or the full address of the account"


def fediverse(accounts: Iterable[Profile]) -> str:
    """Return the first account on Mastodon, as its previews name it (@name@server); empty where there is none."""
    mastodon = next((account for account in accounts if account.service == "mastodon"), None)
    parts = urlsplit(mastodon.href) if mastodon else None
    return f"{parts.path.removesuffix('/').removeprefix('/')}@{parts.netloc}" if parts else ""


def x_handle(accounts: Iterable[Profile]) -> str:
    """Return the first account on X, as its previews name it (@name); empty where there is none."""
    of_x = next((account for account in accounts if account.service == "x"), None)
    return f"@{urlsplit(of_x.href).path.strip('/')}" if of_x else ""


#: Warnings above the share links of a discreet story, and of a sensitive one that is not discreet.
DISCREET = TranslatableText(
    "What you share shows a neutral headline, no picture, and an address that does not say what this is about."
)
OPEN = TranslatableText("Whoever sees the link can read the headline. Think of who that may be before you share it.")


def share(title: str, url: str, hint: TranslatableText = SILENT) -> Share:
    """Return the share links of a story.

    Args:
        title: its plain title.
        url: its full address.
        hint: advice before sharing; may be empty.
    """
    words = {"title": _encoded(title), "url": _encoded(url), "both": _encoded(f"{title} {url}")}
    links = (
        Profile(service.id, service.name, service.share.format(**words))
        for service in map(SERVICES.get, SHARED_BY)
        if service is not None
    )
    return Share(tuple(links), title, url, hint)


def _encoded(words: str) -> str:
    """Percent-encode everything but RFC 3986's unreserved characters."""
    return quote(words, safe="")
