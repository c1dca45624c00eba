"""``invoke test`` in a magazine: whether it can be built and published today, and in the years to come.

The tests of the software are in its own repository. What a magazine can do wrong, `invoke check` finds; what time alone
would break, nobody sees in time, unless it is looked for ahead.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from newsroom.commands.check import verdict
from newsroom.commands.console import say, with_messages
from newsroom.commands.progress import shown
from newsroom.commands.publish.publish import moment
from newsroom.core.problem_summary import line

#: How many years ahead the magazine is tried.
YEARS = (0, 1, 2, 5)


@with_messages
def try_years(root: Path, now: str = "") -> int:
    """Check the magazine as it would be today and in some years; write nothing but the cache.

    Args:
        root: the project's folder.
        now: the moment that counts as now; by default the present.

    Returns:
        0, or 1 when a publish would be refused at any of these moments.
    """
    today = moment(now)
    failed = 0
    for years in YEARS:
        then = later(today, years)
        with shown() as progress:
            result = verdict(root, then, progress)
        when = f"today, {then:%Y-%m-%d}" if not years else f"in {years} year{'s' * (years > 1)}, {then:%Y-%m-%d}"
        for problem in result.blocking:
            say(line(problem), error=True)
        failed += bool(result.blocking)
        refused = f"a publish would be refused, for {len(result.blocking)} problems"
        possible = f"{result.pages} pages can be published"
        say(f"{when}: {refused if result.blocking else possible}")
    return 1 if failed else 0


def later(moment_: datetime, years: int) -> datetime:
    """Return the same moment some years later; of 29 February the day before it."""
    try:
        return moment_.replace(year=moment_.year + years)
    except ValueError:
        return moment_.replace(year=moment_.year + years, day=28)
