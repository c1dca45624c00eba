"""Reads the events, registers them as documents, and plans a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from newsroom.features.events.model import Event, EventFields
from newsroom.features.events.views import EventLine, EventsView, EventView

from newsroom.core.front_matter import is_draft
from newsroom.engine import hooks
from newsroom.engine.documents import Document, text_address
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.read import files, markdown_files
from newsroom.engine.read_context import ReadContext
from newsroom.features.links.model import LinkResolver, resolve
from newsroom.site.chrome import chrome
from newsroom.site.page_head import moment, page_head, words


class Events(list[Event]):
    """Every event, in whatever state."""


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "links", "site")
    hooks.transforms.connect(offer)
    hooks.documents.connect(read)
    hooks.plan.connect(plan)


def offer(context: ReadContext) -> None:
    """Say that content/events/ is read."""
    context.text_folders.add("events")


def read(edition: Edition) -> None:
    """Read every event; problems go to the edition."""
    found, problems = files.markdown_files(edition.settings.content, "events")
    edition.problems += problems
    events = Events()
    for path in found:
        fields, text, front_matter, source = markdown_files.load(edition, path, EventFields)
        if is_draft(source.raw.decode("utf-8", "replace"), front_matter):
            edition.drafts.add(path)
        if fields is not None:
            events.append(Event(path, fields, text))
            edition.scheduled_changes += [fields.publish_at] if fields.publish_at else []
    edition.put(events)
    edition.offer_documents(partial(documents, edition))


def documents(edition: Edition) -> Iterator[Document]:
    """Yield every event as a document."""
    for event in edition.get(Events):
        state = event.state(edition.settings.now)
        yield Document(
            kind="event",
            id=event.id,
            source=event.source,
            state=state,
            record=event.fields,
            label=f"an event that is {state.value}",
            address=event.address,
            text_address=text_address(event.address),
            title=event.fields.title,
            date=event.fields.date,
            headings=(event.fields.title,),
            html=partial(str, event.text.html),
            links=event.text.links,
            anchors=event.text.anchors,
            pictures=event.text.pictures,
            aliases=event.fields.aliases,
            file_names=(event.id,),
        )


def plan(plan: Plan) -> None:
    """Plan a page for each event that readers may see, and the list of them."""
    live = {document.source for document in plan.edition.live_documents()}
    shown = [event for event in plan.edition.get(Events) if event.source in live]
    for event in shown:
        plan.page(event.address, "event.html", event.source, partial(_view, event, plan))
    plan.page("/events/", "events.html", "the list of events", partial(_list, shown, plan))


def _list(events: list[Event], plan: Plan) -> EventsView:
    top = page_head("Events", "What is on.", "/events/", plan.edition)
    return EventsView(chrome(plan), top, tuple(EventLine(event.fields.title, event.address) for event in events))


def _view(event: Event, plan: Plan) -> EventView:
    edition, fields = plan.edition, event.fields
    markup = resolve(event.text.html, event.text.links, edition.get(LinkResolver))
    top = page_head(fields.title, fields.summary, event.address, edition)
    text = text_address(event.address)
    shown = text if text in plan.pages else ""
    when = moment(fields.date, edition)
    return EventView(chrome(plan), top, fields.title, when, fields.place, words(markup), shown)
