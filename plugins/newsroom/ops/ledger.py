"""Keeping the ledger of addresses: written after each switch, and committed by the publish itself."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from newsroom.addresses.model import LEDGER
from newsroom.addresses.reading import ledger_after
from newsroom.build.plan import Plan
from newsroom.ops.console import Refused, say
from newsroom.publishing import repository
from newsroom.publishing.model import Receipt

#: Where it lies, relative to the project.
PATH = f"content/{LEDGER}"
#: A site at one of these is a trial, and nobody keeps its addresses.
TRIAL_HOSTS = frozenset({"localhost", "127.0.0.1"})


def keep(root: Path, plan: Plan, receipt: Receipt) -> None:
    """Add what readers were given to the ledger, and commit it, and nothing else.

    A ledger that cannot be committed stops nothing: readers have the site, and the next publish tries again.

    Args:
        root: the project's folder.
        plan: what was published.
        receipt: how.
    """
    if urlsplit(receipt.site_url).hostname in TRIAL_HOSTS:
        return
    path = plan.edition.settings.content / LEDGER
    words = ledger_after(plan, receipt.moment)
    if not path.is_file() or path.read_text("utf-8") != words:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_text(words, "utf-8")
        part.replace(path)
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    if not repository.commit(root) or shown not in repository.uncommitted(root):
        return
    try:
        repository.git(root, "add", "--", shown)
        repository.git(root, "commit", "-q", "-m", f"Keep the addresses of {receipt.release}", "--", shown)
    except Refused as error:
        say(f"the ledger of addresses is not committed ({error}); do it yourself: git commit {shown}", error=True)
