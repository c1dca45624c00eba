"""What validators say of every page, style and picture."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from newsroom.ops.audit import VNU
from tests.audit.conftest import ended_well
from tests.building import ROOT

pytestmark = pytest.mark.audit

BIN = ROOT / "node_modules" / ".bin"
#: What tells of a camera, a place or a person in a picture.
PRIVATE = (
    "$GPSLatitude or $Keys:all or $Make or $Model or $SerialNumber or $Creator or $Artist or $Comment"
    " or $XMP:all or $EXIF:all or $IPTC:all"
)


def test_the_nu_checker_finds_nothing_on_any_page_or_drawing(magazine: Path) -> None:
    ended_well(["java", "-jar", ROOT / VNU, "--skip-non-html", "--also-check-svg", "--errors-only", magazine])


def test_html_validate_finds_nothing_on_any_page(magazine: Path) -> None:
    command = [BIN / "html-validate", "--config", ROOT / ".htmlvalidate.json", "-f", "json", magazine]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    found = [
        f"{Path(page['filePath']).relative_to(magazine)}:{message['line']}: {message['ruleId']}: {message['message']}"
        for page in json.loads(ended.stdout or "[]")
        for message in page["messages"]
    ]
    assert found == []
    assert ended.returncode == 0, ended.stderr


def test_stylelint_finds_nothing_in_the_sources_of_the_styles() -> None:
    folders = ("theme/styles", "theme/styles/sheets", "theme/templates/components/*", "theme/static/*")
    ended_well([BIN / "stylelint", *(f"{folder}/*.css" for folder in folders)])


def test_no_picture_tells_where_it_was_taken_or_by_whom(magazine: Path) -> None:
    command = ["exiftool", "-q", "-r", "-if", PRIVATE, "-p", "$FilePath", str(magazine)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert ended.stdout == ""
    # 2: the condition held for no file; 0 would mean that it held for one.
    assert ended.returncode == 2, ended.stderr
