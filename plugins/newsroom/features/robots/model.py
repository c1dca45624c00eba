"""Texts of robots.txt, security.txt, humans.txt and ads.txt, and problems of the data they are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newsroom.core.deadlines import NOTICE, Deadline
from newsroom.core.front_matter import FieldPath
from newsroom.core.interface_text import Day
from newsroom.core.problems import Problem
from newsroom.features.robots.schema import NEEDED, AdsFile, HumansFile, RobotsFile, SecurityFile

#: So long before it expires somebody is told to look at security.txt.
SOON = NOTICE
#: RFC 9116, 2.5.5: it is recommended to be less than a year.
_LONGEST = timedelta(days=366)
REMEDY = "see whether all in it is still right, and give a day some months ahead"
Lines = Callable[[FieldPath], tuple[int, int]]


def robots(data: RobotsFile, sitemap: str) -> str:
    """Return robots.txt (RFC 9309); ``sitemap`` is the full address of the index of sitemaps, empty for none.

    A crawler obeys the group that names it and no other, so each group says all that is meant for it.
    """
    groups = ["# Who may read this magazine by machine.", "User-agent: *\nDisallow:"]
    for purpose in data.purpose:
        # A reason that is written over several lines stays a remark.
        why = " ".join((purpose.why or "").split())
        lines = [f"# {' '.join(purpose.name.split())}: {purpose.policy}{f'. {why}' if why else ''}"]
        lines += [f"User-agent: {name}" for name in purpose.crawlers]
        lines.append("Disallow: /" if purpose.policy == "refuse" else "Disallow:")
        if purpose.crawlers:
            groups.append("\n".join(lines))
    if sitemap:
        groups.append(f"Sitemap: {sitemap}")
    return "\n\n".join(groups) + "\n"


def robots_problems(data: RobotsFile, source: str, line_of: Lines) -> Iterator[Problem]:
    """Yield crawlers that are refused though readers need them, and those that are named twice."""
    seen: dict[str, str] = {}
    for number, purpose in enumerate(data.purpose):
        line, column = line_of(("purpose", number, "crawlers"))
        for name in purpose.crawlers:
            needed = NEEDED.get(name.casefold())
            if needed and (purpose.policy == "refuse" or name == "*"):
                message = f'"{name}" is needed for {needed}'
                yield Problem(source, line, column, "robots-needed", message, "take it out of crawlers")
            if (other := seen.setdefault(name.casefold(), purpose.name)) != purpose.name:
                message = f'"{name}" stands under "{other}" too, and would do what either says'
                yield Problem(source, line, column, "robots-twice", message, "take it out of one of them")


def security(data: SecurityFile, address: str) -> str:
    """Return security.txt (RFC 9116); ``address`` is its own full address."""
    lines = [f"Contact: {item}" for item in data.contact]
    lines.append(f"Expires: {data.expires.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    lines += [f"Encryption: {data.encryption}"] if data.encryption else []
    lines += [f"Acknowledgments: {data.acknowledgments}"] if data.acknowledgments else []
    lines += [f"Preferred-Languages: {', '.join(data.languages)}"] if data.languages else []
    lines += [f"Canonical: {address}"] if address.startswith("https:") else []
    lines += [f"Policy: {data.policy}"] if data.policy else []
    return "\n".join(lines) + "\n"


def security_problems(data: SecurityFile, now: datetime, source: str, line_of: Lines) -> Iterator[Problem]:
    """Yield that security.txt has expired or soon will, or says to hold for longer than anybody looks after it."""
    line, column = line_of(("expires",))
    remaining = data.expires - now
    if remaining <= timedelta():
        message = "security.txt has expired, and nobody trusts it"
        yield Problem(source, line, column, "security-old", message, REMEDY, age=True)
    elif remaining <= SOON:
        message = f"security.txt expires in {remaining.days + 1} days"
        yield Problem(source, line, column, "security-old", message, REMEDY, age=True)
    elif remaining > _LONGEST:
        message = "security.txt is said to hold for more than a year"
        yield Problem(source, line, column, "security-old", message, "give a day that is less than a year ahead")


def deadlines(data: SecurityFile, source: str, line_of: Lines, zone: ZoneInfo) -> Iterator[Deadline]:
    """Yield until when security.txt holds."""
    what = f"security.txt says that it holds until {Day.of(data.expires.astimezone(zone))}"
    yield Deadline(data.expires, source, line_of(("expires",))[0], what, REMEDY)


def security_changes(data: SecurityFile) -> tuple[datetime, ...]:
    """Return the moments at which what is said of security.txt changes."""
    return data.expires - _LONGEST, data.expires - SOON, data.expires


def humans(data: HumansFile, site: str) -> str:
    """Return humans.txt (https://humanstxt.org): who makes the site, and whom they thank; empty for nobody."""
    parts = []
    if data.person:
        people = ["\n".join(filter(None, (person.name, person.role, person.link))) for person in data.person]
        parts.append("\n\n".join([f"/* {site} */", *people]))
    if data.thanks:
        parts.append("\n".join(["/* THANKS */", "", *data.thanks]))
    return "\n\n".join(parts) + "\n" if parts else ""


def ads(data: AdsFile) -> str:
    """Return ads.txt (IAB Tech Lab, version 1.1): who may sell advertisements; empty for nobody."""
    rows = ((item.system, item.account, item.relation, item.authority) for item in data.seller)
    return "".join(", ".join(filter(None, row)) + "\n" for row in rows)
