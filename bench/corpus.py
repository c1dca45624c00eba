"""Write a corpus: ``python -m bench.corpus --stories 10000 --out DIR``.

DIR gets ``content/`` for the newsroom and ``hugo/`` for the site in bench/hugo, both of the very same words, and
``corpus.json``, which names the newest story. One seed and size give the same bytes on every run.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench import model, pictures
from bench.writers import Hugo, Newsroom, write_text

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def write(out: Path, stories: int, seed: int = 1) -> None:
    """Write a corpus.

    Args:
        out: the folder, which should be empty.
        stories: how many.
        seed: another one gives other words.
    """
    ours, hugo = Newsroom(out / "content", seed), Hugo(out / "hugo", seed)
    ours.common()
    hugo.common()
    months = set()
    for number in range(stories):
        front_matter, body = model.front_matter(seed, number), model.body(seed, number)
        ours.story(front_matter, body)
        hugo.story(front_matter, body)
        months.add((front_matter.date.year, front_matter.date.month))
    for year, month in sorted(months):
        hugo.month(year, month, f"{_MONTHS[month - 1]} {year}")
    pictures.write(out / "content/images/pool", out / "hugo/static/images/pool")
    newest = max(
        (model.front_matter(seed, number) for number in range(stories)),
        key=lambda front_matter: (front_matter.date, front_matter.number),
    )
    about = {"stories": stories, "seed": seed, "now": model.NOW, "path": newest.path, "address": newest.address}
    write_text(out / "corpus.json", json.dumps(about, indent=1) + "\n")


def main(arguments: list[str] | None = None) -> int:
    """Write a corpus as the command line asks; return the exit code."""
    parser = argparse.ArgumentParser(prog="bench.corpus", description="Write a corpus for the benchmark.")
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    if given.stories < 1:
        parser.error("a corpus holds at least one story")
    if given.out.exists() and any(given.out.iterdir()):
        parser.error(f"{given.out} is not empty")
    write(given.out, given.stories, given.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
