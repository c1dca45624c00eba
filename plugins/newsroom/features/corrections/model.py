"""The log of corrections and clarifications, as pages with the layout corrections list it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from newsroom.core import text
from newsroom.core.parts import DisplayMoment
from newsroom.features.stories.corrections import CORRECTION_LABELS
from newsroom.features.stories.model import StoryRecord, newest_first
from newsroom.features.stories.schema import CorrectionField
from newsroom.site.page_parts import CorrectionLine, LogYear


class CorrectionLog(Struct, frozen=True):
    """All corrections and clarifications, by year, newest first."""

    years: tuple[LogYear, ...] = ()


def in_order(records: Iterable[StoryRecord]) -> list[tuple[StoryRecord, CorrectionField]]:
    """Return each correction of some stories with its story, newest first.

    Those of one moment stand by the ids of their stories, so that no order of files shows.
    """
    by_id = sorted(records, key=lambda record: record.id)
    found = [(record, change) for record in by_id for change in newest_first(record.fields.corrections)]
    return sorted(found, key=lambda pair: pair[1].date, reverse=True)


def entry(record: StoryRecord, change: CorrectionField, date: DisplayMoment, title: Markup) -> CorrectionLine:
    """Return one correction as the log shows it; ``date`` is its day in the site's zone, ``title`` the headline."""
    label = CORRECTION_LABELS[change.kind]
    return CorrectionLine(label, date, text.line(change.text), title, record.address, record.lang, record.direction)


def by_year(entries: Iterable[CorrectionLine]) -> CorrectionLog:
    """Group corrections that are in order by the years of their days."""
    groups = itertools.groupby(entries, key=lambda item: item.date.iso[:4])
    return CorrectionLog(tuple(LogYear(year, tuple(group)) for year, group in groups))
