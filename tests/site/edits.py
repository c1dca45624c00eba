"""Edits of a project between two builds: each takes the project and a number that tells it where."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from tests.building import MAGAZINE, Project
from tests.features.files.documents import pdf
from tests.site.edits_media import MEDIA
from tests.site.edits_project import HOUSE, QUIET, Edit, change

_TRANSLATION = """\
---
title: Translation {number}
summary: S.
date: 2026-05-05
lang: {lang}
translation_of: world/2026/first-light
tags: [Law reform, Only abroad]
---

Words.
"""
_DUE = """\
---
title: Due {0}
summary: S.
date: 2026-11-{1:02d} 09:00
expires: 2027-01-{1:02d} 09:00 +10:00
tags: [Law reform]
---

Words.
"""
_NOTE = """\
[[note]]
id = "war"
words = "It speaks of war {0}."
label = "War"
helplines = ["war"]
heavy = true
"""
_ISSUE = """\
---
title: Issue {0}
date: 2026-{1:02d}-{2:02d}
status: {3}
cover:
  src: 2026/river.jpg
  alt: The river {0}
contents:
  - story: world/2026/first-light
    page: {0}
  - title: A second wind {0}
    story: national/2026/second-wind
    authors: robin-vale, Somebody {0}
  - Letters {0}
  - title: The third word
    story: content/articles/opinion/2026/third-word.md
---

