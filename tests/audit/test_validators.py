"""A validator's breakdown is named and tried once more; a verdict is taken as it is. Stand-ins play the programs."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error as BrowserError

from tests.audit import verdicts
from tests.audit.startup import PATIENCE, answers, end, free_port, started
from tests.audit.validators import BreakdownWarning, Output, Validator, ValidatorBreakdown
from tests.audit.verdicts import ALL, LIGHTHOUSE

#: A validator that says what it finds as a list in JSON, and ends with 1 where that is something.
STAND_IN: Validator[list[str]] = Validator("The stand-in", lambda output: output.json(output.stdout), (0, 1))
GOOD, BAD = "echo '[]'", """echo '["a slip"]'; exit 1"""
#: Ways to break down, and words of what is said of each.
BREAKDOWNS = {
    "a crash": ("echo 'Out of memory' >&2; exit 70", "Out of memory"),
    "a crash with the code of a verdict": ("echo 'TypeError: x is undefined' >&2; exit 1", "x is undefined"),
    "no output": ("exit 0", "it said nothing"),
    "half a report": ("""printf '["a sl'""", "no report that can be read"),
    "killed": ("kill -9 $$", "SIGKILL"),
    "aborted": ("kill -6 $$", "SIGABRT"),
    "killed below a shell": ("sh -c 'kill -9 $$'; exit 137", "killed or not found"),
    "not found": ("/nowhere/java", "exit code 127"),
}


class StandIn:
    """A program that runs one script after another, the last one again and again.

    Args:
        folder: where it counts how often it ran.
        scripts: shell script of each run, by its number.
    """

    def __init__(self, folder: Path, *scripts: str) -> None:
        self._runs = folder / "runs"
        cases = "".join(f"{number}) {script} ;;\n" for number, script in enumerate(scripts, 1))
        body = (
            f'echo x >> {self._runs}\ncase "$(wc -l < {self._runs} | tr -d " ")" in\n{cases}*) {scripts[-1]} ;;\nesac\n'
        )
        self.command = ["sh", "-c", body]

    @property
    def runs(self) -> int:
        return len(self._runs.read_text().split())


@pytest.mark.parametrize("kind", BREAKDOWNS)
@pytest.mark.parametrize(("then", "said"), [(GOOD, []), (BAD, ["a slip"])])
def test_a_breakdown_is_named_and_the_verdict_after_it_counts(
    tmp_path: Path, kind: str, then: str, said: list[str]
) -> None:
    script, words = BREAKDOWNS[kind]
    program = StandIn(tmp_path, script, then)
    with pytest.warns(BreakdownWarning, match="The stand-in broke down and is tried once more") as named:
        assert STAND_IN.verdict(program.command) == said
    assert words in str(named[0].message)
    assert program.runs == 2


@pytest.mark.filterwarnings("ignore::tests.audit.validators.BreakdownWarning")
@pytest.mark.parametrize("kind", BREAKDOWNS)
def test_the_second_breakdown_fails_and_is_called_no_verdict(tmp_path: Path, kind: str) -> None:
    script, words = BREAKDOWNS[kind]
    program = StandIn(tmp_path, "echo 'The first time' >&2; exit 3", script, GOOD)
    with pytest.raises(pytest.fail.Exception) as failed:
        STAND_IN.verdict(program.command)
    message = str(failed.value)
    assert message.startswith("The stand-in broke down twice. This is no verdict on the site, which it did not judge")
    assert "The first time" in message
    assert words in message
    assert program.runs == 2


@pytest.mark.parametrize(("script", "said"), [(GOOD, []), (BAD, ["a slip"])])
def test_a_verdict_is_never_asked_for_again(tmp_path: Path, script: str, said: list[str]) -> None:
    program = StandIn(tmp_path, script, "exit 70")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert STAND_IN.verdict(program.command) == said
    assert program.runs == 1


def test_a_test_that_fails_while_it_reads_a_verdict_is_no_breakdown(tmp_path: Path) -> None:
    def read(output: Output) -> str:
        assert output.stdout == "right\n"
        return output.stdout

    program = StandIn(tmp_path, "echo wrong")
    with pytest.raises(AssertionError):
        Validator("The stand-in", read).verdict(program.command)
    assert program.runs == 1


def test_a_program_that_is_not_there_is_a_breakdown() -> None:
    with pytest.raises(ValidatorBreakdown, match="could not be started"):
        STAND_IN.attempt(["/nowhere/validator"])


def test_a_hang_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    """A started process writes its number first; on a machine too busy for that, there is nobody to look for."""
    hangs = f"sleep 1000000 & echo $! > {tmp_path}/child; echo 'I wait'; wait"
    program = StandIn(tmp_path, hangs, GOOD)
    with pytest.raises(ValidatorBreakdown, match="had not ended after 1 s and was stopped"):
        STAND_IN.attempt(program.command, seconds=1)
    child = tmp_path / "child"
    if child.is_file() and (number := child.read_text().strip()):
        # The system ends it when it gets to it.
        end = time.monotonic() + PATIENCE
        while not _is_gone(int(number)):
            assert time.monotonic() < end, "it goes on"
            time.sleep(0.01)
    # It is asked once more, with the usual patience.
    assert STAND_IN.verdict(StandIn(tmp_path, GOOD).command) == []


def _is_gone(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state.rpartition(")")[2].split()[0] in ("Z", "X")


def test_a_program_that_leaves_another_running_is_not_waited_for(tmp_path: Path) -> None:
    assert STAND_IN.verdict(["sh", "-c", f"sleep 1000000 & {GOOD}"]) == []


# ------------------------------------------------------------------------------------ each validator

_TRACE = "Error: spawn ENOMEM\n    at ChildProcess.spawn (node:internal/child_process:420:11)\n"
#: Output that holds no verdict, whoever wrote it.
_EMPTY_HANDED = [Output(code, out, err) for code in (0, 1) for out, err in (("", ""), ("", _TRACE), ("\n", "\n"))]


#: These say nothing where nothing is wrong.
_SILENT = (verdicts.TYPESCRIPT, verdicts.UNITS)


@pytest.mark.parametrize("validator", ALL, ids=lambda validator: validator.name)
def test_no_validator_takes_nothing_or_a_trace_for_a_verdict(validator: Validator[Any]) -> None:
    for output in _EMPTY_HANDED:
        if output.code or validator not in _SILENT:
            with pytest.raises(ValidatorBreakdown):
                validator.of(output)
    for code in {2, 64, 70, 78, 255} - set(validator.codes):
        with pytest.raises(ValidatorBreakdown, match=f"exit code {code}"):
            validator.of(Output(code, "[]", "{}"))


_SHEET = '[{"source": "a", "warnings": [], "parseErrors": [], "invalidOptionWarnings": []}]'
_OWN = '{"messages": [{"type": "non-document-error", "subType": "io", "message": "x"}]}'
_REPORT: dict[str, Any] = {"categories": {"seo": {"score": 1}}, "audits": {"title": {"scoreDisplayMode": "binary"}}}


@pytest.mark.parametrize(
    "code", ["NO_NAVSTART", "NO_FCP", "PROTOCOL_TIMEOUT", "TARGET_CRASHED", "CRI_TIMEOUT", "ERRORED_DOCUMENT_REQUEST"]
)
def test_lighthouse_failing_in_itself_is_no_verdict(code: str) -> None:
    report = {**_REPORT, "runtimeError": {"code": code, "message": "Something went wrong with recording the trace."}}
    with pytest.raises(ValidatorBreakdown, match=code):
        LIGHTHOUSE.of(Output(1, json.dumps(report)))


def test_lighthouse_failing_in_one_audit_is_no_verdict() -> None:
    report = {**_REPORT, "audits": {"image-size": {"scoreDisplayMode": "error", "errorMessage": "no artifact"}}}
    with pytest.raises(ValidatorBreakdown, match="image-size: no artifact"):
        LIGHTHOUSE.of(Output(0, json.dumps(report)))
    assert LIGHTHOUSE.of(Output(0, json.dumps(_REPORT))) == _REPORT


@pytest.mark.parametrize(
    ("validator", "output", "found"),
    [
        (verdicts.NU, Output(0, "/a.html\n", '{"messages": []}'), []),
        (
            verdicts.NU,
            Output(1, "/a.html\n", '{"messages": [{"type": "error", "url": "a", "lastLine": 3, "message": "No"}]}'),
            ["a:3: No"],
        ),
        (verdicts.HTML_VALIDATE, Output(0, "[]"), []),
        (verdicts.STYLELINT, Output(0, "", _SHEET), []),
        (verdicts.LYNX, Output(0, "Words"), "Words"),
        (verdicts.EXIFTOOL, Output(2, "", "    2 directories scanned\n    8 files failed condition\n"), ""),
        (verdicts.EXIFTOOL, Output(0, "/a.jpg\n", "    1 image files read\n"), "/a.jpg"),
        (verdicts.TYPESCRIPT, Output(0, ""), ""),
        (verdicts.TYPESCRIPT, Output(2, "p.ts(1,7): error TS2322: no"), "p.ts(1,7): error TS2322: no"),
        (verdicts.NGINX, Output(1, "", "nginx: [emerg] unknown directive"), (1, "nginx: [emerg] unknown directive")),
        (verdicts.NGINX, Output(0, "", "test is successful"), (0, "test is successful")),
        (verdicts.CADDY, Output(1, "", "Error: adapting config"), (1, "Error: adapting config")),
    ],
)  # fmt: skip
def test_a_verdict_is_read_as_it_is(validator: Validator[Any], output: Output, found: object) -> None:
    assert validator.of(output) == found


@pytest.mark.parametrize(
    ("validator", "output"),
    [
        # The checker ends well where the file that it was given is not there.
        (verdicts.NU, Output(0, "", '{"messages": []}')),
        (verdicts.NU, Output(1, "/a", _OWN)),
        (verdicts.HTML_VALIDATE, Output(1, "", "No files matching patterns [ '/nowhere' ]")),
        (verdicts.STYLELINT, Output(2, "", "[]")),
        (verdicts.EXIFTOOL, Output(1, "", "Error: File not found\n")),
        (verdicts.EXIFTOOL, Output(0, "", "    2 directories scanned\n    0 image files read\n")),
        (verdicts.HYPERLINK, Output(1, "TAP version 13\n# Crawling internal assets\nok 1 load index.html\n")),
        (verdicts.TESTING_TOOL, Output(1, "", 'Unable to fetch content from "http://127.0.0.1:9/"')),
        (verdicts.TYPESCRIPT, Output(1, "", "")),
        (verdicts.NGINX, Output(1, "", "nginx: [emerg] mmap(...) failed (12: Cannot allocate memory)")),
        (verdicts.NGINX, Output(1, "", 'nginx: [emerg] open() "x" failed (24: Too many open files)')),
        (verdicts.CADDY, Output(1, "", "Error: open x: too many open files")),
        (verdicts.UNITS, Output(1, "", "Failed to initialize manager: No medium found")),
        (verdicts.PAGEFIND, Output(0, "Indexed 0 pages")),
    ],
)  # fmt: skip
def test_a_validator_that_looked_at_nothing_or_lacked_something_gave_no_verdict(
    validator: Validator[Any], output: Output
) -> None:
    with pytest.raises(ValidatorBreakdown):
        validator.of(output)


class _Engine:
    """Stands in for axe: answers, or raises, one after another."""

    def __init__(self, *said: dict[str, Any] | BrowserError) -> None:
        self._said, self.runs = said, 0

    def run(self, _page: object, options: dict[str, Any]) -> _Engine:
        self.runs += 1
        said = self._said[self.runs - 1]
        if isinstance(said, BrowserError):
            raise said
        self.response = said
        return self

    @property
    def violations_count(self) -> int:
        return len(self.response["violations"])


@pytest.mark.parametrize(
    "first",
    [
        BrowserError("Page.evaluate: Target crashed"),
        {"violations": [], "passes": []},
        {"violations": [], "passes": [1], "incomplete": [
            {"id": "color-contrast", "nodes": [{"any": [], "none": [{"id": "error-occurred"}]}]},
        ]},
    ],
)  # fmt: skip
def test_axe_breaking_down_is_tried_once_more(
    monkeypatch: pytest.MonkeyPatch, first: dict[str, Any] | BrowserError
) -> None:
    engine = _Engine(first, {"violations": ["contrast"], "passes": [1]})
    monkeypatch.setattr(verdicts, "Axe", lambda: engine)
    with pytest.warns(BreakdownWarning, match="axe broke down"):
        assert verdicts.axe(None, {}).violations_count == 1  # type: ignore[arg-type]
    assert engine.runs == 2


# ------------------------------------------------------------------------------------ servers

_SERVE = """
import http.server, sys
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
"""


def _server(port: int) -> str:
    return f"exec {sys.executable} -S -c '{_SERVE}' {port}".replace('("', '("')


def test_a_port_is_kept_for_the_server_that_asks_for_it(tmp_path: Path) -> None:
    port = free_port()
    others = [socket.create_server(("127.0.0.1", 0)) for _ in range(50)]
    assert port not in {int(other.getsockname()[1]) for other in others}
    for other in others:
        other.close()
    assert not answers(port)
    process = started("The server", StandIn(tmp_path, _server(port)).command, tmp_path / "log", lambda: answers(port))
    assert answers(port)
    end(process)
    assert not answers(port)


@pytest.mark.parametrize(
    "script", ["kill -9 $$", "exit 1", "echo 'bind() to 127.0.0.1:80 failed (98: Address already in use)'; exit 1"]
)
def test_a_server_that_breaks_down_is_started_once_more(tmp_path: Path, script: str) -> None:
    port = free_port()
    program = StandIn(tmp_path, script, _server(port))
    with pytest.warns(BreakdownWarning, match="The server broke down"):
        process = started("The server", program.command, tmp_path / "log", lambda: answers(port))
    end(process)
    assert program.runs == 2


def test_a_server_that_refuses_its_configuration_is_not(tmp_path: Path) -> None:
    program = StandIn(tmp_path, "echo 'unknown directive in line 3'; exit 1")
    with pytest.raises(pytest.fail.Exception, match="does not take what it was given; its log: unknown direct"):
        started("The server", program.command, tmp_path / "log", lambda: False)
    assert program.runs == 1


@pytest.mark.filterwarnings("ignore::tests.audit.validators.BreakdownWarning")
def test_a_server_that_never_answers_is_named_with_its_log_and_ended(tmp_path: Path) -> None:
    program = StandIn(tmp_path, f"echo $$ >> {tmp_path}/numbers; echo 'I wait for a lock'; exec sleep 1000000")
    said = lambda: (tmp_path / "log").stat().st_size > 100_000  # noqa: E731  it never is
    with pytest.raises(pytest.fail.Exception) as failed:
        started("The server", program.command, tmp_path / "log", said, patience=1)
    message = str(failed.value)
    assert "The server broke down twice. This is no verdict on the site" in message
    assert "it was not ready after 1 s; its log" in message
    for number in (tmp_path / "numbers").read_text().split() if (tmp_path / "numbers").is_file() else ():
        with pytest.raises(ProcessLookupError):
            os.kill(int(number), 0)
