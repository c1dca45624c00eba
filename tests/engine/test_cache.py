"""The law of the cache: it may be deleted, damaged, full or shared, and costs nothing but time; and it runs nothing."""

from __future__ import annotations

import ast
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.engine.cache import folder, memory, store
from newsroom.engine.cache.store import BLOBS, DATABASE, DAYS, LARGE, Blobs, Cache, Records
from tests.building import ROOT

_NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
_VALUES = {f"name {number}": bytes([number]) * (number * number * 40) for number in range(1, 60, 4)}
Words = dict[str, tuple[int, bytes]]


def opened(place: Path, now: datetime = _NOW, *, writes: bool = True) -> Cache:
    return Cache(place, now, writes=writes)


def fill(place: Path) -> None:
    """Put bytes of all sizes, and records."""
    cache = opened(place)
    for name, content in _VALUES.items():
        Blobs(cache, "bytes").put(name, content)
        Records(cache, "records", Words, b"").put(name, {name: (len(content), content[:9])})
    cache.finish()
    cache.close()


def stored(place: Path) -> tuple[dict[str, bytes], dict[str, Words]]:
    """Return what is there, as the next build finds it."""
    cache = opened(place)
    found = {name: content for name in _VALUES if (content := Blobs(cache, "bytes").get(name)) is not None}
    records = Records(cache, "records", Words, b"").find(_VALUES)
    cache.close()
    return found, records


def hold_true(found: tuple[dict[str, bytes], dict[str, Words]]) -> None:
    """Hold that all that is there is what was put."""
    assert found[0].items() <= _VALUES.items()
    for name, record in found[1].items():
        assert record == {name: (len(_VALUES[name]), _VALUES[name][:9])}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that is as it should be."""
    place = tmp_path_factory.mktemp("whole") / "cache"
    fill(place)
    return place


def test_stored_values_are_found_again(whole: Path) -> None:
    assert stored(whole)[0] == _VALUES
    assert set(stored(whole)[1]) == set(_VALUES)
    assert max(map(len, _VALUES.values())) > LARGE, "a large one is among them"
    assert list((whole / BLOBS).iterdir())


# ------------------------------------------------------------------------------------------------------------- damage


@given(seed=st.integers(0, 1 << 32), damages=st.integers(1, 4))
@settings(deadline=None, max_examples=40)
def test_damage_of_any_kind_leaves_nothing_that_was_not_put(whole: Path, seed: int, damages: int) -> None:
    """Files that are cut, written over, changed by a byte, or another's: what is there is right, or is not there."""
    chance = random.Random(seed)  # noqa: S311  any damage will do
    with TemporaryDirectory() as made:
        place = Path(made, "cache")
        shutil.copytree(whole, place)
        for _ in range(damages):
            damage_file(place, chance)
        hold_true(stored(place))
        fill(place)
        assert stored(place)[0] == _VALUES
        assert set(stored(place)[1]) == set(_VALUES)


def damage_file(place: Path, chance: random.Random) -> None:
    """Damage one file, if one is left."""
    files = sorted(path for path in place.rglob("*") if path.is_file())
    if not files:
        return
    file = chance.choice(files)
    raw = bytearray(file.read_bytes())
    at = chance.randrange(len(raw) or 1)
    kind = chance.choice(["cut", "byte", "page", "empty", "gone", "folder", "text", "journal"])
    if kind == "byte" and raw:
        raw[at] ^= 1 << chance.randrange(8)
    elif kind == "page":
        raw[at : at + 4096] = chance.randbytes(4096)
    elif kind == "journal":
        journal = place / f"{DATABASE}-journal"
        shutil.rmtree(journal, ignore_errors=True)  # an earlier damage may have put a folder there
        journal.write_bytes(chance.randbytes(9000))
        return
    file.unlink()
    if kind == "folder":
        (file / "more").mkdir(parents=True)
    elif kind != "gone":
        file.write_bytes({"cut": bytes(raw[:at]), "empty": b"", "text": b"somebody else's"}.get(kind, bytes(raw)))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET value = value || x'00'",
        "UPDATE entries SET digest = x'00'",
        "UPDATE entries SET is_file = 1 - is_file",
        "UPDATE entries SET value = 5",
        "UPDATE entries SET key = namespace || key",
        "UPDATE OR IGNORE entries SET namespace = 'records' WHERE namespace = 'bytes'",
        "CREATE TRIGGER mine AFTER INSERT ON entries BEGIN DELETE FROM entries; END",
        "DROP TABLE entries",
        "CREATE TABLE theirs (x)",
    ],
)
def test_a_database_that_somebody_changed_is_not_believed(whole: Path, tmp_path: Path, statement: str) -> None:
    place = tmp_path / "cache"
    shutil.copytree(whole, place)
    with sqlite3.connect(place / DATABASE) as database:
        database.execute(statement)
    hold_true(stored(place))
    fill(place)
    assert stored(place)[0] == _VALUES


