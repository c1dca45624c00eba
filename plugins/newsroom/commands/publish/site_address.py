"""The address that a project's site is published at."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from newsroom.commands.console import OperationError
from newsroom.commands.ledger import ledger
from newsroom.commands.settings import setting
from newsroom.core.host_names import site_fault


def site_url(root: Path) -> str:
    """Return the address that a project's site is published at.

    Raises:
        OperationError: when it is not known, or no address of a site.
    """
    address = configured(root)
    if not address:
        raise OperationError(
            "the site's address is not known; set SITEURL=https://… in the environment or in publishconf.py"
        )
    fault = site_fault(address)
    if not fault and address.startswith("http:") and urlsplit(address).hostname not in ledger.TRIAL_HOSTS:
        fault = "readers come over https, and only a trial on this machine does not"
    if fault:
        shown = ascii(address)[1:-1]
        how = "write https:// and the name of the site, with nothing behind it"
        raise OperationError(f'SITEURL is "{shown}"; {how} ({fault})')
    return address


def configured(root: Path) -> str:
    """Return the site's address from the environment or publishconf.py, unchecked; empty where neither gives one."""
    return (os.environ.get("SITEURL") or setting(root, "publishconf.py", "SITEURL")).rstrip("/")
