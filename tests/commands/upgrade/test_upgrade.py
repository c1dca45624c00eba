"""Upgrades with real pip, git and environments; packages come from a folder, and nothing from the network."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest

from newsroom.commands.upgrade import environment
from tests.building import tree
from tests.commands.upgrade.packages import CHANGELOG, PLUGINS, Magazine, installed_here, variables, wheel

pytestmark = pytest.mark.audit

_PAGE, _LOST = "theme/templates/page.html", "theme/templates/404.html"
#: Ends the process at a line of the functions that activate a version, as a power cut would.
_KILLED = """
import os, signal, sys
from pathlib import Path
from newsroom.commands.upgrade import activation, upgrade
count = 0
def lines(frame, event, argument):
    global count
    if event == "line":
        count += 1
        if count == {line}:
            os.kill(os.getpid(), signal.SIGKILL)
    return lines
codes = {{activation.begin.__code__, activation.finish.__code__}}
sys.settrace(lambda frame, event, argument: lines if frame.f_code in codes else None)
root = Path.cwd()
text = (root / "requirements.txt").read_text().replace("1.0.0", "1.1.0")
files = {{"requirements.txt": text, "constraints.txt": (root / "constraints.txt").read_text()}}
upgrade._activate(root, root / ".venv", root / ".venv-next", files, "Upgrade the software from 1.0.0 to 1.1.0")
"""


def _source(name: str) -> str:
    return (PLUGINS / "newsroom" / name).read_text("utf-8")


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheels of some versions: 1.1.0 changes two templates, 1.2.0 cannot build, 1.3.0 finds more problems."""
    folder = tmp_path_factory.mktemp("wheels")
    installed_here(folder)
    wheel(folder, "1.0.0")
    changes = {
        "release/CHANGELOG.md": CHANGELOG.replace("- The first", "- The second entry.\n- The first"),
        _PAGE: _source(_PAGE) + "{# newer #}\n",
        _LOST: _source(_LOST).replace("{% endblock", "<p>Newer</p>{% endblock", 1),
    }
    wheel(folder, "1.1.0", changes)
    wheel(folder, "1.2.0", {_LOST: "{% nonsense %}"})
    check = "commands/check.py"
    more = "    say('content/pages/about.md:1: newer-rule: a problem')\n    say(closing(result, at))\n    return 1\n"
    wheel(folder, "1.3.0", {check: _source(check).replace("    say(closing(result, at))\n", more, 1)})
    return folder


