"""Schemas of content/data/robots.toml, security.toml, humans.toml and ads.toml."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, field_validator

from newsroom.core.schema import MomentValue, Record, Words, fault, shaped

#: RFC 9309 has letters, hyphens and underscores; crawlers have digits and dots as well.
_TOKEN = re.compile(r"[A-Za-z0-9_.-]+")
_CONTACT = re.compile(r"(?:https://[^\s/]+\S*|mailto:[^\s@]+@[^\s@]+\.[^\s@]+|tel:\+[0-9-]+)")
_WEB = re.compile(r"https://[^\s/]+\S*")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_ADS_ID = re.compile(r"[^\s,;#]*")
WebAddress = Annotated[Words, shaped(_WEB.fullmatch, "is no address of a page", "begin it with https://")]
Domain = Annotated[Words, shaped(_DOMAIN.fullmatch, "is no domain", "write it in small letters: adnetwork.example")]
AdsId = Annotated[Words, shaped(_ADS_ID.fullmatch, "holds a space, a comma or the like", "copy it again")]
#: Crawlers that may not be blocked: those of link previews in messages and posts, and of search engines.
#: The names are those that their makers give for robots.txt.
NEEDED = {
    "*": "every reader of robots.txt, search engines among them",
    "applebot": "previews in Messages, and Siri; Applebot-Extended is the one for training",
    "bingbot": "searches with Bing, DuckDuckGo, Ecosia and others",
    "discordbot": "previews in Discord",
    "duckduckbot": "searches with DuckDuckGo",
    "facebookexternalhit": "previews in Facebook, Instagram, Messenger and WhatsApp",
    "facebot": "previews in Facebook",
    "googlebot": "searches with Google; Google-Extended is the one for training",
    "googlebot-image": "searches for pictures with Google",
    "googlebot-news": "Google News",
    "iframely": "previews in many services",
    "linkedinbot": "previews in LinkedIn",
    "pinterestbot": "previews in Pinterest",
    "redditbot": "previews in Reddit",
    "skypeuripreview": "previews in Teams",
    "slackbot": "previews in Slack",
    "slackbot-linkexpanding": "previews in Slack",
    "telegrambot": "previews in Telegram",
    "twitterbot": "previews in X",
    "whatsapp": "previews in WhatsApp",
}


class PurposeField(Record):
    """Policy for crawlers of one purpose, in content/data/robots.toml."""

    name: Words = Field(description="what they read the magazine for: training, search, fetch …")
    policy: Literal["allow", "refuse"] = Field(description="allow, or refuse to ask them to stay away from everything")
    why: Words | None = Field(None, description="the reason, which robots.txt shows")
    crawlers: tuple[Words, ...] = Field(description="their names, as their makers give them for robots.txt")

    @field_validator("crawlers")
    @classmethod
    def _tokens(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            if name != "*" and not _TOKEN.fullmatch(name):
                fix = "copy the name that its maker gives for robots.txt, such as GPTBot, without a version behind it"
                raise fault("value-shape", f'"{name}" is no name of a crawler', fix)
        return value


class RobotsFile(Record):
    """The whole of content/data/robots.toml."""

    purpose: tuple[PurposeField, ...] = Field((), description="the purposes, each with its crawlers")


class SecurityFile(Record):
    """The whole of content/data/security.toml, which becomes security.txt (RFC 9116)."""

    contact: tuple[Words, ...] = Field(
        description="where somebody reports a fault that endangers people: https://…, mailto:… or tel:…, the best first"
    )
    expires: MomentValue = Field(description="when this expires, less than a year ahead; somebody checks it by then")
    languages: tuple[Words, ...] = Field((), description="the languages that the reports may be in, by their codes")
    policy: WebAddress | None = Field(None, description="the address of the page that says how reports are dealt with")
    encryption: WebAddress | None = Field(None, description="the address of a key that reports can be encrypted with")
    acknowledgments: WebAddress | None = Field(None, description="the address of the page that thanks who reported")

    @field_validator("contact")
    @classmethod
    def _contacts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            fix = "write one, or take the file away: security.txt is nothing without one"
            raise fault("value-missing", '"contact" is empty', fix)
        for item in value:
            if not _CONTACT.fullmatch(item):
                fix = "begin it with https://, mailto: or tel:+, as mailto:security@example.org"
                raise fault("value-shape", f'"{item}" is no address to report to', fix)
        return value


class HumanField(Record):
    """Somebody in humans.txt."""

    name: Words = Field(description="the name, as that person wants it to be read by anybody")
    role: Words | None = Field(None, description="what they do")
    link: WebAddress | None = Field(None, description="where they can be found: an address that begins with https://")


class HumansFile(Record):
    """The whole of content/data/humans.toml, which becomes humans.txt."""

    person: tuple[HumanField, ...] = Field((), description="who makes the site")
    thanks: tuple[Words, ...] = Field((), description="whom they thank, one a line")


class SellerField(Record):
    """A seller of the magazine's advertisements, in content/data/ads.toml."""

    system: Domain = Field(description="the domain of the advertising system, such as adnetwork.example")
    account: AdsId = Field(description="the magazine's account with it")
    relation: Literal["DIRECT", "RESELLER"] = Field(
        description="DIRECT where the account is the magazine's own, else RESELLER"
    )
    authority: AdsId | None = Field(None, description="the system's id with a certification authority")


class AdsFile(Record):
    """The whole of content/data/ads.toml, which becomes ads.txt."""

    seller: tuple[SellerField, ...] = Field((), description="the sellers")
