"""The plan: one thing to an address, or a problem that names both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan


def _plan(read: Callable[[], Edition], *addresses: str) -> Plan:
    """Plan pages (whose address ends with a slash) and files, the first of them made of source-0."""
    plan = Plan(read())
    for number, address in enumerate(addresses):
        if address.endswith("/"):
            plan.page(address, "page.html", f"source-{number}", object)
        else:
            plan.file(address, f"source-{number}", bytes)
    return plan


@pytest.mark.parametrize(
    "addresses",
    [
        ("/world/", "/world/"),
        ("/feed.atom", "/feed.atom"),
        ("/world/", "/world/index.html"),
        ("/About/", "/about/"),
        ("/images/A.jpg", "/images/a.jpg"),
    ],
    ids=["two pages", "two files", "a page and its file", "capitals of a page", "capitals of a file"],
)
def test_two_things_for_one_address_are_a_problem_that_names_both(
    read: Callable[[], Edition], addresses: tuple[str, str]
) -> None:
    plan = _plan(read, *addresses)
    [problem] = plan.problems()
    assert (problem.rule, problem.path) == ("output-collision", "source-1")
    assert "source-0" in problem.message
    assert addresses[1] in problem.message
    assert plan.addresses == {addresses[0]}, "the first one keeps its place"


@pytest.mark.parametrize("addresses", [("/world", "/world/"), ("/a/b", "/a/b/c/d.html"), ("/a/b", "/A/B/")])
@pytest.mark.parametrize("turned", [False, True])
def test_a_name_cannot_be_a_file_and_a_folder(
    read: Callable[[], Edition], addresses: tuple[str, str], turned: bool
) -> None:
    plan = _plan(read, *(reversed(addresses) if turned else addresses))
    [problem] = plan.problems()
    assert problem.rule == "output-collision"
    assert {"source-0", "source-1"} == {problem.path, *(word for word in problem.message.split() if "source" in word)}


def test_different_addresses_live_beside_one_another(read: Callable[[], Edition]) -> None:
    addresses = ("/", "/world/", "/world/page/1/", "/world/feed.atom", "/worldly/", "/404.html")
    plan = _plan(read, *addresses)
    assert list(plan.problems()) == []
    assert plan.addresses == set(addresses)


def test_a_view_is_not_made_before_its_page_is_rendered(read: Callable[[], Edition]) -> None:
    made: list[str] = []
    plan = Plan(read())
    plan.page("/x/", "page.html", "a source", lambda: made.append("view"))
    plan.file("/x.txt", "a source", lambda: (made.append("bytes"), b"")[1])
    assert (list(plan.problems()), made) == ([], [])
