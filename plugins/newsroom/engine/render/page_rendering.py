"""Rendering of the pages whose cache key changed, on all cores, into the stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from msgspec import Struct

from newsroom.core import urls
from newsroom.core.problems import Problem, errors
from newsroom.engine import hooks, workers
from newsroom.engine.cache import digests
from newsroom.engine.cache.manifest import FileState, Manifest
from newsroom.engine.plan import Plan, PlannedPage
from newsroom.engine.read import files
from newsroom.engine.render import template_faults, templates
from newsroom.engine.render.template_additions import Additions
from newsroom.engine.render.templates import Environments
from newsroom.engine.theme import Theme
from newsroom.engine.write.staging import Stage


class Task(NamedTuple):
    """One file to make: its path in the output, its digest (empty for none), and what makes it.

    ``lang`` and ``template`` are those of a page, empty for a file that no template makes.
    """

    path: str
    digest: bytes
    source: str
    make: Callable[[], bytes]
    lang: str = ""
    template: str = ""


class _Staged(NamedTuple):
    """Whether a staged file differs from the last build's, the problems with it, and the fault of a template."""

    changed: bool
    problems: list[Problem]
    fault: Problem | None = None


class RenderResult(Struct, frozen=True):
    """Result of rendering: the problems, and each planned file's digest by its path."""

    problems: list[Problem]
    digests: dict[str, bytes]
    rendered: int


def render(
    plan: Plan,
    stage: Stage,
    manifest: Manifest,
    snapshot: dict[str, FileState],
    plugins: bytes = b"",
    additions: Additions | None = None,
) -> RenderResult:
    """Render every page that is stale, and note those that are not.

    Args:
        plan: the plan.
        stage: the stage for the rendered files.
        manifest: manifest of the last build.
        snapshot: the state of each file that the output folder holds now.
        plugins: the digest of third-party plugins.
        additions: variables, filters, tests and globals that these add to the theme.
    """
    settings, catalogues = plan.edition.settings, plan.edition.read_context.catalogues
    envs = templates.Environments(settings.theme, catalogues, additions, plan.addresses)
    stale: list[Task] = []
    digests: dict[str, bytes] = {}
    for task in _tasks(plan, envs, plugins, additions):
        digests[task.path] = task.digest
        previous = manifest.pages.get(task.path)
        if task.digest and previous and previous[0] == task.digest and snapshot.get(task.path) == previous[1]:
            stage.note(task.path)
        else:
            stale.append(task)
    # When any template changed, every page is stale: of the others the templates need not be compiled.
    problems = templates.template_problems(
        (task.template for task in stale if task.template), envs.of(settings.lang), settings.theme
    )
    # Made here once, and not by each child.
    for lang in sorted({task.lang for task in stale if task.lang}):
        problems += catalogues.problems(lang)
        envs.of(lang)
    if problems:
        return RenderResult(problems, {}, 0)

    problems += _stage_all([task for task in stale if task.template], plan, stage)
    if not errors(problems):
        # A build that must fail says so before it makes what takes long.
        problems += _encode(plan)
    if not errors(problems):
        problems += _stage_all([task for task in stale if not task.template], plan, stage)
    return RenderResult(problems, digests, len(stale))


def _stage_all(tasks: Sequence[Task], plan: Plan, stage: Stage) -> list[Problem]:
    """Make files and stage them; return the problems."""
    theme = plan.edition.settings.theme

    def work(some: Sequence[Task]) -> list[_Staged]:
        return [_render_page(task, stage, theme) for task in some]

    problems: list[Problem] = []
    of_templates: list[tuple[Problem, str]] = []
    made = workers.run_on_all_cores(work, tasks, on_progress=plan.edition.progress.done)
    for task, staged in zip(tasks, made, strict=True):
        stage.note(task.path, staged.changed)
        problems += staged.problems
        of_templates += [(staged.fault, task.source)] if staged.fault else []
    return problems + template_faults.with_pages(of_templates)


def _encode(plan: Plan) -> list[Problem]:
    """Let plugins make what takes long; return the problems."""
    edition = plan.edition
    known = len(edition.problems)
    hooks.encode.send(plan, edition.progress)
    return edition.problems[known:]


def _render_page(task: Task, stage: Stage, theme: Theme) -> _Staged:
    faults: list[Problem] = []
    fault = None
    with files.reporting_errors(task.source, faults):
        try:
            return _Staged(stage.store(task.path, task.make()), faults)
        except Exception as error:
            fault = template_faults.fault_of(error, theme)
            if fault is None:
                raise
    return _Staged(False, faults, fault)


def _tasks(plan: Plan, envs: Environments, plugins: bytes, additions: Additions | None) -> list[Task]:
    settings = plan.edition.settings
    sources = settings.theme.files("templates")
    looks = digests.of([(name, path.read_bytes()) for name, path in sources.items() if name.endswith(".html")])
    site = (settings.site, settings.tagline, settings.site_url, settings.zone.key, settings.lang, settings.production)
    base = digests.of(digests.code(), plugins, site)
    # Every page carries header and footer.
    frames = digests.of(looks, plan.frame())
    tasks = []
    kinds = {(page.template, page.lang) for page in plan.pages.values()}
    languages = {lang: _of_language(lang or settings.lang, plan) for _, lang in kinds}
    around = {kind: digests.of(base, frames, kind[0], languages[kind[1]]) for kind in kinds}
    for address, page in sorted(plan.pages.items()):
        made_of = page.key or _of_view(page)
        key = digests.of_bytes(around[page.template, page.lang] + made_of) if made_of else b""
        lang = page.lang or settings.lang
        file = urls.file_of(address)
        if additions and (used := additions.used(envs.of(settings.lang), page.template)):
            # No key knows what plugins put there.
            make = _page(page, envs, lang, additions.names(file, used))
            tasks.append(Task(file, b"", page.source, make, lang, page.template))
            continue
        tasks.append(Task(file, key, page.source, _page(page, envs, lang), lang, page.template))
    for address, planned in sorted(plan.files.items()):
        key = digests.of_bytes(base + planned.key) if planned.key else b""
        tasks.append(Task(urls.file_of(address), key, planned.source, planned.content))
    return tasks


def _of_language(lang: str, plan: Plan) -> bytes:
    """Return the digest of what decides the interface text of pages in a language, and where its links lead."""
    words = plan.edition.read_context.catalogues
    return digests.of(words.digest(lang), words.language(lang, plan.addresses))


def _of_view(page: PlannedPage) -> bytes:
    """Return the digest of a page's view, which says all that the page shows; empty where it cannot be made."""
    with suppress(Exception):  # whatever it is, it is told when the page is rendered
        return digests.of(page.view())
    return b""


def _page(
    page: PlannedPage, envs: Environments, lang: str, more: Mapping[str, Any] | None = None
) -> Callable[[], bytes]:
    return lambda: templates.render(page, envs.of(lang), more)
