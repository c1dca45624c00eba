"""The tasks of the newsroom; `invoke --list` shows them. They hold no logic: newsroom.commands does the work."""

from __future__ import annotations

import sys
from pathlib import Path

from invoke import Collection, Context, Exit, task

# Invoke tells Python not to keep compiled modules, so every command would compile the whole newsroom anew.
sys.dont_write_bytecode = bool(sys.flags.dont_write_bytecode)

ROOT = Path(__file__).resolve().parent

_NOW = "the moment that counts as now, as 2026-11-23T09:00:00+10:00"
_PLACE = {
    "target": "a target of publish.toml; by default the one that it names",
    "dir": "a folder to publish to instead",
}
_ALLOW = {
    "allow-removals": "publish although readers lose much",
    "allow-dirty": "publish although changes are not committed or not pushed",
}
_SERVE = {
    "port": "the port on this machine; by default 8000",
    "search": "make the search index too, at every build",
}


def _end(code: int) -> None:
    if code:
        raise Exit(code=code)


@task(
    help={
        "production": "build for readers, with publishconf.py",
        "output": "the folder for the site; by default output",
        "content": "the folder with the sources; by default content",
        "now": _NOW,
        "profile": "print where the time went, by stage",
    }
)
def build(
    c: Context, production: bool = False, output: str = "", content: str = "", now: str = "", profile: bool = False
) -> None:
    """Build the site into output/, or print what is wrong."""
    from newsroom.commands.make import make

    _end(make(ROOT, production=production, output=output, content=content, now=now, profile=profile))


@task(help={"now": _NOW})
def rebuild(c: Context, now: str = "") -> None:
    """Build the site from nothing."""
    from newsroom.commands import make

    _end(make.rebuild(ROOT, now))


@task
def clean(c: Context) -> None:
    """Remove the files that builds made."""
    from newsroom.commands import make

    _end(make.clean(ROOT))


@task(help={"now": _NOW, "annotate": "print problems as GitHub's annotations too; there it is done in any case"})
def check(c: Context, now: str = "", annotate: bool = False) -> None:
    """Check everything that a publish checks; leave output/ as it is."""
    from newsroom.commands.check import check as checked

    _end(checked(ROOT, now, annotate=annotate))


@task(help={"output": "the folder of the site; by default output"})
def page_weight(c: Context, output: str = "output") -> None:
    """Print the size of the heaviest stories."""
    from newsroom.commands.build.page_weight import print_sizes

    _end(print_sizes(ROOT, Path(output)))


@task(help={"now": _NOW})
def safety(c: Context, now: str = "") -> None:
    """Print whether each promise of safety.md is kept."""
    from newsroom.commands.build import safety as safely

    _end(safely.safety(ROOT, now))


@task(help={"for": "nginx, nginx-map, nginx-server, caddy or pages; by default nginx", "now": _NOW})
def headers(c: Context, for_: str = "nginx", now: str = "") -> None:
    """Print configuration for a web server or a static host."""
    from newsroom.commands import headers as heading

    _end(heading.headers(ROOT, now, for_))


@task(help=_SERVE)
def serve(c: Context, port: int = 8000, search: bool = False) -> None:
    """Serve the site on this machine; rebuild after every change."""
    from newsroom.commands.serve import serve as serving

    _end(serving.serve(ROOT, port, search=search))


@task(help=_SERVE)
def livereload(c: Context, port: int = 8000, search: bool = False) -> None:
    """Do the same as serve; the name is Pelican's."""
    from newsroom.commands.serve import serve as serving

    _end(serving.serve(ROOT, port, search=search))


@task
def regenerate(c: Context) -> None:
    """Build again after every change, without a server."""
    from newsroom.commands.serve import watch

    _end(watch.regenerate(ROOT))


@task(
    positional=["kind", "name"],
    help={
        "kind": "story or author",
        "name": "the story's title, or the author's full name",
        "section": "the story's section, such as world",
        "author": "the id of the story's author",
        "slug": "the last part of the story's address; by default made from the title",
    },
)
def new(c: Context, kind: str, name: str, section: str = "", author: str = "", slug: str = "") -> None:
    """Make a new file: invoke new story "Title" --section arts."""
    from newsroom.commands import new as newly

    _end(newly.new(ROOT, kind, name, section, author, slug))


@task(help={"add": "begin a catalogue for this language, such as vi"})
def messages(c: Context, add: str = "") -> None:
    """Collect the interface text for translators."""
    from newsroom.commands import messages as catalogues

    _end(catalogues.messages(ROOT, add))


@task(
    positional=[],
    help={
        **_PLACE,
        "now": _NOW,
        "plan": "say what would be added, changed and removed, and write nothing",
        **_ALLOW,
        "no-push": "leave the commit of the ledger to be pushed by others",
        "despite-pause": "publish although the target is paused, and keep the pause",
    },
)
def publish(
    c: Context,
    target: str = "",
    dir: str = "",
    now: str = "",
    plan: bool = False,
    allow_removals: bool = False,
    allow_dirty: bool = False,
    no_push: bool = False,
    despite_pause: bool = False,
) -> None:
    """Build for readers, check, and activate the new release."""
    from newsroom.commands.publish import publish as publishing

    allowed = {"allow_removals": allow_removals, "allow_dirty": allow_dirty, "despite_pause": despite_pause}
    _end(publishing.publish(ROOT, target, dir, now, plan=plan, push=not no_push, **allowed, going=()))


