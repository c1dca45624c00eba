"""Edits of galleries, recordings and films between two builds."""

from __future__ import annotations

from collections.abc import Callable

from tests.building import Project
from tests.features.files.recordings import recording
from tests.site.edits_project import Edit, change

_TRANSCRIPT = "> Transcript\n>\n> Words {0}."
_STILL = "![A still](/images/2026/river.jpg)"


def _add(words: str) -> Callable[[Project, int], object]:
    """Return an edit that puts words at the head of some story."""

    def edit(site: Project, number: int) -> None:
        paths = sorted((site.content / "articles").rglob("*.md"))
        change(paths[number % len(paths)], "---\n\n", f"---\n\n{words.format(number)}\n\n")

    return edit


def _write_file(site: Project, name: str, raw: bytes) -> None:
    target = site.content / "files/2026" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(raw)


def _add_recording(site: Project, number: int) -> None:
    _write_file(site, "talk.mp3", recording("mp3", audio="mp3", seconds=0.5 + number % 2))
    _add("[Talk {0}](/files/2026/talk.mp3)\n\n" + _TRANSCRIPT)(site, number)


def _film(site: Project, number: int) -> None:
    _write_file(site, "walk.mp4", recording("mp4", "libx264", "aac", seconds=0.5 + number % 2))
    _write_file(site, "walk.vtt", f"WEBVTT\n\n00:00.000 --> 00:01.000\nWords {number}\n".encode())
    lines = f"{_STILL}\n[Walk {{0}}](/files/2026/walk.mp4)\n[Captions](/files/2026/walk.vtt)\n\n"
    _add(lines + _TRANSCRIPT)(site, number)


MEDIA: dict[str, Edit] = {
    "gallery": _add(f"{_STILL}\n![Another, {{0}}](/images/2026/river.jpg)"),
    "sound": _add_recording,
    "film": _film,
    "film elsewhere": _add(f"{_STILL}\n[A march {{0}}](https://www.youtube.com/watch?v=abcdefghijk)"),
    "post": _add("> Words {0}.\n> — Robin, [Mastodon, 3 May 2026](https://social.example/@robin/1)"),
}