Words {0}. [About](/about/)
"""
_HELPLINE = """\
[[helpline]]
id = "line"
name = "Line {0}"
phone = "13 11 14"
hours = "All"
zone = "local"
serves = "Anybody"
topics = ["war"]
checked = 2026-11-16
"""


def stories(site: Project) -> list[Path]:
    return sorted((site.content / "articles").rglob("*.md"))


def _some(site: Project, number: int) -> Path:
    """Pick a story; where none is left, there is a new one."""
    return (stories(site) or [site.story("world/2026/only")])[number % max(1, len(stories(site)))]


def _in_secret(site: Project, number: int) -> None:
    """Change a story and leave its size and time as they were."""
    path = _some(site, number)
    before = path.stat()
    change(path, "paragraph", "paragrahp" if "paragraph" in path.read_text("utf-8") else "paragraph")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _change_built_file(site: Project, number: int) -> None:
    """Change a file that was built, with and without leaving its size and time as they were."""
    built = sorted(path for path in site.output.rglob("*") if path.is_file())
    if built:
        path = built[number % len(built)]
        before = path.stat()
        path.write_bytes(path.read_bytes()[::-1] if number % 2 else b"somebody else's")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    (site.output / f"nobody/knows/{number}.html").parent.mkdir(parents=True, exist_ok=True)
    (site.output / f"nobody/knows/{number}.html").write_text("left here", "utf-8")


def _move(site: Project, number: int) -> None:
    path = _some(site, number)
    target = site.content / "articles" / ("world", "national", "opinion")[number % 3] / "2026" / f"moved-{number}.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    path.rename(target)


def _many(site: Project, number: int, count: int = 24) -> None:
    """Enough stories for a second page of a list."""
    text = "---\ntitle: Many {0}\nsummary: S.\ndate: 2026-{2:02d}-{3:02d}\ntags: [Law reform]\n---\n\nWords {1}.\n"
    for day in range(count):
        site.story(f"national/2026/many-{day + 1}", text.format(day + 1, number, day // 28 + 1, day % 28 + 1))


def _rename_picture(site: Project, number: int) -> None:
    """Give a picture another name, here and wherever it is shown."""
    old, new = ("bank", "river") if (site.content / "images/2026/bank.jpg").exists() else ("river", "bank")
    (site.content / f"images/2026/{old}.jpg").rename(site.content / f"images/2026/{new}.jpg")
    for path in [*stories(site), *(site.content / "authors").glob("*.md")]:
        change(path, f"2026/{old}.jpg", f"2026/{new}.jpg")


def _hide_parts(site: Project, number: int) -> None:
    """Hide a part of the picture wherever a story shows it; where it is hidden, hide another."""
    line = f'pictures: [{{src: 2026/river.jpg, blur: "{number % 50} 10 20 20"}}]\n'
    for path in stories(site):
        text = re.sub(r"^pictures: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        if "](/images/2026/river.jpg" in text:
            path.write_text(text.replace("\ndate:", f"\n{line}date:", 1), "utf-8")


def _document(site: Project, number: int) -> None:
    """Link a document from a story; whether or not it is there already, it has other pages from now on."""
    target = site.content / "files/2026/report.pdf"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(pdf(lambda made: made.pages.extend([made.pages[0]] * number)))
    change(_some(site, number), "---\n\n", f"---\n\n[Report {number}](/files/2026/report.pdf)\n\n")


def _break(site: Project, number: int) -> None:
    """Write a story that stops the build; where there is one, take it back."""
    place = site.content / "articles/world/2026/broken.md"
    if place.exists():
        place.unlink()
    else:
        site.story("world/2026/broken", "no head\n")


def _move_author(site: Project, number: int) -> None:
    """Give an author another id, and the first one back the next time, and name that one in every byline."""
    authors = site.content / "authors"
    old, new = ("sam-o", "sam-okoro") if (authors / "sam-o.md").exists() else ("sam-okoro", "sam-o")
    if (authors / f"{old}.md").exists():
        (authors / f"{old}.md").rename(authors / f"{new}.md")
    for path in stories(site):
        change(path, f"[{old},", f"[{new},")


def _issue(site: Project, number: int, month: int = 5, day: int = 1, status: str = "published") -> None:
    """Write a print issue about the stories that a project begins with, as far as they are there."""
    words = _ISSUE.format(number, month, day, status)
    known = {path.relative_to(site.content / "articles").with_suffix("").as_posix() for path in stories(site)}
    for id_ in ("world/2026/first-light", "national/2026/second-wind", "opinion/2026/third-word"):
        if id_ not in known:
            words = words.replace(f"  - story: {id_}\n", "  - title: Gone\n").replace(f"    story: {id_}\n", "")
            words = words.replace(f"    story: content/articles/{id_}.md\n", "")
    if not (site.content / "pages/about.md").exists():
        words = words.replace("[About](/about/)", "")
    if not (site.content / "images/2026/river.jpg").exists():
        words = words.replace("2026/river.jpg", "2026/bank.jpg")
    site.write(f"issues/{number % 5 + 1}.md", words)


def _cover(site: Project, number: int) -> None:
    """Print an issue with a cover of its own, and change the cover of one that is there."""
    site.picture(f"2026/cover-{number % 2}.jpg", (600, 800 + number))
    _issue(site, number)
    change(site.content / f"issues/{number % 5 + 1}.md", "2026/river.jpg", f"2026/cover-{number % 2}.jpg")


def _new_section(site: Project, number: int) -> None:
    with (site.content / "data/sections.toml").open("a", encoding="utf-8") as target:
        target.write(f'\n[[section]]\nid = "new-{number}"\nname = "New {number}"\nintroduction = "N"\n')
    site.story(f"new-{number}/2026/first", title=f"First {number}")


_HUSHED = """\
---
title: Secret {number}
summary: Nobody knows of number {number}.
date: 2026-05-04
status: {status}
authors: [{author}]
tags: [Secrets {number}]
---

