"""Parts of Pelican that we subclass, override and call: a version in which one differs fails here, by its name."""

from __future__ import annotations

import inspect

import pelican
import pelican.contents
import pytest
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.plugins import _utils

from newsroom.engine.pelican.generators import OwnArticles, OwnPages, OwnStaticFiles
from newsroom.engine.pelican.pelican_class import NewsroomPelican

_BUILT_ON = {
    "init_plugins": (pelican.Pelican.init_plugins, "self"),
    "run": (pelican.Pelican.run, "self"),
    "_get_generator_classes": (pelican.Pelican._get_generator_classes, "self"),
    "_get_writer": (pelican.Pelican._get_writer, "self"),
    "load_plugins": (_utils.load_plugins, "settings"),
    "load_legacy_plugin": (_utils.load_legacy_plugin, "plugin plugin_paths"),
    "get_plugin_name": (_utils.get_plugin_name, "plugin"),
    "_update_context": (ArticlesGenerator._update_context, "self items"),
    "Article": (pelican.contents.Content.__init__, "self content metadata settings source_path context"),
    "Category": (pelican.contents.URLWrapper.__init__, "self name settings"),
}


@pytest.mark.parametrize("name", _BUILT_ON)
def test_functions_of_pelican_take_our_arguments(name: str) -> None:
    function, parameters = _BUILT_ON[name]
    assert list(inspect.signature(function).parameters) == parameters.split(), f"a new Pelican has another {name}"


#: Names of our own in classes that derive from Pelican's.
_OURS = {
    OwnArticles: {"_articles_by_id", "_metadata", "_send"},
    OwnPages: set(),
    OwnStaticFiles: set(),
    NewsroomPelican: {
        "build",
        "_build_locked",
        "_build",
        "_prepare",
        "_prior_state",
        "_build_with",
        "_save_manifest",
        "_write",
        "_write_theirs",
        "_finish",
        "_scanned",
        "_unread_settings",
    },
}


@pytest.mark.parametrize("kind", _OURS)
def test_overridden_methods_of_pelican_exist_with_the_same_parameters(kind: type) -> None:
    """… and what is ours alone has not become a name of Pelican's, which would then call it."""
    [base] = kind.__bases__
    own = {name: item for name, item in vars(kind).items() if inspect.isfunction(item) and name != "__init__"}
    assert {name for name in own if not hasattr(base, name)} == _OURS[kind]
    for name in own.keys() - _OURS[kind]:
        theirs = inspect.signature(getattr(base, name)).parameters
        assert list(inspect.signature(own[name]).parameters) == list(theirs), f"a new Pelican has another {name}"


def test_the_generators_that_we_replace_are_those_that_run() -> None:
    stock = object.__new__(pelican.Pelican)
    stock.settings = {"TEMPLATE_PAGES": {}, "OUTPUT_SOURCES": False}
    assert stock._get_generator_classes() == [ArticlesGenerator, PagesGenerator, StaticGenerator]
    assert [kind.__bases__ for kind in (OwnArticles, OwnPages, OwnStaticFiles)] == [
        (ArticlesGenerator,), (PagesGenerator,), (StaticGenerator,),
    ]  # fmt: skip
