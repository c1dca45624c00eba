"""Time for browsers: what they are asked to do may take long where other work goes on beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

#: Milliseconds that a browser has to start, to load a page or to do what it is told: they bound a hang alone.
PATIENCE = 180_000


@pytest.fixture(autouse=True, scope="session")
def patient_browsers() -> Iterator[None]:
    """Give every browser, page and expectation of a run more time than Playwright would."""
    expect.set_options(timeout=PATIENCE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Browser, "new_context", _patient(Browser.new_context))
        patch.setattr(Browser, "new_page", _patient(Browser.new_page))
        launch = BrowserType.launch
        patch.setattr(BrowserType, "launch", lambda self, **options: launch(self, **{"timeout": PATIENCE, **options}))
        yield


def wait_until(page: Page, happened: Callable[[], object]) -> None:
    """Wait until something has happened of which nothing on a page tells."""
    for _ in range(PATIENCE // 20):
        if happened():
            return
        page.wait_for_timeout(20)
    pytest.fail(f"it had not happened after {PATIENCE // 1000} s")


def _patient(make: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that makes what another one makes, with patience."""

    def make_patient(browser: Browser, **options: Any) -> Any:
        new = make(browser, **options)
        new.set_default_timeout(PATIENCE)
        return new

    return make_patient
