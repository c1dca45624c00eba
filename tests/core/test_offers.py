"""Offers of packages: rules, promises, addresses and fields lie beside their owners, and below no feature is named."""

from __future__ import annotations

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


def test_what_a_package_offered_goes_with_it() -> None:
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
