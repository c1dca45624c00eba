"""The corrections and clarifications of a story, under their names."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom.core import text
from newsroom.core.interface_text import TranslatableText
from newsroom.engine.edition import Edition
from newsroom.features.stories.schema import CorrectionField, CorrectionKind
from newsroom.site.page_head import moment
from newsroom.site.story_parts import CorrectionBox, CorrectionEntry

#: The name of one of each kind.
CORRECTION_LABELS: dict[CorrectionKind, TranslatableText] = {
    "correction": TranslatableText("Correction"),
    "clarification": TranslatableText("Clarification"),
}
#: The name of several of one kind.
_SEVERAL: dict[CorrectionKind, TranslatableText] = {
    "correction": TranslatableText("Corrections"),
    "clarification": TranslatableText("Clarifications"),
}
_BOTH = TranslatableText("Corrections and clarifications")


def correction_box(changes: Sequence[CorrectionField], edition: Edition) -> CorrectionBox | None:
    """Return the corrections of a story as its page shows them; None where it has none."""
    kinds = {change.kind for change in changes}
    if not changes:
        return None
    names = CORRECTION_LABELS if len(changes) == 1 else _SEVERAL
    title = _BOTH if len(kinds) > 1 else names[changes[0].kind]
    entries = tuple(
        CorrectionEntry(CORRECTION_LABELS[change.kind], moment(change.date, edition), text.line(change.text))
        for change in changes
    )
    return CorrectionBox(title, entries, labelled=len(kinds) > 1)
