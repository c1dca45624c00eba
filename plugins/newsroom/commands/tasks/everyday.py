"""Tasks of every magazine."""

from __future__ import annotations

from pathlib import Path

from invoke import Context, task

from newsroom.commands.tasks.root import end, root_of

_NOW = "the moment that counts as now, as 2026-11-23T09:00:00+10:00"
_ALL = "print every problem, and not the first few of each rule"
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

#: Options of a new magazine; what is needed and not given is asked for.
_MAGAZINE = {
    "dir": "the folder for a new magazine",
    "url": "a new magazine's address, such as https://magazine.example",
    "email": "a new magazine's address for readers' messages",
    "zone": "a new magazine's time zone, such as Pacific/Auckland",
    "lang": "a new magazine's language; by default en",
    "colour": "the colour that all others are worked out of, such as #0a7d6c; by default one made of the name",
    "sections": "the names of a new magazine's sections, with commas between them",
    "short-name": "a short form of a new magazine's name; by default its initials",
    "tagline": "the line below a new magazine's name",
}


@task(
    help={
        "production": "build for readers, with publishconf.py",
        "output": "the folder for the site; by default output",
        "content": "the folder with the sources; by default content",
        "now": _NOW,
        "profile": "print where the time went, by stage",
        "all": _ALL,
    }
)
def build(
    c: Context,
    production: bool = False,
    output: str = "",
    content: str = "",
    now: str = "",
    profile: bool = False,
    all: bool = False,
) -> None:
    """Build the site into output/, or print what is wrong."""
    from newsroom.commands.make import make

    end(make(root_of(c), production=production, output=output, content=content, now=now, profile=profile, every=all))


@task(help={"now": _NOW})
def rebuild(c: Context, now: str = "") -> None:
    """Build the site from nothing."""
    from newsroom.commands import make

    end(make.rebuild(root_of(c), now))


@task
def clean(c: Context) -> None:
    """Remove the files that builds made."""
    from newsroom.commands import make

    end(make.clean(root_of(c)))


@task(
    iterable=["file"],
    help={
        "file": "a file or folder whose problems are asked for; may be given several times; by default all",
        "format": "text, json, or github for its annotations, which it gets in any case; by default text",
        "now": _NOW,
        "all": _ALL,
    },
)
def check(c: Context, file: list[str], format: str = "text", now: str = "", all: bool = False) -> None:
    """Check everything that a publish checks; leave output/ as it is."""
    from newsroom.commands.check import check as checked

    end(checked(root_of(c), now, files=file, form=format, every=all))


@task(help={"again": "draw files that are there too, over what they hold"})
def brand(c: Context, again: bool = False) -> None:
    """Draw icons and link-preview pictures that are missing."""
    from newsroom.commands.brand import brand as draw

    end(draw(root_of(c), again=again))


@task(help={"output": "the folder of the site; by default output"})
def page_weight(c: Context, output: str = "output") -> None:
    """Print the size of the heaviest stories."""
    from newsroom.commands.build.page_weight import print_sizes

    end(print_sizes(root_of(c), Path(output)))


@task(help={"now": _NOW})
def safety(c: Context, now: str = "") -> None:
    """Print whether each promise of safety.md is kept."""
    from newsroom.commands.build import safety as safely

    end(safely.safety(root_of(c), now))


@task(help={"for": "nginx, nginx-map, nginx-server, caddy or pages; by default nginx", "now": _NOW})
def headers(c: Context, for_: str = "nginx", now: str = "") -> None:
    """Print configuration for a web server or a static host."""
    from newsroom.commands import headers as heading

    end(heading.headers(root_of(c), now, for_))


@task(help=_SERVE)
def serve(c: Context, port: int = 8000, search: bool = False) -> None:
    """Serve the site on this machine; rebuild after every change."""
    from newsroom.commands.serve import serve as serving

    end(serving.serve(root_of(c), port, search=search))


@task(help=_SERVE)
def livereload(c: Context, port: int = 8000, search: bool = False) -> None:
    """Do the same as serve; the name is Pelican's."""
    from newsroom.commands.serve import serve as serving

    end(serving.serve(root_of(c), port, search=search))


@task
def regenerate(c: Context) -> None:
    """Build again after every change, without a server."""
    from newsroom.commands.serve import watch

    end(watch.regenerate(root_of(c)))


@task(
    positional=["kind", "name"],
    help={
        "kind": "story, author, page or magazine",
        "name": "the story's title, the author's full name, the page's address, or the magazine's name",
        "section": "the story's section, such as world",
        "author": "the id of the story's author",
        "slug": "the last part of the story's address; by default made from the title",
        **_MAGAZINE,
    },
)
def new(
    c: Context,
    kind: str,
    name: str,
    section: str = "",
    author: str = "",
    slug: str = "",
    dir: str = "",
    url: str = "",
    email: str = "",
    zone: str = "",
    lang: str = "",
    colour: str = "",
    sections: str = "",
    short_name: str = "",
    tagline: str = "",
) -> None:
    """Make a story, an author, a page or a magazine."""
    from newsroom.commands import new as newly

    if kind == "magazine":
        from newsroom.commands.new_magazine.answers import Options
        from newsroom.commands.new_magazine.new_magazine import new_magazine

        end(new_magazine(name, dir, Options(url, email, zone, short_name, tagline, lang, colour, sections)))
        return
    end(newly.new(root_of(c), kind, name, section, author, slug))


