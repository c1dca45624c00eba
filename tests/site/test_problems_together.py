"""One mistake of a file hides none of its others: each is reported by the same build, and nothing false with them."""

from __future__ import annotations

from collections import defaultdict

import pytest

from newsroom.core.problems import Problem
from tests.building import Project

#: A way to write each part of a story's front matter, right and wrong, and what a build says of the wrong one.
_RIGHT = {
    "title": "title: A night at the library",
    "summary": "summary: What happened.",
    "date": "date: 2026-05-06",
    "authors": "authors: [robin-vale]",
    "image": "image:\n  src: 2026/river.jpg\n  alt: A river",
}
_FAULTS = {
    "title": ("title:", "value-missing"),
    "summary": ("", "value-missing"),
    "date": ("date: March", "date-unreadable"),
    "authors": ("authors: [robin-vail]", "author-unknown"),
    "image": ("image:\n  src: 2026/rivr.jpg\n  alt: A river", "picture-missing"),
    "alt": ("image:\n  src: 2026/river.jpg", "picture-alt"),
    "picture and alt": ("image:\n  src: 2026/rivr.jpg", "picture-alt picture-missing"),
    "picture in one line": ("image: 2026/rivr.jpg", "value-shape"),
    "state": ("state: qdl", "state-unknown"),
    "note": ("content_notes: [sorow]", "content-note-unknown"),
    "helplines": ("helplines: [nothing-at-all]", "helpline-unknown"),
    "kind": ("kind: opinoin", "value-unknown"),
    "field": ("sumary: Twice.", "key-unknown"),
    "waiver": ("waive:\n  no-such-rule: because", "value-unknown"),
    "alias": ("aliases: [here]", "value-shape"),
    "expiry": ("expires: 2026-05-01 09:00", "date-unreadable"),
    "order": ("modified: 2026-05-01", "date-order"),
    "original": ("translation_of: world/2026/nothing", "translation-unknown"),
    "address": ("url: /here/", "key-forbidden"),
    "slip": ("", "key-unknown"),
    "capitals": ("title: A NIGHT AT THE LIBRARY", "title-capitals"),
}
_PLACE = {"alt": "image", "picture and alt": "image", "picture in one line": "image", "capitals": "title"}
_BODY = "[One]({filename}/articles/none.md), [two](/nowhere/) and ![](/images/2026/river.jpg)\n"
_OF_THE_BODY = ["link-target", "link-target", "picture-alt"]


def story(number: int, *faults: str, more: str = "", body: str = "") -> tuple[str, list[str]]:
    """Return a story with some faults in its front matter, and the rules that it breaks.

    Args:
        number: makes its words its own.
        faults: the faults.
        more: lines of front matter below the rest.
        body: its text, in place of one that breaks rules too.
    """
    lines, broken = dict(_RIGHT), []
    for name in faults:
        line, rules = _FAULTS[name]
        lines[_PLACE.get(name, name)] = line
        broken += rules.split()
    text = "\n".join(line for line in [*lines.values(), more] if line)
    broken += [] if body else _OF_THE_BODY
    return f"---\n{text}\n---\n\nStory {number} begins.\n\n{body or _BODY}", sorted(broken)


COMBINATIONS = [
    ("date", "authors"),
    ("date", "title", "summary", "authors", "image"),
    ("title", "picture and alt", "state"),
    ("kind", "authors", "note", "helplines"),
    ("field", "alias", "waiver", "authors"),
    ("picture in one line", "authors", "state"),
    ("alt", "expiry", "note"),
    ("address", "date", "authors", "state"),
    ("summary", "order", "capitals", "authors"),
    ("title", "original", "image"),
]
#: Fields that say nothing false while another one, on which they lean, is at fault.
LEANING = [
    (("kind",), "rating: 4", "Words."),
    (("field",), "kind: review\nrating: 4", "Words."),
    (("date",), "modified: 2026-05-01\nexpires: 2026-05-02 09:00 Australia/Brisbane", "Words."),
    (("date",), "corrections:\n  - date: 2026-01-01\n    text: It was so.", "Words."),
    (("date",), "layout: live", "## 10:00 The news\n\nWords."),
    (("title", "slip"), "content_note: suicide", "She died by suicide."),
    (("title", "slip"), "lng: ru\ntranslation_of: world/2026/first-light", "Words."),
]
_MISPLACED = {"world/2026/A Night": "file-name", "wrold/2026/Another Night": "file-name section-unknown"}
_MISPLACED |= {"2026/a-night": "file-place"}

