"""Store of the cache: one SQLite database, and beside it a folder of large values; see the package for its rules."""

from __future__ import annotations

import errno
import hashlib
import operator
import os
import sqlite3
import stat
import threading
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from newsroom.core import storage
from newsroom.engine.cache import digests, folder, memory
from newsroom.engine.cache.values import UnreadableValueError, codec

T = TypeVar("T")

#: How long an entry that no build asks for stays, in days.
DAYS = 60
DATABASE, BLOBS = "cache.sqlite3", "blobs"
#: A value of more bytes than this is a file of its own.
LARGE = 64 << 10
#: Seconds to wait for another build that is writing.
_PATIENCE = 20
#: Entries that are written together.
_BATCH = 64
#: Endings that SQLite adds to the name of a database for its files.
_FILES = ("", "-journal", "-wal", "-shm")
#: Seconds for which a file that no entry names may belong to one that another build is about to write.
_FRESH = 3600
#: The table; and indexes that answer what every build asks, without a look at the rows, which lie among large values.
_SCHEMA = (
    (
        "CREATE TABLE entries (namespace TEXT NOT NULL, key TEXT NOT NULL, digest BLOB NOT NULL, used INTEGER NOT NULL,"
        " is_file INTEGER NOT NULL, value BLOB NOT NULL, PRIMARY KEY (namespace, key))"
    ),
    "CREATE INDEX digests ON entries (namespace, used, key, digest)",
    "CREATE INDEX days ON entries (used)",
    "CREATE INDEX files ON entries (value) WHERE is_file = 1",
)
_SELECT = "SELECT key, digest, used, is_file, value FROM entries WHERE namespace = ?"
_SELECT_USED = "SELECT key, used FROM entries WHERE namespace = ?"
_SELECT_DIGESTS = "SELECT key, digest, used FROM entries WHERE namespace = ?"
_SELECT_UNUSED = "SELECT key FROM entries WHERE namespace = ? AND used != ?"
#: Errors of SQLite about disks and other programs, with the system's; every other error means damage.
_TROUBLE = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_AUTH: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_NOMEM: errno.ENOMEM,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_LOCKED: errno.EBUSY,
}


class _UnknownTablesError(sqlite3.DatabaseError):
    """The database has other tables: another version of this software made it, or another program."""


class Row(NamedTuple):
    """An entry as the database has it; the value of a large one is the digest of its file."""

    digest: bytes
    is_file: bool
    value: bytes


