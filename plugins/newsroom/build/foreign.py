"""Other people's plugins: Pelican's objects and signals are there for them, and what they write is staged with ours."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican import ArticlesGenerator, Pelican, StaticGenerator
from pelican.generators import PagesGenerator
from pelican.plugins import signals
from pelican.plugins._utils import get_plugin_name

from newsroom.build import digests
from newsroom.build.edition import Edition
from newsroom.build.generators import Articles, Pages, Static
from newsroom.build.plan import Plan
from newsroom.build.writer import Stage
from newsroom.core import urls
from newsroom.core.problems import Problem

#: What the names of our own plugins begin with.
OURS = "newsroom."
_IN_PLACE_OF = {ArticlesGenerator: Articles, PagesGenerator: Pages, StaticGenerator: Static}


def digest(plugins: Iterable[Any]) -> bytes:
    """Return the digest of the plugins that are not ours; empty where there is none.

    Pelican's objects are made only for them: nothing of ours reads them.
    """
    others = [plugin for plugin in plugins if not get_plugin_name(plugin).startswith(OURS)]
    files = [Path(file) for plugin in others if (file := getattr(plugin, "__file__", None))]
    packages = [file.parent.rglob("*.py") if file.name == "__init__.py" else [file] for file in files]
    sources = sorted(source for package in packages for source in package)
    return digests.of([digests.of_bytes(source.read_bytes()) for source in sources], len(others)) if others else b""


def generators(pelican: Pelican, edition: Edition) -> list[Any]:
    """Run Pelican's generators, ours in the place of its own, up to the moment when they would write."""
    context = pelican.settings.copy()
    context |= {"generated_content": {}, "static_links": set(), "static_content": {}, "EDITION": edition}
    context["localsiteurl"] = pelican.settings["SITEURL"]
    made = [
        _IN_PLACE_OF.get(kind, kind)(
            context=context,
            settings=pelican.settings,
            path=pelican.path,
            theme=pelican.theme,
            output_path=pelican.output_path,
        )
        for kind in pelican._get_generator_classes()  # noqa: SLF001  a subclass of ours, and the only name of it
    ]
    for generator in made:
        if hasattr(generator, "generate_context"):
            generator.generate_context()
    signals.all_generators_finalized.send(made)
    return made


def written(pelican: Pelican, made: list[Any], planned: Plan, stage: Stage) -> list[Problem]:
    """Let other people's generators write aside, and take what they wrote into the stage.

    Args:
        pelican: Pelican.
        made: what `generators` returned.
        planned: what the newsroom writes itself.
        stage: where it is laid aside.

    Returns:
        A problem for each file that is planned already.
    """
    writing = [item for item in made if hasattr(item, "generate_output")]
    folder = stage.others
    # What a build that was killed had written there is not of this one.
    shutil.rmtree(folder, ignore_errors=True)
    pen = pelican._get_writer()  # noqa: SLF001  as above
    pen.output_path = str(folder)
    for generator in writing:
        generator.output_path = str(folder)
        generator.generate_output(pen)
    problems = []
    ours = {urls.file_of(address) for address in planned.addresses}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_file() and path in ours:
            names = ", ".join(type(item).__name__ for item in writing if type(item) not in _IN_PLACE_OF.values())
            message = f"{names} wrote /{path}, which the newsroom writes itself"
            fix = "take the plugin out of PLUGINS, or tell it to write somewhere else"
            problems.append(Problem("pelicanconf.py", 0, 0, "output-collision", message, fix))
        elif file.is_file():
            stage.write(path, file.read_bytes())
    shutil.rmtree(folder, ignore_errors=True)
    return problems
