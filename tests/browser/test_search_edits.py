"""An edited index answers in browsers as one that Pagefind makes of all pages, on the search page and for scripts.

A script on the search page asks and sends the answers to the test's server, so that Firefox needs no driver.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Browser

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.core.header_table import HeaderTable
from newsroom.features.headers.model import Headers
from newsroom.features.search import pagefind_index
from tests.browser.patience import PATIENCE
from tests.browser.searchable import Strict, write_story
from tests.building import NOW, Project
from tests.features.search.indexed import answers, index_files
from tests.serving import files, serving

pytestmark = [pytest.mark.browser, pytest.mark.audit]

_WORDS = "quokka quokkas crossing road platypus café cafe naïve echidna wombats tunnel 2019 zzxqy Okoro".split()  # noqa: SIM905
_PHRASES = ["the quokka crossed", '"quokka crossed the road"', "platypus road", "tunnel wombats echidna"]
_RUSSIAN = ["дорога", "дороги", "тоннель", "вышли на дорогу"]
_ARABIC = ["الخوف", "قانون", "لاجئين"]
#: Searches on the search page, as they stand behind the sign # of its address.
_PAGES = ["q=quokka", "q=road&section=World", "q=tunnel&year=2019", "q=тоннель", "q=الخوف", "section=Opinion"]

_PROBE = """\
const languages = %(queries)s, pages = %(pages)s, found = { pages: {}, answers: {}, filters: {} };
const page = document.documentElement, own = page.lang;

async function settled() {
  let last = "", still = 0;
  while (still < 5) {
    await new Promise((go) => setTimeout(go, 60));
    const summary = document.querySelector(".pf-summary")?.textContent.trim() ?? "";
    const titles = [...document.querySelectorAll(".search-result")].map((at) => at.innerText);
    const now = JSON.stringify([summary, titles]);
    // A result is loaded when its place comes into view.
    const place = document.querySelector(".pf-result");
    place?.scrollIntoView();
    still = now === last && !place && titles.length && !/Searching/.test(summary) ? still + 1 : 0;
    last = now;
  }
  return JSON.parse(last);
}

async function asked(instance, query, options) {
  const { results, ...counts } = await instance.search(query, options);
  const pages = await Promise.all(results.map(async ({ score, words, data }) => ({ score, words, ...(await data()) })));
  return { ...counts, timings: 0, pages };
}

