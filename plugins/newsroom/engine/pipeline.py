"""One way through: read, enrich, plan, render, write."""

from __future__ import annotations

import functools
from pathlib import Path, PurePosixPath

from newsroom.core import urls
from newsroom.core.problems import Problem
from newsroom.engine import hooks
from newsroom.engine.cache import cache_folder, digests, kept
from newsroom.engine.cache.inputs import Inputs
from newsroom.engine.course import Course
from newsroom.engine.i18n.catalogues import Catalogues
from newsroom.engine.pelican.template_additions import Additions
from newsroom.engine.plan import Plan
from newsroom.engine.read import files, texts, unread_files
from newsroom.engine.read.reading import Desk
from newsroom.engine.read.unreadable import is_draft
from newsroom.engine.render import templates
from newsroom.engine.settings import Settings
from newsroom.features.pages.model import PageFields, make_page
from newsroom.features.pictures.model import Measured
from newsroom.features.pictures.shelf import PictureShelf
from newsroom.features.stories import reading
from newsroom.features.stories.story_store import StoryStore
from newsroom.site.assets import plan_assets
from newsroom.site.cards import chrome, fill_card_keys
from newsroom.site.edition import Edition, Page
from newsroom.site.views import Chrome

#: The folders of content/ that anything is read from.
FOLDERS = ("articles", "authors", "comments", "data", "files", "images", "issues", "pages")


def read(
    settings: Settings, taken: Inputs | None = None, plugins: bytes = b"", course: Course | None = None
) -> Edition:
    """Read everything under content/ and let the plugins read theirs.

    Args:
        settings: the settings.
        taken: what was seen of the files already.
        plugins: the digest of other people's plugins, whose transforms may have a hand in what a story comes to.
        course: told what is done.
    """
    course = course or Course()
    cache_folder.tag(settings.cache)
    memory = settings.cache / "measured"
    remembered = _measured(memory)
    shelf = PictureShelf(settings.content / "images", remembered, avif=settings.avif)
    desk = Desk(settings.zone, settings.lang, shelf, Catalogues(settings.theme / templates.TRANSLATIONS, settings.lang))
    hooks.transforms.send(desk, course)
    edition = Edition(settings, desk, course)
    edition.problems += files.folder_problems(settings.content, FOLDERS)
    marks = (digests.code(), plugins, desk.names, settings.zone.key, settings.lang, settings.content.name)
    with course.stage("load the store"):
        # The words of a story name the formats of its pictures; whoever builds for readers and for themselves in turn
        # need not read everything again each time.
        folder = settings.cache / ("stories-avif" if settings.avif else "stories")
        edition.store = StoryStore(folder, digests.of(marks))
    with course.stage("read stories"):
        reading.read(edition, edition.store, taken.texts if taken else {})
    with course.stage("read pages"):
        _read_pages(edition)
    hooks.read.send(edition, course)
    if not settings.check_only:
        with course.stage("save the store"):
            edition.store.save()
        if shelf.learned:
            kept.save(memory, {"code": digests.code(), "known": remembered})
    return edition


def _measured(memory: Path) -> dict[str, tuple[object, Measured]]:
    """Return what was measured of pictures by this very code; other code may look for other things in them."""
    try:
        found = kept.load(memory)
    except kept.Unusable:
        return {}
    return dict(found["known"]) if isinstance(found, dict) and found.get("code") == digests.code() else {}


def _read_pages(edition: Edition) -> None:
    found, problems = files.markdown_files(edition.settings.content, "pages")
    edition.problems += problems
    for path in found:
        fields, body, head, source = texts.load(edition, path, PageFields)
        if is_draft(source.raw.decode("utf-8", "replace"), head):
            edition.drafts.add(source.path)
        misnamed = list(files.name_problems(source.path, PurePosixPath(source.path).with_suffix("").parts[2:]))
        edition.problems += misnamed
        if fields is not None and not misnamed:
            edition.pages.append(
                Page(make_page(fields, source.path, head.line_of(("aliases",))[0], edition.settings.lang), body)
            )


def plan(edition: Edition) -> Plan:
    """Let the plugins attach their parts and plan their pages; problems go to the edition."""
    hooks.enrich.send(edition, edition.course)
    made = Plan(edition)
    with edition.course.stage("plan: keys of cards"):
        fill_card_keys(edition)
    with edition.course.stage("plan: files of the theme"):
        assets = plan_assets(made)

    @functools.cache
    def around(section: str) -> Chrome:
        return chrome(edition, assets, section)

    made.chrome = around
    hooks.plan.send(made, edition.course)
    edition.problems += made.problems()
    edition.problems += unread_files.unread(edition.settings.content, FOLDERS, edition.data_files)
    if urls.front() not in made.pages:
        fix = "PLUGINS is a list that holds newsroom.features.front and the rest"
        message = "no plugin makes a front page, so there would be no site"
        edition.problems.append(Problem("pelicanconf.py", 0, 0, "plugin-missing", message, fix))
    return made


def theme_problems(made: Plan, additions: Additions | None = None) -> list[Problem]:
    """Return a problem for each template that a page needs and the theme has not, and for faults of catalogues."""
    catalogues = made.edition.desk.catalogues
    faults = [fault for lang in sorted(catalogues.files) for fault in catalogues.problems(lang)]
    return faults + templates.template_problems(made, templates.environment(made.edition.settings.theme, additions))
