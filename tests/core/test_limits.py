"""Limits: what is made to take for ever is refused before it begins, and nothing that people write is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.core import limits, tomlfile
from tests.building import ROOT
from tests.read_context import HEAD, read_story

_N = 30_000
#: Each takes Markdown, or our own part of the work, time with the square of its length or worse; or too much depth.
BOMBS: dict[str, str] = {
    "brackets": "[" * _N,
    "pictures": "![" * _N,
    "brackets in one another": "[" * _N + "]" * _N,
    "links never closed": "[a](" * _N,
    "references": "[a][" * _N,
    "notes": "[^" * _N,
    "backticks": "`a" * _N,
    "longer and longer backticks": " ".join("`" * n for n in range(1, 600)),
    "angles": "<a " * _N,
    "remarks": "<!--" * _N,
    "sections of data": "<![CDATA[" * (_N // 4),
    "quoted attributes": "<a b='" * (_N // 2),
    "backslashes": "\\" * _N,
    "line ends": "a  \n" * _N,
    "headings": "# a\n" * (_N // 2),
    "headings of one name": "## a\n\n" * (_N // 2),
    "rules": "* * *\n" * (_N // 2),
    "abbreviations": "*[a]: b\n" * (_N // 4),
    "many abbreviations": "".join(f"*[a{n}]: b\n" for n in range(2000)) + "a1 " * 2000,
    "fences": "```x\n" * (_N // 2),
    "quotations": "> " * _N + "a",
    "lists": "- " * _N + "a",
    "addresses": "<http://a.example/ " * (_N // 8),
    "links": "[a](/b/) " * (_N // 4),
    "ids": "<i id='a'>x</i>" * (_N // 6),
    "tables": "|" + "a|" * _N,
    "ampersands": "&a" * _N,
    "attributes": "*a*{: #x " * (_N // 4),
    "bullets": "\u2022 a\n\n" * (_N // 4),
    "definitions": "a\n:   b\n" * 4000,
    "lists by indentation": "".join("    " * n + "- a\n" for n in range(400)),
}  # fmt: skip
#: Long texts that a person may well write.
FAIR: dict[str, str] = {
    "a scene break": "Words.\n\n* * * * * * * * * *\n\n- - - - - - - - - - - -\n\nWords.\n",
    "a long read": "A paragraph with *some* **words**, a [link](/about/) and `code`, as \"they\" said.\n\n" * 1500,
    "a long list": "- an item with a [link](https://a.example/) and *words*\n" * 700,
    "a long table": "| a | b | c |\n|---|---|---|\n" + "| *one* | [two](https://a.example/) | three |\n" * 600,
    "many notes": "".join(f"A word[^{n}].\n\n[^{n}]: A note.\n\n" for n in range(200)),
    "quotations": "> > > A quotation in a quotation.\n\n" * 50,
    "a poem": "A line that ends here,  \n" * 400,
    "checkerboard": "[[[a]]] ((b)) ![c](/images/x.jpg)\n\n" * 60,
}  # fmt: skip


_READ = """
import sys
sys.path[:0] = ["plugins", "."]
from newsroom.engine.read.files import reporting_errors
from tests.core.test_limits import BOMBS, HEAD, read_story
for name, source in BOMBS.items():
    print(name, end=": ", flush=True)
    found = []
    with reporting_errors("x", found, 60):
        _, found = read_story(HEAD + source)
    print(*sorted({problem.rule for problem in found}) or ["fine"], flush=True)
"""


def test_every_bomb_is_a_problem_or_soon_a_page() -> None:
    """In a process of its own, which is given far more time than it needs."""
    command = [sys.executable, "-c", _READ]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    lines = ended.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == [*BOMBS]
    assert [line for line in lines if "file-too-slow" in line or "unexpected" in line] == []


def test_most_bombs_are_refused_by_a_limit_that_says_what_to_do() -> None:
    refused = [name for name, source in BOMBS.items() if limits.text_problems(source, "x.md", 7)]
    assert len(refused) > 25
    for name in refused:
        for problem in limits.text_problems(BOMBS[name], "x.md", 7):
            assert problem.rule in ("text-too-much", "text-too-deep")
            assert problem.line >= 7
            assert problem.fix


@pytest.mark.parametrize("name", [*FAIR])
def test_long_texts_of_people_are_within_all_limits(name: str) -> None:
    assert limits.text_problems(FAIR[name], "x.md", 1) == []


def test_the_line_is_that_of_the_first_one_too_many() -> None:
    [problem] = limits.text_problems("Words.\n\n" * 2000 + "* * *\n\n" * 201, "x.md", 5)
    assert (problem.line, problem.rule) == (5 + 4000 + 2 * 200, "text-too-much")
    assert problem.message == "there are more than 200 rules"


@pytest.mark.parametrize(
    "head",
    ["title: " + "[" * 30_000 + "]" * 30_000, "tags:\n  " + "- " * 30_000 + "a", "image: " + "{a: " * 30_000,
     "".join(" " * n + "a:\n" for n in range(200)), "".join(f"k{n}: &a{n} b\n" for n in range(50)) + "tags: [*a1]",
     "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]"],
    ids=["lists", "items", "records", "steps", "anchors", "laughs"],
)  # fmt: skip
def test_front_matter_that_is_a_bomb_is_a_problem(head: str) -> None:
    """The first three end the whole process where nothing looks before."""
    story, problems = read_story(f"---\n{head}\n---\n\nWords.\n")
    assert story is None
    assert {"text-too-deep", "front-matter-syntax"} & {problem.rule for problem in problems}
    assert "unexpected" not in {problem.rule for problem in problems}


def test_front_matter_as_deep_as_any_known_field_is_allowed() -> None:
    words = HEAD.replace(
        "---\n\n",
        "bylines:\n  - author: a-b\n    role: Words\ncorrections:\n  - date: 2026-05-04\n    text: x\n---\n\n",
    )
    story, problems = read_story(words)
    assert story is not None, problems


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "x" * 6000), ("tags", "[" + ", ".join(f"t{n}" for n in range(200)) + "]"), ("tags", "a, " * 3000),
     ("authors", "a-b, " * 200)],
)  # fmt: skip
def test_a_field_holds_only_so_much(field: str, value: str) -> None:
    head = {"title": "T", "summary": "S", "date": "2026-05-04", field: value}
    _, problems = read_story("---\n" + "".join(f"{key}: {words}\n" for key, words in head.items()) + "---\n\nWords.\n")
    assert [problem.rule for problem in problems] == ["text-too-much"]
    assert problems[0].line == 2 + [*head].index(field)


@pytest.mark.parametrize(
    "words",
    [
        "a = " + "[" * 50_000 + "]" * 50_000,
        "a = " + "{a=" * 50_000,
        "a" + ".a" * 50_000 + " = 1",
        "[a" + ".a" * 50 + "]",
    ],
)
def test_a_data_file_that_is_a_bomb_is_a_problem(tmp_path: Path, words: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(words, "utf-8")
    assert [problem.rule for problem in tomlfile.load(file, "x.toml").problems] == ["text-too-deep"]


def test_a_data_file_has_only_so_many_bytes(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(b"#" * (limits.MOST_BYTES + 1))
    [problem] = tomlfile.load(file, "x.toml").problems
    assert (problem.rule, problem.message) == (
        "file-too-large", "the file has 500,001 bytes, and a text may have 500,000"
    )  # fmt: skip
