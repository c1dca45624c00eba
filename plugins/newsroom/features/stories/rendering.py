"""Reading one story: its front matter, its text and its lead picture."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from newsroom.core import front_matter, inline, placeholders, raw_markup, schema, text
from newsroom.core.front_matter import is_draft, unreadable
from newsroom.core.markdown_document import PLAIN, PictureFault, RenderOptions
from newsroom.core.parts import Picture
from newsroom.core.problems import Problem
from newsroom.engine.cache import digests
from newsroom.engine.read import files
from newsroom.engine.read.text_rendering import RenderedText, Source, render_text
from newsroom.engine.read_context import ReadContext
from newsroom.features.fonts import checks as fonts
from newsroom.features.stories.examples import PLACEHOLDERS
from newsroom.features.stories.model import StoryRecord, make_record
from newsroom.features.stories.schema import StoryFields

#: Words that two stories may have in common by chance, such as a notice; fewer where their headlines are the same too.
_FEW = 60


_VERY_FEW = 12
#: Part of a record that cannot be taken from the path of a file, by the rule that the path breaks.
_NAMED_BY_PLACE = {"file-place": "section", "file-name": "slug"}


class Story(Struct, frozen=True):
    """One story as it was read.

    Args:
        record: everything that is known of it apart from its words.
        text: its words; the HTML is empty where the story came out of the store, see `Edition.html`.
        lead: its lead picture.
        title: its title as HTML.
        summary: its standfirst as HTML.
        text_digest: the digest of its words; empty where there are only a few.
        whole: the digest of the file and of the pictures in it.
        card: the digest of what lists show of it.
        kin: the digest of what decides to which stories it is related.
    """

    record: StoryRecord
    text: RenderedText
    lead: Picture | None
    title: Markup = Markup("")
    summary: Markup = Markup("")
    text_digest: bytes = b""
    whole: bytes = b""
    card: bytes = b""
    kin: bytes = b""


def render_story(source: Source, context: ReadContext) -> tuple[Story | None, tuple[Problem, ...]]:
    """Read one story; does not look at other files, and never raises for what somebody wrote.

    Args:
        source: the file.
        context: transforms, pictures, zone and language.

    Returns:
        The story, or None where its head cannot be used; and every problem of head and body. A story whose record has
        fields at fault serves for checks alone.
    """
    misplaced = list(files.place_problems(source.path))
    words, problems = front_matter.decode(source.raw, source.path)
    split_file = front_matter.split(words, source.path)
    reading = schema.read_in_part(
        StoryFields, split_file.fields, source.path, split_file.line_of, context.zone, context.lang
    )
    fields = reading.record if split_file.fields else None
    boxes = fields.hidden_parts() if fields else {}
    options = _options(fields) if fields else PLAIN
    if unread := unreadable(problems, split_file):
        return None, _marked([*misplaced, *unread], is_draft(words, split_file))
    body = render_text(split_file.body, source.path, split_file.body_line, context, boxes=boxes, options=options)
    # Of a head that cannot be read nothing is missing.
    everything = [
        *misplaced,
        *problems,
        *split_file.problems,
        *(reading.problems if split_file.fields or not split_file.problems else []),
        *body.problems,
    ]
    if fields is None:
        return None, _marked(everything, is_draft(words, split_file))
    lines = {str(place[0]): at[0] for place, at in split_file.lines.items() if len(place) == 1}
    record = make_record(
        fields, source.path, lines, context.lang, reading.at_fault | {_NAMED_BY_PLACE[it.rule] for it in misplaced}
    )
    newest = body.items[0].date if body.items else None
    record = replace(record, last_update=newest) if newest else record
    everything += (problem for check in context.checks for problem in check(split_file, record))
    if record.fields.status != "draft":
        everything += placeholders.remaining_examples(split_file, source.path, PLACEHOLDERS)
    everything += raw_markup.in_fields(split_file.fields, source.path, split_file.lines)
    everything += fonts.of_words([record.title], source.path, record.line("title"))
    everything += fonts.of_words([record.summary], source.path, record.line("summary"))
    everything += fonts.of_headings(split_file.body, source.path, split_file.body_line)
    lead = None
    if (use := record.lead) is not None:
        try:
            lead = context.picture_lookup.picture(use)
        except PictureFault as fault:
            line, column = split_file.line_of(("image", "src"))
            everything.append(Problem(source.path, line, column, fault.rule, fault.message, fault.fix))
    return _finished(record, body, lead, source), _marked(everything, record.fields.status == "draft")


def _options(fields: StoryFields) -> RenderOptions:
    """Return how a story is set; one whose readers must not be seen is as careful as a sensitive one."""
    careful = fields.sensitive or fields.quick_exit or fields.discreet is not None
    return RenderOptions(fields.lang or "", careful, fields.layout == "photo-essay", fields.layout, fields.date)


def _finished(record: StoryRecord, body: RenderedText, lead: Picture | None, source: Source) -> Story:
    fields = record.fields
    title, summary = inline.markup(fields.title, record.lang), inline.markup(fields.summary, record.lang)
    shown = (record.id, title, summary, record.address, fields.date, record.section, fields.kind)
    neutral, notes = fields.discreet, fields.content_notes
    guarded = (fields.series, notes, fields.sensitive)
    names = tuple(byline.author for byline in record.bylines)
    return Story(
        record=record,
        text=body,
        lead=lead,
        title=title,
        summary=summary,
        text_digest=_text_digest(record, body),
        # Each size of a picture is named by its content, so the HTML says which pictures it has.
        whole=digests.of(source.path, digests.of_bytes(source.raw), body.html, lead),
        card=digests.of(
            shown, names, record.lang, text.minutes(body.words), lead, neutral, notes, record.rating, record.sponsor
        ),
        kin=digests.of(record.id, fields.date, record.section, fields.kind, [tag.slug for tag in record.tags], guarded),
    )


def _text_digest(record: StoryRecord, body: RenderedText) -> bytes:
    """Return the digest of a story's words, of a short one with its headline; nothing where that says little."""
    if body.words < _VERY_FEW:
        return b""
    return digests.of(text.plain(body.html).casefold(), "" if body.words >= _FEW else record.title.casefold())


def _marked(problems: list[Problem], draft: bool) -> tuple[Problem, ...]:
    """Mark the problems of a draft, which may be unfinished."""
    if not draft:
        return tuple(problems)
    return tuple(replace(problem, draft=True) for problem in problems)
