"""The benchmark's corpus: the same bytes each time, and the larger begins with the smaller."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench import corpus, model
from bench.words import zipf
from tests.building import ROOT, tree


@pytest.fixture(autouse=True)
def _no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing sixty pictures takes longer than all else; one test draws some of them."""
    monkeypatch.setattr(corpus.pictures, "COUNT", 2)


def test_a_seed_and_a_size_give_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from bench import corpus; corpus.pictures.COUNT = 2; "
        "corpus.write(Path(sys.argv[1]), 25, 7)"
    )
    for number in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": number, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / number)], env=environment, check=True)
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


def test_another_seed_gives_other_words() -> None:
    assert model.body(1, 3) != model.body(2, 3)


def test_a_larger_corpus_begins_with_the_smaller(tmp_path: Path) -> None:
    corpus.write(tmp_path / "small", 20)
    corpus.write(tmp_path / "large", 60)
    small, large = tree(tmp_path / "small"), tree(tmp_path / "large")
    assert len([path for path in small if path.startswith("content/articles/")]) == 20
    for path, content in small.items():
        if path != "corpus.json":
            assert large[path] == content, path


def test_stories_are_as_long_as_they_should_be() -> None:
    lengths = [len(model.body(1, number).split()) for number in range(400)]
    assert 505 < sum(lengths) / len(lengths) < 555
    assert min(lengths) >= 290
    assert max(lengths) <= 1000


def test_stories_hold_what_costs_time() -> None:
    bodies = [model.body(1, number) for number in range(400)]
    for what, least, most in [("@@", 0.25, 0.42), ("\n- ", 0.18, 0.32), ("[^1]:", 0.05, 0.16), ("\n> ", 0.9, 1.0)]:
        share = sum(what in body for body in bodies) / len(bodies)
        assert least <= share <= most, (what, share)
    assert all(body.count("\n## ") + body.startswith("## ") == 2 for body in bodies)


def test_dates_cover_ten_years_at_any_size() -> None:
    for count in (50, 500):
        dates = [model.front_matter(1, number).date for number in range(count)]
        assert {date.year for date in dates} >= set(range(2017, 2027))


def test_a_zipf_table_prefers_the_first() -> None:
    table = zipf(["a", "b", "c"])
    assert table.count("a") > table.count("b") > table.count("c") > 0
    assert len(table) == 4096


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(SystemExit):
        corpus.main(["--stories", "1", "--out", str(tmp_path)])
    assert tree(tmp_path) == {"mine.txt": b"mine"}
