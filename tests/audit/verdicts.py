"""Each validator of the audits: how its output is read, and what shows that it has judged at all."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from newsroom.commands.quality.audit import VNU, program
from tests.audit.validators import Output, Validator, ValidatorBreakdown, verdict
from tests.building import ROOT

_BIN = ROOT / "node_modules" / ".bin"
_COLOURS = re.compile(r"\x1b\[[\d;]*m")
#: ExifTool's names of tags that tell of a camera, a place or a person in a picture or a document.
PRIVATE = (
    "$GPSLatitude or $Keys:all or $Make or $Model or $SerialNumber or $Creator or $Artist or $Comment or $XMP:all or "
    "$EXIF:all or $IPTC:all"
)
_NEEDS = "the report lacks what it always holds"


def _reported(output: Output, text: str, kind: type) -> Any:
    """Return a report in JSON that is of the kind that it always is."""
    report = output.json(text)
    return report if isinstance(report, kind) else output.breakdown(_NEEDS)


# ------------------------------------------------------------------------------------ pages and stylesheets


def _nu(output: Output) -> list[str]:
    """It names each file that it reads, and reports at the end."""
    report = _reported(output, output.stderr, dict)
    if not output.stdout.strip() or "messages" not in report:
        output.breakdown("it read no file")
    if own := [message for message in report["messages"] if message["type"] == "non-document-error"]:
        output.breakdown(f"it reported a failure of its own: {own[0].get('message', '')}")
    return [f"{it.get('url', '')}:{it.get('lastLine', '')}: {it.get('message', '')}" for it in report["messages"]]


def _html_validate(output: Output) -> list[str]:
    if output.code and "No files matching" in output.stderr:
        output.breakdown("it found no file")
    pages = _reported(output, output.stdout, list)
    found = [
        f"{page['filePath']}:{message['line']}: {message['ruleId']}: {message['message']}"
        for page in pages for message in page["messages"]
    ]  # fmt: skip
    if output.code and not found:
        output.breakdown("it failed and found nothing wrong")
    return found


def _stylelint(output: Output) -> list[str]:
    sheets = _reported(output, output.stderr.strip() or output.stdout, list)
    if not sheets:
        output.breakdown("it read no stylesheet")
    return [
        f"{sheet['source']}:{warning['line']}: {warning['text']}"
        for sheet in sheets for warning in (*sheet["warnings"], *sheet["parseErrors"], *sheet["invalidOptionWarnings"])
    ]  # fmt: skip


def _hyperlink(output: Output) -> tuple[list[str], str]:
    """It counts its tests at the end."""
    if not re.search(r"^1\.\.\d+$", output.stdout, re.MULTILINE) or "\n# tests " not in output.stdout:
        output.breakdown("it did not come to its end")
    wrong = [line for line in output.stdout.splitlines() if line.startswith("not ok")]
    if bool(wrong) != bool(output.code):
        output.breakdown("its exit code and its report differ")
    return wrong, output.stdout


def _printed(output: Output) -> str:
    return output.stdout if output.stdout.strip() else output.breakdown("it printed nothing")


NU = Validator("The Nu HTML checker", _nu, (0, 1))
HTML_VALIDATE = Validator("html-validate", _html_validate, (0, 1))
STYLELINT = Validator("stylelint", _stylelint, (0, 2))
HYPERLINK = Validator("hyperlink", _hyperlink, (0, 1))
LYNX = Validator("lynx", _printed)


def nu_checker(site: Path) -> list[str]:
    """Return what the Nu HTML checker finds wrong in pages and drawings."""
    options = ["--format", "json", "--verbose", "--skip-non-html", "--also-check-svg", "--errors-only"]
    return NU.verdict(["java", "-jar", ROOT / VNU, *options, site])


def html_validate(site: Path) -> list[str]:
    """Return what html-validate finds wrong in pages."""
    return HTML_VALIDATE.verdict([_BIN / "html-validate", "--config", ROOT / ".htmlvalidate.json", "-f", "json", site])


def stylelint(*sheets: str) -> list[str]:
    """Return what stylelint finds wrong in stylesheets."""
    return STYLELINT.verdict([_BIN / "stylelint", "--formatter", "json", *sheets])


def hyperlink(site: Path, address: str) -> tuple[list[str], str]:
    """Return which links of a site lead nowhere, and all that hyperlink said on its way from the front page."""
    start = site / "index.html"
    return HYPERLINK.verdict([_BIN / "hyperlink", "--canonicalroot", address, "--root", site, "-r", "-i", start])


def lynx(page: Path) -> str:
    """Return a page as lynx shows it."""
    return LYNX.verdict(["lynx", "-dump", "-nolist", "-width=200", "-display_charset=utf-8", page])


# ------------------------------------------------------------------------------------ what files say of people


_COUNTED = re.compile(
    r"^ +(\d+) (?:(image files read|files failed condition)|directories scanned|files could not be read)$", re.MULTILINE
)


def _exiftool(output: Output) -> str:
    """Return what it printed, apart from its counts, which show that it has looked at something."""
    if not sum(int(match[1]) for match in _COUNTED.finditer(output.words) if match[2]):
        output.breakdown("it read no file")
    return _COUNTED.sub("", output.stdout).strip()


#: It ends with 1 or 2 where a file fails the condition, or cannot be read.
EXIFTOOL = Validator("exiftool", _exiftool, (0, 1, 2))


def exiftool(*arguments: str | Path) -> str:
    """Return what exiftool prints of files, two or more, or of folders."""
    return EXIFTOOL.verdict(["exiftool", *arguments])


def private(*places: Path) -> str:
    """Return the paths of files that tell of a camera, a place or a person."""
    return exiftool("-r", "-if", PRIVATE, "-p", "$FilePath", *places)


# ------------------------------------------------------------------------------------ data for machines


def _typescript(output: Output) -> str:
    """Return what the compiler finds wrong."""
    if bool(output.code) != ("error TS" in output.stdout):
        output.breakdown("its exit code and its report differ")
    return output.stdout


def _testing_tool(output: Output) -> str:
    words = " ".join(_COLOURS.sub("", output.stdout).split())
    return words if re.search(r"Failed: \d", words) else output.breakdown("it did not come to its end")


TYPESCRIPT = Validator("The TypeScript compiler", _typescript, (0, 1, 2))
TESTING_TOOL = Validator("The structured data testing tool", _testing_tool, (0, 1))
RSS_PARSER = Validator("rss-parser", lambda output: _reported(output, output.stdout, dict))
CSP_EVALUATOR = Validator("csp_evaluator", lambda output: _reported(output, output.stdout, list))
_READ = """
const Parser = require("rss-parser");
const fs = require("fs");
const parser = new Parser();
(async () => {
  const read = {};
  for (const path of process.argv.slice(1)) {
    const feed = fs.readFileSync(path, "utf-8");
    read[path] = await parser.parseString(feed).catch((error) => ({ wrong: String(error) }));
  }
  console.log(JSON.stringify(read));
})();
"""
_EVALUATE = """
const { CspEvaluator } = require("csp_evaluator/dist/evaluator.js");
const { CspParser } = require("csp_evaluator/dist/parser.js");
const { Severity } = require("csp_evaluator/dist/finding.js");
const found = new CspEvaluator(new CspParser(process.argv[1]).csp).evaluate();
console.log(JSON.stringify(found.map((one) => [one.severity <= Severity.HIGH_MAYBE, one.directive, one.description])));
"""


def typescript(folder: Path, file: str) -> str:
    """Return what the TypeScript compiler finds wrong in a file of a folder."""
    options = ["--noEmit", "--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"]
    return TYPESCRIPT.verdict([_BIN / "tsc", *options, file], folder)


def testing_tool(address: str, schema: str) -> str:
    """Return what the structured data testing tool says of a page, on one line."""
    return TESTING_TOOL.verdict([_BIN / "sdtt", "--url", address, "--presets", "Google", "--schemas", schema])


testing_tool.__test__ = False  # type: ignore[attr-defined]


def rss_parser(feeds: list[Path]) -> dict[str, Any]:
    """Return feeds by their paths as rss-parser reads them; one that it cannot read has `wrong` alone."""
    found: dict[str, Any] = RSS_PARSER.verdict(["node", "-e", _READ, *feeds])
    return found


def csp_evaluator(policy: str) -> list[list[Any]]:
    """Return what csp_evaluator finds in a policy: whether it is grave, the directive and a description."""
    found: list[list[Any]] = CSP_EVALUATOR.verdict(["node", "-e", _EVALUATE, policy])
    return found


def _indexed(output: Output) -> str:
    return output.words if re.search(r"Indexed [1-9]\d* page", output.words) else output.breakdown("it has no index")


PAGEFIND = Validator("Pagefind", _indexed)


def pagefind(site: Path) -> None:
    """Have Pagefind index a site."""
    PAGEFIND.verdict([sys.executable, "-m", "pagefind", "--site", site])


# ------------------------------------------------------------------------------------ servers and services

#: Messages of nginx, Caddy and systemd when the machine is at fault, and not their input: memory, processes,
#: open files, room on the disk, a port that another program has taken.
MACHINE = re.compile(
    r"\((?:11|12|23|24|28|98): |cannot allocate memory|too many open files|no space left on device|"
    r"address already in use|resource temporarily unavailable|out of memory|^panic: |fatal error: |"
    r"\b(?:ENOMEM|EMFILE|ENFILE|ENOSPC|EAGAIN|EADDRINUSE)\b|"
    r"Failed to (?:initialize|connect|allocate|create|start)\b",
    re.IGNORECASE | re.MULTILINE,
)


def _configuration(passed: str, failed: str) -> Callable[[Output], tuple[int, str]]:
    """Return a function that reads what a program says of a configuration: 0 where it takes it, and its words."""

    def read(output: Output) -> tuple[int, str]:
        if MACHINE.search(output.stderr):
            output.breakdown("the machine lacked something")
        if (failed if output.code else passed) not in output.words:
            output.breakdown("it said neither yes nor no")
        return output.code, output.words

    return read


def _units(output: Output) -> tuple[int, str]:
    if MACHINE.search(output.stderr):
        output.breakdown("the machine lacked something")
    if output.code and not output.words:
        output.breakdown("it said neither yes nor no")
    return output.code, output.stderr


NGINX = Validator("nginx -t", _configuration("test is successful", "[emerg]"), (0, 1))
CADDY = Validator("caddy validate", _configuration("Valid configuration", "Error:"), (0, 1))
UNITS = Validator("systemd-analyze verify", _units, (0, 1))
EXPOSURE = Validator("systemd-analyze security", _configuration("exposure level", "exposure level"), (0, 1))


def nginx_configuration(config: Path, log: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    """Return 0 where nginx takes a configuration, and what it says of it."""
    return NGINX.verdict([str(program("nginx")), "-t", "-e", log, "-c", config], environment=environment)


def caddy_configuration(config: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    """Return 0 where Caddy takes a configuration, and what it says of it."""
    command = [str(program("caddy")), "validate", "--adapter", "caddyfile", "--config", config]
    return CADDY.verdict(command, environment=environment)


# ------------------------------------------------------------------------------------ browsers


def _lighthouse(output: Output) -> dict[str, Any]:
    """Return its report; it reports its own failures in the report, of all or of one audit."""
    report: dict[str, Any] = _reported(output, output.stdout, dict)
    if error := report.get("runtimeError"):
        output_words = f"{error.get('code', '')}: {error.get('message', '')}"
        raise ValidatorBreakdown(f"it reported a failure of its own: {output_words}")
    if "categories" not in report or "audits" not in report:
        output.breakdown(_NEEDS)
    failed = {name: audit for name, audit in report["audits"].items() if audit.get("scoreDisplayMode") == "error"}
    if failed:
        words = "; ".join(f"{name}: {audit.get('errorMessage', '')}" for name, audit in failed.items())
        raise ValidatorBreakdown(f"it could not do some of its audits: {words}")
    return report


LIGHTHOUSE = Validator("Lighthouse", _lighthouse, (0, 1))


def _own_errors(response: dict[str, Any]) -> str:
    """Return the rules in which axe itself failed; it hides them among what somebody has to look at."""
    return ", ".join(
        rule["id"] for rule in response.get("incomplete", ())
        if any(check["id"] == "error-occurred" for node in rule["nodes"] for check in (*node["any"], *node["none"]))
    )  # fmt: skip


def axe(page: Page, options: dict[str, Any]) -> Any:
    """Return what axe finds on a page that is open in a browser."""

    def attempt() -> Any:
        try:
            results = Axe().run(page, options=options)
        except BrowserError as error:
            raise ValidatorBreakdown(f"it did not run in the browser: {error.message}") from None
        if not results.response.get("passes") and not results.violations_count:
            raise ValidatorBreakdown("it looked at nothing")
        if rules := _own_errors(results.response):
            raise ValidatorBreakdown(f"it failed in some of its rules: {rules}")
        return results

    return verdict("axe", attempt)


#: Every validator that is a program of its own.
ALL: tuple[Validator[Any], ...] = (
    NU, HTML_VALIDATE, STYLELINT, HYPERLINK, LYNX, EXIFTOOL, TYPESCRIPT, TESTING_TOOL, RSS_PARSER, CSP_EVALUATOR,
    PAGEFIND, NGINX, CADDY, UNITS, EXPOSURE, LIGHTHOUSE,
)  # fmt: skip
