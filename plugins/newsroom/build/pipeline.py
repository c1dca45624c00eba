"""One way through: read, enrich, plan, render, write."""

from __future__ import annotations

import functools
from pathlib import Path, PurePosixPath

from jinja2 import TemplateError

from newsroom.build import files, hooks, templates, texts
from newsroom.build.assets import plan_assets
from newsroom.build.cards import chrome
from newsroom.build.edition import Edition, Page
from newsroom.build.plan import Plan
from newsroom.build.reading import Desk, Source, is_draft, render_story
from newsroom.build.settings import Settings
from newsroom.build.views import Chrome
from newsroom.build.writer import Stage
from newsroom.core import front_matter, urls
from newsroom.core.problems import Problem
from newsroom.pages.model import PageFields, make_page
from newsroom.pictures.shelf import PictureShelf


def read(settings: Settings) -> Edition:
    """Read everything under content/ and let the plugins read theirs."""
    desk = Desk(settings.zone, settings.lang, PictureShelf(settings.content / "images"))
    hooks.transforms.send(desk)
    edition = Edition(settings, desk)
    _read_stories(edition)
    _read_pages(edition)
    hooks.read.send(edition)
    return edition


def _read_stories(edition: Edition) -> None:
    settings = edition.settings
    found, problems = files.markdown_files(settings.content, "articles")
    edition.problems += problems
    for file in found:
        shown = _shown(file, settings)
        misplaced = list(files.place_problems(shown))
        edition.problems += misplaced
        if misplaced:
            words, _ = front_matter.decode(file.read_bytes(), shown)
            if is_draft(words, front_matter.split(words, shown)):
                edition.drafts.add(shown)
            continue
        with files.named(shown, edition.problems):
            story, problems_of_story = render_story(Source.at(file, settings.root), edition.desk)
            edition.problems += problems_of_story
            if story is not None:
                edition.stories.append(story)


def _read_pages(edition: Edition) -> None:
    found, problems = files.markdown_files(edition.settings.content, "pages")
    edition.problems += problems
    for file in found:
        fields, body, head, source = texts.load(edition, file, PageFields)
        if is_draft(source.raw.decode("utf-8", "replace"), head):
            edition.drafts.add(source.path)
        misnamed = list(files.name_problems(source.path, PurePosixPath(source.path).with_suffix("").parts[2:]))
        edition.problems += misnamed
        if fields is not None and not misnamed:
            edition.pages.append(Page(make_page(fields, source.path), body))


def _shown(file: Path, settings: Settings) -> str:
    return file.relative_to(settings.root).as_posix()


def plan(edition: Edition) -> Plan:
    """Let the plugins attach their parts and plan their pages; problems go to the edition."""
    hooks.enrich.send(edition)
    made = Plan(edition)
    assets = plan_assets(made)
    addresses = {"stylesheet": assets.stylesheet, "icons": assets.icons}

    @functools.cache
    def around(section: str) -> Chrome:
        return chrome(edition, addresses, assets.scripts, section)

    made.chrome = around
    hooks.plan.send(made)
    edition.problems += made.problems()
    if urls.front() not in made.pages:
        fix = "PLUGINS is a list that holds newsroom.front and the rest"
        message = "no plugin makes a front page, so there would be no site"
        edition.problems.append(Problem("pelicanconf.py", 0, 0, "plugin-missing", message, fix))
    return made


def missing_templates(made: Plan) -> list[Problem]:
    """Return a problem for each template that a page needs and the theme has not."""
    return templates.template_problems(made, templates.environment(made.edition.settings.theme))


def render(made: Plan, stage: Stage) -> list[Problem]:
    """Render every page and stage every file.

    Returns:
        The problems of templates that are missing or fail.
    """
    env = templates.environment(made.edition.settings.theme)
    problems = templates.template_problems(made, env)
    if problems:
        return problems
    for address, page in sorted(made.pages.items()):
        with files.named(page.source, problems):
            try:
                stage.write(urls.file_of(address), templates.render(page, env))
            except TemplateError as error:
                path = f"theme/templates/{getattr(error, 'name', None) or page.template}"
                message = f"{error} (on the page of {page.source})"
                fix = "see docs/architecture.md for what a view holds"
                problems.append(Problem(path, getattr(error, "lineno", 0) or 0, 0, "unexpected", message, fix))
    for address, file in sorted(made.files.items()):
        with files.named(file.source, problems):
            stage.write(urls.file_of(address), file.content())
    return problems
