"""A bucket of an S3-compatible store as a target.

A store cannot switch a whole site at once. So all bytes of a release are brought there first, beside the site, and a
switch copies within the store only what differs, in an order in which no page ever refers to what is not there
([ADR 29](docs/adr/0029-bucket-and-branch-activation.md)).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsroom.core.header_table import HeaderTable
from newsroom.core.operation_error import OperationError
from newsroom.publishing import pause as pauses
from newsroom.publishing.local_folders import writable_folder
from newsroom.publishing.model import Receipt, to_json
from newsroom.publishing.releases import Releases
from newsroom.publishing.target import tell_nobody
from newsroom.publishing.targets.bucket.blobs import StoredBlobs
from newsroom.publishing.targets.bucket.bucket import Bucket, ObjectMetadata, at_once
from newsroom.publishing.targets.bucket.headers import served, with_live_cache_control
from newsroom.publishing.targets.bucket.live import ActivationRecord, addresses, differences, planned, served_to_plain
from newsroom.publishing.targets.bucket.lock import Lease
from newsroom.publishing.targets.bucket.releases import OBJECTS, RECEIPT, StoredReleases
from newsroom.publishing.targets.bucket.upload import fetched, texts, upload

#: Seconds to keep the files of an interrupted upload, so that the next one need not send them again.
_KEPT = 86_400.0
#: So many differences are told one by one.
_TOLD = 20


class BucketTarget:
    """A bucket of an S3-compatible store. Its key comes from the environment, or from where Amazon's tools look.

    Args:
        name: its name in publish.toml.
        bucket: the name of the bucket.
        region: the region that it is in; empty for what the environment says.
        endpoint: the address of a store that is not Amazon's; empty for Amazon's.
        site: the prefix of what readers get.
        state: the prefix of releases, receipts and the lock. Nobody but the publisher may read it.
        encoding: ``gzip`` to store text compressed, or empty.
        distribution: the CloudFront distribution in front of it; empty for none.
        work: a local folder.
        by: name of the user and of the machine that publish, for the lock.
    """

    #: Its files are on no machine of ours, and no web server of ours sends them.
    local_folder = None
    server_folder = ""

    def __init__(  # noqa: PLR0913  a bucket has many measures, and publish.toml names each
        self,
        name: str,
        bucket: str,
        *,
        region: str = "",
        endpoint: str = "",
        site: str = "site/",
        state: str = "state/",
        encoding: str = "gzip",
        distribution: str = "",
        work: Path,
        by: str,
    ) -> None:
        self.name = name
        self._site, self._state = (f"{prefix.strip('/')}/" for prefix in (site, state))
        self.where = f"s3://{bucket}/{self._site}" + (f" at {endpoint}" if endpoint else "")
        if "/" in (self._site, self._state) or self._site.startswith(self._state) or self._state.startswith(self._site):
            raise OperationError(
                f"{self.where}: `site` and `state` in publish.toml have to be two folders, side by side."
            )
        self._work, self._encoding, self._distribution = work, encoding, distribution
        self.on_progress: Callable[[int, int], None] = tell_nobody
        self._bucket = Bucket(bucket, self.where, region=region, endpoint=endpoint)
        self._lease = Lease(self._bucket, f"{self._state}lock.json", work / "holders", by)
        self._blobs = StoredBlobs(self._bucket, self._key("blobs/"))
        self._releases = StoredReleases(self._bucket, self.where, self._key, self._live)

    def workplace(self) -> Path:
        """Return a local folder for the build."""
        return writable_folder(self._work / "build")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep every other publisher away, by a lock in the store that is renewed while this process lives.

        Raises:
            OperationError: somebody holds it.
        """
        with self._lease.locked(), self._blobs.locked():
            yield

    def recover(self) -> list[str]:
        """Finish a switch or a removal that was cut off, and clear what an upload has left for more than a day."""
        messages = []
        journal = self._bucket.get_json(self._key("journal.json"))
        if journal and "remove" in journal:
            self._remove(journal["remove"])
            messages.append(f"the removal of {', '.join(journal['remove'])} was cut off; it is finished now")
        elif journal:
            self._activate(journal["release"], journal)
            messages.append(f"the switch to {journal['release']} was cut off; it is finished now")
        known = self.known()
        if self._releases.clear_parts(known):
            messages.append("the receipt of an upload that was cut off had not come yet; what belongs to it is removed")
        old = [
            blob for blob, listed in self._releases.orphans(known, self._blobs.there()).items() if listed.age > _KEPT
        ]
        if old:
            self._lease.check()
            self._blobs.delete(old)
            messages.append(f"{len(old):,} files of an upload that was cut off more than a day ago are removed")
        return messages

    def half_activated(self) -> bool:
        """Return whether a switch was cut off: readers get some files of one release and some of another."""
        return "release" in (self._bucket.get_json(self._key("journal.json")) or {})

    def current(self) -> str:
        """Return the id of the release that readers get; empty where there is none."""
        pointer = self._bucket.get_json(self._key("current.json"))
        return str(pointer["release"]) if pointer else ""

    def receipts(self) -> list[Receipt]:
        """Return the receipts of all releases, the latest number last."""
        return self.known().demanded()

    def known(self) -> Releases:
        """Return all releases, with those whose receipt is damaged."""
        return self._releases.known(self.current())

    def drift(self, receipt: Receipt) -> list[str]:
        """Return, in words, where what is live is not what a receipt says."""
        live, listed = self._live(), self._bucket.listing(self._site)
        message_of = []
        for path, how in differences(receipt, live, listed):
            if how or self._bucket.digest(f"{self._site}{path}") != receipt.files[path].digest:
                message_of.append(f"/{path} {how or 'is another'}")
        more = [f"and {len(message_of) - _TOLD:,} more"] if len(message_of) > _TOLD else []
        return message_of[:_TOLD] + more

    def verify(self, receipt: Receipt) -> list[str]:  # noqa: ARG002  as every target has it
        """Return nothing: what is kept is named by its digest, and `activate` refuses when some of it is not there."""
        return []

    def upload(self, site: Path, receipt: Receipt, servers: Mapping[str, str], headers: HeaderTable) -> None:
        """Bring the bytes of a release to the store, those that are not there yet; readers see none of it.

        Args:
            site: the folder with its files.
            receipt: receipt of the release.
            servers: configuration for web servers, by file name.
            headers: the headers of each address, of which Cache-Control is sent with each file.

        Raises:
            OperationError: a file is another than the receipt says, or the store will not.
        """
        # Where nobody built it, what lies there already is sent as it was.
        objects = with_live_cache_control(
            served(receipt, self._encoding, headers), self._live().files if headers.assumed else {}
        )
        upload(self._blobs, site, receipt, objects, self._lease.check, self.on_progress)
        for name, text in sorted(servers.items()):
            self._bucket.put(self._key(f"servers/{receipt.release}/{name}"), text.encode(), ContentType="text/plain")
        plain = {path: served_to_plain(one) for path, one in objects.items()}
        self._bucket.put_json(self._key(f"releases/{receipt.release}{OBJECTS}"), plain)
        self._lease.check()
        # The receipt comes last: with it there is a release.
        self._bucket.put_packed(self._key(f"releases/{receipt.release}{RECEIPT}"), to_json(receipt))

    def activate(self, release: str) -> None:
        """Make what is live be a release that was put there; `recover` finishes what is cut off.

        Args:
            release: its id.
        """
        self._activate(release, None)

    def _activate(self, release: str, journal: Mapping[str, Any] | None) -> None:
        self._lease.check()
        objects = self._releases.objects(release)
        live, listed = self._live(), self._bucket.listing(self._site)
        plan = planned(release, objects, live, listed)
        self._demand(objects, [path for group in plan.copies for path in group])
        changed = {*plan.paths, *(journal["paths"] if journal else ())}
        token = journal["token"] if journal else secrets.token_hex(8)
        self._bucket.put_json(self._key("journal.json"), {"release": release, "paths": sorted(changed), "token": token})
        etags = {path: live.files[path][0] for path in objects.keys() & live.files.keys()}

        def copy(path: str) -> None:
            metadata = objects[path]
            etags[path] = self._bucket.copy(self._key(f"blobs/{metadata.blob}"), f"{self._site}{path}", metadata)

        for group in plan.copies:
            at_once(copy, group, self._lease.check)
        files = {path: (etags[path], one) for path, one in objects.items()}
        files |= {path: live.files[path] for path in plan.lingering}
        self._lease.check()
        self._bucket.put_json(self._key("live.json"), ActivationRecord(release, files, plan.lingering).to_plain())
        self._bucket.put_json(self._key("current.json"), {"release": release})
        self._lease.check()
        self._bucket.delete(f"{self._site}{path}" for path in plan.gone)
        self._invalidate(changed, token)
        self._bucket.delete([self._key("journal.json")])

    def _demand(self, objects: Mapping[str, ObjectMetadata], paths: Collection[str]) -> None:
        """See that all is there before anything is touched."""
        there = self._blobs.there()
        lacking = [path for path in paths if objects[path].blob not in there]
        if lacking:
            raise OperationError(
                f"{self.where}: of this release the store has lost {len(lacking):,} files, /{lacking[0]} among them; "
                "publish anew, or roll back to another release."
            )

    def _invalidate(self, paths: Collection[str], token: str) -> None:
        if self._distribution and paths:
            self._bucket.invalidate(self._distribution, addresses(paths), token)

    def remove(self, releases: Collection[str], *, reuse: bool = False) -> None:  # noqa: ARG002  as below
        """Remove releases, and what only they hold: bytes, and files that stayed live for open pages.

        Args:
            releases: their ids; the current one is passed over.
            reuse: whether one of them may be reused; here releases share their files anyway.
        """
        leaving = sorted(set(releases) - {self.current()})
        self._lease.check()
        self._bucket.put_json(self._key("journal.json"), {"remove": leaving})
        self._remove(leaving)

    def _remove(self, leaving: Collection[str]) -> None:
        self._bucket.delete(self._key(f"releases/{release}{RECEIPT}") for release in leaving)
        known = self.known()
        self._releases.clear_parts(known)
        held, live = self._releases.digests(known), self._live()
        gone = {path for path in live.lingering if live.files[path][1].digest not in held}
        if gone:
            files = {path: one for path, one in live.files.items() if path not in gone}
            self._bucket.delete(f"{self._site}{path}" for path in gone)
            self._bucket.put_json(
                self._key("live.json"), ActivationRecord(live.release, files, live.lingering - gone).to_plain()
            )
        self._invalidate(gone, secrets.token_hex(8))
        self._lease.check()
        self._blobs.delete(list(self._releases.orphans(known, self._blobs.there())))
        self._bucket.delete([self._key("journal.json")])

    def fetch(self, release: str, folder: Path) -> dict[str, str]:
        """Bring a release from the store, without precompressed files, which it does not keep."""
        fetched(self._bucket, self._key("blobs/"), self._releases.objects(release), folder)
        return texts(self._bucket, self._key(f"servers/{release}/"))

    def paused(self) -> pauses.Pause | None:
        """Return the pause that the store holds."""
        return pauses.from_json(stored.body) if (stored := self._bucket.get(self._key(pauses.NAME))) else None

    def pause(self, paused: pauses.Pause) -> None:
        """Keep a pause in the store, beside the releases."""
        self._bucket.put(self._key(pauses.NAME), pauses.to_json(paused), ContentType="application/json")

    def resume(self) -> None:
        """Take the pause out of the store."""
        self._bucket.delete([self._key(pauses.NAME)])

    def _live(self) -> ActivationRecord:
        return ActivationRecord.from_plain(self._bucket.get_json(self._key("live.json")))

    def _key(self, name: str) -> str:
        return f"{self._state}{name}"