def test_an_entry_cannot_stand_for_another(tmp_path: Path) -> None:
    cache = opened(tmp_path)
    Blobs(cache, "bytes").put("one", b"1")
    Blobs(cache, "bytes").put("two", b"2")
    cache.close()
    with sqlite3.connect(tmp_path / DATABASE) as database:
        rows = dict(database.execute("SELECT key, value FROM entries").fetchall())
        (one, first), (two, second) = rows.items()
        database.executemany("UPDATE entries SET value = ? WHERE key = ?", [(second, one), (first, two)])
    assert Blobs(opened(tmp_path), "bytes").get("one") is None


def test_damage_is_said(whole: Path, tmp_path: Path) -> None:
    place = tmp_path / "cache"
    shutil.copytree(whole, place)
    (place / DATABASE).write_bytes(b"somebody else's" * 1000)
    cache = opened(place)
    assert Blobs(cache, "bytes").get("name 1") is None
    assert cache.notes == [f"the cache {place / DATABASE} was damaged and is made anew: this build does all work"]


def test_a_database_of_another_version_is_called_that(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / DATABASE) as database:
        database.execute("CREATE TABLE entries (name TEXT)")
    cache = opened(tmp_path)
    Blobs(cache, "bytes").put("name", b"1")
    cache.close()
    assert len(cache.notes) == 1
    assert "is another version's, or another program's, and is made anew" in cache.notes[0]
    assert Blobs(opened(tmp_path), "bytes").get("name") == b"1"


def test_entries_in_use_stay_and_others_go(tmp_path: Path) -> None:
    cache = opened(tmp_path)
    for name in ("asked for", "noted", "neither"):
        Blobs(cache, "bytes").put(name, b"1")
    cache.close()
    for day in (40, 80, 120):
        cache = opened(tmp_path, _NOW + timedelta(days=day))
        Blobs(cache, "bytes").get("asked for")
        Blobs(cache, "bytes").note_use(iter(["noted", "never put"]))
        cache.finish()
        cache.close()
    assert Blobs(opened(tmp_path), "bytes").present(["asked for", "noted", "neither"]) == {"asked for", "noted"}


def test_a_database_that_another_process_is_just_making_is_no_damage(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / DATABASE, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        cache = opened(tmp_path)
        assert Blobs(cache, "bytes").get("name") is None
        other.execute("ROLLBACK")
    Blobs(cache, "bytes").put("name", b"1")
    cache.close()
    assert cache.notes == []
    assert Blobs(opened(tmp_path), "bytes").get("name") == b"1"


# ------------------------------------------------------------------------------------------------------------- disks


def _failing(number: int) -> Callable[..., None]:
    def fail(*_: object) -> None:
        error = sqlite3.OperationalError("no")
        error.sqlite_errorcode = number
        raise error

    return fail


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (sqlite3.SQLITE_FULL, "the disk of the cache is full"),
        (sqlite3.SQLITE_READONLY, "is on a disk that is read-only"),
        (sqlite3.SQLITE_IOERR, "does not answer as it should"),
        (sqlite3.SQLITE_BUSY, "cannot be used"),
    ],
)
def test_a_disk_that_takes_nothing_is_said_once_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    cache = opened(tmp_path)
    monkeypatch.setattr(store, "_apply", _failing(number))
    for name, content in _VALUES.items():
        Blobs(cache, "bytes").put(name, content)
    cache.finish()
    cache.close()
    assert len(cache.notes) <= 2
    note = cache.notes[-1]
    assert note.startswith("the cache was not written, so the next build does this work again: ")
    assert words in note


