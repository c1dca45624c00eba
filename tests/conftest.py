"""Fixtures that many tests share."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from jinja2.bccache import Bucket

from newsroom.engine.render import templates
from tests import reuse
from tests.building import Project
from tests.localstack import LocalStack

# How long an example takes is decided by what else the machine does, and proves nothing.
settings.register_profile("untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
#: Makes the law of incremental builds look far longer for a counter-example; see docs/how-to/run-the-tests.md.
settings.register_profile("long", settings())


def pytest_collection_finish() -> None:
    """Spare the garbage collector the thousands of tests that were found: they stay until the run ends."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def site(tmp_path: Path) -> Project:
    """A small project of one's own, with ways to change and build it."""
    root = tmp_path / "site"
    root.mkdir()
    return Project(root)


@pytest.fixture
def project(site: Project) -> Path:
    """The folder of a small project of one's own."""
    return site.root


@pytest.fixture(scope="session")
def localstack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """LocalStack's store of S3, one for all tests of a run, begun when the first asks for it."""
    server = LocalStack(tmp_path_factory.mktemp("localstack"))
    try:
        server.wait()
        yield server
    finally:
        server.end()


@pytest.fixture(autouse=True, scope="session")
def templates_compiled_once() -> Iterator[None]:
    """Compile a template once for all projects of a run: each has a theme of its own, and they are alike."""
    known: dict[tuple[str, str, str], bytes] = {}
    load, dump = templates._BytecodeCache.load_bytecode, templates._BytecodeCache.dump_bytecode

    def recall(self: templates._BytecodeCache, bucket: Bucket) -> None:
        load(self, bucket)
        raw = known.get((self._folder.name, bucket.key, bucket.checksum))
        if bucket.code is None and raw is not None:
            bucket.bytecode_from_string(raw)
            # It is kept in the project's cache as well, for those who look there.
            dump(self, bucket)

    def keep(self: templates._BytecodeCache, bucket: Bucket) -> None:
        dump(self, bucket)
        known[self._folder.name, bucket.key, bucket.checksum] = bucket.bytecode_to_string()

    with pytest.MonkeyPatch.context() as patch:
        # Its own key holds the folder of the theme.
        patch.setattr(templates._BytecodeCache, "get_cache_key", lambda _self, name, _file=None: name.replace("/", "+"))
        patch.setattr(templates._BytecodeCache, "load_bytecode", recall)
        patch.setattr(templates._BytecodeCache, "dump_bytecode", keep)
        yield


@pytest.fixture(autouse=True, scope="session")
def bytes_made_once() -> Iterator[None]:
    """Compress, draw and encode the same once for all projects of a run."""
    with pytest.MonkeyPatch.context() as patch:
        reuse.reuse(patch)
        yield


@pytest.fixture
def bytes_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compress, draw and encode in every build, for tests of that."""
    reuse.anew(monkeypatch)
