"""Searches for unpublished content: in published texts before rendering, and in the output before the commit."""

from __future__ import annotations

from msgspec.structs import replace

from newsroom.engine import hooks
from newsroom.engine.cache import manifest
from newsroom.engine.plan import Plan
from newsroom.engine.safety import Safety
from newsroom.engine.write.staged_output import StagedOutput
from newsroom.features.leaks import compare, reading, scan, similar_pictures
from newsroom.features.leaks.model import Search
from newsroom.features.leaks.old_addresses import without_parts
from newsroom.features.leaks.reading import known_addresses


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "links")
    hooks.plan.connect(compare_texts, after=(hooks.EVERYTHING, "sitemaps", "structured_data", "text_edition"))
    hooks.staged.connect(scan_output)
    hooks.safety.connect(report_scan)


def compare_texts(plan: Plan) -> None:
    """Compare texts and pictures of unpublished and published content, and store the terms for scanning the output."""
    edition = plan.edition
    files = similar_pictures.unpublished(edition) | reading.unpublished(edition)
    sizes = frozenset(scan.size_of(edition, src) for src in files)
    result = compare.search(edition)
    hidden = [document for document in edition.documents() if not document.is_live]
    owners = without_parts(result.owners, hidden, known_addresses(edition, plan.addresses))
    edition.put(replace(result, owners=owners, files=files, sizes=sizes))


def scan_output(output: StagedOutput) -> None:
    """Look through the whole output to come."""
    scan.scan(output, output.edition.get(Search))


def report_scan(safety: Safety) -> None:
    """Say how much was looked for in how many files, and when; an output that was not looked through says so."""
    search = safety.edition.get(Search)
    previous = manifest.load(safety.edition.cache, safety.site)
    looked = scan.term_digests(search) <= previous.scan_digests
    when = f"{previous.now:%Y-%m-%d %H:%M %z}" if previous.now else "never"
    words = (
        f"{len(search.owners)} sentences and names and {len(search.files)} pictures and documents were "
        f"looked for in {len(previous.pages)} files, and {search.sources} published texts were compared, as of {when}"
    )
    safety.say("no-leak", looked, words if looked else "the output was not looked through for all that is unpublished")
