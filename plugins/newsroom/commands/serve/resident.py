"""Resident builder: a process that builds on request and keeps in memory what it read from the cache.

It is asked by a line on its input and answers with a line of JSON. Its own process it is so that it can be ended and
begun anew when the code of a plugin or a setting changes, and so that it has no threads when it forks.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newsroom.commands.build.build import BuildRequest, build, build_with_progress
from newsroom.engine.cache import memory
from newsroom.engine.report import lines

#: Seconds until a builder that was asked to end is ended.
_GRACE = 5


class ProcessOutcome(Struct, frozen=True):
    """How a build in another process went: whether it succeeded, and all that it said."""

    ok: bool
    said: str


class Builder:
    """Builds in a process that stays from one build to the next.

    Args:
        root: the project's folder; its own ``plugins/`` is used.
        output: where the site goes.
        search: whether to make a search index at every build.
    """

    def __init__(self, root: Path, output: Path, search: bool = False) -> None:
        self._root, self._output, self._search = root, output, search
        self._process: subprocess.Popen[str] | None = None

    def build(self) -> ProcessOutcome:
        """Build; a builder that was ended from outside is replaced, and asked once more."""
        answer = self._ask() or self._ask()
        if not answer:
            return ProcessOutcome(ok=False, said="the build ended without a word; see what it printed above")
        reply = json.loads(answer)
        return ProcessOutcome(reply["ok"], reply["said"])

    def _ask(self) -> str:
        try:
            process = self._process = self._process or self._start()
            if process.stdin is None or process.stdout is None:  # it was started with both
                return ""
            try:
                process.stdin.write("build\n")
                process.stdin.flush()
                answer = process.stdout.readline()
            except BrokenPipeError:
                answer = ""
        except BaseException:
            # The next build completes or undoes one that was stopped.
            self.end()
            raise
        if not answer:
            self.end()
        return answer

    def _start(self) -> subprocess.Popen[str]:
        path = os.pathsep.join(filter(None, [str(self._root / "plugins"), os.environ.get("PYTHONPATH", "")]))
        # In a session of its own, so that Ctrl-C reaches it only through us.
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "newsroom.commands.serve.resident",
                str(self._root),
                str(self._output),
                *(["--search"] if self._search else []),
            ],
            cwd=self._root,
            env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def end(self) -> None:
        """End the process; the next build begins another, with the code and the settings as they are then."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def main(root: Path, output: Path, search: bool = False) -> None:
    """Build once for every line of the input, until it ends."""
    # Output that a plugin prints is no answer.
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        memory.remember()
        for _ in sys.stdin:
            request = BuildRequest(root, output=output, search=search)
            outcome = build_with_progress(replace(request, trusting=True))
            messages = "\n".join(line for line, _ in lines(outcome))
            answers.write(json.dumps({"ok": outcome.ok, "said": messages}) + "\n")
            answers.flush()
            # While nobody waits: what somebody changed in the output is put right.
            if outcome.ok:
                build(request)
            gc.collect()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--search" in sys.argv[3:])