@task(help={"add": "begin a catalogue for this language, such as vi"})
def messages(c: Context, add: str = "") -> None:
    """Collect the interface text for translators."""
    from newsroom.commands import messages as catalogues

    end(catalogues.messages(root_of(c), add))


@task(
    positional=[],
    help={
        **_PLACE,
        "now": _NOW,
        "plan": "say what would be added, changed and removed, and write nothing",
        **_ALLOW,
        "no-push": "leave the commit of the ledger to be pushed by others",
        "despite-pause": "publish although the target is paused, and keep the pause",
        "from-nothing": "forget what earlier builds made, and make all of it again",
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
    from_nothing: bool = False,
) -> None:
    """Build for readers, check, and activate the new release."""
    from newsroom.commands.publish import publish as publishing

    given = {"allow_removals": allow_removals, "allow_dirty": allow_dirty, "despite_pause": despite_pause}
    given |= {"plan": plan, "push": not no_push, "from_nothing": from_nothing}
    end(publishing.publish(root_of(c), target, dir, now, **given, going=()))


@task(positional=[], help={**_PLACE, "restore": "restore the addresses that it has lost"})
def ledger(c: Context, target: str = "", dir: str = "", restore: bool = False) -> None:
    """Check the ledger of addresses, or restore lost lines."""
    from newsroom.commands.ledger import ledger_restore as restoring

    end(restoring.ledger_task(root_of(c), target, dir, restore=restore))


@task(positional=[], help=_PLACE)
def hub(c: Context, target: str = "", dir: str = "") -> None:
    """Announce every live feed to the WebSub hub."""
    from newsroom.commands.publish import hub as telling

    end(telling.hub(root_of(c), target, dir))


@task(positional=[], help={**_PLACE, "release": "the release to activate; by default the one before"})
def rollback(c: Context, target: str = "", dir: str = "", release: str = "") -> None:
    """Give readers the release that they had before."""
    from newsroom.commands.publish import releases as releasing

    end(releasing.rollback(root_of(c), target, dir, release))


@task(positional=[], help={**_PLACE, "reason": "the reason, in a sentence for everybody who wants to publish"})
def pause(c: Context, target: str = "", dir: str = "", reason: str = "") -> None:
    """Stop everybody from publishing, timers too."""
    from newsroom.commands import pauses

    end(pauses.pause(root_of(c), target, dir, reason))


@task(positional=[], help=_PLACE)
def resume(c: Context, target: str = "", dir: str = "") -> None:
    """Let everybody publish again."""
    from newsroom.commands import pauses

    end(pauses.resume(root_of(c), target, dir))


@task(positional=[], help=_PLACE)
def releases(c: Context, target: str = "", dir: str = "") -> None:
    """List the releases of a target, and mark the live one."""
    from newsroom.commands.publish import releases as releasing

    end(releasing.releases(root_of(c), target, dir))


@task(positional=[], help={**_PLACE, "now": _NOW})
def status(c: Context, target: str = "", dir: str = "", now: str = "") -> None:
    """Compare the live site with a build of the project."""
    from newsroom.commands.publish import releases as releasing

    end(releasing.status(root_of(c), target, dir, now))


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

    end(waiting.due(root_of(c), target, dir, now, exit_only=exit_only, as_json=json))


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
    end(taking.take_down(root_of(c), story, target, dir, now, **asked, receipt=receipt))


@task(name="test", help={"now": _NOW})
def try_years(c: Context, now: str = "") -> None:
    """Try whether the magazine can be published today, and in the years to come."""
    from newsroom.commands import years

    end(years.try_years(root_of(c), now))


@task(
    positional=[],
    help={
        "to": "a version, a tag or a commit; or a folder, a wheel or git+https://…; by default the newest",
        "plan": "show all that would change, and change nothing",
        "undo": "go back to the version before the last upgrade",
        "despite-problems": "take the version although a check finds more problems with it",
    },
)
def upgrade(c: Context, to: str = "", plan: bool = False, undo: bool = False, despite_problems: bool = False) -> None:
    """Take a newer version of the software, or go back."""
    from newsroom.commands.upgrade import upgrade as upgrading

    end(upgrading.upgrade(root_of(c), to, undo=undo, plan=plan, despite_problems=despite_problems))


#: Tasks of a magazine alone: in the software's own repository these names are those of its tests.
OF_A_MAGAZINE = (try_years,)
TASKS = (
    build, rebuild, clean, serve, regenerate, livereload, check, safety, page_weight, headers, new, brand, messages,
    publish, rollback, pause, resume, releases, status, due, takedown, ledger, hub, upgrade,
)  # fmt: skip
