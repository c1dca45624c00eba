"""Files on their way through a build: what is linked to is published, and nothing else ever is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsroom.commands.build.safety import safety
from tests.building import NOW, Project, problem_lines
from tests.features.files.documents import pdf, telling_document
from tests.features.files.drawings import LOADED
from tests.features.files.recordings import mp3, recording
from tests.features.files.test_sniffing import WORD

_STORY = "---\ntitle: T\nsummary: S\ndate: 2026-05-04\n{head}---\n\n{body}\n"
HERE = "/world/2026/05/x/"
#: A magazine that lacks this page keeps not every promise.


def write_file(site: Project, name: str, raw: bytes) -> Path:
    """Add a file below content/files/."""
    target = site.content / "files" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(raw)
    return target


def story(site: Project, body: str, head: str = "", name: str = "x") -> Path:
    return site.story(f"world/2026/{name}", _STORY.format(head=head, body=body))


def files(site: Project) -> list[str]:
    """Return what was published below /files/, without the hashes."""
    return [re.sub(r"-[0-9a-f]{12}\.", ".", path) for path in site.tree() if path.startswith("files/")]


def test_only_files_that_stories_pages_and_bios_link_to_are_published(site: Project) -> None:
    for name in ("2026/report.pdf", "2026/unused.pdf", "2026/draft.pdf", "2026/late.pdf"):
        write_file(site, name, telling_document())
    write_file(site, "2026/talk.mp3", mp3())
    write_file(site, "2026/clip.mov", recording("mov", "libx264", "aac"))
    write_file(site, "2026/secret.docx", WORD)
    story(site, "[The report](/files/2026/report.pdf), [again]({static}/files/2026/report.pdf)")
    story(site, "[The draft](/files/2026/draft.pdf)", "status: draft\n", "draft")
    story(site, "[Later](/files/2026/late.pdf)", "publish_at: 2027-01-01 09:00 Australia/Brisbane\n", "late")
    site.write("pages/x.md", "---\ntitle: T\nsummary: S\n---\n\nHear [a talk]({static}/files/2026/talk.mp3).\n")
    site.write("authors/x.md", "---\nname: X\nbio: B\n---\n\n[A clip](/files/2026/clip.mov)\n")
    assert problem_lines(site.build()) == []
    assert files(site) == ["files/2026/clip.mp4", "files/2026/report.pdf", "files/2026/talk.mp3"]
    page = site.page(HERE)
    [address] = set(re.findall(r'href="(/files/[^"]+)"', page))
    assert (site.output / address[1:]).is_file()
    assert page.count("(PDF, 2\N{NO-BREAK SPACE}kB)") == 2
    assert "MP3, " in site.page("/x/")
    assert "MP4, " in site.page("/author/x/")
    assert address in site.page("/feed.atom")
    site.tips()
    assert safety(site.root, NOW) == 0


def test_a_file_that_changes_changes_whatever_links_to_it(site: Project) -> None:
    write_file(site, "2026/report.pdf", pdf())
    story(site, "[The report](/files/2026/report.pdf)")
    site.build()
    before = site.tree()
    write_file(site, "2026/report.pdf", pdf(lambda made: made.add_blank_page()))
    assert problem_lines(site.build()) == []
    changed = {path for path, body in site.tree().items() if before.get(path) != body and "feed." not in path}
    assert {re.sub(r"-[0-9a-f]{12}\.", ".", path) for path in changed} == {
        "world/2026/05/x/index.html", "world/2026/05/x/text/index.html", "files/2026/report.pdf",
    }  # fmt: skip
    assert len(files(site)) == 1
    story(site, "No link any more.")
    site.build()
    assert files(site) == []


def test_a_change_of_nothing_that_is_published_changes_nothing(site: Project) -> None:
    write_file(site, "2026/report.pdf", telling_document())
    story(site, "[The report](/files/2026/report.pdf)")
    site.build()
    before = site.tree()
    write_file(site, "2026/report.pdf", telling_document().replace(b"%PDF-1.3", b"%PDF-1.4") + b"\n")
    assert problem_lines(site.build()) == []
    assert site.tree() == before


@pytest.mark.parametrize(
    ("link", "line"),
    [
        ("/files/2026/reprot.pdf", 'no file "files/2026/reprot.pdf"; did you mean "/files/2026/report.pdf"?'),
        ("{static}/files/2025/report.pdf", 'no file "files/2025/report.pdf"; did you mean "/files/2026/report.pdf"?'),
        ("{static}/files/2026/xyz.mp3", 'no file "files/2026/xyz.mp3"; add the file to content/files/'),
        ("/files/../../outside.pdf", 'no file "../outside.pdf"'),
        ("{static}//etc/passwd", 'no file "/etc/passwd"'),
        ("/files/2026", 'no file "files/2026"'),
        ("/files/" + "x" * 300, "no file"),
        ("/files/a%00b.pdf", "no file"),
    ],
)
def test_a_link_to_a_file_that_is_not_there_is_reported_with_the_nearest(site: Project, link: str, line: str) -> None:
    write_file(site, "2026/report.pdf", pdf())
    (site.root / "outside.pdf").write_bytes(pdf())
    story(site, f"See [the report]({link}).")
    [told_of] = problem_lines(site.build(check_only=True))
    assert told_of.startswith(f"content/articles/world/2026/x.md:7: link-target: {line}")


def test_files_that_may_not_be_published_stop_the_build_with_a_remedy(site: Project) -> None:
    write_file(site, "2026/minutes.docx", WORD)
    write_file(site, "2026/minutes.pdf", WORD)
    (site.root / "outside.pdf").write_bytes(pdf())
    (site.content / "files/2026/link.pdf").symlink_to(site.root / "outside.pdf")
    (site.content / "files/2026/around.pdf").symlink_to("around.pdf")
    story(
        site, "".join(f"[The {n}](/files/2026/{n}) " for n in ("minutes.docx", "minutes.pdf", "link.pdf", "around.pdf"))
    )
    expected = [
        'content/articles/world/2026/x.md:7: link-target: no file "files/2026/around.pdf"; add the file to content/',
        "content/files/2026/link.pdf: file-link: this leads to something outside content/files/; put the file itself",
        "content/files/2026/minutes.docx: file-forbidden: it is a Word file; save it as PDF",
        "content/files/2026/minutes.pdf: file-forbidden: it is a Word file and no PDF; save it as PDF",
    ]
    for check_only in (True, False):
        messages = problem_lines(site.build(check_only=check_only))
        assert [line[: len(start)] for line, start in zip(messages, expected, strict=True)] == expected
    assert not site.output.exists()


def test_a_drawing_is_a_picture_and_leaves_inert(site: Project) -> None:
    target = site.content / "images/2026/map.svg"
    target.write_text(LOADED, "utf-8")
    head = "image:\n  src: 2026/map.svg\n  alt: A map\n"
    story(site, "![The map](/images/2026/map.svg)", head)
    assert problem_lines(site.build()) == []
    [made] = [path for path in site.tree() if path.endswith(".svg") and path.startswith("images/")]
    assert b"script" not in site.tree()[made]
    page = site.page(HERE)
    assert page.count(f'src="/{made}"') == 2
    assert re.search(r'<meta property="og:image" content="[^"]*/theme/brand/share.jpg">', page)
    site.tips()
    assert safety(site.root, NOW) == 0


def test_a_drawing_that_cannot_be_made_inert_is_reported_where_it_is_shown(site: Project) -> None:
    (site.content / "images/2026/map.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><style>a{}</style></svg>"
    )
    story(site, "![The map](/images/2026/map.svg)")
    [told_of] = problem_lines(site.build())
    assert told_of.startswith('content/articles/world/2026/x.md:7: picture-unreadable: "content/images/2026/map.svg": ')


@pytest.mark.parametrize(
    ("name", "raw", "promise"),
    [
        ("files/2026/x.pdf", telling_document(), "documents-clean"),
        ("files/2026/x.docx", WORD, "documents-clean"),
        ("files/2026/x.mp3", mp3(), "media-clean"),
        ("files/2026/x.mp4", b"broken", "media-clean"),
        ("images/2026/x.svg", LOADED.encode(), "drawings-inert"),
    ],
)
def test_a_promise_that_is_broken_is_told(
    site: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    raw: bytes,
    promise: str,
) -> None:
    """The check does not trust the code that wrote the files: it finds faults in the finished site."""
    from newsroom.commands.build import safety as ops

    shown = ops.build_with_progress

    def planted(request: ops.BuildRequest) -> object:
        outcome = shown(request)
        target = site.root / ops.SITE / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
        return outcome

    monkeypatch.setattr(ops, "build_with_progress", planted)
    assert safety(site.root, NOW) == 1
    assert f"BROKEN  {promise}: {name} " in capsys.readouterr().err
