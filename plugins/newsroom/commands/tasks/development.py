"""Tasks of those who develop the software, in its own repository."""

from __future__ import annotations

from invoke import Context, task

from newsroom.commands.tasks.root import end, root_of


@task(name="test")
def run_tests(c: Context) -> None:
    """Run the tests; words after -- go to pytest."""
    from newsroom.commands.quality import quality

    end(quality.test(root_of(c), c.remainder))


@task(help={"install": "install missing programs, on Debian as root"})
def audit(c: Context, install: bool = False) -> None:
    """Run the tests that need other programs or take long."""
    from newsroom.commands.quality import audit as auditing

    end(auditing.audit(root_of(c), install, c.remainder))


@task(
    help={
        "stories": "the size of the corpus",
        "runs": "how often each scenario is measured",
        "only": "scenarios separated by commas, such as nothing,text,hugo; by default all; served alone measures nginx",
        "out": "a file for the result as Markdown",
        "scale": "follow growth up to 30,000 stories",
    }
)
def bench(c: Context, stories: int = 10_000, runs: int = 3, only: str = "", out: str = "", scale: bool = False) -> None:
    """Measure builds of a large corpus, and compare with Hugo's."""
    from newsroom.commands.bench import bench as benching

    end(benching.bench(root_of(c), stories, runs, only, out, scale))


@task
def lint(c: Context) -> None:
    """Run the linters over code, templates and styles."""
    from newsroom.commands.quality import quality

    end(quality.lint(root_of(c)))


@task(help={"plan": "show the differences, and do no more"})
def constraints(c: Context, plan: bool = False) -> None:
    """Renew constraints.txt when the tests pass with it."""
    from newsroom.commands.upgrade import constraints as renewing

    end(renewing.constraints(root_of(c), plan=plan))


TASKS = (run_tests, audit, lint, bench, constraints)
