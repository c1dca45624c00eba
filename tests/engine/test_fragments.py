"""Parts that pages share are rendered once for each part of a view, and never for another."""

from __future__ import annotations

from jinja2 import DictLoader, Environment, StrictUndefined

from newsroom.core.parts import Link
from newsroom.engine.render.fragments import SharedFragment


def _env(template: str) -> Environment:
    loader = DictLoader({"page": template, "inner": "<i>{{ view.link.label }}</i>"})
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, extensions=[SharedFragment])


def test_a_part_looks_as_it_does_without_the_tag() -> None:
    plain = "{% include 'inner' %}{{ view.link.href }}"
    shared = "{% shared 'x', view.link %}{% include 'inner' %}{{ view.link.href }}{% endshared %}"
    view = {"link": Link("A & <b>", "/?a=1&b=2")}
    assert _env(shared).get_template("page").render(view=view) == _env(plain).get_template("page").render(view=view)


def test_equal_parts_that_are_two_objects_and_two_names_are_kept_apart() -> None:
    env = _env("{% shared name, link %}{{ said }}{% endshared %}")
    page = env.get_template("page")
    one, two = Link("a", "/"), Link("a", "/")
    assert page.render(name="x", link=one, said="first") == "first"
    assert page.render(name="x", link=one, said="second") == "first"
    assert page.render(name="x", link=two, said="second") == "second"
    assert page.render(name="y", link=one, said="third") == "third"


def test_a_part_that_is_let_go_is_not_taken_for_a_new_one() -> None:
    """An object's id may be given to another once it is gone, so the memory holds on to it."""
    page = _env("{% shared 'x', link %}{{ link.label }}{% endshared %}").get_template("page")
    for number in range(300):
        assert page.render(link=Link(str(number), "/")) == str(number)
