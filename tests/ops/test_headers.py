"""What `invoke headers` prints for each server."""

from __future__ import annotations

import pytest

from newsroom.ops.headers import headers
from newsroom.ops.server_files import KINDS
from tests.building import NOW, Project


@pytest.fixture(autouse=True)
def address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEURL", "https://qn.example")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("nginx", ["add_header Content-Security-Policy"]),
        ("nginx-map", ['"/old/" "/world/2026/05/first-light/";', '"/gone/" 1;']),
        ("nginx-server", ["server_name qn.example;", "gzip_static on;"]),
        ("caddy", ["https://qn.example {", '"/old/" "/world/2026/05/first-light/" ""', "precompressed br gzip"]),
        ("pages", ["X-Content-Type-Options: nosniff", "/old/ /world/2026/05/first-light/ 301"]),
    ],
)
def test_each_kind_is_printed_and_nothing_is_written(
    site: Project, capsys: pytest.CaptureFixture[str], kind: str, words: list[str]
) -> None:
    path = site.content / "articles/world/2026/first-light.md"
    path.write_text(path.read_text("utf-8").replace("tags:", "aliases: [/old/]\ntags:", 1), "utf-8")
    site.write("data/moved.toml", '[[gone]]\naddress = "/gone/"\n')
    assert headers(site.root, NOW, kind) == 0
    said = capsys.readouterr().out
    assert [word for word in words if word not in said] == []
    assert not site.output.exists()


def test_another_kind_is_refused_with_those_there_are(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert headers(site.root, NOW, "apache") == 1
    said = capsys.readouterr().err
    assert 'no headers for "apache"' in said
    assert all(kind in said for kind in KINDS)