try {
  await customElements.whenDefined("pagefind-input");
  for (const hash of pages) {
    location.hash = hash;
    found.pages[hash] = await settled();
  }
  for (const [language, queries] of Object.entries(languages)) {
    const { createInstance } = await import(`/pagefind/pagefind.js?probe=${language}`);
    page.lang = language;
    const instance = await createInstance({ basePath: "/pagefind/" });
    page.lang = own;
    found.filters[language] = await instance.filters();
    for (const query of queries) {
      for (const filters of [{}, { section: "World" }, { year: { any: ["2019", "2026"] } }, { topic: "Wetlands" }]) {
        for (const sort of [{}, { date: "desc" }]) {
          const key = JSON.stringify([language, query, filters, sort]);
          found.answers[key] = await asked(instance, query, { filters, sort });
        }
      }
    }
  }
} catch (fault) {
  found.fault = `${fault} ${fault.stack}`;
}
await fetch("/told", { method: "POST", body: JSON.stringify(found) });
"""


class _Asking(Strict):
    """Sends files as a server does, and puts a script on the search page that asks and tells."""

    told: ClassVar[dict[str, Any]] = {}
    #: Bytes of what was sent, by address.
    sent: ClassVar[dict[str, int]] = {}
    done: ClassVar[threading.Event] = threading.Event()

    def do_GET(self) -> None:  # noqa: N802  the name that http.server calls
        path = self.path.partition("?")[0]
        queries = {"en-au": [*_WORDS, *_PHRASES, None], "ru": _RUSSIAN, "ar": _ARABIC}
        if path == "/probe.js":
            self._send(
                (_PROBE % {"queries": json.dumps(queries), "pages": json.dumps(_PAGES)}).encode(), "text/javascript"
            )
        elif path == "/search/":
            source = (Path(self.directory) / "search/index.html").read_bytes()
            self._send(
                source.replace(b"</body>", b'<script type="module" src="/probe.js"></script></body>'), "text/html"
            )
        else:
            file = Path(self.directory) / path.lstrip("/")
            if path.startswith("/pagefind/") and file.is_file():
                self.sent[path] = file.stat().st_size
            super().do_GET()

    def do_POST(self) -> None:  # noqa: N802
        self.told.update(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self._send(b"", "text/plain")
        self.done.set()

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@dataclass(frozen=True)
class _Sites:
    """One magazine twice: with an index that was edited, and with one that Pagefind made of all pages."""

    edited: Path
    whole: Path
    table: HeaderTable


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> _Sites:
    """Edit words, a title, a topic and a date, add stories in three languages, and build after each edit."""
    site = Project(tmp_path_factory.mktemp("edits") / "site")
    counts: list[int] = []
    index_of = pagefind_index.index_of

    def counted(addresses: Mapping[str, Path], folder: Path) -> dict[str, bytes]:
        counts.append(len(addresses))
        return index_of(addresses, folder)

    def built() -> HeaderTable:
        counts.clear()
        outcome, plan = planned(BuildRequest(site.root, production=True, now=NOW, site_url="http://127.0.0.1:8000"))
        assert outcome.ok, outcome.problems
        assert plan is not None
        return plan.edition.get(Headers).table

    russian = {"more": "lang: ru\ntranslation_of: world/2026/quokka\n", "summary": "Одно предложение."}
    arabic = {"more": "lang: ar\ntranslation_of: world/2026/quokka\n", "summary": "جملة واحدة."}
    write_story(site, "world/2026/quokka", "A quokka crosses", "The quokka crossed the road. A naïve café.")
    write_story(site, "national/2026/platypus", "A platypus swims", "The quokka looked on.", topic="Wetlands")
    write_story(site, "opinion/2019/echidna", "The echidna digs", "A quokka again, and a cafe.", date="2019-03-02")
    write_story(site, "world/2026/doroga", "Железная дорога", "Они вышли на дорогу.", **russian)
    write_story(site, "world/2026/al-khawf", "الخوف والقانون", "تقوم حماية اللاجئين على القانون.", **arabic)
    for number in range(12):
        write_story(
            site, f"national/2025/road{number}", f"Road {number}", f"A road with {number} bends.", date="2025-01-02"
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagefind_index, "index_of", counted)
        patch.setattr(pagefind_index, "_MOST", 2)
        built()
        assert len(counts) == 1
        write_story(site, "opinion/2019/echidna", "The echidna digs", "A tunnel, and no café.", date="2019-03-03")
        write_story(site, "world/2026/doroga", "Железная дорога", "Они вышли. Тоннель закрыт.", **russian)
        built()
        assert len(counts) == 2
        write_story(
            site, "national/2026/platypus", "A platypus in a tunnel", "The quokkas looked on.", author="sam-okoro"
        )
        write_story(
            site, "world/2026/wombat", "Wombats", "Wombats met a quokka on a road.", topic="Wetlands", date="2026-06-01"
        )
        write_story(site, "world/2026/al-khawf", "الخوف", "تقوم حماية اللاجئين على القانون اليوم.", **arabic)
        table = built()
        assert len(counts) == 2
    edited = site.root / "edited"
    shutil.copytree(site.output, edited)
    shutil.rmtree(site.output)
    built()
    assert answers(index_files(edited)) == answers(index_files(site.output))
    return _Sites(edited, site.output, table)


def _asked(folder: Path, table: HeaderTable, visit: Any) -> tuple[dict[str, Any], dict[str, int]]:
    """Let a browser ask one of the sites; return what it tells, and the bytes of what it loaded of the index."""
    _Asking.table, _Asking.told, _Asking.sent = table, {}, {}
    _Asking.done.clear()
    with serving(files(folder, _Asking)) as address:
        visit(address + "/search/", _Asking.done)
    told = _Asking.told
    assert "fault" not in told, told["fault"]
    # A score is a sum of fractions, in the order of pages.
    for answer in told["answers"].values():
        for page in answer["pages"]:
            page["score"] = round(page["score"], 4)
        scores = [page["score"] for page in answer["pages"]]
        assert scores == sorted(scores, reverse=True)
        # Pages of the same score, or date, stand in any order.
        answer["pages"].sort(key=lambda page: (-page["score"], page["url"]))
    return told, dict(_Asking.sent)


def _compare(sites: _Sites, visit: Any) -> None:
    edited, loaded = _asked(sites.edited, sites.table, visit)
    whole, loaded_whole = _asked(sites.whole, sites.table, visit)
    assert edited == whole
    assert sum(map(len, (answer["pages"] for answer in edited["answers"].values()))) > 100
    titles = str(edited["pages"])
    for title in ("A platypus in a tunnel", "Wombats", "Железная дорога", "الخوف"):
        assert title in titles.replace("\xa0", " ")
    # A first search loads no more: names differ, lengths do not.
    assert len(loaded) == len(loaded_whole)
    assert sum(loaded.values()) <= sum(loaded_whole.values()) * 1.002


def test_an_edited_index_answers_in_chromium_as_a_whole_one(browser: Browser, sites: _Sites) -> None:
    def visit(address: str, done: threading.Event) -> None:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        for _ in range(PATIENCE // 50):
            if done.is_set():
                break
            page.wait_for_timeout(50)
        context.close()

    _compare(sites, visit)


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Any]:
    """A visit with Firefox, which starts anew for each."""

    def visit(address: str, done: threading.Event) -> None:
        profile = tmp_path / f"profile{len(list(tmp_path.iterdir()))}"
        profile.mkdir()
        quiet = {"browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False}
        quiet |= {"app.update.enabled": False, "network.captive-portal-service.enabled": False}
        lines = [f'user_pref("{name}", {json.dumps(value)});' for name, value in quiet.items()]
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        command = ["firefox", "--headless", "--no-remote", "--profile", str(profile), address]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                assert done.wait(PATIENCE / 1000)
            finally:
                process.terminate()

    return visit


def test_an_edited_index_answers_in_firefox_as_a_whole_one(firefox: Any, sites: _Sites) -> None:
    _compare(sites, firefox)
