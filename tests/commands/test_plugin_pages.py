"""Pages of third-party plugins: the ledger does not keep their addresses, and a publish names those that go."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsroom.commands.publish.publish import publish
from newsroom.engine.pelican import third_party
from tests.building import NOW, Project
from tests.commands.repositories import LEDGER, URL
from tests.engine.test_third_party_plugins import listener, plug

_PAGES = ("cloud/index.html", "old-list.html", "tag/x/index.html")


@pytest.fixture(autouse=True)
def connected() -> Iterator[None]:
    """Leave no plugin of a test connected to Pelican's signals."""
    yield
    third_party.disconnect()


@pytest.mark.audit
def test_pages_of_a_plugin_that_is_taken_out_are_named(
    site: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], plain_environment: None
) -> None:
    monkeypatch.setenv("SITEURL", URL)
    lines = (
        "page = Path(pelican.output_path, '404.html').read_text('utf-8').replace('/support/', '/')",
        f"for name in {_PAGES}:",
        "    at = Path(pelican.output_path, name)",
        "    at.parent.mkdir(parents=True, exist_ok=True)",
        "    at.write_text(page, 'utf-8')",
    )
    plug(site, "clouds", listener("finalized", *lines, arguments="pelican"))
    assert publish(site.root, now=NOW) == 0, capsys.readouterr().err
    current = site.root / "public/current"
    assert all((current / page).is_file() for page in _PAGES)
    assert "/cloud/" not in (site.root / LEDGER).read_text("utf-8")
    site.setting("PLUGINS = PLUGINS[:-1]")
    site.write("data/moved.toml", '[[gone]]\naddress = "/tag/x/"\n')
    third_party.disconnect()
    capsys.readouterr()
    assert publish(site.root, now=NOW, allow_removals=True) == 0
    output = capsys.readouterr().out
    for address in ("/cloud/", "/old-list.html"):
        assert f"{address} is gone, and the ledger does not keep what plugins write; to lead on from it: " in output
    assert "/tag/x/ is gone" not in output
    assert (current / "tag/x/index.html").read_bytes() == (current / "410.html").read_bytes()
    assert publish(site.root, now=NOW) == 0
    assert "is gone, and the ledger" not in capsys.readouterr().out
