"""The build finds unpublished content in the output to come, by any way it got there; it stops and changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import brotli
import pytest
from msgspec.structs import replace

from newsroom.engine.edition import Edition
from newsroom.features.feeds import plugin as feeds
from newsroom.features.front import plugin as front
from newsroom.features.leaks import scan
from newsroom.features.sitemaps import reading
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.rendering import Story
from newsroom.site.parts import Card
from tests.building import MAGAZINE, Project, problem_lines, tree
from tests.site.canaries import SENTENCE, STATES, drawing, forget, hide, let_out


@pytest.fixture(autouse=True)
def as_pelican_is() -> Iterator[None]:
    """Leave nothing connected that a test connected."""
    yield
    forget()


def rules(lines: Sequence[str]) -> set[str]:
    """Return the rules that some problems break."""
    return {line.split(": ")[1] for line in lines}


def stopped(site: Project, **options: object) -> list[str]:
    """Build, which has to stop and leave the output as it was; return what it said."""
    before = site.tree()
    outcome = site.build(**options)
    assert not outcome.ok
    assert site.tree() == before
    assert [path.name for path in site.root.glob(".output*")] == [".output.lock"]
    return problem_lines(outcome)


# ------------------------------------------------------------------------------------------------- slips in the code


@pytest.mark.sample(2)
@pytest.mark.parametrize(("what", "state"), STATES.items(), ids=STATES)
def test_a_story_that_is_taken_for_a_live_one_is_found(
    site: Project, monkeypatch: pytest.MonkeyPatch, what: str, state: str
) -> None:
    site.build()
    source = hide(site, state)
    monkeypatch.setattr(Stories, "is_live", lambda self, record: True)
    # Links of its page and to it are said too: to what is not planned, and to a story that is expired.
    messages = [line for line in stopped(site) if not {"theme-link", "link-expired"} & rules([line])]
    assert rules(messages) == {"leak-text", "leak-picture"}
    assert all(line.startswith("output/") for line in messages)
    assert any(f"{source.relative_to(site.root).as_posix()}:" in line and f"({what})" in line for line in messages)


def test_its_card_in_a_list_is_found(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    hide(site)
    card = front.card

    def slip(story: Story, edition: Edition) -> Card:
        [draft] = [story for story in edition.get(Stories).all if story.record.fields.status == "draft"]
        return replace(card(story, edition), title=draft.title)

    monkeypatch.setattr(front, "card", slip)
    [line] = stopped(site)
    assert line.startswith("output/index.html: leak-text: ")


def test_its_words_in_a_feed_are_found(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    hide(site)
    entry = feeds.entry
    slip = f"<p>{SENTENCE.replace('ferry', '<em>ferry</em>')}</p>"
    monkeypatch.setattr(feeds, "entry", lambda *given: replace(entry(*given), html=slip))
    [*found] = stopped(site)
    assert {line.split(": ")[0].rpartition("/")[2] for line in found} == {"feed.atom", "feed.rss", "feed.json"}


def test_its_title_in_the_sitemap_of_news_is_found(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    hide(site)
    site.story("world/2026/new", "---\ntitle: T\nsummary: S.\ndate: 2026-11-22\n---\n\nWords.\n")
    news = reading.News
    monkeypatch.setattr(reading, "News", lambda *said: replace(news(*said), title=SENTENCE))
    assert {line.split(": ")[0] for line in stopped(site)} == {"output/sitemaps/news.xml"}


# ------------------------------------------------------------------------------------------- whatever kind of file


@pytest.mark.sample(1)
@pytest.mark.parametrize("path", ["x.html", "x.json", "a/a-ferry-leaves-zanzibar.txt"])
def test_leaks_are_found_in_any_file_of_a_plugin(site: Project, path: str) -> None:
    """Searches of each kind of file are tested in tests/features/leaks/test_scan.py."""
    hide(site)
    body = SENTENCE.encode() if path.startswith("x") else b"nothing"
    let_out(site, path, body)
    # Of a page that a plugin writes it is said too that it has no policy.
    [line] = [line for line in stopped(site) if "plugin-page" not in line]
    assert line.startswith(f"output/{path}: leak-text: it holds what stands in content/articles/world/2026/ferry.md")


def test_a_compressed_copy_of_nobodys_making_is_refused_whatever_it_holds(site: Project) -> None:
    hide(site)
    let_out(site, "x.html.br", brotli.compress(SENTENCE.encode()))
    [line] = stopped(site)
    assert "output-collision: lets_out wrote /x.html.br, which is kept for a compressed copy" in line


def test_its_picture_is_found_under_any_name(site: Project) -> None:
    hide(site)
    let_out(site, "theme/holiday.png", (site.content / "images/2026/harbour.png").read_bytes())
    [line] = stopped(site)
    assert line.startswith("output/theme/holiday.png: leak-picture: it is, or names, content/images/2026/h")


def test_a_thousand_files_of_one_leak_are_told_in_a_few_lines(site: Project) -> None:
    hide(site)
    for number in range(9):
        let_out(site, f"{number}.txt", SENTENCE)
    messages = stopped(site)
    assert [line.split(": ")[0] for line in messages] == ["output/0.txt", "output/1.txt", "output/2.txt"]
    assert all("(and so do 6 files more)" in line for line in messages)


# -------------------------------------------------------------------------------------------- all that is kept back


def test_a_draft_with_unreadable_front_matter_is_scanned_for(site: Project) -> None:
    site.story("world/2026/ferry", f"---\nstatus: draft\ntitle: [A ferry\n---\n\nOn [a quay](/x/). {SENTENCE}\n")
    let_out(site, "x.txt", SENTENCE)
    assert any(line.startswith("output/x.txt: leak-text") for line in stopped(site))


@pytest.mark.parametrize("head", ["---\ntitle: Quay\nsummary: S\nstatus: draft\n---\n", "---\nstatus: draft\n---\n"])
def test_a_page_that_is_a_draft_is_looked_for(site: Project, head: str) -> None:
    site.write("pages/quay.md", f"{head}\n{SENTENCE}\n")
    let_out(site, "x.txt", SENTENCE)
    assert any(line.startswith("output/x.txt: leak-text") for line in stopped(site))


def test_comments_on_it_are_looked_for(site: Project) -> None:
    hide(site, sentence="")
    site.write("comments/world/2026/ferry/1.md", f"---\nname: Zuleika\ndate: 2026-05-05\n---\n\n{SENTENCE}\n")
    for path, words in (("x.txt", SENTENCE), ("y.txt", "Zuleika")):
        let_out(site, path, words)
    assert {line.split(": ")[0] for line in stopped(site)} == {"output/x.txt", "output/y.txt"}


def test_an_author_who_is_not_published_is_looked_for(site: Project) -> None:
    path = hide(site, sentence="")
    path.write_text(path.read_text("utf-8").replace("robin-vale", "zuleika-shaw"), "utf-8")
    site.write("authors/zuleika-shaw.md", f"---\nname: Zuleika Shaw\nbio: Sails.\n---\n\n{SENTENCE}\n")
    for path_, words in (("x.txt", SENTENCE), ("y.txt", "Zuleika Shaw")):
        let_out(site, path_, words)
    assert {line.split(": ")[0] for line in stopped(site)} == {"output/x.txt", "output/y.txt"}


# --------------------------------------------------------------------------------------- what changed, what did not


def test_a_file_that_stays_is_looked_through_for_what_is_kept_back_since(site: Project) -> None:
    let_out(site, "x.txt", SENTENCE)
    hide(site, "kind: news")
    assert site.build().ok
    hide(site, "status: withdrawn")
    [line] = stopped(site)
    assert line.startswith("output/x.txt: leak-text")
    # And again: a build that stopped leaves nothing that says that all is well.
    assert stopped(site) == [line]
    assert stopped(site, trusting=True) == [line]
    hide(site, "kind: news")
    assert site.build().ok


def test_a_file_that_is_new_or_changes_is_looked_through_for_all_that_is_kept_back(site: Project) -> None:
    """A changed file is searched again for terms that the last build did not find in it."""
    let_out(site, "x.txt", "nothing")
    hide(site)
    assert site.build().ok
    let_out(site, "x.txt", SENTENCE)
    let_out(site, "y.txt", SENTENCE)
    assert {line.split(": ")[0] for line in stopped(site)} == {"output/x.txt", "output/y.txt"}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are looked through."""
    seen: list[str] = []
    look: Callable[..., set[bytes]] = scan._scan_file
    monkeypatch.setattr(scan, "_scan_file", lambda laid, *more: (seen.append(laid.path), look(laid, *more))[1])
    monkeypatch.setattr("newsroom.engine.workers.can_fork", lambda: False)
    return seen