def test_a_place_that_cannot_be_made_is_said_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    cache = opened(tmp_path / "file" / "cache")
    Blobs(cache, "bytes").put("small", b"x")
    Blobs(cache, "bytes").put("large", b"x" * LARGE * 2)
    assert Blobs(cache, "bytes").get("other") is None
    cache.close()
    assert len(cache.notes) == 1


def test_a_check_writes_nothing(tmp_path: Path, whole: Path) -> None:
    cache = opened(tmp_path / "cache", writes=False)
    Blobs(cache, "bytes").put("large", b"x" * LARGE * 2)
    cache.finish()
    cache.close()
    assert not (tmp_path / "cache").exists()
    before = {path: path.read_bytes() for path in whole.rglob("*") if path.is_file()}
    cache = opened(whole, _NOW + timedelta(days=DAYS * 2), writes=False)
    assert Blobs(cache, "bytes").get("name 5") == _VALUES["name 5"]
    cache.finish()
    cache.close()
    assert {path: path.read_bytes() for path in whole.rglob("*") if path.is_file()} == before


# ----------------------------------------------------------------------------------------------- several processes


def _exit_codes(work: Callable[[int], None], count: int) -> list[int | None]:
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=work, args=(number,)) for number in range(count)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return [child.exitcode for child in children]


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


@needs_fork
def test_builds_at_once_share_it(tmp_path: Path) -> None:
    assert _exit_codes(lambda _: fill(tmp_path), 4) == [0] * 4
    assert stored(tmp_path)[0] == _VALUES


@needs_fork
def test_children_of_a_build_ask_and_put(tmp_path: Path) -> None:
    """Each over a connection of its own, since SQLite's cannot be shared; all make the database at once."""
    cache = opened(tmp_path)
    blobs = Blobs(cache, "bytes")
    blobs.put("pending", b"of the parent")
    assert blobs.get("nothing") is None
    start = multiprocessing.get_context("fork").Barrier(6)

    def work(number: int) -> None:
        assert blobs.get("pending") == b"of the parent"
        start.wait()
        blobs.put(f"child {number}", b"%d" % number)
        blobs.put(f"large {number}", b"%d" % number * LARGE * 2)

    assert _exit_codes(work, 6) == [0] * 6
    assert [blobs.get(f"child {number}") for number in range(6)] == [b"%d" % number for number in range(6)]
    assert [blobs.get(f"large {number}") for number in range(6)] == [b"%d" % number * LARGE * 2 for number in range(6)]
    cache.close()
    assert Blobs(opened(tmp_path), "bytes").get("pending") == b"of the parent"


@needs_fork
@pytest.mark.parametrize("place", [DATABASE, BLOBS], ids=["database", "blobs"])
def test_entries_that_another_process_writes_meanwhile_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Each of two finds nothing there, and the other is first."""
    real, first = folder.clear, [tmp_path / place]

    def clear(path: Path, is_wanted: Callable[[int], bool]) -> None:
        real(path, is_wanted)
        if path in first:
            first.clear()
            fill(tmp_path)

    monkeypatch.setattr(folder, "clear", clear)
    cache = opened(tmp_path)
    Blobs(cache, "bytes").put("large", bytes(LARGE + 1))
    cache.close()
    assert not first, "another process was first"
    assert stored(tmp_path)[0] == _VALUES
    assert Blobs(opened(tmp_path), "bytes").get("large") == bytes(LARGE + 1)


@needs_fork
@pytest.mark.parametrize("statements", range(1, 40, 3))
def test_a_build_that_is_killed_while_it_writes_leaves_nothing_wrong(tmp_path: Path, statements: int) -> None:
    """At a number of SQLite's own steps that nobody chose."""

    def work(_: int) -> None:
        real = sqlite3.connect

        def connect(*given: object, **named: object) -> sqlite3.Connection:
            connection = real(*given, **named)  # type: ignore[call-overload]
            left = iter(range(statements))
            connection.set_progress_handler(
                lambda: 0 if next(left, None) is not None else os.kill(os.getpid(), signal.SIGKILL), 20
            )
            return connection  # type: ignore[no-any-return]

        store.sqlite3.connect = connect  # type: ignore[assignment]
        fill(tmp_path)

    assert _exit_codes(work, 1) == [-signal.SIGKILL]
    hold_true(stored(tmp_path))
    fill(tmp_path)
    assert stored(tmp_path)[0] == _VALUES