class Cache:
    """The cache below one folder.

    A child that was forked may ask and put too: it has a connection of its own, and writes at once. The process that
    made the cache writes a few entries together; `finish` and `close` write the last.

    Args:
        place: the folder; made when something is put there.
        now: the moment of the build.
        writes: whether anything may be written; otherwise what is put is passed over.
    """

    def __init__(self, place: Path, now: datetime, *, writes: bool = True) -> None:
        self.folder, self.writes = place, writes
        #: Messages for maintainers about faults of the cache.
        self.notes: list[str] = []
        self._today = now.toordinal()
        self._process = self._opened_by = os.getpid()
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._pending: dict[tuple[str, str], Row] = {}
        self._asked: set[tuple[str, str]] = set()
        self._mended = False

    @classmethod
    def none(cls) -> Cache:
        """Return a cache that holds nothing and takes nothing."""
        return cls(Path(os.devnull), datetime.min.replace(tzinfo=UTC), writes=False)

    def find(self, namespace: str, keys: Collection[str]) -> dict[str, Row]:
        """Return the entries that are there, by their key; what is asked for is in use."""
        with self._lock:
            wanted = keys if isinstance(keys, set | frozenset | dict) else frozenset(keys)
            row_of = {}
            for key, digest, used, is_file, value in self._rows(_SELECT, namespace, wanted):
                # A damaged database may hold anything.
                if key in wanted and isinstance(digest, bytes) and isinstance(value, bytes):
                    row_of[key] = Row(digest, bool(is_file), value)
                    if used != self._today:
                        self._asked.add((namespace, key))
            for key in wanted if self._pending else ():
                if (namespace, key) in self._pending:
                    row_of[key] = self._pending[namespace, key]
            return row_of

    def present(self, namespace: str, keys: Collection[str]) -> set[str]:
        """Return the keys of entries that are there, without reading them; what is asked for is in use."""
        with self._lock:
            wanted = keys if isinstance(keys, set | frozenset | dict) else frozenset(keys)
            used_on = {key: used for key, used in self._rows(_SELECT_USED, namespace, wanted) if key in wanted}
            self._asked.update((namespace, key) for key, used in used_on.items() if used != self._today)
            return used_on.keys() | {key for space, key in self._pending if space == namespace and key in wanted}

    def digests(self, namespace: str, keys: Collection[str]) -> dict[str, bytes]:
        """Return the digests of entries that are there, without reading their values; what is asked for is in use."""
        with self._lock:
            digest_of = {}
            for key, digest, used in self._rows(_SELECT_DIGESTS, namespace, keys):
                if key in keys:
                    digest_of[key] = digest
                    if used != self._today:
                        self._asked.add((namespace, key))
            pending = self._pending
            return digest_of | {key: row.digest for (space, key), row in pending.items() if space == namespace}

    def note_use(self, namespace: str, keys: Iterable[str]) -> None:
        """Note that entries are in use; goes through the keys only where an entry was last used on another day."""
        with self._lock:
            unused = {key for (key,) in self._ask(_SELECT_UNUSED, (namespace, self._today))}
            if unused:
                self._asked.update((namespace, key) for key in keys if key in unused)

    def _rows(self, query: str, namespace: str, keys: Collection[str]) -> list[tuple[Any, ...]]:
        """Return the rows of a namespace; of one key, that row alone."""
        if len(keys) == 1:
            return self._ask(f"{query} AND key = ?", (namespace, *keys))
        return self._ask(query, (namespace,)) if keys else []

    def put(self, namespace: str, key: str, context: bytes, value: bytes) -> bytes:
        """Put an entry, and return its digest."""
        is_file = len(value) > LARGE
        shown = hashlib.sha256(value).digest() if is_file else value
        row = Row(_digest(namespace, key, context, shown, is_file=is_file), is_file, shown)
        with self._lock:
            if is_file and self.writes:
                self._put_file(shown.hex(), value)
            if not self.writes:
                return row.digest
            if os.getpid() != self._process:
                self._write({(namespace, key): row})
                return row.digest
            self._pending[namespace, key] = row
            if len(self._pending) >= _BATCH:
                self.commit()
        return row.digest

    def value(self, namespace: str, key: str, context: bytes, row: Row) -> bytes | None:
        """Return the value of an entry; None where it is damaged, or was made with something else."""
        if row.digest != _digest(namespace, key, context, row.value, is_file=row.is_file):
            return None
        if not row.is_file:
            return row.value
        try:
            raw = (self.folder / BLOBS / row.value.hex()).read_bytes()
        except OSError:
            return None
        return raw if hashlib.sha256(raw).digest() == row.value else None

    def _put_file(self, name: str, value: bytes) -> None:
        file = self.folder / BLOBS / name
        try:
            folder.tag(self.folder)
            folder.clear(file.parent, stat.S_ISDIR)
            file.parent.mkdir(exist_ok=True)
            folder.clear(file, stat.S_ISREG)
            storage.write_whole(file, value, "new-")
        except OSError as error:
            self._stop_writing(error)

    def commit(self) -> None:
        """Write the pending entries."""
        with self._lock:
            rows, self._pending = self._pending, {}
            if rows:
                self._write(rows)

    def _write(self, rows: dict[tuple[str, str], Row]) -> None:
        values: list[tuple[object, ...]] = [
            (*place, row.digest, self._today, row.is_file, row.value) for place, row in rows.items()
        ]
        self._change([("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?)", values)])

    def finish(self) -> None:
        """End a successful build: record the entries that it used, and remove entries that no build used lately."""
        with self._lock:
            self.commit()
            asked, self._asked = self._asked, set()
            day = "UPDATE entries SET used = ? WHERE namespace = ? AND key = ?"
            changes: list[tuple[str, list[tuple[object, ...]]]] = []
            if asked:
                changes.append((day, [(self._today, *place) for place in sorted(asked)]))
            if self._ask("SELECT 1 FROM entries WHERE used < ? LIMIT 1", (self._today - DAYS,)):
                changes.append(("DELETE FROM entries WHERE used < ?", [(self._today - DAYS,)]))
            if changes:
                self._change(changes)
            self._sweep()

    def _sweep(self) -> None:
        """Remove files that no entry names."""
        if not self.writes:
            return
        named = {value.hex() for (value,) in self._ask("SELECT value FROM entries WHERE is_file = 1", ())}
        oldest = time.time() - _FRESH
        with suppress(OSError):
            for file in os.scandir(self.folder / BLOBS):
                if file.name not in named and file.stat(follow_symlinks=False).st_mtime < oldest:
                    folder.remove(Path(file.path))

    def close(self) -> None:
        """Write the pending entries, and close the database."""
        with self._lock:
            self.commit()
            self._disconnect()

    # --------------------------------------------------------------------------------------------------- the database

    def _ask(self, query: str, parameters: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Return the rows of a query; none where the database cannot be read."""
        for _ in range(2):
            try:
                connection = self._open(make=False)
                return connection.execute(query, parameters).fetchall() if connection is not None else []
            except sqlite3.Error as error:
                if not self._mend(error):
                    break
        return []

    def _change(self, changes: Iterable[tuple[str, list[tuple[object, ...]]]]) -> None:
        """Make some changes to the database, all of them or none."""
        changes = list(changes)
        for _ in range(2):
            if not self.writes:
                return
            try:
                connection = self._open(make=True)
                if connection is not None:
                    _apply(connection, changes)
            except sqlite3.Error as error:
                if not self._mend(error):
                    return
            except OSError as error:
                self._stop_writing(error)
            else:
                return

    def _open(self, *, make: bool) -> sqlite3.Connection | None:
        """Return the connection of this process; None where there is no database.

        Args:
            make: whether to make the database.
        """
        if self._opened_by != os.getpid():
            # SQLite cannot be used by two processes over one connection, and not even be closed.
            _of_parents.append(self._connection)
            self._connection, self._opened_by = None, os.getpid()
        if self._connection is not None:
            return self._connection
        file = self.folder / DATABASE
        if make:
            folder.tag(self.folder)
            folder.clear(file, stat.S_ISREG)
        elif not file.is_file():
            return None
        mode = "rwc" if make else "rw" if self.writes else "ro"
        connection = sqlite3.connect(
            f"{file.resolve().as_uri()}?mode={mode}",
            uri=True,
            timeout=_PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            ready = _prepare(connection, make=make)
        except BaseException:
            connection.close()
            raise
        if not ready:
            # Another process is making it, and has not written its table yet.
            connection.close()
            return None
        self._connection = connection
        return connection

    def _mend(self, error: sqlite3.Error) -> bool:
        """Return whether to try once more, since a damaged cache is made anew; otherwise stop using a failing one."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        number = _TROUBLE.get(code)
        # A folder where a file should be cannot be opened either.
        if number is not None and (self._mended or code not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)):
            self._stop_writing(OSError(number, os.strerror(number), str(self.folder / DATABASE)))
            return False
        self._disconnect()
        if self._mended or not self.writes or os.getpid() != self._process:
            self.writes = False
            return False
        self._mended = True
        why = "is another version's, or another program's," if isinstance(error, _UnknownTablesError) else "was damaged"
        self.notes.append(f"the cache {self.folder / DATABASE} {why} and is made anew: this build does all work")
        try:
            for ending in _FILES:
                folder.remove(self.folder / f"{DATABASE}{ending}")
        except OSError as fault:
            self._stop_writing(fault)
            return False
        return True

    def _stop_writing(self, error: OSError) -> None:
        """Write nothing more, and say why."""
        if self.writes:
            why = storage.error_line(error, {"cache": self.folder})
            self.notes.append(f"the cache was not written, so the next build does this work again: {why}")
        self.writes = False
        self._pending.clear()

    def _disconnect(self) -> None:
        if self._connection is not None and self._opened_by == os.getpid():
            self._connection.close()
            self._connection = None