@pytest.fixture(scope="module")
def magazine_of_all(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Magazine:
    """A magazine with version 1.0.0 and a template of its own."""
    magazine = Magazine(tmp_path_factory.mktemp("made") / "magazine", wheels)
    own = magazine.root / _PAGE
    own.parent.mkdir(parents=True)
    own.write_text(_source(_PAGE) + "\n")
    magazine.commit("Pages of our own")
    return magazine


@pytest.fixture
def made(magazine_of_all: Magazine) -> Magazine:
    """The magazine at version 1.0.0, whatever another test left of it."""
    if _state(magazine_of_all) != ("1.0.0", "1.0.0", ""):
        magazine_of_all.invoke("upgrade", "--undo")
    assert _state(magazine_of_all) == ("1.0.0", "1.0.0", "")
    return magazine_of_all


def _state(magazine: Magazine) -> tuple[str, str, str]:
    return magazine.version, magazine.pinned, magazine.changed


def test_an_upgrade_shows_what_changes_switches_and_can_be_undone(made: Magazine) -> None:
    content, subjects = tree(made.root / "content"), made.subjects
    planned = made.invoke("upgrade", "--to", "1.1.0", "--plan").stdout
    assert _state(made) == ("1.0.0", "1.0.0", "")
    assert not (made.root / ".venv-next").exists()
    done = made.invoke("upgrade", "--to", "1.1.0").stdout
    for told in (planned, done):
        assert "1.0.0 is installed, 1.1.0 is to be" in told
        assert "- The second entry." in told
        assert "- The first entry." not in told
        assert f"{_PAGE}: the original that it was made from has changed" in told
        # The page of what is lost; the magazine has its own template of the other.
        assert any(
            line.split() == ["│", "pages", "and", "lists", "│", "│", "1", "│", "│"] for line in told.splitlines()
        )
    assert _state(made) == ("1.1.0", "1.1.0", "")
    assert made.subjects == ["Upgrade the software from 1.0.0 to 1.1.0", *subjects]
    [command] = [line.partition("what changed: ")[2] for line in done.splitlines() if "git diff" in line]
    assert "+{# newer #}" in made.do("sh", "-c", command, check=False).stdout
    assert made.invoke("upgrade", "--to", "1.1.0").stdout.endswith("newsroom-1.1.0-py3-none-any.whl already\n")

    assert made.invoke("upgrade", "--undo").stdout == "undone: Upgrade the software from 1.0.0 to 1.1.0\n"
    assert _state(made) == ("1.0.0", "1.0.0", "")
    again = made.invoke("upgrade", "--undo", check=False)
    assert again.returncode == 1
    assert again.stderr.startswith("there is no upgrade to undo: the last change of requirements.txt is ")
    made.invoke("build")
    # Without the environment of before, it is installed again.
    made.invoke("upgrade", "--to", "1.1.0")
    environment.remove(made.root / ".venv-previous")
    made.invoke("upgrade", "--undo")
    assert _state(made) == ("1.0.0", "1.0.0", "")
    assert tree(made.root / "content") == content


def test_changes_that_are_not_committed_are_named_before_anything_is_done(made: Magazine) -> None:
    story = made.root / "content" / "new.md"
    story.write_text("A draft")
    refused = made.invoke("upgrade", check=False)
    story.unlink()
    assert refused.returncode == 1
    assert refused.stderr.startswith("not committed: content/new.md; an upgrade is a commit of its own")


def test_a_version_that_does_not_build_changes_nothing(made: Magazine) -> None:
    refused = made.invoke("upgrade", "--to", "1.2.0", check=False)
    assert refused.returncode == 1
    assert "nonsense" in refused.stderr
    assert refused.stderr.endswith("the magazine does not build with the other version; nothing was changed\n")
    assert _state(made) == ("1.0.0", "1.0.0", "")


def test_a_version_that_finds_more_problems_is_taken_only_when_asked(made: Magazine) -> None:
    refused = made.invoke("upgrade", check=False)
    assert refused.returncode == 1
    assert "content/pages/about.md:1: newer-rule: a problem" in refused.stderr
    assert "--despite-problems" in refused.stderr
    assert _state(made) == ("1.0.0", "1.0.0", "")
    made.invoke("upgrade", "--despite-problems")
    assert _state(made) == ("1.3.0", "1.3.0", "")
    made.invoke("upgrade", "--undo")


def test_an_upgrade_that_is_killed_while_it_installs_leaves_the_magazine_as_it_was(made: Magazine) -> None:
    command = [str(made.root / ".venv" / "bin" / "invoke"), "upgrade", "--to", "1.1.0"]
    process = subprocess.Popen(command, cwd=made.root, env=variables(made.wheels), stdout=subprocess.DEVNULL)
    while not (made.root / ".venv-next" / "pyvenv.cfg").exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert _state(made) == ("1.0.0", "1.0.0", "")
    made.invoke("build")
    made.invoke("upgrade", "--to", "1.1.0")
    assert _state(made) == ("1.1.0", "1.1.0", "")
    made.invoke("upgrade", "--undo")


def test_an_activation_that_is_killed_at_any_line_leaves_a_magazine_that_builds_and_is_finished(made: Magazine) -> None:
    environment.remove(made.root / ".venv-previous")
    template = made.root.with_name("template")
    made.do("python3", "-m", "venv", ".venv-next")
    candidate = str(made.root / ".venv-next" / "bin" / "python")
    made.do(candidate, "-m", "pip", "install", "-q", str(made.wheels / "newsroom-1.1.0-py3-none-any.whl"))
    environment.hide_from_git(made.root / ".venv-next")
    made.root.rename(template)
    states, line, code = set(), 0, -signal.SIGKILL
    while code == -signal.SIGKILL:
        line += 1
        subprocess.run(["rm", "-rf", made.root], check=True)
        subprocess.run(["cp", "-a", template, made.root], check=True)
        code = made.do(made.python, "-c", _KILLED.format(line=line), check=False).returncode
        state = made.version, made.pinned
        if state not in states:
            made.invoke("build")
        states.add(state)
        if (made.root / ".git" / "newsroom-upgrade.json").exists():
            finished = made.invoke("upgrade").stdout
            assert finished.startswith("finished what was begun: Upgrade the software from 1.0.0 to 1.1.0\n")
            assert _state(made) == ("1.1.0", "1.1.0", "")
            assert (made.root / ".venv-previous").is_dir()
            assert not (made.root / ".venv-next").exists()
    assert code == 0
    assert line > 10
    assert states == {("1.0.0", "1.0.0"), ("1.0.0", "1.1.0"), ("1.1.0", "1.1.0")}
