"""One way through: read, enrich, plan, render, write."""

from __future__ import annotations

from newsroom.core import urls
from newsroom.core.problems import Problem
from newsroom.engine import hooks
from newsroom.engine.build_progress import BuildProgress
from newsroom.engine.cache import digests
from newsroom.engine.cache.inputs import Inputs
from newsroom.engine.cache.store import Cache
from newsroom.engine.edition import Edition
from newsroom.engine.i18n.catalogues import Catalogues
from newsroom.engine.pelican_contents import PelicanContents
from newsroom.engine.plan import Plan
from newsroom.engine.read import files, unread_files
from newsroom.engine.read_context import ReadContext
from newsroom.engine.render import templates
from newsroom.engine.render.template_additions import Additions
from newsroom.engine.settings import Settings


def read(
    settings: Settings,
    inputs: Inputs | None = None,
    plugins: bytes = b"",
    progress: BuildProgress | None = None,
    cache: Cache | None = None,
) -> Edition:
    """Read everything under content/: first let the plugins read files with texts, then the rest.

    Args:
        settings: the settings.
        inputs: snapshot of the files, where there is one already.
        plugins: the digest of other people's plugins, whose transforms may have a hand in what a text comes to.
        progress: told what is done.
        cache: results of earlier builds.
    """
    progress = progress or BuildProgress()
    cache = cache or Cache(settings.cache, settings.now, writes=not settings.check_only)
    context = ReadContext(
        settings.zone,
        settings.lang,
        catalogues=Catalogues(
            templates.catalogue_folders(settings.theme), settings.lang, settings.content / templates.TRANSLATIONS
        ),
        settings=settings,
        cache=cache,
    )
    hooks.transforms.send(context, progress)
    edition = Edition(settings, context, progress, known_digests=inputs.texts if inputs else {})
    edition.put(PelicanContents())
    edition.pipeline = digests.of(
        (digests.code(), plugins, context.names, settings.zone.key, settings.lang, settings.content.name)
    )
    edition.problems += files.folder_problems(settings.content, context.folders)
    hooks.documents.send(edition, progress)
    hooks.read.send(edition, progress)
    with progress.stage("write the cache"):
        cache.commit()
    return edition


def plan(edition: Edition) -> Plan:
    """Let the plugins attach their parts and plan their pages; problems go to the edition."""
    hooks.enrich.send(edition, edition.progress)
    new_plan = Plan(edition)
    hooks.plan.send(new_plan, edition.progress)
    edition.problems += new_plan.problems()
    if edition.read_context.text_folders:
        # Without plugins nothing is read, which is told below.
        edition.problems += unread_files.unread(
            edition.settings.content,
            edition.read_context.text_folders,
            edition.read_context.folders,
            edition.data_files,
        )
    if urls.front() not in new_plan.pages:
        fix = "PLUGINS is a list that holds the plugin of the front page and the rest"
        message = "no plugin makes a front page, so there would be no site"
        edition.problems.append(Problem("pelicanconf.py", 0, 0, "plugin-missing", message, fix))
    return new_plan


def theme_problems(plan: Plan, additions: Additions | None = None) -> list[Problem]:
    """Return a problem for each template that a page needs and the theme has not, and for faults of catalogues."""
    catalogues = plan.edition.read_context.catalogues
    faults = [fault for lang in sorted(catalogues.files) for fault in catalogues.problems(lang)]
    names = (page.template for page in plan.pages.values())
    theme = plan.edition.settings.theme
    return faults + templates.template_problems(names, templates.environment(theme, additions), theme)
