"""Pictures in a text: figures with captions and every size, and faults on their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from newsroom.engine.read_context import ReadContext
from newsroom.features.pictures.library import PictureLibrary
from newsroom.features.pictures.transform import IN_GALLERY, SIZES
from tests.building import Project, problem_lines
from tests.features.pictures.making import moving
from tests.read_context import context, lines_and_rules, rendered


@pytest.fixture
def here(tmp_path: Path) -> ReadContext:
    (tmp_path / "2026").mkdir()
    Image.new("RGB", (1200, 800)).save(tmp_path / "2026" / "river.jpg")
    Image.new("RGB", (100, 50)).save(tmp_path / "2026" / "stamp.png")
    return context(tmp_path)


def test_a_picture_alone_becomes_a_figure(here: ReadContext) -> None:
    document = rendered("""![A river](/images/2026/river.jpg "It's where it began -- nearly | Sam Okoro")""", at=here)
    assert document.problems == ()
    assert document.images == ("2026/river.jpg",)
    start = '<figure class="figure" itemscope="" itemtype="https://schema.org/ImageObject"><picture><source '
    assert document.html.startswith(start + 'type="image/webp" srcset="/images/2026/river-')
    assert ' itemprop="contentUrl"' in document.html
    assert ' class="picture tone-k"' in document.html
    assert ' alt="A river"' in document.html
    assert ' decoding="async"' in document.html
    assert 'width="800"' in document.html
    assert 'height="533"' in document.html
    assert 'loading="lazy"' in document.html
    for width in (480, 800, 1200):
        assert f"-{width}.jpg {width}w" in document.html
        assert f"-{width}.webp {width}w" in document.html
    assert document.html.count(f' sizes="{SIZES}"') == 2
    assert (
        '<figcaption><span itemprop="caption">It’s where it began – nearly</span> <span class="credit" '
        'itemprop="creditText">Sam Okoro</span></figcaption></figure>' in document.html.replace("&nbsp;", " ")
    )
    assert " title=" not in document.html


@pytest.mark.parametrize(
    ("title", "legend"),
    [
        ("", ""),
        (' "Only a caption"', '<figcaption><span itemprop="caption">Only a caption</span></figcaption>'),
        (
            ' "| Only a credit"',
            '<figcaption><span class="credit" itemprop="creditText">Only a credit</span></figcaption>',
        ),
        (' "<b>Bold</b>"', '<span itemprop="caption">&lt;b&gt;Bold&lt;/b&gt;</span></figcaption>'),
        (' " | "', ""),
    ],
)
def test_a_title_is_a_caption_and_behind_a_bar_a_credit(here: ReadContext, title: str, legend: str) -> None:
    made = rendered(f"![A stamp](/images/2026/stamp.png{title})", at=here).html.replace("&nbsp;", " ")
    assert made.count("<figcaption>") == bool(legend)
    assert legend in made


def test_a_picture_in_a_gallery_is_as_wide_as_the_gallery_shows_it(here: ReadContext) -> None:
    made = rendered("![A river](/images/2026/river.jpg)\n![A bend](/images/2026/river.jpg)\n", at=here)
    assert 'class="gallery"' in made.html
    assert made.html.count(f' sizes="{IN_GALLERY}"') == 4
    assert f'sizes="{SIZES}"' not in made.html


def test_a_credit_stays_visible_where_a_picture_is_no_figure(here: ReadContext) -> None:
    made = rendered('Words ![A stamp](/images/2026/stamp.png "Blue | Sam Okoro") and words', at=here).html
    legend = '</picture> <small><span>Blue</span> <span class="credit">Sam Okoro</span></small> and'
    assert legend in made.replace("&nbsp;", " ")


def test_a_moving_picture_stands_still_for_whoever_asks_for_less_motion(here: ReadContext) -> None:
    assert isinstance(here.picture_lookup, PictureLibrary)
    (here.picture_lookup.folder / "2026" / "flag.gif").write_bytes(moving("WEBP"))
    made = rendered("![A flag](/images/2026/flag.gif)", at=here).html
    assert '<picture><source media="(prefers-reduced-motion: reduce)" srcset="/images/2026/flag-' in made
    assert '<source type="image/webp" srcset="/images/2026/flag-' in made
    assert made.count("-64.jpg") == 2


def test_contributors_cannot_write_html_of_the_transforms(here: ReadContext) -> None:
    """Neither in HTML nor in braces: what only machines read is left out, what loads something is refused."""
    ours = rendered("![A river](/images/2026/river.jpg)", at=here).html.count("itemprop")
    for source, count in (
        ('<figure itemscope itemtype="https://evil.example">x</figure>', 0),
        ('<span itemprop="creditText">x</span>', 0),
        ("![A river](/images/2026/river.jpg){: itemprop=name }", ours),
    ):
        document = rendered(source, at=here)
        assert (document.problems, document.html.count("itemprop"), "evil" in document.html) == ((), count, False)
    loaded = rendered('<picture><source srcset="https://evil.example/x.webp"></picture>', at=here)
    assert {problem.rule for problem in loaded.problems} == {"html-forbidden"}


@pytest.mark.parametrize(
    "source",
    [
        "Words ![A stamp](/images/2026/stamp.png) and words",
        "![A stamp](/images/2026/stamp.png) ![A river](/images/2026/river.jpg)",
        "[![A stamp](/images/2026/stamp.png)](/about/)",
        "- ![A stamp](/images/2026/stamp.png)",
    ],
)
def test_a_picture_among_other_things_stays_in_its_place(here: ReadContext, source: str) -> None:
    document = rendered(source, at=here)
    assert document.problems == ()
    assert "<figure" not in document.html
    assert 'width="100" height="50"' in document.html or 'height="50"' in document.html


@pytest.mark.parametrize(
    "source",
    ["{static}/images/2026/river.jpg", "{attach}/images/2026/river.jpg", "/images/2026/river.jpg"],
)
def test_pelicans_ways_of_naming_a_picture_are_known(here: ReadContext, source: str) -> None:
    assert rendered(f"![A river]({source})", at=here).images == ("2026/river.jpg",)


def test_raw_html_pictures_are_set_like_all_others(here: ReadContext) -> None:
    source = '<img src="/images/2026/river.jpg" alt="A river" srcset="https://evil.example/x.gif 2x">'
    document = rendered(source, at=here)
    assert document.problems == ()
    assert "evil.example" not in document.html
    assert "-480.jpg 480w" in document.html


@pytest.mark.parametrize(
    ("picture", "rule", "says"),
    [
        ("![](/images/2026/river.jpg)", "picture-alt", "say between the square brackets what it shows"),
        ("![ ](/images/2026/river.jpg)", "picture-alt", "has no alt text"),
        ("![A](/images/2026/riber.jpg)", "picture-missing", 'did you mean "river.jpg"?'),
        ("![A](/images/2025/river.jpg)", "picture-missing", "add the file there"),
        ("![A](river.jpg)", "picture-missing", "write /images/2026/river.jpg"),
        ("![A](2019/river.jpg)", "picture-missing", "write /images/2019/river.jpg"),
        (r"![A](C:\Users\river.jpg)", "picture-missing", "write /images/2026/river.jpg"),
        ("![A](https://evil.example/x.jpg)", "picture-missing", "put the file under content/images/"),
        ("![A](/images/../../secret.jpg)", "picture-missing", "is no picture of this site"),
        ("![A](data:image/gif;base64,R0lGOD)", "picture-missing", "is no picture of this site"),
        ('<img alt="A">', "picture-missing", "is no picture of this site"),
        ("![A][r]\n\n[r]: /images/2026/riber.jpg", "picture-missing", 'did you mean "river.jpg"?'),
    ],
)
def test_a_fault_is_said_on_its_line(here: ReadContext, picture: str, rule: str, says: str) -> None:
    document = rendered(f"First.\n\n![A river](/images/2026/river.jpg)\n\n{picture}\n", at=here)
    line = 7 if "[r]:" in picture else 5 if "src" in picture or "](" in picture else 1
    assert lines_and_rules(document.problems) == [(line, rule)]
    assert says in str(document.problems[0])


def test_the_same_picture_twice_is_reported_on_both_lines(here: ReadContext) -> None:
    source = "![](/images/2026/river.jpg)\n\n`![](/images/2026/river.jpg)`\n\n![](/images/2026/river.jpg)"
    assert lines_and_rules(rendered(source, at=here).problems) == [(1, "picture-alt"), (5, "picture-alt")]


def test_a_broken_picture_stops_a_build_and_a_check_and_names_the_file(site: Project) -> None:
    """A file that was cut short while it was copied opens, and fails only when it is read to the end."""
    target = site.content / "images" / "2026" / "cut.jpg"
    Image.effect_noise((900, 600), 90).convert("RGB").save(target)
    target.write_bytes(target.read_bytes()[:9000])
    site.story(
        "world/2026/cut",
        "---\ntitle: T\nsummary: S\ndate: 2026-05-04\nimage:\n  src: 2026/cut.jpg\n  alt: Noise\n---\n\nWords.\n",
    )
    for check_only in (True, False):
        reported = problem_lines(site.build(check_only=check_only))
        assert len(reported) == 1
        assert reported[0].startswith('content/articles/world/2026/cut.md:6: picture-unreadable: "content/images/2026')
        assert "is cut short or broken" in reported[0]
    assert not site.output.exists()


def test_only_pictures_that_published_pages_use_are_published(site: Project) -> None:
    for name in ("draft", "unused"):
        site.picture(f"2026/{name}.jpg", (1200, 801))
    head = "---\ntitle: T\nsummary: S\ndate: 2026-05-04\n"
    picture = "image:\n  src: 2026/draft.jpg\n  alt: x\n"
    site.story("world/2026/a-draft", f"{head}status: draft\n{picture}---\n\n![x](/images/2026/draft.jpg)\n")
    site.story("world/2026/later", f"{head.replace('2026-05-04', '2027-01-01')}{picture}---\n\nWords.\n")
    site.story("world/2026/live", f"{head}---\n\n![A river](/images/2026/river.jpg)\n")
    assert site.build().ok
    names = {path.name.split("-")[0] for path in (site.output / "images").rglob("*") if path.is_file()}
    assert names == {"river"}


def test_the_picture_library_records_pictures_of_a_text(here: ReadContext) -> None:
    rendered("![A river](/images/2026/river.jpg)\n\n![A](/images/none.jpg)", at=here)
    assert isinstance(here.picture_lookup, PictureLibrary)
    assert list(here.picture_lookup.measured) == ["2026/river.jpg"]
