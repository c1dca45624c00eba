"""Output of `invoke headers` for each server."""

from __future__ import annotations

import pytest

from newsroom.commands.headers import headers
from newsroom.commands.publish.server_files import KINDS
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
    output = capsys.readouterr().out
    assert [word for word in words if word not in output] == []
    assert not site.output.exists()


def test_another_kind_is_refused_with_those_there_are(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert headers(site.root, NOW, "apache") == 1
    errors = capsys.readouterr().err
    assert 'no headers for "apache"' in errors
    assert all(kind in errors for kind in KINDS)


@pytest.mark.parametrize(
    ("target", "folder"),
    [
        ("", "{root}/public"),
        ('kind = "directory"\ndir = "www"', "{root}/www"),
        ('kind = "ssh"\nhost = "web1.example"\ndir = "/srv/www/qn"', "/srv/www/qn"),
    ],
)
def test_a_whole_server_names_the_folder_of_the_target(
    site: Project, capsys: pytest.CaptureFixture[str], target: str, folder: str
) -> None:
    if target:
        (site.root / "publish.toml").write_text(f'default = "one"\n[target.one]\n{target}\n', "utf-8")
    assert headers(site.root, NOW, "nginx-server") == 0
    assert f'root "{folder.format(root=site.root)}/current";' in capsys.readouterr().out


@pytest.mark.parametrize(
    "address", ["https://x;} server {", "https://x{$HOME}", "https://x\n}", "https://x`", "https://a b"]
)
def test_an_address_that_a_server_would_read_as_something_else_is_refused(
    site: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("SITEURL", address)
    assert headers(site.root, NOW, "nginx-server") == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "no name of a host" in output.err
    assert address not in output.err or "\n" not in address
