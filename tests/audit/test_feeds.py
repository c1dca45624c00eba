"""Feeds and sitemaps of the tests' magazine, as programs of other people read them that Python has none like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.audit.conftest import URL
from tests.audit.verdicts import rss_parser
from tests.building import ROOT

pytestmark = pytest.mark.audit

SCHEMA = ROOT / "node_modules" / "sitemap" / "schema" / "sitemap.xsd"


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_rss_parser_reads_what_the_json_says(magazine: Path, form: str) -> None:
    feeds = sorted(magazine.rglob(f"feed.{form}"))
    assert len(feeds) > 30
    read = rss_parser(feeds)
    for path in feeds:
        expected = json.loads(path.with_suffix(".json").read_bytes())
        found = read[str(path)]
        assert "wrong" not in found, (path, found)
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
