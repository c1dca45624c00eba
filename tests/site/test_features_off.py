"""Features taken out of PLUGINS: the rest is a site in which nothing leads to what is gone, or says what it needs."""

from __future__ import annotations

import re

import pytest

from newsroom.commands.default_settings import PLUGINS
from newsroom.engine import hooks
from tests.building import TRANSLATION, Project

#: Links to addresses of the site, in HTML, feeds, sitemaps and structured data.
_ADDRESS = re.compile(r"""["'>]http://127\.0\.0\.1:8000(/[^"'<>#?\s\\]*)""")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A magazine with something for most features, as it was built with all of them."""
    project = Project(tmp_path_factory.mktemp("whole") / "site")
    project.story("world/2026/pervyj", TRANSLATION)
    project.picture("issues/1.jpg", (600, 800))
    project.write(
        "issues/1.md", "---\ntitle: One\ndate: 2026-06-01\ncover:\n  src: issues/1.jpg\n  alt: A\n---\n\nWords.\n"
    )
    project.write("comments/world/2026/first-light/one.md", "---\nname: R\ndate: 2026-06-04\n---\n\nApproved.\n")
    project.tips()
    assert project.build().problems == []
    return project


def dependants(plugin: str) -> set[str]:
    """Return what cannot do without a plugin that was switched on in the last build, itself among it."""
    gone = {plugin}
    while more := {name for name, needed in hooks._needs.items() if gone & set(needed)} - gone:
        gone |= more
    return {hooks.entry(name) for name in gone}


def without(project: Project, names: set[str]) -> None:
    project.setting(f"PLUGINS = [name for name in PLUGINS if name not in {sorted(names)}]")


def dead_addresses(project: Project) -> set[str]:
    """Return the addresses of the site to which something leads, and at which nothing is."""
    tree = project.tree()
    kinds = (".html", ".atom", ".rss", ".json", ".xml", ".txt")
    found = {
        address
        for path, content in tree.items()
        if path.endswith(kinds)
        for address in _ADDRESS.findall(content.decode())
    }
    files = {f"/{path}".removesuffix("index.html") for path in tree}
    return {address for address in found if address not in files}


@pytest.mark.sample(3)
@pytest.mark.parametrize("name", [name.rpartition(".")[2] for name in PLUGINS])
def test_a_feature_can_be_taken_out_or_is_named_by_what_needs_it(
    whole: Project, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    site = whole.copy(tmp_path_factory.mktemp(name) / "site")
    entry = hooks.entry(name)
    assert site.build().problems == []
    needing = dependants(name) - {entry}
    without(site, {entry})
    outcome = site.build()
    if needing:
        [problem] = [problem for problem in outcome.problems if problem.rule == "plugin-missing"]
        assert problem.message.startswith(f"{entry} is not in PLUGINS, and newsroom.")
        assert problem.fix == f'add "{entry}" to the list'
        without(site, needing)
        outcome = site.build()
    # A setting of it that nobody wrote into the magazine's files is nothing to take out.
    assert [problem for problem in outcome.problems if problem.rule == "setting-unread" and not problem.line] == []
    errors = [problem for problem in outcome.problems if problem.is_error]
    # Files that only it reads are named with it, and are taken out too.
    for problem in errors:
        if problem.rule == "file-unread":
            assert re.search(r'add "newsroom\.features\.\w+" to PLUGINS', problem.fix), str(problem)
            (site.root / problem.path).unlink()
            outcome = site.build()
    errors = [problem for problem in outcome.problems if problem.is_error]
    if errors:
        # Readers need the page, and what is shown needs the plugin: both are said.
        page = all("make the page: invoke new page" in problem.fix for problem in errors)
        assert page if name == "pages" else {problem.rule for problem in errors} == {"plugin-missing"}
        return
    assert dead_addresses(site) == set()
    # Nothing of the build before is left.
    tree = site.tree()
    assert not [problem for problem in site.build(output=site.root / "clean").problems if problem.is_error]
    clean = Project.at(site.root)
    clean.output = site.root / "clean"
    assert clean.tree() == tree
