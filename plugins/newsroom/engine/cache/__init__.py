"""The cache: results of earlier builds, so that the next one need not work them out again.

The law of the cache, which holds for everything below its folder:

- **It may be deleted at any time**, wholly or in part. A build that finds nothing there does the work again, and leaves
  the same bytes.
- **Damage is noticed.** Each entry has a digest of its namespace, its key, all that it was made with and its value.
  Whatever does not fit (a file cut short, a changed byte, another version, another program's file) counts as absent.
- **Trouble with its disk stops no build.** Where the folder is read-only, its disk full or its database busy, the build
  does all work itself, and a note says so.
- **Nothing in it is run.** Values are bytes, or JSON that is read as one declared type: CI restores caches that others
  may have written.
- **Asking is using.** An entry that no build has asked for in `newsroom.engine.cache.store.DAYS` days is forgotten.

`newsroom.engine.cache.store` holds it: one SQLite database, and beside it a folder of large values, each in a file that
is named by its digest.
"""
