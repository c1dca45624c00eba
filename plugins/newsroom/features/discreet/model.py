"""Discreet stories: telling words in a neutral title or summary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from newsroom.core.problems import Problem
from newsroom.features.stories.model import StoryRecord

#: Words that say to anybody looking over a shoulder what kind of magazine this is, or what a reader may live with.
TELLING = frozenset(
    """
    aids asexual bisexual closet drag gay gays gender hiv homosexual homosexuality intersex lesbian lesbians lgbt
    lgbti lgbtiq lgbtiqa lgbtq lgbtqia nonbinary outing pansexual prep pride queer queers rainbow sapphic sexuality
    suicidal suicide trans transgender transition transsexual violence
    """.split()  # noqa: SIM905  a list of so many words is read as prose
)
#: A word of the headline this long says something, unless it is one of these.
_LONG = 5
_EVERYDAY = frozenset(
    """
    about above after again against almost along among another because before began begin behind being below beside
    between beyond could doing during early every first found given going great group guide happens house later
    least making maybe might months never night often other others people place places right second seven shall
    should since small somebody someone something start still story tells their theirs there these thing things
    think third those three through today together tomorrow tonight under until using wants watch whatever where
    which while whole whose without words world would write years yours
    """.split()  # noqa: SIM905  as above
)
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


def telling_words(record: StoryRecord, section: str) -> Iterator[Problem]:
    """Yield telling words of a neutral text: the headline, words of it, topics, the section, a list of telling words.

    Args:
        record: the story.
        section: the name of its section.
    """
    if record.fields.discreet is None:
        return
    title, summary = record.fields.discreet.title, record.fields.discreet.summary
    neutral = _words(f"{title} {summary}")
    public_words = f" {' '.join(_in_order(f'{title} {summary}'))} "
    named = [tag.name for tag in record.tags] + [section]
    names = [name for name in named if f" {' '.join(_in_order(name))} " in public_words]
    if f" {' '.join(_in_order(record.title))} " in public_words:
        names.append(record.title)
    else:
        long = {word for word in _words(record.title) if len(word) >= _LONG} - _EVERYDAY
        names += sorted(_words(title) & long)
    names += sorted(neutral & TELLING)
    for word in dict.fromkeys(name.casefold() for name in names):
        fix = f'say it without "{word}", as you would where somebody can read along'
        message = f'the neutral title and summary hold "{word}", which tells what the story is about'
        yield Problem(record.source, record.line("discreet"), 0, "discreet-tells", message, fix)


def families(translations: Collection[StoryRecord], records: Iterable[StoryRecord]) -> Iterator[Problem]:
    """Yield translations of which one is discreet and the other is not: each links to the other by its address.

    Args:
        translations: those of the records that say of which story they are a translation.
        records: the records of all stories.
    """
    wanted = {record.fields.translation_of for record in translations}
    by_id: Mapping[str, StoryRecord] = {record.id: record for record in records if record.id in wanted}
    for record in translations:
        original = by_id.get(record.fields.translation_of or "")
        if original is None or "discreet" in original.at_fault:
            continue
        if (record.fields.discreet is None) != (original.fields.discreet is None):
            open_one, other = (record, original) if record.fields.discreet is None else (original, record)
            message = f"{other.source} is discreet, and this is the same story in another language"
            fix = "add discreet: with a title and a summary in this story's language"
            line = open_one.line("translation_of")
            yield Problem(open_one.source, line, 0, "discreet-translation", message, fix)


def _in_order(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _words(text: str) -> set[str]:
    return set(_in_order(text))


class Secret(Struct, frozen=True):
    """Text that no published file may hold of a discreet story, nor its page's head."""

    source: str
    title: str
    slug: str
    head: str


def state(secrets: Iterable[Secret], outward: Mapping[str, str]) -> tuple[bool, str]:
    """Return whether discreet stories stay so, and the figures in words.

    Args:
        secrets: texts of each story that must not be told.
        outward: the text of every feed and every sheet of the archive, by its file.
    """
    known = list(secrets)
    for secret in known:
        telling = [file for file, text in outward.items() if secret.title in text or f"/{secret.slug}/" in text]
        telling += ["the head of its own page"] if secret.title in secret.head or secret.slug in secret.head else []
        if telling:
            return False, f"{secret.source} is told by {telling[0]}"
    return True, f"{len(known)} stories are discreet in {len(outward)} feeds and archive pages"