def _apply(connection: sqlite3.Connection, changes: Iterable[tuple[str, list[tuple[object, ...]]]]) -> None:
    """Make some changes in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for query, rows in changes:
            connection.executemany(query, rows)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


#: Connections of parents, which a forked child must neither use nor close.
_of_parents: list[object] = []


def _prepare(connection: sqlite3.Connection, *, make: bool) -> bool:
    """Set a connection up, and return whether the database has its table.

    Raises:
        sqlite3.Error: the database is not ours.
    """
    connection.text_factory = operator.methodcaller("decode", "utf-8", "replace")
    # Digests show what was lost in a power cut.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
    tables = connection.execute(query).fetchall()
    if make and not tables:
        connection.execute("BEGIN IMMEDIATE")
        tables = connection.execute(query).fetchall()
        if not tables:
            for statement in _SCHEMA:
                connection.execute(statement)
            tables = connection.execute(query).fetchall()
        connection.execute("COMMIT")
    if tables and tables != [(statement,) for statement in _SCHEMA]:
        raise _UnknownTablesError
    return bool(tables)


def _digest(namespace: str, key: str, context: bytes, value: bytes, *, is_file: bool) -> bytes:
    gathered = hashlib.blake2b(f"{namespace}\0{key}\0{is_file:d}\0{len(context)}\0".encode(), digest_size=digests.SIZE)
    gathered.update(context)
    gathered.update(value)
    return gathered.digest()


def cache_key(name: str) -> str:
    """Return the key of an entry: the digest of a name, which says what the value follows from."""
    return digests.of_bytes(name.encode("utf-8", "surrogatepass")).hex()


class Records(Generic[T]):
    """Values of one type in a namespace.

    Args:
        cache: the cache.
        namespace: name of the namespace.
        kind: their type.
        context: the digest of all that they are made with and no key says; entries made with another are absent.
            By default that of the newsroom's code.
    """

    def __init__(self, cache: Cache, namespace: str, kind: type[T], context: bytes | None = None) -> None:
        self._cache, self._namespace, self._codec = cache, namespace, codec(kind)
        self._context = digests.code() if context is None else context
        self._database = str(cache.folder / DATABASE)

    def find(self, names: Iterable[str]) -> dict[str, T]:
        """Return the values that are there, by their name; what is asked for is in use."""
        by_key = {cache_key(name): name for name in names}
        known = self._recalled(by_key)
        values = {by_key[key]: value for key, value in known.items()}
        for key, row in self._cache.find(self._namespace, by_key.keys() - known.keys()).items():
            raw = self._cache.value(self._namespace, key, self._context, row)
            if raw is None:
                continue
            with suppress(UnreadableValueError):
                value = values[by_key[key]] = self._codec.decode(raw)
                memory.note((self._database, self._namespace, key), self._context + row.digest, value)
        return values

    def _recalled(self, keys: Collection[str]) -> dict[str, T]:
        """Return the values that this process remembers, by their key."""
        if not memory.remembers():
            return {}
        known = {}
        for key, digest in self._cache.digests(self._namespace, keys).items():
            value = memory.recall((self._database, self._namespace, key), self._context + digest)
            if value is not None:
                known[key] = value[0]
        return known

    def get(self, name: str) -> T | None:
        """Return a value; None where there is none."""
        return self.find([name]).get(name)

    def put(self, name: str, value: T) -> None:
        """Put a value."""
        if not self._cache.writes:
            return
        try:
            raw = self._codec.encode(value)
        except UnicodeEncodeError:
            return  # the name of a file that is no text; what is not there is worked out again
        key = cache_key(name)
        digest = self._cache.put(self._namespace, key, self._context, raw)
        memory.note((self._database, self._namespace, key), self._context + digest, value)


class Blobs:
    """Bytes in a namespace, under names that say all that they are made of.

    Args:
        cache: the cache.
        namespace: name of the namespace.
    """

    def __init__(self, cache: Cache, namespace: str) -> None:
        self._cache, self._namespace = cache, namespace

    def present(self, names: Iterable[str]) -> set[str]:
        """Return those names for which there are bytes; what is asked for is in use."""
        by_key = {cache_key(name): name for name in names}
        return {by_key[key] for key in self._cache.present(self._namespace, by_key)}

    def note_use(self, names: Iterable[str]) -> None:
        """Note that some bytes are in use; goes through their names only where one was last used on another day."""
        self._cache.note_use(self._namespace, (cache_key(name) for name in names))

    def get(self, name: str) -> bytes | None:
        """Return bytes; None where there are none."""
        key = cache_key(name)
        row = self._cache.find(self._namespace, [key]).get(key)
        return None if row is None else self._cache.value(self._namespace, key, b"", row)

    def put(self, name: str, content: bytes) -> None:
        """Store bytes; readers find all of them or none."""
        self._cache.put(self._namespace, cache_key(name), b"", content)