def test_unchanged_files_are_not_scanned_again(site: Project, opened: list[str]) -> None:
    hide(site)
    assert site.build().ok
    assert sorted(opened) == sorted(site.tree())
    opened.clear()
    path = site.content / "pages/about.md"
    path.write_text(path.read_text("utf-8").replace("A magazine.", "Our magazine."), "utf-8")
    assert site.build().ok
    assert opened == ["about/index.html"]


def test_a_new_sentence_is_looked_for_everywhere(site: Project, opened: list[str]) -> None:
    hide(site)
    site.build()
    opened.clear()
    hide(site, sentence="Another ferry went to the mainland with all of its lamps out.")
    assert site.build().ok
    assert sorted(opened) == sorted(site.tree())


def test_nothing_is_looked_through_where_everything_is_published(site: Project, opened: list[str]) -> None:
    assert site.build().ok
    assert opened == []


def test_somebodys_hand_in_the_output_is_looked_at(site: Project, opened: list[str]) -> None:
    """A file that was changed and is put back is not taken for the one that was looked through."""
    hide(site)
    site.build()
    (site.output / "about/index.html").write_bytes((site.output / "about/index.html").read_bytes())
    opened.clear()
    assert site.build().ok
    assert opened == ["about/index.html"]


# ------------------------------------------------------------------------------------------------------- all is well


