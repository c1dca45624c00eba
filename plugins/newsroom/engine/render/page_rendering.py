"""Rendering of the pages whose cache key changed, on all cores, into the stage."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from msgspec import Struct

from newsroom.core.problems import Problem, errors
from newsroom.engine import hooks, workers
from newsroom.engine.cache import digests
from newsroom.engine.cache.manifest import Manifest
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
    differing: Container[str],
    plugins: bytes = b"",
    additions: Additions | None = None,
) -> RenderResult:
    """Render every page that is stale, and note those that are not.

    Args:
        plan: the plan.
        stage: the stage for the rendered files.
        manifest: manifest of the last build.
        differing: the files of the output folder that are not as that build left them.
        plugins: the digest of third-party plugins.
        additions: variables, filters, tests and globals that these add to the theme.
    """
    settings, catalogues = plan.edition.settings, plan.edition.read_context.catalogues
    planned = plan.addresses
    envs = templates.Environments(settings.theme, catalogues, additions, planned)
    used = _additions_used(plan, envs, additions) if additions else {}
    digest_by_path = _digests(plan, planned, plugins, used)
    previous = manifest.pages
    unchanged = {
        path
        for path, digest in digest_by_path.items()
        if digest and path in previous and previous[path][0] == digest and path not in differing
    }
    stage.note_unchanged(unchanged)
    stale = _tasks(plan, digest_by_path, digest_by_path.keys() - unchanged, envs, additions, used)
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
    return RenderResult(problems, digest_by_path, len(stale))


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


def _digests(
    plan: Plan, planned: Container[str], plugins: bytes, used: Mapping[str, frozenset[str]]
) -> dict[str, bytes]:
    """Return the digest of the inputs of each planned file, by its path; empty where nobody knows them.

    Args:
        plan: the plan.
        planned: its addresses.
        plugins: the digest of third-party plugins.
        used: names of what these add that a template looks for, by the template: no digest knows what they put there.
    """
    settings = plan.edition.settings
    sources = settings.theme.files("templates")
    looks = digests.of([(name, path.read_bytes()) for name, path in sources.items() if name.endswith(".html")])
    site = (settings.site, settings.tagline, settings.site_url, settings.zone.key, settings.lang, settings.production)
    base = digests.of(digests.code(), plugins, site)
    # Every page carries header and footer.
    frames = digests.of(looks, plan.frame())
    kinds = {(page.template, page.lang) for page in plan.pages.values()}
    languages = {lang: _of_language(lang or settings.lang, plan, planned) for lang in {lang for _, lang in kinds}}
    around = {kind: digests.of(base, frames, kind[0], languages[kind[1]]) for kind in kinds}
    by_path: dict[str, bytes] = {}
    pages, files = plan.pages, plan.files
    for path, address in plan.address_by_path.items():
        page = pages.get(address)
        if page is None:
            made_of, before = files[address].key, base
        else:
            made_of, before = page.key or _of_view(page), around[page.template, page.lang]
            if used and used[page.template]:
                made_of = b""
        by_path[path] = digests.of_bytes(before + made_of) if made_of else b""
    return by_path


def _additions_used(plan: Plan, envs: Environments, additions: Additions) -> dict[str, frozenset[str]]:
    """Return the names of what third-party plugins add that a template looks for, by the template."""
    env = envs.of(plan.edition.settings.lang)
    return {template: additions.used(env, template) for template in {page.template for page in plan.pages.values()}}


def _tasks(
    plan: Plan,
    digest_by_path: Mapping[str, bytes],
    stale: Iterable[str],
    envs: Environments,
    additions: Additions | None,
    used: Mapping[str, frozenset[str]],
) -> list[Task]:
    """Return the task of each stale file: pages first, by their addresses, and other files behind them."""
    tasks: list[Task] = []
    files: list[Task] = []
    for address, path in sorted((plan.address_by_path[path], path) for path in stale):
        digest, page = digest_by_path[path], plan.pages.get(address)
        if page is None:
            planned = plan.files[address]
            files.append(Task(path, digest, planned.source, planned.content))
            continue
        lang = page.lang or plan.edition.settings.lang
        names = used.get(page.template)
        more = additions.names(path, names) if additions and names else None
        tasks.append(Task(path, digest, page.source, partial(_page, page, envs, lang, more), lang, page.template))
    return tasks + files


def _of_language(lang: str, plan: Plan, planned: Container[str]) -> bytes:
    """Return the digest of what decides the interface text of pages in a language, and where its links lead."""
    words = plan.edition.read_context.catalogues
    return digests.of(words.digest(lang), words.language(lang, planned))


def _of_view(page: PlannedPage) -> bytes:
    """Return the digest of a page's view, which says all that the page shows; empty where it cannot be made."""
    with suppress(Exception):  # whatever it is, it is told when the page is rendered
        return digests.of(page.view())
    return b""


def _page(page: PlannedPage, envs: Environments, lang: str, more: Mapping[str, Any] | None) -> bytes:
    return templates.render(page, envs.of(lang), more)
