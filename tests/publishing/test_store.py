"""The store target, against a real server on loopback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.publishing import contract
from tests.publishing.stores import Shelf


@pytest.mark.parametrize("promise", contract.CONTRACT, ids=contract.name_of)
def test_a_store_does_what_a_target_has_to_do(
    promise: Callable[[contract.Place], None], shelf: Shelf, tmp_path: Path
) -> None:
    promise(shelf.place(tmp_path))
