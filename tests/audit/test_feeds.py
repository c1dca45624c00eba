"""Feeds and sitemaps of the real magazine, as programs of other people read them that Python has none like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.audit.conftest import URL, ended_well
from tests.building import ROOT

pytestmark = pytest.mark.audit

SCHEMA = ROOT / "node_modules" / "sitemap" / "schema" / "sitemap.xsd"
#: Reads feeds, whose paths are its arguments, and prints them as JSON.
_READER = """
const Parser = require("rss-parser");
const fs = require("fs");
const parser = new Parser();
(async () => {
  const read = {};
  for (const path of process.argv.slice(1)) {
    read[path] = await parser.parseString(fs.readFileSync(path, "utf-8"));
  }
  console.log(JSON.stringify(read));
})();
"""


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_rss_parser_reads_what_the_json_says(magazine: Path, form: str) -> None:
    feeds = sorted(magazine.rglob(f"feed.{form}"))
    assert len(feeds) > 30
    read = json.loads(ended_well(["node", "-e", _READER, *feeds]))
    for path in feeds:
        expected = json.loads(path.with_suffix(".json").read_bytes())
        found = read[str(path)]
        assert found["title"] == expected["title"]
        assert found["feedUrl"] == f"{URL}/{path.relative_to(magazine).as_posix()}"
        assert len(found["items"]) == len(expected["items"])
        for entry, item in zip(found["items"], expected["items"], strict=True):
            assert entry["guid" if form == "rss" else "id"] == item["id"]
            assert (entry["title"], entry["link"]) == (item["title"], item["url"])
            assert entry["content:encoded" if form == "rss" else "content"].strip() == item["content_html"].strip()
            assert entry["isoDate"]
            if form == "rss":
                assert entry.get("categories", []) == item.get("tags", [])
                attached = [at["url"] for at in item.get("attachments", ())]
                assert ([entry["enclosure"]["url"]] if "enclosure" in entry else []) == attached


def test_every_sitemap_is_valid(magazine: Path, tmp_path: Path) -> None:
    """Tags of extensions are looked at where the schema knows them; it brings none of theirs."""
    maps = sorted((magazine / "sitemaps").glob("*.xml"))
    assert len(maps) > 3
    words = SCHEMA.read_text("utf-8").replace('processContents="strict"', 'processContents="lax"')
    (tmp_path / "sitemap.xsd").write_text(words, "utf-8")
    schema = etree.XMLSchema(etree.parse(tmp_path / "sitemap.xsd"))
    for path in maps:
        schema.assertValid(etree.parse(path))
    named = etree.parse(magazine / "sitemap.xml").xpath("//*[local-name()='loc']/text()")
    assert sorted(named) == [f"{URL}/{path.relative_to(magazine).as_posix()}" for path in maps]
