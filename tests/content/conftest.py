"""The magazine of the tests, built once, with its pages as trees."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from newsroom.commands.build.build import BuildRequest, build
from newsroom.core import front_matter
from newsroom.features.stories.addresses import discreet_address
from tests.building import MAGAZINE_FOLDER, NOW, made_once, problem_lines

URL = "https://qn.example"


class Magazine:
    """The sources of the magazine and what is made of them."""

    def __init__(self, output: Path) -> None:
        self.output = output

    @cached_property
    def heads(self) -> dict[str, dict[str, object]]:
        """The head of every story as it was written, by its id."""
        found = {}
        for file in sorted((MAGAZINE_FOLDER / "content/articles").rglob("*.md")):
            text, _ = front_matter.decode(file.read_bytes(), file.name)
            fields = front_matter.split(text, file.name).fields
            found[file.relative_to(MAGAZINE_FOLDER / "content/articles").with_suffix("").as_posix()] = fields
        return found

    def stories(self, **fields: str) -> list[str]:
        """Return the ids of the stories whose fields have these values."""
        return [id_ for id_, head in self.heads.items() if all(head.get(key) == fields[key] for key in fields)]

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file, by its path in the output."""
        return frozenset(path.relative_to(self.output).as_posix() for path in self.output.rglob("*") if path.is_file())

    @cached_property
    def pages(self) -> dict[str, BeautifulSoup]:
        """Every page as a tree, by its address."""
        html = sorted(path for path in self.files if path.endswith(".html"))
        return {
            "/" + path.removesuffix("index.html"): BeautifulSoup((self.output / path).read_bytes(), "lxml")
            for path in html
        }

    def page(self, address: str) -> BeautifulSoup:
        """Return one page as a tree."""
        return self.pages[address]

    def of(self, id_: str) -> tuple[str, BeautifulSoup]:
        """Return the address and the page of a story."""
        if "discreet" in self.heads[id_]:
            return discreet_address(id_), self.pages[discreet_address(id_)]
        slug = str(self.heads[id_].get("slug", id_.rpartition("/")[2]))
        [address] = [at for at in self.pages if at.endswith(f"/{slug}/") and at.count("/") >= 5]
        return address, self.pages[address]


def words(tag: Tag | BeautifulSoup | None) -> str:
    """Return the words of a piece of a page, with plain single spaces."""
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


@pytest.fixture(scope="session")
def magazine(tmp_path_factory: pytest.TempPathFactory) -> Magazine:
    """The magazine, built for readers at a moment that stands still, without a problem or a warning."""

    def make(folder: Path) -> None:
        assert (
            problem_lines(
                build(BuildRequest(MAGAZINE_FOLDER, production=True, output=folder / "site", now=NOW, site_url=URL))
            )
            == []
        )

    return Magazine(made_once(tmp_path_factory, "magazine", make) / "site")
