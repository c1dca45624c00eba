"""A new kind of page, made of its own few files, is looked after by all that walks the registry of documents."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from markupsafe import Markup
from msgspec.structs import replace

import newsroom.features
from newsroom.commands.build.build import BuildRequest, planned
from newsroom.features.addresses.reading import ledger_after, published
from newsroom.features.search.plugin import _indexed_addresses
from tests.building import Project, problem_lines

KIND = Path(__file__).parent / "new_kind"

_EVENT = """\
---
title: A fair on the river
summary: Stalls, bands and a ferry.
date: 2027-02-06 16:00
place: Captain Burke Park
aliases: [/fair-of-2027/]
---

Bring a hat. [The law](/world/2026/05/first-light/) lets you stay until ten.

![Stalls below the bridge](/images/2026/fair.jpg)
"""
_HIDDEN = """\
---
title: The minister opens the clinic of Fortitude Valley
summary: Nobody may know of it before the day.
date: 2027-03-01 10:00
place: Behind the old brewery
{more}
---

The minister comes by the back door at ten and leaves by the river, and nobody has been told.

![The plan of the house](/images/2026/plan.jpg)
"""


@pytest.fixture
def events(site: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A project with events, one of them published."""
    monkeypatch.setattr(newsroom.features, "__path__", [*newsroom.features.__path__, str(KIND)])
    for template in ("event.html", "events.html"):
        (site.root / "theme/templates" / template).write_text((KIND / template).read_text("utf-8"), "utf-8")
    site.setting('PLUGINS = [*PLUGINS, "newsroom.features.events"]\nSITEURL = "https://qnews.example"')
    site.picture("2026/fair.jpg")
    site.write("events/fair.md", _EVENT)
    yield site
    for name in [name for name in sys.modules if name.startswith("newsroom.features.events")]:
        del sys.modules[name]
    vars(newsroom.features).pop("events", None)


def test_an_event_is_published_with_its_picture_and_led_to_from_its_old_address(events: Project) -> None:
    outcome = events.build()
    assert problem_lines(outcome) == []
    page = events.page("/events/fair/")
    assert "Captain Burke Park" in page
    assert 'href="/world/2026/05/first-light/"' in page
    shown = page.partition('src="/images/2026/fair-')[2].partition('"')[0]
    assert (events.output / f"images/2026/fair-{shown}").is_file()
    assert "/events/fair/" in events.page("/fair-of-2027/")


def test_an_event_is_in_sitemap_search_ledger_and_structured_data(events: Project) -> None:
    outcome = events.build()
    assert outcome.ok
    month = (events.output / "sitemaps/stories-2027-02.xml").read_text("utf-8")
    assert "<loc>https://qnews.example/events/fair/</loc>" in month
    assert "<image:loc>https://qnews.example/images/2026/fair-" in month
    lists = (events.output / "sitemaps/lists.xml").read_text("utf-8")
    assert "<loc>https://qnews.example/events/</loc>" in lists
    assert "/events/fair/" not in lists
    data = events.page("/events/fair/").partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert [one["@type"] for one in json.loads(data).get("@graph", [json.loads(data)])][:1] == ["WebPage"]
    shutil.rmtree(events.output)
    _, plan = planned(BuildRequest(events.root, now="2026-11-23T09:00:00+10:00"))
    assert plan is not None
    assert "/events/fair/" in _indexed_addresses(plan)
    owner = published(plan)["/events/fair/"]
    assert (owner.kind, owner.id) == ("event", "fair")
    assert published(plan)["/fair-of-2027/"] == owner
    assert published(plan)["/events/fair/text/"].key == ("text", "event/fair")


def test_an_event_has_a_text_only_edition_since_it_names_an_address_for_one(events: Project) -> None:
    assert problem_lines(events.build()) == []
    text = events.page("/events/fair/text/")
    assert 'href="/events/fair/text/"' in events.page("/events/fair/")
    assert "Bring a hat." in text
    assert 'href="/world/2026/05/first-light/"' in text
    assert "Stalls below the bridge" in text
    assert "<img" not in text
    assert 'rel="canonical" href="https://qnews.example/events/fair/"' in text
    maps = "".join(path.read_text("utf-8") for path in (events.output / "sitemaps").glob("*.xml"))
    assert "/text/" not in maps


def test_the_ledger_keeps_the_addresses_of_events(events: Project) -> None:
    _, plan = planned(BuildRequest(events.root, now="2026-11-23T09:00:00+10:00"))
    assert plan is not None
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    events.write("data/addresses.txt", ledger_after(plan, moment))
    assert problem_lines(events.build()) == []
    (events.root / "content/events/fair.md").unlink()
    lost = [line for line in problem_lines(events.build()) if "address-lost" in line]
    assert len(lost) >= 1
    assert "/events/fair/" in lost[0]


def test_a_link_of_an_event_that_leads_nowhere_is_told(events: Project) -> None:
    events.write("events/fair.md", _EVENT.replace("/world/2026/05/first-light/", "/world/2026/05/no-light/"))
    assert [line for line in problem_lines(events.build()) if line.startswith("content/events/fair.md:9: link-target")]


@pytest.mark.sample(1)
@pytest.mark.parametrize("more", ["status: draft", "status: withdrawn", "publish_at: 2027-01-01 09:00"])
def test_unpublished_parts_of_an_event_are_nowhere(events: Project, more: str) -> None:
    events.picture("2026/plan.jpg", (900, 700))
    events.write("events/clinic.md", _HIDDEN.format(more=more))
    assert events.build().ok
    whole = b"".join(events.tree().values())
    assert b"clinic" not in whole.lower()
    assert not list((events.output / "images").rglob("plan-*"))


@pytest.mark.sample(1)
@pytest.mark.parametrize("more", ["status: draft", "status: withdrawn", "publish_at: 2027-01-01 09:00"])
def test_a_leak_of_an_unpublished_event_stops_the_build(
    events: Project, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    """A slip in the new kind's own code lets a sentence out on the page of another event."""
    assert events.build().ok
    before = events.tree()
    events.write("events/clinic.md", _HIDDEN.format(more=more))
    events.picture("2026/plan.jpg", (900, 700))
    from newsroom.features.events import plugin

    view = plugin._view
    leak = Markup(
        "<p>The minister comes by the back door at ten and leaves by the river, and nobody has been told.</p>"
    )
    monkeypatch.setattr(plugin, "_view", lambda *of: replace(view(*of), html=leak))
    outcome = events.build()
    assert not outcome.ok
    assert any("leak-text" in line and "content/events/clinic.md" in line for line in problem_lines(outcome))
    assert events.tree() == before
