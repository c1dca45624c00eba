"""Offers of packages: rules, promises, addresses and fields lie beside their owners, and below no feature is named."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import newsroom.features
from newsroom.core import field_names, offers, reserved
from newsroom.core.address_owners import AddressConflict, AddressTable
from newsroom.core.promises import PROMISES
from newsroom.core.rules import RULES, warning
from tests.building import ROOT

PACKAGE = ROOT / "plugins" / "newsroom"
FEATURES = sorted(path.parent.name for path in (PACKAGE / "features").glob("*/__init__.py"))


@pytest.fixture
def fairs(tmp_path: Path) -> Iterator[None]:
    """A package of features that is not in the repository, with a rule, a promise, an address and a field."""
    folder = tmp_path / "fairs"
    folder.mkdir()
    (folder / "__init__.py").write_text("", "utf-8")
    for name, source in (
        ("rules", 'from newsroom.core.rules import error\nOWN = {"fair-date": error("A fair has a day.")}\n'),
        ("promises", 'from newsroom.core.promises import Promise\nOWN = {"fair-play": Promise("Yes.", ())}\n'),
        (
            "fields",
            """\
from newsroom.core.schema import Prose, Record
class FairFields(Record):
    fair_place: Prose | None = None
OWN = FairFields
""",
        ),
        (
            "reserved",
            """\
from newsroom.core.reserved import ReservedAddresses
OWN = ReservedAddresses(frozenset({"fairs"}), later=(("/fairs/next", "the next fair"),))
""",
        ),
    ):
        (folder / f"{name}.py").write_text(source, "utf-8")
    newsroom.features.__path__.append(str(tmp_path))
    field_names.names.cache_clear()
    yield
    newsroom.features.__path__.remove(str(tmp_path))
    for name in [name for name in sys.modules if name.startswith("newsroom.features.fairs")]:
        del sys.modules[name]
    vars(newsroom.features).pop("fairs", None)
    field_names.names.cache_clear()


def test_a_new_package_offers_rules_promises_addresses_and_fields_by_its_own_files(fairs: None) -> None:
    assert RULES["fair-date"].stops_build
    assert "fair-play" in PROMISES
    assert "fairs" in reserved.names()
    assert field_names.known("Fair place") == "fair_place"
    assert "fair_place" in field_names.names().free
    owner = AddressTable({}).owner("/fairs/next/")
    assert owner is not None
    assert (owner.what, owner.why) == ("the next fair, which may come later", AddressConflict.LATER)


def test_offers_of_a_removed_package_go_with_it() -> None:
    assert "fair-play" not in list(PROMISES)
    assert "fairs" not in reserved.names()
    assert not field_names.known("Fair place")


def test_rules_are_known_where_no_plugin_is_loaded() -> None:
    code = (
        "import sys; from newsroom.core.problems import Problem; from newsroom.core.promises import PROMISES\n"
        "assert not any(name.startswith('newsroom.features') for name in sys.modules)\n"
        "Problem('a.md', 1, 0, 'leak-text', 'm', 'f'); assert 'no-leak' in PROMISES"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_two_packages_cannot_offer_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = ModuleType("one"), ModuleType("two")
    one.OWN, two.OWN = {"a": warning("A.")}, {"a": warning("B.")}  # type: ignore[attr-defined]
    monkeypatch.setattr(offers, "modules", lambda name: (one, two))
    with pytest.raises(ValueError, match=r"two offers again .*'a'"):
        list(offers.Offers("rules"))


def _owners(name: str) -> dict[str, Path]:
    """Return, for each thing that is offered under a name, the folder of the package that offers it."""
    found: dict[str, Path] = {}
    for module in offers.modules(name):
        found |= dict.fromkeys(module.OWN, Path(str(module.__file__)).parent)
    return found


@pytest.mark.parametrize("name", ["rules", "promises"])
def test_a_package_offers_only_what_it_speaks_of_itself(name: str) -> None:
    """Each has its name in another module of its package; headers keeps a promise that is core's."""
    own = {"contributors-walled"}
    strange = []
    for offered, folder in _owners(name).items():
        others = (path.read_text("utf-8") for path in folder.rglob("*.py") if path.name != f"{name}.py")
        if offered not in own and not any(f'"{offered}"' in source for source in others):
            strange.append(offered)
    assert strange == []


