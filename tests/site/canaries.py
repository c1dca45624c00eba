"""Things that are not published, and a plugin that lets out whatever a test wants it to."""

from __future__ import annotations

import sys
from pathlib import Path

from pelican.plugins import signals

from tests.building import Project

#: How a story is kept back at the tests' moment.
STATES = {
    "a draft": "status: draft",
    "a story that is not due yet": "publish_at: 2026-12-01 06:00 Australia/Brisbane",
    "an expired story": "expires: 2026-11-01 06:00 Australia/Brisbane",
    "a withdrawn story": "status: withdrawn",
}
SENTENCE = "The ferry to Zanzibar left without telling anybody who was aboard."
_STORY = """\
---
title: A ferry leaves Zanzibar
summary: Nobody was told who would be aboard.
date: 2026-05-04 09:30
{state}
authors: [robin-vale]
tags: [Ferry timetables]
image:
  src: 2026/harbour.png
  alt: A harbour before dawn with one lamp
---

Our reporter “stood” on the quay—*un*noticed. {sentence}

## Zanzibar's quay

Tell no one.
"""
#: Copies what lies in a folder beside the content into the output, as a plugin of somebody's might.
_PLUGIN = """
import shutil
from pathlib import Path

from pelican import signals


class Copies:
    def __init__(self, output_path, path, **more):
        self.output_path, self.path = output_path, path

    def generate_output(self, writer):
        folder = Path(self.path).with_name("canaries")
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                target = Path(self.output_path) / file.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, target)


def get(pelican):
    return Copies


def register():
    signals.get_generators.connect(get)
"""


def hide(site: Project, state: str = "status: draft", sentence: str = SENTENCE) -> Path:
    """Give the project a story that is kept back, with a picture of its own."""
    drawing(site, "2026/harbour.png")
    return site.story("world/2026/ferry", _STORY.format(state=state, sentence=sentence))


def drawing(site: Project, path: str, scale: int = 1, step: int = 1) -> Path:
    """Draw a picture in which there is something to see; another step draws another one."""
    from PIL import Image

    target = site.content / "images" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("RGB", (320, 240))
    image.putdata([((x * step // 7 * 37 + y // 11 * 53 * step) % 256,) * 3 for y in range(240) for x in range(320)])
    image.resize((320 * scale, 240 * scale)).save(target)
    return target


def forget() -> None:
    """Disconnect the plugin: the next test begins with Pelican as it is."""
    module = sys.modules.pop("lets_out", None)
    if module is not None:
        signals.get_generators.disconnect(module.get)


def let_out(site: Project, path: str, content: str | bytes) -> None:
    """Have a plugin that is not ours write a file into the output."""
    target = site.root / "canaries" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode() if isinstance(content, str) else content)
    plugin = site.root / "local/lets_out.py"
    if not plugin.exists():
        plugin.parent.mkdir()
        plugin.write_text(_PLUGIN, "utf-8")
        site.setting('PLUGIN_PATHS = ["plugins", "local"]\nPLUGINS = [*PLUGINS, "lets_out"]')
