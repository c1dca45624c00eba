"""Publishes the documents and recordings that something published links to, and no other."""

from __future__ import annotations

from functools import partial

from newsroom.core.problems import Problem
from newsroom.engine import hooks
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.read_context import ReadContext
from newsroom.engine.safety import Safety
from newsroom.features.files.model import FOLDER, CleanFile, Files, kind_of, published
from newsroom.features.files.source_files import find, names
from newsroom.features.files.store import FileStore


def register() -> None:
    """Connect to the hooks."""
    hooks.transforms.connect(offer)
    hooks.enrich.connect(clean_linked_files)
    hooks.plan.connect(plan)
    hooks.safety.connect(report_files)


def offer(context: ReadContext) -> None:
    """Say that content/files/ is read."""
    context.other_folders.add("files")


def clean_linked_files(edition: Edition) -> None:
    """Make bare what published texts link to, so that its address is known when links are resolved."""
    links = [link for document in edition.live_documents() for link in document.links]
    wanted = sorted({link.target for link in links if link.target.startswith(f"{FOLDER}/") and link.is_file})
    if not wanted:
        return
    settings = edition.settings
    paths, problems = find(settings.content, wanted)
    edition.problems += problems
    store = FileStore(edition.cache, settings.content)
    linked_files = {}
    for path, what in store.prepare(paths, on_progress=edition.progress.done).items():
        kind = kind_of(path)
        if isinstance(what, CleanFile) and kind is not None:
            linked_files[path] = published(path, kind, what)
        elif not isinstance(what, CleanFile):
            shown = f"{settings.content.name}/{path}"
            edition.problems.append(Problem(shown, 0, 0, "file-forbidden", what.message, what.fix))
    missing = len(paths) + len(problems) < len(wanted)
    refused = frozenset(paths) - linked_files.keys() | {problem.path.partition("/")[2] for problem in problems}
    edition.put(store)
    edition.put(Files(linked_files, refused, names(settings.content) if missing else ()))


def plan(plan: Plan) -> None:
    """Plan every file that is published; two that hold the same under one name are one."""
    files = plan.edition.get(Files, Files()).by_path
    for address, file in {file.address: file for file in files.values()}.items():
        # The name says what is in it.
        content = partial(plan.edition.get(FileStore).content_of, file.path)
        plan.file(address, f"{plan.edition.settings.content.name}/{file.path}", content, digests.of(address))


def report_files(safety: Safety) -> None:
    """Look into every file that was published, with other eyes than those that made it bare."""
    # Large libraries, which no build needs.
    from newsroom.features.files import published_files

    for promise, (count, what, faults) in published_files.check(safety.site).items():
        safety.say(promise, not faults, "; ".join(faults[:5]) if faults else f"{what}; {count} looked at")