@task(positional=[], help={**_PLACE, "restore": "restore the addresses that it has lost"})
def ledger(c: Context, target: str = "", dir: str = "", restore: bool = False) -> None:
    """Check the ledger of addresses, or restore lost lines."""
    from newsroom.commands.ledger import ledger_restore as restoring

    _end(restoring.ledger_task(ROOT, target, dir, restore=restore))


@task(positional=[], help=_PLACE)
def hub(c: Context, target: str = "", dir: str = "") -> None:
    """Announce every live feed to the WebSub hub."""
    from newsroom.commands.publish import hub as telling

    _end(telling.hub(ROOT, target, dir))


@task(positional=[], help={**_PLACE, "release": "the release to activate; by default the one before"})
def rollback(c: Context, target: str = "", dir: str = "", release: str = "") -> None:
    """Give readers the release that they had before."""
    from newsroom.commands.publish import releases as releasing

    _end(releasing.rollback(ROOT, target, dir, release))


@task(positional=[], help={**_PLACE, "reason": "the reason, in a sentence for everybody who wants to publish"})
def pause(c: Context, target: str = "", dir: str = "", reason: str = "") -> None:
    """Stop everybody from publishing, timers too."""
    from newsroom.commands import pauses

    _end(pauses.pause(ROOT, target, dir, reason))


@task(positional=[], help=_PLACE)
def resume(c: Context, target: str = "", dir: str = "") -> None:
    """Let everybody publish again."""
    from newsroom.commands import pauses

    _end(pauses.resume(ROOT, target, dir))


@task(positional=[], help=_PLACE)
def releases(c: Context, target: str = "", dir: str = "") -> None:
    """List the releases of a target, and mark the live one."""
    from newsroom.commands.publish import releases as releasing

    _end(releasing.releases(ROOT, target, dir))


@task(positional=[], help={**_PLACE, "now": _NOW})
def status(c: Context, target: str = "", dir: str = "", now: str = "") -> None:
    """Compare the live site with a build of the project."""
    from newsroom.commands.publish import releases as releasing

    _end(releasing.status(ROOT, target, dir, now))


@task(
    positional=[],
    help={
        **_PLACE,
        "now": _NOW,
        "exit_only": "print nothing: the exit code says whether to publish",
        "json": "print JSON, for programs",
    },
)
def due(
    c: Context, target: str = "", dir: str = "", now: str = "", exit_only: bool = False, json: bool = False
) -> None:
    """List scheduled and expiring stories; fail when one is due."""
    from newsroom.commands import due as waiting

    _end(waiting.due(ROOT, target, dir, now, exit_only=exit_only, as_json=json))


@task(
    positional=["story"],
    help={
        "story": "the story's id, file or address",
        **_PLACE,
        "target": "the only target to take it from; by default all of publish.toml",
        "now": _NOW,
        "gone": "its address says that it was removed (410); the default",
        "vanish": "its address answers as if it had never existed (404)",
        **_ALLOW,
        "receipt": "a file for the receipt as JSON; it names the story, so keep it to yourselves",
    },
)
def takedown(
    c: Context,
    story: str,
    target: str = "",
    dir: str = "",
    now: str = "",
    gone: bool = False,
    vanish: bool = False,
    allow_removals: bool = False,
    allow_dirty: bool = False,
    receipt: str = "",
) -> None:
    """Take a story off every target, with each release that has it."""
    from newsroom.commands.takedown import takedown as taking

    asked = {"gone": gone, "vanish": vanish, "allow_removals": allow_removals, "allow_dirty": allow_dirty}
    _end(taking.take_down(ROOT, story, target, dir, now, **asked, receipt=receipt))


@task(name="test")
def run_tests(c: Context) -> None:
    """Run the tests; words after -- go to pytest."""
    from newsroom.commands.quality import quality

    _end(quality.test(ROOT, c.remainder))


@task(help={"install": "install missing programs, on Debian as root"})
def audit(c: Context, install: bool = False) -> None:
    """Run the tests that need other programs or take long."""
    from newsroom.commands.quality import audit as auditing

    _end(auditing.audit(ROOT, install, c.remainder))


@task(
    help={
        "stories": "the size of the corpus",
        "runs": "how often each scenario is measured",
        "only": "scenarios separated by commas, such as nothing,text,hugo; by default all; served alone measures nginx",
        "out": "a file for the result as Markdown",
        "scale": "follow growth up to 30,000 stories",
    }
)
def bench(c: Context, stories: int = 10_000, runs: int = 3, only: str = "", out: str = "", scale: bool = False) -> None:
    """Measure builds of a large corpus, and compare with Hugo's."""
    from newsroom.commands.bench import bench as benching

    _end(benching.bench(ROOT, stories, runs, only, out, scale))


@task
def lint(c: Context) -> None:
    """Run the linters over code, templates and styles."""
    from newsroom.commands.quality import quality

    _end(quality.lint(ROOT))


namespace = Collection(
    build, rebuild, clean, serve, regenerate, livereload, check, safety, page_weight, headers, new, messages, publish,
    rollback, pause, resume, releases, status, due, takedown, ledger, hub, run_tests, audit, lint, bench,
)  # fmt: skip
