"""The command: draw every picture, or only some."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import scenes
from .brand import save_brand
from .covers import save_covers
from .emblems import save_emblems
from .raster import press, render, save_jpeg
from .svg import HEIGHT, WIDTH


def main() -> None:
    """Draw what the arguments ask for, and say how large each file became."""
    parser = argparse.ArgumentParser(prog="python -m tools.illustrate", description=__doc__)
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="SLUG",
        help="draw only this story's picture (may be repeated)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("content/images"),
        help="where pictures go (default: %(default)s)",
    )
    parser.add_argument(
        "--brand",
        type=Path,
        default=Path("theme/static/brand"),
        help="where the brand's marks go (default: %(default)s)",
    )
    options = parser.parse_args()
    wanted = {key: draw for key, draw in scenes.ALL.items() if not options.only or key.split("/")[1] in options.only}
    with press() as page:
        for key, draw in wanted.items():
            picture = render(page, draw(), WIDTH, HEIGHT)
            size = save_jpeg(picture, options.out / f"{key}.jpg")
            print(f"{key}.jpg {size:,}")
        if not options.only or "emblems" in options.only:
            for name, size in save_emblems(page, options.out / "authors"):
                print(f"authors/{name} {size:,}")
        if not options.only or "covers" in options.only:
            for name, size in save_covers(page, options.out / "issues"):
                print(f"issues/{name} {size:,}")
        if not options.only or "brand" in options.only:
            for name, size in save_brand(page, options.brand):
                print(f"brand/{name} {size:,}")


if __name__ == "__main__":
    main()
