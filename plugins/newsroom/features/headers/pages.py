"""Status of the promises that depend on every page of the site."""

from __future__ import annotations

from pathlib import Path

from newsroom.core import limits, urls
from newsroom.engine.plugin_page import PluginPage
from newsroom.engine.safety import Safety
from newsroom.features.headers import page_inspection
from newsroom.features.headers.model import Headers

#: Endings of text files.
_TEXTS = (".md", ".markdown", ".toml")
#: From this share of the limit on, a file is named.
_NEAR = 0.5
#: So many are named at most.
_NAMED = 5


def say(safety: Safety) -> None:
    """Inspect every page once, and report each promise."""
    seen, table = page_inspection.PageFindings(), safety.edition.get(Headers)
    site_url = safety.edition.settings.site_url
    for path in sorted(safety.site.rglob("*")):
        shown = path.relative_to(safety.site).as_posix()
        if path.suffix == ".html":
            policy = table.policy_of(urls.address_of(shown))
            page_inspection.page(seen, shown, path.read_bytes(), site_url, policy.meta)
        elif path.suffix == ".css":
            page_inspection.style(seen, shown, path.read_text("utf-8"), site_url)
    _report(
        safety, "no-third-parties", seen.strangers, f"{seen.pages} pages and their styles ask nobody else for anything"
    )
    wrong = [*(f"{path}: no policy" for path in seen.without_policy), *seen.inline]
    _report(
        safety,
        "strict-policy",
        wrong,
        f"{seen.pages} pages carry the policy, and nothing in them needs more: {table.policy.meta}",
    )
    cuts = sorted(set(safety.edition.cuts))
    listed = f"; cut at the build: {'; '.join(map(str, cuts))}" if cuts else "; there was nothing to cut"
    _report(
        safety, "links-silent", [*seen.loud, *seen.telling], f"{seen.links} links out of the site say nothing{listed}"
    )
    _say_walls(safety)


def check_plugin_page(page: PluginPage) -> None:
    """Say where a page of third-party code lacks the policy, asks other hosts for something, or runs scripts."""
    edition, seen = page.plan.edition, page_inspection.PageFindings()
    policy = edition.get(Headers).policy.meta
    page_inspection.page(seen, page.path, page.raw, edition.settings.site_url, policy)
    if seen.without_policy:
        element = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        page.faults.append(f"has not the policy {element} in its head")
    lead = f"{page.path}: "
    page.faults.extend(f"asks another host for something: {item.removeprefix(lead)}" for item in seen.strangers)
    page.faults.extend(f"holds {item.removeprefix(lead)}, which the policy forbids" for item in seen.inline)


def _report(safety: Safety, promise: str, wrong: list[str], words: str) -> None:
    more = f" and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
    safety.say(promise, not wrong, words if not wrong else f"{', '.join(wrong[:_NAMED])}{more}")


def _say_walls(safety: Safety) -> None:
    """Say how near the largest texts are to the limit; a file beyond one would have stopped the build."""
    content = safety.edition.settings.content
    sizes = {path: path.stat().st_size for path in _texts(content)}
    near = [path for path, size in sizes.items() if limits.largest(size) >= _NEAR]
    nearly_full = ", ".join(
        f"{path.relative_to(content.parent).as_posix()} has {sizes[path]:,}" for path in sorted(near)
    )
    largest = max(sizes.values(), default=0)
    words = f"{len(sizes)} files are within the limits; the largest has {largest:,} of {limits.MOST_BYTES:,} bytes"
    beyond = [path for path, size in sizes.items() if size > limits.MOST_BYTES]
    safety.say("contributors-walled", not beyond, f"{words}; near the limit: {nearly_full}" if near else words)


def _texts(content: Path) -> list[Path]:
    return [path for path in content.rglob("*") if path.suffix.lower() in _TEXTS and path.is_file()]
