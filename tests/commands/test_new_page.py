"""``invoke new page``: a page to fill in, which no reader gets before somebody has."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from newsroom.commands.new import new, page
from newsroom.engine.theme import SOFTWARE
from newsroom.features.pages.examples import PAGES, PLACEHOLDERS, example
from newsroom.features.quick_exit.model import ABOUT, ABOUT_PART
from newsroom.features.structured_data.publisher import POLICIES
from tests.building import LINKED_PAGES, Project, problem_lines

OTHER = "magazine/how-to-get-it"


def filled_in(words: str) -> str:
    """Return a page whose lines somebody has written, published."""
    lines = [re.sub(r"^(summary: ).*", r"\1Our own words.", line) for line in words.splitlines()]
    lines = ["Our own words, in more than a few of them." if line in PLACEHOLDERS else line for line in lines]
    return "\n".join(line for line in lines if line != "status: draft") + "\n"


@pytest.mark.parametrize("name", [*PAGES, OTHER])
def test_a_new_page_is_a_draft_with_lines_to_replace(site: Project, name: str) -> None:
    shutil.rmtree(site.content / "pages")
    assert page(site.root, name) == site.content / "pages" / f"{name}.md"
    written = (site.content / "pages" / f"{name}.md").read_text("utf-8")
    for linked in LINKED_PAGES:
        if linked != name:
            site.write(f"pages/{linked}.md", f"---\ntitle: {linked}\nsummary: S.\n---\n\nWords.\n")
    stopping = [line for line in problem_lines(site.build()) if "it stops nothing" not in line]
    # Nobody reads the draft: what leads to it is told, and who has to finish it.
    told = f"; content/pages/{name}.md is a page that is a draft: finish it and publish it"
    assert [line for line in stopping if not line.endswith(told)] == []
    assert bool(stopping) == (name in LINKED_PAGES)
    site.write(f"pages/{name}.md", written.replace("status: draft\n", ""))
    left = [line for line in problem_lines(site.build(production=True)) if "example-text" in line]
    assert len(left) == len([line for line in written.splitlines() if line in PLACEHOLDERS]) + 1, "and the summary"
    site.write(f"pages/{name}.md", filled_in(written))
    assert problem_lines(site.build(production=True)) == []
    assert example(name).title in site.page(f"/{name}/")


def test_the_command_says_what_comes_next(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(site.root, "page", "/our-shop/") == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert first == "made content/pages/our-shop.md"
    assert "invoke check names those that are left" in rest[0]
    assert 'the line "status: draft" away' in rest[1]


def test_all_that_the_theme_and_the_features_lead_to_has_an_example_of_its_own(site: Project) -> None:
    """A template that leads to another page asks for an example of it."""
    assert problem_lines(site.build()) == []
    written = "".join(path.read_text("utf-8") for path in (SOFTWARE / "templates").rglob("*.html"))
    spelled = set(re.findall(r"""href=["'](/[a-z][^"'{]*/)["'#]""", written))
    places = {*POLICIES.values(), f"{ABOUT}#{ABOUT_PART}", *spelled}
    made = {f"/{path.removesuffix('index.html')}" for path in site.tree()}
    of_pages = {f"/{path.stem}/" for path in (site.content / "pages").glob("*.md")}
    needed = {place for place in places if place.partition("#")[0] not in made - of_pages}
    assert {"/contact/", "/support/", "/privacy/#what-your-own-device-keeps"} <= needed
    for place in sorted(needed):
        address, _, fragment = place.partition("#")
        name = address.strip("/")
        assert name in PAGES, f"{place} has no example"
        if fragment:
            site.write(f"pages/{name}.md", filled_in(page_text(site, name)))
            site.build()
            assert f'id="{fragment}"' in site.page(address)


def page_text(site: Project, name: str) -> str:
    path = site.content / "pages" / f"{name}.md"
    path.unlink(missing_ok=True)
    return Path(page(site.root, name)).read_text("utf-8")
