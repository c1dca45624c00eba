"""Reading a Markdown file of a plugin's own: authors, pages, comments."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

from newsroom.core import external_links, front_matter, limits, raw_markup, schema
from newsroom.core.front_matter import SplitFile, is_draft, unreadable
from newsroom.core.markdown_document import RenderOptions
from newsroom.core.schema import Record
from newsroom.engine.edition import Edition
from newsroom.engine.read import files
from newsroom.engine.read.text_rendering import RenderedText, Source, render_text

M = TypeVar("M", bound=Record)


#: Only stories have a policy of their own, and so play what lies elsewhere.
_OPTIONS = RenderOptions(sensitive=True)
#: The head without the fields at fault, or None where it cannot be used; the body as HTML; where each field stands; and
#: the source.
Loaded: TypeAlias = tuple[M | None, RenderedText, SplitFile, Source]


def load(edition: Edition, path: str, model: type[M], *, raw_html: bool = True) -> Loaded[M]:
    """Read a file's head and body; problems go to the edition.

    Args:
        edition: the edition.
        path: the file's path, relative to the project.
        model: the schema of its head.
        raw_html: whether HTML on the allow-list may stand in its body.

    Returns:
        The parts that `Loaded` names; nothing but the source's path when something unforeseen happened.
    """
    nothing = RenderedText("", (), (), 0, ())
    loaded: Loaded[M] = (None, nothing, SplitFile({}, {}, "", 1), Source(path, b""))
    with files.reporting_errors(path, edition.problems, limits.SECONDS):
        loaded = _load(edition, path, model, raw_html=raw_html)
    return loaded  # noqa: RET504  what is raised is swallowed


def _load(edition: Edition, path: str, model: type[M], *, raw_html: bool) -> Loaded[M]:
    source = Source.at(path, edition.settings.root)
    words, problems = front_matter.decode(source.raw, source.path)
    split_file = front_matter.split(words, source.path)
    if unread := unreadable(problems, split_file):
        edition.problems += unread
        return None, RenderedText("", (), (), 0, ()), split_file, source
    zone, lang = edition.settings.zone, edition.settings.lang
    reading = schema.read_in_part(model, split_file.fields, source.path, split_file.line_of, zone, lang)
    fields = reading.record if split_file.fields else None
    if reading.at_fault and is_draft(words, split_file):
        # The leak scan would take the part that can be read for all of it.
        fields = None
    boxes = fields.hidden_parts() if fields is not None else {}
    body = render_text(
        split_file.body,
        source.path,
        split_file.body_line,
        edition.read_context,
        raw_html=raw_html,
        boxes=boxes,
        options=_OPTIONS,
    )
    edition.problems += [
        *problems,
        *split_file.problems,
        *(reading.problems if split_file.fields or not split_file.problems else []),
        *(raw_markup.in_fields(split_file.fields, path, split_file.lines) if raw_html else ()),
        *body.problems,
    ]
    edition.notes += [body.note] if body.note else []
    edition.cuts += [*external_links.tracking_removals(split_file.fields, path, split_file.lines), *body.cuts]
    return fields, body, split_file, source
