"""Parts that one file hides are hidden wherever the picture is published."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from newsroom.features.pictures.reading import used
from tests.building import Project, problem_lines, tree

_STORY = "---\ntitle: T\nsummary: S\ndate: {date}\nstatus: {status}\n{more}---\n\n{body}\n"
_BLUR = "pictures:\n  - src: 2026/face.jpg\n    blur: [10 20 15 15]\n"
_LEAD = "image:\n  src: 2026/face.jpg\n  alt: A crowd\n"
_BODY = "![A crowd](/images/2026/face.jpg)"


def story(site: Project, name: str, more: str = "", body: str = "Words.", **given: str) -> None:
    values = {"date": "2026-05-04", "status": "published", **given}
    site.story(f"world/2026/{name}", _STORY.format(more=more, body=body, **values))


@pytest.fixture
def site(site: Project) -> Project:
    Image.effect_noise((900, 600), 90).convert("RGB").save(site.content / "images/2026/face.jpg")
    return site


def faces(site: Project) -> dict[str, Image.Image]:
    """Return the pictures of the face that were published, by the path of their file."""
    found = {name: raw for name, raw in site.tree().items() if name.startswith("images/2026/face-")}
    return {name: Image.open(io.BytesIO(raw)).convert("L") for name, raw in found.items()}


#: Width by height of the picture of the face.
_RATIO = 1.5


def contrast(image: Image.Image, box: tuple[float, float, float, float]) -> float | None:
    """Return the standard deviation of the greys in a part of the picture, a little smaller; None if that is cut off.

    Args:
        image: a file of the whole picture, or of a shape that was cut out of its middle.
        box: the part, in per cent of the whole picture.
    """
    left, top, width, height = box
    ratio = image.width / image.height
    across, down = min(1.0, ratio / _RATIO), min(1.0, _RATIO / ratio)
    xs = [((x - 50) / across + 50) * image.width / 100 for x in (left + 2, left + width - 2)]
    ys = [((y - 50) / down + 50) * image.height / 100 for y in (top + 2, top + height - 2)]
    edges = [
        max(0, round(xs[0])),
        max(0, round(ys[0])),
        min(image.width, round(xs[1])),
        min(image.height, round(ys[1])),
    ]
    if edges[2] - edges[0] < 8 or edges[3] - edges[1] < 8:
        return None
    return ImageStat.Stat(image.crop(tuple(edges))).stddev[0]


def is_hidden(image: Image.Image, box: tuple[float, float, float, float]) -> bool:
    """Return whether a part is hidden, or cut off."""
    deviation = contrast(image, box)
    return deviation is None or deviation < 11


def is_seen(image: Image.Image, box: tuple[float, float, float, float]) -> bool:
    """Return whether a part is as it was, or cut off."""
    deviation = contrast(image, box)
    return deviation is None or deviation > 13


@pytest.mark.parametrize("where", ["lead", "text", "both"])
def test_a_part_is_hidden_in_every_file_that_is_published(site: Project, where: str) -> None:
    lead = f"{_LEAD}  pixelate: 10 20 15 15\n"
    story(site, "hidden", *{"lead": (lead,), "text": (_BLUR, _BODY), "both": (lead, _BODY)}[where])
    assert problem_lines(site.build(production=True, site_url="https://qn.example")) == []
    found = faces(site)
    assert {Path(name).suffix for name in found} == {".avif", ".webp", ".jpg"}
    for image in found.values():
        assert is_hidden(image, (10, 20, 15, 15))
        assert is_seen(image, (60, 60, 20, 20))
    # The share picture is one of them.
    assert any(name in site.page("/world/2026/05/hidden/") for name in found)


def test_a_box_that_changes_changes_pages_and_files_on_an_incremental_build(site: Project) -> None:
    story(site, "hidden", _LEAD + "  blur: 10 20 15 15\n", _BODY)
    assert site.build().ok
    before = site.tree()
    story(site, "hidden", _LEAD + "  blur: 40 20 15 15\n", _BODY)
    assert site.build().ok
    after = site.tree()
    assert site.build(output=site.root / "clean").ok
    assert after == tree(site.root / "clean")
    assert not {name for name in before if "face" in name} & set(after)
    assert before["world/2026/05/hidden/index.html"] != after["world/2026/05/hidden/index.html"]
    assert before["index.html"] != after["index.html"]
    for image in faces(site).values():
        assert is_hidden(image, (40, 20, 15, 15))
        assert is_seen(image, (10, 20, 15, 15))


def _other_story(site: Project) -> str:
    story(site, "other", "", f"Words.\n\n{_BODY}")
    return "content/articles/world/2026/other.md:10"


def _other_boxes(site: Project) -> str:
    story(site, "other", _LEAD + "  blur: 1 2 3 4\n")
    return "content/articles/world/2026/hidden.md"


def _same_bytes(site: Project) -> str:
    shutil.copy(site.content / "images/2026/face.jpg", site.content / "images/2026/copy.jpg")
    story(site, "other", _LEAD.replace("face", "copy"))
    return "content/articles/world/2026/other.md:6"


def _scheduled(site: Project) -> str:
    story(site, "other", _LEAD, date="2027-01-01")
    return "content/articles/world/2026/other.md:6"


def _portrait(site: Project) -> str:
    photo = "status: staff\nphoto:\n  src: 2026/face.jpg\n  alt: A face\n"
    path = site.content / "authors/robin-vale.md"
    path.write_text(path.read_text("utf-8").replace("status: staff\n", photo), "utf-8")
    return "content/authors/robin-vale.md:5"


def _page(site: Project) -> str:
    site.write("pages/about.md", f"---\ntitle: About\nsummary: Who we are.\n---\n\n{_BODY}\n")
    return "content/pages/about.md:6"


def _odd_path(site: Project) -> str:
    story(site, "other", "", "![A crowd](/images/2026//face.jpg)")
    return "content/articles/world/2026/other.md:8"


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        (_other_story, "published"),
        (_other_boxes, "published"),
        (_same_bytes, "draft"),
        (_scheduled, "published"),
        (_portrait, "withdrawn"),
        (_page, "draft"),
        (_odd_path, "published"),
    ],
)
def test_a_picture_that_is_shown_whole_elsewhere_stops_the_build(site: Project, wrong: object, status: str) -> None:
    """Also where only a draft asks for the part to be hidden: its author knows something."""
    story(site, "hidden", _BLUR, _BODY, status=status)
    place = wrong(site)  # type: ignore[operator]
    told = [line for line in problem_lines(site.build()) if "picture-unhidden" in line]
    assert any(line.startswith(place) for line in told), told
    assert any("hidden.md" in line for line in told)
    assert not site.output.exists()


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_unpublished_stories_may_show_the_picture_without_redaction(site: Project, status: str) -> None:
    story(site, "hidden", _BLUR, _BODY)
    story(site, "other", _LEAD, status=status)
    outcome = site.build()
    assert outcome.ok
    # A draft is told all the same, before it is published.
    assert [("other.md" in line, "stops nothing" in line) for line in problem_lines(outcome)] == [(True, True)] * (
        status == "draft"
    )


def test_a_page_may_hide_parts_too(site: Project) -> None:
    site.write("pages/about.md", f"---\ntitle: About\nsummary: Who we are.\n{_BLUR}---\n\n{_BODY}\n")
    assert problem_lines(site.build()) == []
    assert faces(site)
    assert all(is_hidden(image, (10, 20, 15, 15)) for image in faces(site).values())


def test_hiding_a_part_of_a_picture_that_is_not_shown_is_a_slip(site: Project) -> None:
    story(site, "hidden", _BLUR.replace("face", "fase"), _BODY)
    [told] = problem_lines(site.build())
    assert "picture-box" in told
    assert 'did you mean "2026/face.jpg"?' in told


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        ("  blur: [10 20 15]\n", 9, '"10 20 15" is no box'),
        ("  blur:\n    - 10 20 15 15\n    - 95 20 15 15\n", 11, "is not on the picture"),
        ("  pixelate: [10, 20, 0, 15]\n", 9, "is empty"),
        ("  blur: somewhere\n", 9, '"somewhere" is no box'),
    ],
)
def test_a_box_that_cannot_be_used_is_told_on_its_line(site: Project, lines: str, line: int, says: str) -> None:
    story(site, "hidden", _LEAD + lines)
    [told] = problem_lines(site.build())
    assert told.startswith(f"content/articles/world/2026/hidden.md:{line}: picture-box")
    assert says in told


def test_a_draft_page_at_the_address_of_something_published_shows_no_picture(site: Project) -> None:
    site.picture("2026/face.jpg")
    site.write("pages/world.md", "---\ntitle: T\nsummary: S\nstatus: draft\n---\n\n![A face](/images/2026/face.jpg)\n")
    assert problem_lines(site.build()) == []
    assert not [path for path in site.tree() if "face" in path]


def test_an_author_who_has_no_page_shows_no_picture(site: Project) -> None:
    _portrait(site)
    from newsroom.commands.build.build import BuildRequest, planned
    from tests.building import NOW

    _, plan = planned(BuildRequest(site.root, now=NOW, check_only=True))
    assert plan is not None
    assert "2026/face.jpg" in {subject.source.src for subject in used(plan)}
    for path in (site.content / "articles").rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("\ndate:", "\nstatus: draft\ndate:", 1), "utf-8")
    _, plan = planned(BuildRequest(site.root, now=NOW, check_only=True))
    assert plan is not None
    assert "/author/robin-vale/" not in plan.pages
    assert "2026/face.jpg" not in {subject.source.src for subject in used(plan)}
