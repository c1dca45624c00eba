"""Structured data of every page: typed as schema.org has it, and as search engines look for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit.verdicts import testing_tool, typescript
from tests.building import ROOT, Project, problem_lines
from tests.features.structured_data.conftest import KINDS, fill
from tests.serving import files, serving

pytestmark = pytest.mark.audit

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
#: A record with a slip in it, which shows that the compiler looks.
_WRONG = '{"@context":"https://schema.org","@type":"NewsArticle","headlin":"A slip"}'


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A magazine with a story of every kind, as readers get it."""
    site = fill(Project(tmp_path_factory.mktemp("kinds") / "site"))
    assert problem_lines(site.build()) == []
    return site


@pytest.fixture
def address(kinds: Project) -> Iterator[str]:
    """Where that magazine is served."""
    with serving(files(kinds.output)) as address:
        yield address


def compiled(folder: Path, records: list[str]) -> str:
    """Return what is wrong in records, compiled as what schema.org says they are."""
    folder.mkdir()
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    lines = [f"export const page{number}: Page = {record};" for number, record in enumerate(records)]
    head = 'import type { Thing, WithContext } from "schema-dts";\ntype Page = WithContext<Thing & object>;\n'
    (folder / "pages.ts").write_text(head + "\n".join(lines), "utf-8")
    return typescript(folder, "pages.ts")[:4000]


def test_structured_data_of_every_page_has_the_types_of_schema_org(
    magazine: Path, kinds: Project, tmp_path: Path
) -> None:
    pages = [*magazine.rglob("index.html"), *kinds.output.rglob("index.html")]
    records = sorted({record for page in pages for record in _SCRIPT.findall(page.read_text("utf-8"))})
    assert len(records) > 150
    assert compiled(tmp_path / "right", records) == ""
    assert "headlin" in compiled(tmp_path / "wrong", [_WRONG])


@pytest.mark.parametrize(
    ("page", "type_"),
    [
        *((f"national/2026/05/a-{kind}/", type_) for kind, type_ in KINDS.items()),
        ("world/2026/05/lead/", "NewsArticle"),
        ("world/2026/05/review/", "ReviewNewsArticle"),
        ("world/2026/05/live/", "LiveBlogPosting"),
        ("ru/world/2026/05/pervyy-svet/", "NewsArticle"),
        ("author/robin-vale/", "ProfilePage"),
        ("world/", "CollectionPage"),
        ("magazine/7/", "PublicationIssue"),
        ("", "WebSite"),
    ],
)
def test_the_testing_tool_passes_every_kind_of_page(address: str, page: str, type_: str) -> None:
    words = testing_tool(f"{address}/{page}", f"jsonld:{type_}")
    assert "(100%)" in words, words
    assert re.search(r"Failed: 0\b", words), words
