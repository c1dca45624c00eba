"""The order of plugins is declared: PLUGINS in any order gives the same site, and one that is missing is named."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from graphlib import CycleError
from pathlib import Path

import pytest

from newsroom.engine import hooks
from newsroom.engine.edition import Edition, MissingDataError
from newsroom.engine.hooks import EVERYTHING, Hook
from tests.building import ROOT, Project, problem_lines

FEATURES = ROOT / "plugins/newsroom/features"


def function(plugin: str, calls: list[str]) -> object:
    """Return a function that belongs to a plugin and notes that it was called."""

    def call(_: object) -> None:
        calls.append(plugin)

    call.__module__ = f"newsroom.features.{plugin}.plugin"
    return call


def test_functions_are_called_behind_those_that_they_come_after() -> None:
    calls: list[str] = []
    hook: Hook[object] = Hook("test")
    for plugin, after in (
        ("a", ("c",)),
        ("b", (EVERYTHING,)),
        ("c", ()),
        ("d", ("a", "absent")),
        ("e", (EVERYTHING, "b")),
    ):
        hook.connect(function(plugin, calls), after=after)  # type: ignore[arg-type]
    hook.send(object())
    assert calls == ["c", "a", "d", "b", "e"]


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_connecting_does_not_matter(seed: int) -> None:
    rules = {"a": ("c",), "b": (EVERYTHING,), "c": (), "d": ("a",), "e": (), "f": (EVERYTHING, "b")}
    names = list(rules)
    random.Random(seed).shuffle(names)  # noqa: S311  no secret
    calls: list[str] = []
    hook: Hook[object] = Hook("test")
    for name in names:
        hook.connect(function(name, calls), after=rules[name])  # type: ignore[arg-type]
    hook.send(object())
    assert calls == ["c", "e", "a", "d", "b", "f"]


def test_two_that_come_after_one_another_are_an_error() -> None:
    hook: Hook[object] = Hook("test")
    hook.connect(function("a", []), after=("b",))  # type: ignore[arg-type]
    hook.connect(function("b", []), after=("a",))  # type: ignore[arg-type]
    with pytest.raises(CycleError):
        hook.send(object())


def test_plugins_in_any_order_give_the_same_site(site: Project) -> None:
    site.tips()
    assert site.build().ok
    expected = site.tree()
    for seed in range(3):
        twin = site.copy(site.root.parent / f"shuffled-{seed}")
        twin.setting(f"import random\nrandom.Random({seed}).shuffle(PLUGINS)")
        outcome = twin.build()
        assert problem_lines(outcome) == []
        assert twin.tree() == expected


def test_a_plugin_that_another_needs_is_named(site: Project) -> None:
    site.setting('PLUGINS = [name for name in PLUGINS if name != "newsroom.features.links"]')
    outcome = site.build()
    assert not outcome.ok
    lines = (site.root / "pelicanconf.py").read_text("utf-8").splitlines()
    # One sentence for what is missing, however many need it.
    [told] = [line for line in problem_lines(outcome) if "plugin-missing" in line]
    assert told == (
        f"pelicanconf.py:{len(lines)}: plugin-missing: newsroom.features.links is not in PLUGINS, and "
        "newsroom.features.author_bios and 6 more plugins cannot do without it; "
        'add "newsroom.features.links" to the list'
    )


def test_data_that_nobody_put_is_an_error_that_names_its_plugin(read: object) -> None:
    class Nothing:
        """Data that no plugin puts."""

    edition: Edition = read()  # type: ignore[operator]
    with pytest.raises(MissingDataError, match=r"any Nothing \(tests\.engine"):
        edition.get(Nothing)
    assert isinstance(edition.get(Nothing, Nothing()), Nothing)


def _asked(folder: Path) -> Iterator[str]:
    """Yield the plugin that puts whatever a feature asks the edition for and cannot do without."""
    for path in folder.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        modules = {
            name.name: node.module or ""
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for name in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
                of = ast.unparse(node.func.value)
                if of.endswith("edition") and len(node.args) == 1 and isinstance(node.args[0], ast.Name):
                    yield PUT_BY.get(node.args[0].id, modules.get(node.args[0].id, ""))
        if "newsroom.site.chrome" in modules.values():
            yield "site"


#: The feature that puts each type that is defined below the features, since several show it.
PUT_BY = {
    "ChromeParts": "site",
    "ContentNotes": "content_notes",
    "Contributors": "author_bios",
    "ExitPages": "quick_exit",
    "LiveNow": "front",
    "Moves": "addresses",
    "PelicanContents": "",
    "QuickExit": "quick_exit",
    "Sections": "sections",
    "SharePictures": "share_pictures",
}


@pytest.mark.parametrize("feature", sorted(path.parent.name for path in FEATURES.glob("*/plugin.py")))
def test_a_feature_names_all_that_it_cannot_do_without(feature: str) -> None:
    hooks.clear()
    __import__(f"newsroom.features.{feature}.plugin", fromlist=["register"]).register()
    # The plugin newsroom.site, without which nothing is built, puts what the module newsroom.site has a type for.
    needs = {*hooks._needs.get(feature, ()), feature, "", "newsroom"}
    hooks.clear()
    asked = {name.removeprefix("newsroom.features.").partition(".")[0] for name in _asked(FEATURES / feature)}
    assert asked - needs == set()