Not one of all those {number} people had told anybody.
"""


def _secret(site: Project, number: int) -> None:
    """Publish a story with a comment, by somebody who has written nothing else; keep it back the next time."""
    path = site.content / "articles/world/2026/secret.md"
    shown = path.exists() and "status: published" in path.read_text("utf-8")
    status = ("draft", "withdrawn")[number % 2] if shown else "published"
    site.write("authors/secret-hand.md", "---\nname: Secret Hand\nbio: B\n---\n")
    site.write("comments/world/2026/secret/1.md", "---\nname: Known\ndate: 2026-05-05\n---\n\nA secret comment.\n")
    site.story("world/2026/secret", _HUSHED.format(number=number, status=status, author="secret-hand"))


def _pasted(site: Project, number: int) -> None:
    """Paste a sentence of a draft into a story that is published, or take it out again."""
    sentence = "All of this was told to us in confidence yesterday."
    site.story(
        "opinion/2026/pasted-from", f"---\ntitle: P\nsummary: S\ndate: 2026-05-04\nstatus: draft\n---\n\n{sentence}\n"
    )
    path = site.content / "articles/world/2026/pasted.md"
    if path.exists():
        path.unlink()
    else:
        site.story("world/2026/pasted", f"---\ntitle: P\nsummary: S\ndate: 2026-05-04\n---\n\n{sentence}\n")


def _curate(site: Project, number: int) -> None:
    """Put a story somewhere, break news and go live, until a moment that lies between those of the builds."""
    until = f'until = "2026-{11 + number % 2}-{12 + number % 10:02d} 09:00 Australia/Brisbane"\n'
    ids = ["/".join(path.with_suffix("").parts[-3:]) for path in stories(site)]
    one, other = ids[number % len(ids)], ids[(number + 1) % len(ids)]
    slot = ("lead", "secondary", "latest")[number % 3]
    change(site.content / f"articles/{one}.md", "tags:", "layout: live\ntags:")
    change(site.content / f"articles/{one}.md", "The first", f"## 10:{number:02d} News {number}\n\nThe first")
    site.write(
        "data/front.toml",
        f'[[slot]]\nslot = "{slot}"\nstory = "{one}"\n{until}[[banner]]\nwords = "{number}"\nstory = "{other}"\n{until}'
        f'[[live]]\nstory = "{one}"\n{until}',
    )


#: Edits that stop the build, until they are taken back.
FAULTY = ("broken", "pasted")
EDITS: dict[str, Edit] = {
    **QUIET,
    **HOUSE,
    **MEDIA,
    "words": lambda site, number: change(_some(site, number), "paragraph", f"paragraph {number}"),
    "words, in secret": _in_secret,
    "title": lambda site, number: change(_some(site, number), "title: ", f"title: {number} "),
    "date": lambda site, number: change(_some(site, number), "2026-05-04", f"2026-{number % 9 + 1:02d}-11"),
    "tags": lambda site, number: change(_some(site, number), "[Law reform]", f"[Law reform, Topic {number}]"),
    "no tags": lambda site, number: change(_some(site, number), "tags: [Law reform]\n", ""),
    "author": lambda site, number: change(_some(site, number), "[robin-vale]", "[sam-okoro, robin-vale]"),
    "series": lambda site, number: change(_some(site, number), "tags:", f"series: Series {number % 3}\ntags:"),
    "state": lambda site, number: change(_some(site, number), "tags:", "state: tas\ntags:"),
    "picture": lambda site, number: change(
        _some(site, number), "---\n\n", f"---\n\n![River {number}](/images/2026/river.jpg)\n\n"
    ),
    "another picture": lambda site, number: site.picture("2026/river.jpg", (500 + number, 400)),
    "document": _document,
    "alias": lambda site, number: change(
        _some(site, number), "tags:", f"aliases: [/old/{number}/, /old/{number}.html]\ntags:"
    ),
    "withdrawn": lambda site, number: change(_some(site, number), "tags:", "status: withdrawn\ntags:"),
    "new": lambda site, number: site.story(f"world/2026/new-{number}", title=f"New {number}"),
    "many": _many,
    "an archive": lambda site, number: _many(site, number, 110),
    "draft": lambda site, number: change(_some(site, number), "tags:", "status: draft\ntags:"),
    "scheduled": lambda site, number: change(
        _some(site, number), "tags:", f"publish_at: 2026-12-{number % 28 + 1:02d} 09:00 Australia/Brisbane\ntags:"
    ),
    "slug": lambda site, number: change(_some(site, number), "tags:", f"slug: slug-{number}\ntags:"),
    "broken": _break,
    "pasted": _pasted,
    "secret": _secret,
    "as at first": lambda site, number: site.begin(),
    "page gone": lambda site, number: (site.content / "pages/about.md").unlink(missing_ok=True),
    "author gone": lambda site, number: (site.content / "authors/sam-okoro.md").unlink(missing_ok=True),
    "author moved": _move_author,
    "picture renamed": _rename_picture,
    "hidden parts": _hide_parts,
    "new section": _new_section,
    "colour": lambda site, number: change(
        site.content / "data/sections.toml", 'colour = "', f'colour = "{("pink", "sky")[number % 2]}" # "'
    ),
    "introduction": lambda site, number: change(
        site.content / "data/sections.toml", 'introduction = "', f'introduction = "{number} '
    ),
    "gone": lambda site, number: _some(site, number).unlink(),
    "moved": _move,
    "introductions": lambda site, number: site.write(
        "data/introductions.toml",
        f'[[topic]]\nname = "Law reform"\nintroduction = "Laws {number}."\n'
        f'[[series]]\nname = "Series {number % 3}"\nintroduction = "Parts {number}."\n',
    ),
    "page": lambda site, number: site.write(
        f"pages/page-{number % 3}.md", f"---\ntitle: P\nsummary: S\n---\n\n{number}\n"
    ),
    "name": lambda site, number: change(site.content / "authors/robin-vale.md", "name: ", f"name: R{number} "),
    "new author": lambda site, number: site.write(f"authors/a-{number}.md", f"---\nname: A {number}\nbio: B\n---\n"),
    "a reply": lambda site, number: site.write(
        f"comments/world/2026/first-light/reply-{number}.md",
        f"---\nname: R\ndate: 2026-05-06\nreply_to: first\n---\n\nReply {number}\n",
    ),
    "no comments": lambda site, number: shutil.rmtree(site.content / "comments", ignore_errors=True),
    "comments closed": lambda site, number: change(_some(site, number), "tags:", "comments: closed\ntags:"),
    "correction": lambda site, number: change(
        _some(site, number), "tags:", f"corrections:\n  - date: 2026-06-01\n    text: Wrong {number}.\ntags:"
    ),
    "clarification": lambda site, number: change(
        _some(site, number),
        "tags:",
        f"corrections:\n  - date: 2026-06-01\n    text: Meant {number}.\n    kind: clarification\ntags:",
    ),
    "opinion": lambda site, number: change(_some(site, number), "tags:", "kind: opinion\ntags:"),
    "review": lambda site, number: change(
        _some(site, number),
        "tags:",
        f"kind: review\nrating: {number % 5 + 0.5}\nreview:\n  what: Work {number}\n  price: ${number}\ntags:",
    ),
    "live page": lambda site, number: (
        change(_some(site, number), "tags:", "layout: live\ntags:"),
        change(_some(site, number), "The first", f"## 2026-05-0{number % 5 + 5} 10:00 News {number}\n\nThe first"),
    ),
    "list": lambda site, number: (
        change(_some(site, number), "tags:", "layout: list\ntags:"),
        change(_some(site, number), "The first", f"## {number}. Item {number}\n\nThe first"),
    ),
    "long read": lambda site, number: change(_some(site, number), "tags:", "layout: long-read\ntags:"),
    "photo essay": lambda site, number: change(_some(site, number), "tags:", "layout: photo-essay\ntags:"),
    "summary": lambda site, number: change(_some(site, number), "in one sentence", f"in {number} words"),
    "a longer story": lambda site, number: change(
        _some(site, number), "of the story.", f"word{number} " * 100 * number
    ),
    "link": lambda site, number: change(
        _some(site, number), "---\n\n", "---\n\n[On]({filename}/articles/opinion/2026/third-word.md)\n\n"
    ),
    "lead picture": lambda site, number: change(
        _some(site, number), "tags:", f"image:\n  src: 2026/river.jpg\n  alt: River {number}\ntags:"
    ),
    "translation": lambda site, number: site.story(
        f"world/2026/perevod-{number}", _TRANSLATION.format(number=number, lang=("ru", "ar")[number % 2])
    ),
    "due or over": lambda site, number: site.story(f"world/2026/due-{number}", _DUE.format(number, number % 28 + 1)),
    "issue": _issue,
    "issue that is due": lambda site, number: _issue(site, number, 11, number % 28 + 1),
    "issue taken back": lambda site, number: (_issue(site, number + 1), _issue(site, number, status="draft")),
    "cover": _cover,
    "page about the magazine": lambda site, number: site.write(
        "pages/magazine/by-post.md", f"---\ntitle: By post {number}\nsummary: S\n---\n\nWords.\n"
    ),
    "navigation": lambda site, number: site.write(
        "data/navigation.toml", f'[[main]]\nlabel = "Link {number}"\nhref = "/about/"\n'
    ),
    "account": lambda site, number: site.write(
        "data/magazine.toml", MAGAZINE + f'[[account]]\nservice = "x"\nhandle = "qn{number}"\n'
    ),
    "helpline": lambda site, number: (
        site.write("data/helplines.toml", _HELPLINE.format(number)),
        site.write("pages/help.md", "---\ntitle: Help\nsummary: S\nlayout: helplines\n---\n\nH\n"),
    ),
    "way out": lambda site, number: change(_some(site, number), "tags:", "quick_exit: true\ntags:"),
    "tab": lambda site, number: change(_some(site, number), "tags:", f"tab_title: Tab {number}\ntags:"),
    "discreet": lambda site, number: change(
        _some(site, number), "tags:", f"discreet:\n  title: Plain {number}\n  summary: S\ntags:"
    ),
    "content note": lambda site, number: (
        site.write("data/content_notes.toml", _NOTE.format(number)),
        site.write("data/helplines.toml", _HELPLINE.format(number)),
        change(_some(site, number), "tags:", "content_notes: [war]\ntags:"),
    ),
    "note's words": lambda site, number: change(site.content / "data/content_notes.toml", "speaks", f"{number} speaks"),
    "note's weight": lambda site, number: change(
        site.content / "data/content_notes.toml", "heavy = true", "heavy = false"
    ),
    "sensitive": lambda site, number: change(_some(site, number), "tags:", "sensitive: true\ntags:"),
    "tips": lambda site, number: (
        site.write("pages/tips.md", f"---\ntitle: Tips {number}\nsummary: S\nlayout: tips\n---\n\nT\n"),
        site.write("data/tips.toml", f'[[channel]]\nname = "Post"\nhow = "Write {number}."\n'),
    ),
    "privacy": lambda site, number: site.write("pages/privacy.md", "---\ntitle: P\nsummary: S\n---\n\nP\n"),
    "portrait": lambda site, number: change(
        site.content / "authors/robin-vale.md", "bio: ", f"photo: {{src: 2026/river.jpg, alt: R{number}}}\nbio: "
    ),
    "long bio": lambda site, number: change(site.content / "authors/robin-vale.md", "A longer word", f"{number} words"),
    "state's name": lambda site, number: change(site.content / "data/sections.toml", "Tasmania", f"Tas {number}"),
    "comment": lambda site, number: site.write(
        "comments/world/2026/first-light/first.md", f"---\nname: N\ndate: 2026-05-05\n---\n\nComment {number}\n"
    ),
    "sections": lambda site, number: change(site.content / "data/sections.toml", 'name = "', f'name = "{number}'),
    "lead": lambda site, number: site.write(
        "data/front.toml", '[[slot]]\nslot = "lead"\nstory = "opinion/2026/third-word"\n'
    ),
    "front page for a while": _curate,
    "aged": lambda site, number: change(
        _some(site, number), "2026-05-04", f"2021-{number % 2 + 11}-{number % 28 + 1:02d}"
    ),
    "update": lambda site, number: change(
        _some(site, number), "tags:", f"updates:\n  - date: 2026-06-0{number % 9 + 1}\n    text: New {number}.\ntags:"
    ),
    "syndicated": lambda site, number: change(
        _some(site, number),
        "tags:",
        f"kind: syndicated\nsyndicated_from:\n  name: N{number}\n  href: https://n.example/\ntags:",
    ),
    "log of corrections": lambda site, number: (
        site.write("pages/corrections.md", "---\ntitle: C\nsummary: S\nlayout: corrections\n---\n\nC\n"),
        change(_some(site, number), "tags:", f"corrections:\n  - date: 2026-06-01\n    text: Log {number}.\ntags:"),
    ),
    "somebody in the output": _change_built_file,
}
