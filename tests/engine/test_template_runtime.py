"""Templates are rendered as Jinja renders them, by shorter ways."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from newsroom.core.interface_text import Day, MarkedText, TextList, TranslatableText
from newsroom.engine.i18n.catalogues import PLAIN
from newsroom.engine.render.template_runtime import TemplateEnvironment

MACROS = """
{% macro plain(a, b="<b>", c=3) %}{{ a }}|{{ b }}|{{ c }}{% endmacro %}
{% macro open(a) %}{{ a }}{{ varargs | length }}{{ kwargs | length }}{% endmacro %}
{% macro around() %}[{{ caller() }}]{% endmacro %}
"""
TEMPLATES = {
    "plain arguments": "{{ plain('<i>') }}{{ plain(1, 2, c=view) }}{{ plain(c=4, a=view, b=none) }}",
    "in a loop": "{% for x in [1, 2] %}{{ plain(x, b=loop.index) }}{% endfor %}",
    "more arguments": "{{ open(1, 2, x=3) }}",
    "a call block": "{% call around() %}{{ view }}{% endcall %}",
    "text that is set": "{% set x %}<p>{{ view }}</p>{% endset %}{{ x }}{{ x | length }}",
    "no escaping": "{% autoescape false %}{{ view }}{{ plain(view) }}{% endautoescape %}",
    "too many": "{{ plain(1, 2, 3, 4) }}",
    "an unknown name": "{{ plain(1, d=2) }}",
    "a missing argument": "{{ plain() }}",
    "attributes": "{{ {'a': {'b': view}}.a.b }}{{ view.upper() }}{{ view.x is defined }}{{ {}.x is defined }}",
    "a missing value": "{{ view.x }}",
    "a value of a missing one": "{{ {'a': 1}.b.c }}",
    "a missing template": "{% include 'none.html' %}",
}


class Shown:
    """A value that is HTML."""

    def __html__(self) -> str:
        """Return it."""
        return "<hr>"

    def __repr__(self) -> str:
        """Return its name, which is the same in every process."""
        return "Shown()"


def rendered(kind: type[Environment], words: str) -> str:
    """The text that a template gives, or the error."""
    whole = f"{{% from 'm.html' import plain, open, around %}}{words}"
    env = kind(
        loader=DictLoader({"m.html": MACROS, "x.html": whole}),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=PLAIN.shown,
        extensions=["jinja2.ext.do"],
    )
    env.extend(printed=PLAIN.printed)
    try:
        return env.get_template("x.html").render(view='<b> & "x"')
    except Exception as error:  # noqa: BLE001  of whatever kind
        return repr(error)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_comes_to_the_same_as_with_jinja_alone(name: str) -> None:
    assert rendered(TemplateEnvironment, TEMPLATES[name]) == rendered(Environment, TEMPLATES[name])


@pytest.mark.parametrize(
    "value",
    [
        "a < b & 'c' \"d\"",
        Markup("<b>"),
        Shown(),
        None,
        3,
        1.5,
        TranslatableText("Tom & Jo"),
        MarkedText("*Tom* & Jo"),
        TextList((TranslatableText("<"), TranslatableText(">"))),
        Day(2026, 5, 1),
    ],
    ids=repr,
)
def test_a_value_is_printed_as_jinja_finalizes_and_escapes_it(value: object) -> None:
    env = Environment(autoescape=True, finalize=PLAIN.shown)
    assert PLAIN.printed(value) == env.from_string("{{ value }}").render(value=value)


def test_a_template_is_loaded_once_in_an_environment() -> None:
    loaded: list[str] = []

    class Loader(DictLoader):
        def load(self, environment: Environment, name: str, globals: Any = None) -> Any:  # noqa: A002
            loaded.append(name)
            return super().load(environment, name, globals)

    env = TemplateEnvironment(loader=Loader({"x.html": "{% include 'y.html' %}", "y.html": "y"}), auto_reload=False)
    assert [env.get_template("x.html").render() for _ in range(3)] == ["y", "y", "y"]
    assert sorted(loaded) == ["x.html", "y.html"]
