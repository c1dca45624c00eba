"""``invoke audit``: tests against other real programs, and getting those programs on Debian."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from newsroom.commands.console import OperationError, with_messages
from newsroom.commands.quality import localstack, programs, quality

#: The Nu HTML checker, as npm lays it down.
VNU = Path("node_modules", "vnu-jar", "build", "dist", "vnu.jar")
#: Where Debian notes that nginx has the module.
_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
#: Where Debian puts the typeface whose letters are as wide as Arial's.
_LIBERATION = Path("/usr/share/fonts/truetype/liberation")
_BIN = Path("node_modules", ".bin")
_LIGHTHOUSE = "tests/audit/test_lighthouse.py"
#: The audits in three runs: no build forks beside a browser that is at work, and Lighthouse, which measures how fast
#: pages are, is alone. Tests of a file stay together on one worker.
RUNS = (
    ("-m", "audit and not browser", "--dist", "loadfile"),
    ("-m", "audit and browser", "--dist", "loadfile", "--ignore", _LIGHTHOUSE),
    ("-m", "audit", "-n", "0", _LIGHTHOUSE),
)
#: Seconds until a test counts as hanging: a validator is waited for with patience, and asked once more.
_HANGS = 3600


class Tool(Struct, frozen=True):
    """A program that audits need.

    Args:
        name: its name.
        package: the Debian package that holds it; empty for what comes from elsewhere.
        found: whether a project can use it.
        install: installs it in a project, where neither Debian has it nor npm by package-lock.json.
    """

    name: str
    package: str
    found: Callable[[Path], bool]
    install: Callable[[Path], None] | None = None

    @property
    def by_npm(self) -> bool:
        """Whether npm installs it."""
        return not self.package and self.install is None


def _on_path(name: str) -> Callable[[Path], bool]:
    return lambda _: program(name) is not None


def _by_npm(name: str) -> Callable[[Path], bool]:
    return lambda root: (root / _BIN / name).exists()


def program(name: str) -> str | None:
    """Return the path of a program, looked for on the PATH and where Debian keeps servers."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/sbin")


TOOLS = (
    Tool("java", "default-jre-headless", _on_path("java")),
    Tool("node", "nodejs", _on_path("node")),
    Tool("npm", "npm", _on_path("npm")),
    Tool("exiftool", "libimage-exiftool-perl", _on_path("exiftool")),
    Tool("Firefox", "firefox-esr", _on_path("firefox")),
    Tool("lynx", "lynx", _on_path("lynx")),
    Tool("nginx", "nginx", _on_path("nginx")),
    Tool("systemd-analyze", "systemd", _on_path("systemd-analyze")),
    Tool("rsync", "rsync", _on_path("rsync")),
    Tool("ssh", "openssh-client", _on_path("ssh")),
    Tool("sshd", "openssh-server", _on_path("sshd")),
    Tool("Caddy", "caddy", _on_path("caddy")),
    Tool("Brotli for nginx", "libnginx-mod-http-brotli-static", lambda _: bool(_BROTLI.exists())),
    Tool("openssl", "openssl", _on_path("openssl")),
    Tool("Liberation Sans", "fonts-liberation", lambda _: _LIBERATION.is_dir()),
    Tool("the Nu HTML checker", "", lambda root: (root / VNU).is_file()),
    Tool("csp_evaluator", "", lambda root: (root / "node_modules" / "csp_evaluator").is_dir()),
    Tool("html-validate", "", _by_npm("html-validate")),
    Tool("hyperlink", "", _by_npm("hyperlink")),
    Tool("Lighthouse", "", _by_npm("lighthouse")),
    Tool("stylelint", "", _by_npm("stylelint")),
    Tool("LocalStack", "", localstack.is_installed, localstack.install),
)


@with_messages
def audit(root: Path, install: bool, arguments: str = "") -> int:
    """Run the tests that need programs beyond Python and Chromium.

    Args:
        root: the project's folder.
        install: whether to get what is missing, which takes Debian and root.
        arguments: arguments for a single run of pytest, as on a command line; empty to run all audits.

    Returns:
        pytest's exit code, of the first run that found something.
    """
    programs.need_dev("pytest", "xdist")
    if install:
        get(root)
    lacking = missing(root)
    if lacking:
        raise OperationError(_what_to_do(lacking))
    pytest = [sys.executable, "-m", "pytest", "-o", f"faulthandler_timeout={_HANGS}", "--durations=20"]
    runs = (("-m", "audit", "-n", "0", *programs.words(arguments)),) if arguments else RUNS
    codes = [programs.run([*pytest, *run], root, quality.COMPILED) for run in runs]
    return next(filter(None, codes), 0)


def missing(root: Path) -> list[Tool]:
    """Return the tools that a project cannot use yet."""
    return [tool for tool in TOOLS if not tool.found(root)]


def get(root: Path) -> None:
    """Install what is missing: Debian's packages with apt-get, npm's from package-lock.json, the rest in its own way.

    Args:
        root: the project's folder.

    Raises:
        OperationError: when that is not possible here, or does not work.
    """
    packages = sorted({tool.package for tool in missing(root) if tool.package})
    if packages:
        if not programs.can_install():
            raise OperationError(
                f"only root on Debian can install these; get them in your own way: {', '.join(packages)}"
            )
        if not programs.install(packages):
            raise OperationError(f"apt-get could not install {' '.join(packages)}; its own words stand above")
    if any(tool.by_npm for tool in missing(root)):
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        if programs.run(command, root):
            raise OperationError("npm could not install what package-lock.json names; its own words stand above")
    for tool in missing(root):
        if tool.install is not None:
            tool.install(root)


def _what_to_do(lacking: list[Tool]) -> str:
    packages = [f"{tool.name} (Debian: {tool.package})" for tool in lacking if tool.package]
    by_npm = [f"{tool.name} (npm ci --ignore-scripts)" for tool in lacking if tool.by_npm]
    others = [f"{tool.name} (an environment of its own)" for tool in lacking if tool.install]
    return f"missing: {', '.join(packages + by_npm + others)}; on Debian, root gets them with: invoke audit --install"