def _named(path: Path, pattern: re.Pattern[str]) -> list[str]:
    """Return the lines of a module, with comments and docstrings, in which a pattern stands."""
    return [f"{path.relative_to(PACKAGE)}: {found[0]}" for found in pattern.finditer(path.read_text("utf-8"))]


@pytest.mark.parametrize("layer", ["core", "engine", "site"])
def test_no_layer_below_the_features_names_one(layer: str) -> None:
    """Neither code nor comments; a word such as links, stories or search is a word, and features.links a name."""
    pattern = re.compile(rf"\bfeatures[./](?:{'|'.join(FEATURES)})\b")
    found = [line for path in sorted((PACKAGE / layer).rglob("*.py")) for line in _named(path, pattern)]
    assert found == []


@pytest.mark.parametrize("layer", ["core", "engine"])
def test_core_and_engine_hold_no_name_that_only_a_feature_has(layer: str) -> None:
    """Names of two words are nobody else's: author_bios, text_edition."""
    names = {name for name in FEATURES if "_" in name}
    found = []
    for path in sorted((PACKAGE / layer).rglob("*.py")):
        for token in tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline):
            words = set(re.findall(r"\w+", token.string)) & names
            found += [f"{path.relative_to(PACKAGE)}:{token.start[0]}: {word}" for word in words]
    assert found == []


#: Names of features that are words of any site: files, HTML elements, HTTP headers, the pages that there are.
_WORDS = {
    "address", "addresses", "feed", "feeds", "file", "files", "font", "fonts", "front", "header", "headers", "layout",
    "layouts", "link", "links", "media", "page", "pages", "picture", "pictures", "prose", "search", "section",
}  # fmt: skip
#: Where else a name of a feature stands, and why.
_NAMED = {
    # Ids of pages of older releases, which no text may take.
    "core/page_ids.py": {"corrections", "stories"},
    # Page and entry of the protocol of sitemaps, of which a planned page says whether it has one.
    "engine/plan.py": {"sitemap"},
    # Fields of an article, as Pelican and its plugins call them.
    "engine/pelican/generators.py": {"series", "story"},
    "engine/pelican_contents.py": {"series"},
    # The tags of an article, as messages about plugins call them.
    "engine/pelican/content_watch.py": {"topics"},
}


def _own_names() -> set[str]:
    """Return the names of features, and of one of what they are called after."""
    singular = {re.sub("ies$", "y", name) if name != "series" else name for name in FEATURES}
    return {name for one in singular for name in (one, one.removesuffix("s"))} | set(FEATURES)


def _names_and_texts(path: Path) -> Iterator[str]:
    """Yield the names of functions, classes, arguments and fields of a module, and its texts and parts of addresses."""
    tree = ast.parse(path.read_text("utf-8"))
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    first = [node.body[0] for node in ast.walk(tree) if isinstance(node, owners) and node.body]
    docstrings = {id(node.value) for node in first if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name.lower().strip("_").removesuffix("_address")
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value
            yield from re.findall(r"(?<=/)[a-z_-]+(?=/)", node.value)


def test_core_and_engine_have_no_function_text_or_field_of_a_feature() -> None:
    """The site has: a view has a field for each part that a feature provides."""
    names = _own_names() - _WORDS
    found: dict[str, set[str]] = {}
    for path in sorted(path for layer in ("core", "engine") for path in (PACKAGE / layer).rglob("*.py")):
        if own := names.intersection(_names_and_texts(path)):
            found[path.relative_to(PACKAGE).as_posix()] = own
    assert found == _NAMED


def test_the_site_has_no_function_of_a_feature() -> None:
    names = _own_names() - _WORDS
    found = {
        f"{path.relative_to(PACKAGE)}: {node.name}"
        for path in (PACKAGE / "site").rglob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name.lower().removesuffix("_address") in names
    }
    # Every page shows the sections, and every card names one.
    assert found == {"site/feature_data.py: Sections"}