Reported = dict[str, list[Problem]]


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Reported:
    """Return the problems of each file, as one build reports them, of a magazine with all of the stories below."""
    site = Project(tmp_path_factory.mktemp("together") / "site")
    for number, faults in enumerate(COMBINATIONS):
        site.story(f"world/2026/combination-{number}", story(number, *faults)[0])
    for number, (faults, more, body) in enumerate(LEANING, 100):
        site.story(f"world/2026/leaning-{number}", story(number, *faults, more=more, body=body)[0])
    for number, path in enumerate(_MISPLACED, 200):
        site.story(path, story(number, "date", "authors")[0])
    site.story("world/2026/draft", story(300, "date", "authors", "state", more="status: draft", body="Words.")[0])
    site.story("world/2026/unclosed", "---\ntitle: A night\ndate: March\nauthors: nobody\nThe story.\nAnd more.\n")
    site.story("world/2026/linked", story(301, "title", body="Words.")[0])
    site.story("world/2026/linking", story(302, body="[A night](/world/2026/05/linked/)")[0])
    photo = "photo:\n  src: 2026/none.jpg\nlinks:\n  mastadon: a@b.c\n"
    site.write("authors/alex-moana.md", f"---\nstatus: stuff\n{photo}---\n")
    site.write("authors/bo-tran.md", "---\nbio: Writes.\n---\n")
    site.write("authors/cy-reid.md", "---\nbio: Writes too.\n---\n")
    site.write("pages/about.md", "---\ntitle: About\nlayuot: tips\n---\n\n[x](/nowhere/) ![](/images/2026/no.jpg)\n")
    found: Reported = defaultdict(list)
    for problem in site.build(check_only=True).problems:
        found[problem.path.removeprefix("content/")].append(problem)
    return found


def rules(problems: list[Problem]) -> list[str]:
    return sorted(problem.rule for problem in problems)


@pytest.mark.parametrize("number", range(len(COMBINATIONS)))
def test_all_that_is_wrong_with_a_story_is_reported_at_once(reported: Reported, number: int) -> None:
    _, broken = story(number, *COMBINATIONS[number])
    assert rules(reported[f"articles/world/2026/combination-{number}.md"]) == broken


@pytest.mark.parametrize("number", range(100, 100 + len(LEANING)))
def test_nothing_false_is_reported_beside_a_fault(reported: Reported, number: int) -> None:
    faults, more, body = LEANING[number - 100]
    _, broken = story(number, *faults, more=more, body=body)
    assert rules(reported[f"articles/world/2026/leaning-{number}.md"]) == broken


@pytest.mark.parametrize("path", _MISPLACED)
def test_a_file_in_a_wrong_place_or_with_a_wrong_name_is_read_all_the_same(reported: Reported, path: str) -> None:
    _, broken = story(0, "date", "authors")
    assert rules(reported[f"articles/{path}.md"]) == sorted([*broken, *_MISPLACED[path].split()])


def test_a_draft_is_told_of_all_its_faults_and_stops_nothing(reported: Reported) -> None:
    problems = reported["articles/world/2026/draft.md"]
    assert rules(problems) == ["author-unknown", "date-unreadable", "state-unknown"]
    assert all(problem.draft for problem in problems)


def test_a_file_whose_front_matter_has_no_end_reports_that_alone(reported: Reported) -> None:
    assert rules(reported["articles/world/2026/unclosed.md"]) == ["front-matter-unclosed"]


def test_a_link_to_a_story_with_a_fault_is_no_problem_of_its_own(reported: Reported) -> None:
    assert rules(reported["articles/world/2026/linked.md"]) == ["value-missing"]
    assert reported["articles/world/2026/linking.md"] == []


def test_faults_of_authors_and_pages_hide_no_others(reported: Reported) -> None:
    assert rules(reported["authors/alex-moana.md"]) == sorted(
        ["picture-alt", "picture-missing", "social-service", "value-missing", "value-missing", "value-unknown"]
    )
    assert rules(reported["authors/bo-tran.md"]) == ["value-missing"]
    assert rules(reported["authors/cy-reid.md"]) == ["value-missing"]
    assert rules(reported["pages/about.md"]) == sorted(
        ["key-unknown", "link-target", "picture-alt", "picture-missing", "value-missing"]
    )
