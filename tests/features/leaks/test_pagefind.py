"""A real search index, which Pagefind makes of a real site: what must not be in it is found there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from newsroom.features.leaks import model
from newsroom.features.leaks.scan import _TermFinder
from tests.audit.verdicts import pagefind
from tests.building import Project, problem_lines
from tests.site.canaries import SENTENCE, hide

pytestmark = pytest.mark.audit


def index(output: Path) -> dict[str, bytes]:
    """Have a site indexed; return the files of the index."""
    pagefind(output)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in (output / "pagefind").rglob("*.pf_*")}


def test_a_sentence_is_found_in_the_index_and_the_rest_of_it_is_innocent(site: Project) -> None:
    hide(site, "kind: news")
    assert problem_lines(site.build()) == []
    terms = _TermFinder(term.words for term in model.of_text(SENTENCE))
    found = [path for path, raw in index(site.output).items() if terms.find(path, raw)]
    assert found
    assert all(path.endswith(".pf_fragment") for path in found)
    shutil.rmtree(site.output / "pagefind")
    hide(site, "status: draft")
    assert problem_lines(site.build()) == []
    assert [path for path, raw in index(site.output).items() if terms.find(path, raw)] == []