# ------------------------------------------------------------------------------------------- what is forgotten


def test_an_entry_that_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    fill(tmp_path)
    later = _NOW + timedelta(days=DAYS)
    for day in (later - timedelta(days=1), later + timedelta(days=1)):
        cache = opened(tmp_path, day)
        assert Blobs(cache, "bytes").present(["name 5", "name 57"]) == {"name 5", "name 57"}
        cache.finish()
        cache.close()
    assert set(stored(tmp_path)[0]) == {"name 5", "name 57"}
    assert stored(tmp_path)[1] == {}


def test_names_are_looked_for_without_reading_the_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether there are bytes is known before and after they are written to the disk."""
    cache = opened(tmp_path)
    blobs = Blobs(cache, "bytes")
    monkeypatch.setattr(cache, "value", lambda *_: pytest.fail("it was read"))
    blobs.put("one", b"1")
    blobs.put("two", b"2")
    for names in (["one"], ["one", "two"], ["one", "two", "three"]):
        assert blobs.present(names) == {"one", "two"} & {*names}
    cache.commit()
    for names in (["one"], ["one", "two"], ["one", "two", "three"], []):
        assert blobs.present(names) == {"one", "two"} & {*names}
    cache.close()


def test_a_file_that_no_entry_names_goes(tmp_path: Path) -> None:
    fill(tmp_path)
    stray, fresh = tmp_path / BLOBS / "stray", tmp_path / BLOBS / "fresh"
    for path in (stray, fresh):
        path.write_bytes(b"x")
    os.utime(stray, (0, 0))
    cache = opened(tmp_path)
    cache.finish()
    cache.close()
    assert not stray.exists()
    assert fresh.exists(), "another build may be about to name it"
    assert stored(tmp_path)[0] == _VALUES


def test_entries_of_other_code_are_not_found(tmp_path: Path) -> None:
    cache = opened(tmp_path)
    Records(cache, "records", Words, b"one code").put("x", {"x": (1, b"1")})
    assert Records(cache, "records", Words, b"another").get("x") is None
    assert Records(cache, "others", Words, b"one code").get("x") is None
    assert Records(cache, "records", Words, b"one code").get("x") == {"x": (1, b"1")}


# ------------------------------------------------------------------------------------------------------------- memory


@pytest.fixture
def remembering() -> Iterator[None]:
    memory.remember()
    yield
    memory.remember(on=False)


@pytest.mark.usefixtures("remembering")
def test_a_process_that_remembers_reads_a_record_once(tmp_path: Path) -> None:
    value: Words = {"x": (1, b"1")}
    cache = opened(tmp_path)
    Records(cache, "records", Words, b"").put("x", value)
    cache.close()
    assert Records(opened(tmp_path), "records", Words, b"").get("x") is value
    other = opened(tmp_path)
    Records(other, "records", Words, b"").put("x", {"x": (2, b"2")})
    other.close()
    assert Records(opened(tmp_path), "records", Words, b"").get("x") == {"x": (2, b"2")}
    assert Records(opened(tmp_path), "records", Words, b"more").get("x") is None


# ------------------------------------------------------------------------------------------------------- nothing runs

_RUN = {"pickle", "cPickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "copyreg", "joblib"}


def test_no_code_of_ours_reads_what_could_be_run() -> None:
    """No pickle, marshal or eval, and no templates as code in a cache: CI restores caches that others have written.

    Compiled templates lie beside Python's byte code, which no cache of a project holds (ADR 44).
    """
    found = []
    beside_byte_code = ROOT / "plugins/newsroom/engine/render/compiled_templates.py"
    for path in sorted({*(ROOT / "plugins").rglob("*.py")} - {beside_byte_code}):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                names = [f"call {node.func.id}"]
            elif isinstance(node, ast.keyword):
                names = [f"keyword {node.arg}"]
            bad = [
                name
                for name in names
                if name.split(".")[0] in _RUN
                or name in ("call eval", "call exec", "call compile", "keyword bytecode_cache", "jinja2.bccache")
            ]
            found += [f"{path.relative_to(ROOT)}:{node.lineno}: {name}" for name in bad]  # type: ignore[attr-defined]
    assert found == []


def test_its_folder_says_whose_it_is(tmp_path: Path) -> None:
    fill(tmp_path)
    assert (tmp_path / folder.TAG).read_text("utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
