"""Additions of third-party plugins to the theme: Pelican's context, articles and pages, and filters for templates.

Without third-party plugins a template sees its view and nothing else. With them, a template that somebody changes as
the docs of a plugin say finds `article`, `page` and Pelican's lists under the names that Pelican gives them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError, Undefined, meta, nodes
from jinja2.utils import missing
from msgspec import Struct, field
from pelican.contents import Content

#: Kinds of things that a plugin adds to an environment.
KINDS = ("filters", "tests", "globals")


class PelicanUndefined(StrictUndefined):
    """Undefined value that raises, except for an attribute that one of Pelican's objects may lack.

    Plugins add to some articles and not to others, and their docs ask `{% if article.series %}`.
    """

    __slots__ = ()

    def __new__(
        cls, hint: str | None = None, obj: Any = missing, name: str | None = None, *_more: Any
    ) -> PelicanUndefined:
        """Make one that prints nothing for an attribute of Pelican's objects."""
        if isinstance(obj, Content):
            return Undefined(hint, obj, name)  # type: ignore[return-value]
        return super().__new__(cls)


class Additions(Struct, frozen=True):
    """Variables that templates see beside their view.

    Args:
        context: Pelican's context.
        contents: Pelican's articles and pages by their file in the output.
        extras: filters, tests and globals, by kind and name.
    """

    context: Mapping[str, Any] = field(default_factory=dict)
    contents: Mapping[str, Any] = field(default_factory=dict)
    extras: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    _used: dict[tuple[int, str], frozenset[str]] = field(default_factory=dict)

    def extend(self, env: Environment) -> None:
        """Give an environment the filters, tests and globals that plugins add; none takes the place of another."""
        for kind, added in self.extras.items():
            there = getattr(env, kind)
            there.update({name: item for name, item in added.items() if name not in there})

    def used(self, env: Environment, template: str) -> frozenset[str]:
        """Return the names that a template, or one that it includes or extends, looks for besides its view."""
        key = (id(env), template)
        if key not in self._used:
            self._used[key] = frozenset()
            try:
                tree = env.parse(env.loader.get_source(env, template)[0] if env.loader else "")
            except TemplateError:
                return frozenset()  # it is told when the template is compiled
            names = meta.find_undeclared_variables(tree) - _assigned_names(tree)
            names &= self.context.keys() | {"article", "page"}
            for other in meta.find_referenced_templates(tree):
                names |= self.used(env, other) if other else frozenset()
            self._used[key] = frozenset(names)
        return self._used[key]

    def names(self, file: str, used: frozenset[str]) -> dict[str, Any]:
        """Return the values of the names that the template of a file looks for."""
        there = {"article": None, "page": None} | template_variable(self.contents.get(file))
        return {name: there[name] if name in there else self.context[name] for name in used
                if name in there or name in self.context}  # fmt: skip


def _assigned_names(tree: nodes.Template) -> set[str]:
    """Return the names that a template imports or sets; those that it uses inside of blocks count as not declared."""
    names = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    names |= {item.target for item in tree.find_all(nodes.Import)}
    imported = [name for item in tree.find_all(nodes.FromImport) for name in item.names]
    return names | {name[1] if isinstance(name, tuple) else name for name in imported}


def template_variable(content: Any) -> dict[str, Any]:
    """Return a story as `article` and a page as `page`, as Pelican's writer gives them to templates."""
    if content is None:
        return {}
    return {"page" if type(content).__name__ == "Page" else "article": content}
