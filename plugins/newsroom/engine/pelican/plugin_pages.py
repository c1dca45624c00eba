"""Checks of HTML pages that third-party plugins wrote: links here, promises by the hook `plugin_page`.

A plugin that promises something of every page connects to `newsroom.engine.hooks.plugin_page`, and says there what is
wrong with one.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HTMLParser

from newsroom.core import urls
from newsroom.core.problems import Problem
from newsroom.engine import hooks
from newsroom.engine.pelican.output_copy import OutputCopy
from newsroom.engine.pelican.third_party import ThirdParty
from newsroom.engine.plan import Plan
from newsroom.engine.plugin_page import PluginPage
from newsroom.engine.write.staging import Stage

#: So many things are named of one page.
_NAMED = 3


def problems(copy: OutputCopy, plan: Plan, stage: Stage, plugins: ThirdParty) -> Iterator[Problem]:
    """Yield a problem for each page that asks other hosts for something, runs scripts, or has links to nowhere.

    Args:
        copy: where third-party code wrote.
        plan: everything that the newsroom writes itself.
        stage: where all files wait.
        plugins: the plugins that the pages belong to.
    """
    planned = {path.casefold() for path in stage.planned}
    for path, who in copy.pages.items():
        plugin = next((one for one in plugins.plugins if one.name == who), None)
        raw = stage.file(path).read_bytes()
        faults = list(_faults(PluginPage(path, raw, plan), planned)) if raw.strip() else []
        if faults and plugin is not None:
            more = f", and {len(faults) - _NAMED} more such" if len(faults) > _NAMED else ""
            message = f"wrote /{path}, which {'; which '.join(faults[:_NAMED])}{more}"
            fix = "mend the template that the plugin uses, or take the plugin out of PLUGINS"
            yield plugin.problem("plugin-page", message, fix)


def _faults(page: PluginPage, planned: set[str]) -> Iterator[str]:
    hooks.plugin_page.send(page)
    yield from page.faults
    site_url = page.plan.edition.settings.site_url
    root = etree.fromstring(page.raw, HTMLParser(encoding="utf-8"))
    for href in dict.fromkeys(map(str, root.xpath("//a/@href"))):
        address = href.removeprefix(site_url) if site_url and href.startswith(f"{site_url}/") else href
        at = urlsplit(address).path
        if address.startswith("/") and not address.startswith("//") and urls.file_of(at).casefold() not in planned:
            yield f"has a link to {at}, where nothing is"
