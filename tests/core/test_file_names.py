"""Names of files with accents: found however the system wrote them, and two that look the same are a problem."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from newsroom.core.markdown_document import PictureFault, PictureUse
from newsroom.core.text_files import Doubles, located, lookalikes
from newsroom.engine.read.files import markdown_files
from newsroom.features.files.source_files import find, names
from newsroom.features.pictures.library import PictureLibrary

NAMES = ("2026/café.jpg", "fêtes/été/Žižek.png", "한강.webp", "2026/Takatāpui night.jpg", "ёлка/й.pdf")
_FORMS = ("NFC", "NFD")


def _write_file(folder: Path, name: str, form: str) -> Path:
    path = folder / unicodedata.normalize(form, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_found_however_its_accents_are_written(tmp_path: Path, name: str, form: str) -> None:
    path = _write_file(tmp_path / "files", name, form)
    assert located(tmp_path / "files", name).read_bytes() == b"x"
    assert find(tmp_path, [f"files/{name}"]) == ([f"files/{name}"], [])
    assert names(tmp_path) == (f"files/{name}",)
    assert not Doubles().has_double(path)


@pytest.mark.parametrize("name", [*NAMES, "plain.jpg", "é/../è"])
def test_a_file_that_is_not_there_is_not_found(tmp_path: Path, name: str) -> None:
    assert not located(tmp_path, name).is_file()


@pytest.mark.parametrize("name", ["café.jpg", "Žižek.png", "한강.webp"])
def test_two_files_that_look_the_same_are_a_problem(tmp_path: Path, name: str) -> None:
    for form in _FORMS:
        _write_file(tmp_path / "files", name, form)
        _write_file(tmp_path / "images", name, form)
        _write_file(tmp_path / "articles", f"{name}.md", form)
    found, problems = find(tmp_path, [f"files/{name}"])
    assert found == []
    assert [problem.rule for problem in problems] == ["file-name"]
    with pytest.raises(PictureFault, match=f'two files here are called "{name}"') as caught:
        PictureLibrary(tmp_path / "images").picture(PictureUse(name, 1))
    assert caught.value.rule == "file-name"
    _, told = markdown_files(tmp_path, "articles")
    assert [problem.message for problem in told if "two files" in problem.message] == [
        f'two files here are called "{name}.md": their accents are written with different characters'
    ]


def test_names_without_accents_have_no_double() -> None:
    assert list(lookalikes(["a", "A", "b", "é", "e", "è"])) == []
