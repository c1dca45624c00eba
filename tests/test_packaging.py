"""pyproject.toml, constraints.txt, the README and .ci/run agree with one another; nothing here uses the network."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8")

#: Where the newsroom is to run: every Python that it names, on the platforms that people have.
ENVIRONMENTS = [
    {
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "os_name": "nt" if platform == "win32" else "posix",
        "sys_platform": platform,
        "platform_system": {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[platform],
        "platform_machine": machine,
        "python_version": ".".join(python.split(".")[:2]),
        "python_full_version": python,
        "implementation_version": python,
    }
    for platform, machine in [("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"), ("win32", "AMD64")]
    for python in ["3.11.0", "3.11.7", "3.12.4", "3.13.1", "3.14.0"]
]


def _pins() -> list[Requirement]:
    lines = [line.split("#")[0].strip() for line in CONSTRAINTS.splitlines()]
    return [Requirement(line) for line in lines if line]


PINS = _pins()


def _applies(marker: Marker | None, environment: dict[str, str], extras: frozenset[str]) -> bool:
    return marker is None or any(marker.evaluate({**environment, "extra": extra}) for extra in extras or {""})


def _declared(*extras: str) -> list[str]:
    """Return the requirements of the project with some extras, by default with all of them."""
    optional = PROJECT["project"]["optional-dependencies"]
    return [*PROJECT["project"]["dependencies"], *(line for name in extras or optional for line in optional[name])]


def _all_that_is_required(environment: dict[str, str], *extras: str) -> list[Requirement]:
    """Every requirement in one environment: those declared, and what the installed packages require in their turn."""
    found: list[Requirement] = []
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(line) for line in _declared(*extras)]
    while waiting:
        requirement = waiting.pop()
        if not _applies(requirement.marker, environment, frozenset()):
            continue
        found.append(requirement)
        wanted = frozenset(requirement.extras)
        key = (canonicalize_name(requirement.name), wanted)
        if key in seen:
            continue
        seen.add(key)
        try:
            inner = metadata.requires(requirement.name) or []
        except metadata.PackageNotFoundError:
            continue  # only another platform or another extra has it
        for line in inner:
            further = Requirement(line)
            if _applies(further.marker, environment, wanted):
                further.marker = None
                waiting.append(further)
    return found


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=lambda e: f"{e['sys_platform']}-{e['python_full_version']}")
def test_everything_required_is_pinned_once_and_fits(environment: dict[str, str]) -> None:
    for requirement in _all_that_is_required(environment):
        name = canonicalize_name(requirement.name)
        pins = [
            pin
            for pin in PINS
            if canonicalize_name(pin.name) == name and _applies(pin.marker, environment, frozenset())
        ]
        assert len(pins) == 1, f"{requirement}: pinned {len(pins)} times"
        version = next(iter(pins[0].specifier)).version
        assert requirement.specifier.contains(version, prereleases=True), f"{pins[0]} does not fit {requirement}"


def test_each_line_is_an_exact_pin_and_nothing_else() -> None:
    for pin in PINS:
        assert [spec.operator for spec in pin.specifier] == ["=="], pin
        assert "*" not in str(pin.specifier), pin
        assert pin.url is None, pin
        assert not pin.extras, pin


def test_nothing_is_pinned_that_nobody_requires() -> None:
    required = {canonicalize_name(found.name) for env in ENVIRONMENTS for found in _all_that_is_required(env)}
    assert {canonicalize_name(pin.name) for pin in PINS} <= required


def test_constraints_name_no_host_and_no_place_on_a_machine() -> None:
    assert not re.search(r"https?:|file:|^-|/(home|root|work|opt|tmp|Users)/", CONSTRAINTS, re.MULTILINE)


def test_installed_packages_are_the_pinned_ones() -> None:
    """The walk above reads the installed packages, so they have to be the pinned ones."""
    wrong = []
    here = {name: str(value) for name, value in default_environment().items()}
    required = {canonicalize_name(found.name) for found in _all_that_is_required(here, "dev")}
    for pin in PINS:
        if canonicalize_name(pin.name) in required and (pin.marker is None or pin.marker.evaluate()):
            version = next(iter(pin.specifier)).version
            try:
                installed = metadata.version(pin.name)
            except metadata.PackageNotFoundError:
                installed = "nothing"
            # 4.004 and 4.4 are one version.
            if installed == "nothing" or Version(installed) != Version(version):
                wrong.append(f"{pin.name}: {installed} is installed, {version} is pinned")
    assert not wrong, "install again with -c constraints.txt -e '.[dev]': " + "; ".join(wrong)


def test_the_build_backend_is_pinned() -> None:
    requirements = [Requirement(line) for line in PROJECT["build-system"]["requires"]]
    assert [requirement.name for requirement in requirements] == ["setuptools"]
    assert [spec.operator for spec in requirements[0].specifier] == ["=="]
    # Since version 77 setuptools knows licence expressions (PEP 639).
    assert Version(next(iter(requirements[0].specifier)).version) >= Version("77")


def test_the_licence_is_pelicans() -> None:
    assert PROJECT["project"]["license"] == "AGPL-3.0-or-later"
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in (ROOT / "LICENSE").read_text("utf-8")


def test_ci_runs_the_readmes_test_command_and_then_the_audit() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    lines = [line.strip().strip("`") for line in readme.splitlines()]
    commands = [line for line in lines if line.endswith("invoke test") and "&&" in line]
    steps = [line.strip() for line in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()]
    steps = [line for line in steps if line and not line.startswith(("#", "set ", "cd "))]
    assert len(commands) == 1, "the README gives the test command once, on a line of its own"
    # In a subshell, for `set -e` overlooks what fails in the middle of a && list.
    assert steps == [f"({commands[0]})", ".venv/bin/invoke audit --install"]


def test_every_dependency_has_a_line_that_says_why() -> None:
    guide = (ROOT / "docs" / "reference" / "dependencies.md").read_text("utf-8").casefold()
    missing = [Requirement(line).name for line in _declared() if Requirement(line).name.casefold() not in guide]
    assert not missing, f"docs/reference/dependencies.md does not say what these are for: {', '.join(missing)}"


def test_every_file_of_tests_is_collected() -> None:
    """Pytest passes over folders by their names alone, and says nothing of it."""
    passed_over = PROJECT["tool"]["pytest"]["ini_options"]["norecursedirs"]
    tests = [path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py")]
    folders = {folder.name for path in tests for folder in path.parents}
    assert "features" in folders
    assert not [name for name in folders if any(fnmatch(name, pattern) for pattern in passed_over)]
