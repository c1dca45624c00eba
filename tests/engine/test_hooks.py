"""Hooks: plugins are called in the order of PLUGINS, and those of one build never in another."""

from __future__ import annotations

from newsroom.engine.hooks import Hook
from tests.building import Project, problem_lines


def test_functions_are_called_in_the_order_in_which_they_were_connected() -> None:
    """Pelican's signals hold functions in a set of memory addresses unless told otherwise; these never do."""
    hook: Hook[list[int]] = Hook()
    for number in range(20):
        hook.connect(lambda calls, number=number: calls.append(number))
    calls: list[int] = []
    hook.send(calls)
    assert calls == list(range(20))


def test_a_function_that_is_connected_twice_is_called_once() -> None:
    hook: Hook[list[int]] = Hook()
    hook.connect(list.clear)
    hook.connect(list.clear)
    calls: list[int] = []

    def once(calls: list[int]) -> None:
        calls.append(1)

    hook.connect(once)
    hook.connect(once)
    hook.send(calls)
    assert calls == [1]


def test_nobody_is_called_any_more_once_all_are_forgotten() -> None:
    hook: Hook[list[int]] = Hook()
    hook.connect(lambda calls: calls.append(1))
    hook.clear()
    calls: list[int] = []
    hook.send(calls)
    assert calls == []


def test_a_build_uses_its_own_plugins_and_not_those_of_the_build_before(site: Project) -> None:
    """`serve` and the tests build many times in one process."""
    assert problem_lines(site.build()) == []
    assert "sitemap.xml" in site.tree()
    site.setting('PLUGINS = [name for name in PLUGINS if not name.endswith((".sitemaps", ".text_edition"))]')
    assert problem_lines(site.build()) == []
    assert not [path for path in site.tree() if path.endswith(("sitemap.xml", "/text/index.html"))]