def test_words_that_published_stories_share_stop_nothing(site: Project) -> None:
    """Titles, topics, headings and names that published stories have, and what the house says on every page."""
    hide(site, sentence="")
    head = "---\ntitle: First light\nsummary: What happened, in one sentence.\ndate: 2026-05-04\nstatus: draft\n"
    tail = "authors: [robin-vale]\ntags: [Law reform]\n---\n\n## World\n\nRead more. Sovereignty was never ceded.\n\n"
    house = "QN Magazine is made in Meanjin (Brisbane), on the lands of the Turrbal and Yuggera (Jagera) peoples."
    site.write("data/magazine.toml", f'{MAGAZINE}acknowledgement = ["{house} Sovereignty was never ceded."]\n')
    site.story("opinion/2026/first-light", head + tail + house + "\n\n[QN Magazine](/about/)\n")
    assert problem_lines(site.build()) == []


@pytest.mark.audit
def test_the_law_holds_for_what_is_kept_back_and_shown_by_turns(site: Project) -> None:
    for state in [*STATES.values(), "kind: news", "status: draft"]:
        hide(site, state)
        assert problem_lines(site.build()) == []
        shutil.rmtree(site.root / "clean", ignore_errors=True)
        assert problem_lines(site.build(output=site.root / "clean")) == []
        assert site.tree() == tree(site.root / "clean")


@pytest.mark.audit
def test_a_picture_that_is_shown_elsewhere_is_no_secret(site: Project) -> None:
    hide(site)
    drawing(site, "2026/other.png", step=3)
    site.story(
        "world/2026/quay",
        "---\ntitle: Q\nsummary: S\ndate: 2026-05-04\nimage:\n  src: 2026/harbour.png\n  alt: A lamp\n---\n\nWords.\n",
    )
    assert problem_lines(site.build()) == []


def test_a_document_that_only_it_links_to_is_found_by_what_it_holds_and_by_its_name(site: Project) -> None:
    report = site.write(
        "files/2026/harbour-zanzibar-ledger.pdf", "%PDF-1.4 not opened, since nobody published links to it"
    )
    site.story(
        "world/2026/ferry",
        "---\ntitle: T\nsummary: S.\ndate: 2026-05-04\nstatus: draft\n---\n\n"
        "[It](/files/2026/harbour-zanzibar-ledger.pdf)\n",
    )
    assert problem_lines(site.build()) == []
    assert not [path for path in site.tree() if "ledger" in path]
    let_out(site, "theme/a.bin", report.read_bytes())
    let_out(site, "theme/harbour-zanzibar-ledger-0123456789ab.bin", b"x")
    messages = stopped(site)
    assert any(
        line.startswith("output/theme/a.bin: leak-picture: it is, or names, content/files/2026/h") for line in messages
    )
    assert any(
        line.startswith("output/theme/harbour-zanzibar-ledger-0123456789ab.bin: leak-text: ") for line in messages
    )


def test_without_the_plugin_the_promise_is_not_kept(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    from newsroom.commands.build.safety import safety
    from tests.building import NOW

    hide(site)
    site.tips()
    assert safety(site.root, NOW) == 0
    kept = capsys.readouterr().out
    assert "kept    nothing-unpublished: kept back are 1 draft, 0 scheduled, 0 expired, 0 withdrawn" in kept
    assert "kept    no-leak: " in kept
    assert "1 pictures and documents were looked for" in kept
    assert "as of 2026-11-23 09:00 +1000" in kept
    site.setting('PLUGINS = [name for name in PLUGINS if name != "newsroom.features.leaks"]')
    assert safety(site.root, NOW) == 1
    assert "BROKEN  no-leak: no plugin in PLUGINS looks after this" in capsys.readouterr().err


def test_nothing_is_kept_where_readers_can_get_at_it(site: Project) -> None:
    site.setting('NEWSROOM_CACHE = "output/cache"')
    [line] = problem_lines(site.build())
    assert line.startswith("pelicanconf.py: setting-value: NEWSROOM_CACHE: it would be published")
    assert not Path(site.output / "cache").exists()
