"""Drawings: their shapes and words leave, and nothing that runs, loads or names somebody's files."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.features.files import published_files
from newsroom.features.files.model import FileFault
from newsroom.features.files.svg import clean, is_svg
from tests.features.files.drawings import LOADED, svg
from tests.features.files.recordings import SECRET


def drawn(inside: str, size: str = 'viewBox="0 0 10 10"') -> str:
    """Return what leaves of some elements."""
    made = clean(svg(inside, size)).body
    assert list(published_files.drawing(made)) == []
    return made.decode()


def test_nothing_is_left_of_what_an_editor_writes_and_nothing_runs() -> None:
    assert SECRET in LOADED
    assert list(published_files.drawing(LOADED.encode())) != []
    made = clean(LOADED.encode()).body
    assert list(published_files.drawing(made)) == []
    said = made.decode()
    for word in (
        SECRET,
        "script",
        "alert",
        "http://evil",
        "onload",
        "foreignObject",
        "animate",
        "inkscape",
        "metadata",
        "<!--",
    ):
        assert word not in said, word
    for word in (
        "<title>A map</title>",
        "<desc>Of the town</desc>",
        'stop-color="#ffffff"',
        "Hello",
        "there",
        "you",
        "<path",
    ):
        assert word in said, word
    assert clean(made).body == made


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ('<rect onclick="x()" width="1"/>', '<rect width="1"/>'),
        ('<rect fill="url(http://evil/x)"/>', "<rect/>"),
        ('<rect fill="url(//evil/x#a)"/>', "<rect/>"),
        ('<rect fill="URL( http://evil )"/>', "<rect/>"),
        ('<rect fill="u\\72l(http://evil)"/>', "<rect/>"),
        ('<rect style="fill:red;background:url(x)"/>', '<rect fill="red"/>'),
        ('<rect style="fill:u/**/rl(x)"/>', "<rect/>"),
        ("<rect style=\"fill:red;@import 'x'\"/>", "<rect/>"),
        ('<rect fill="blue" style="fill:red"/>', '<rect fill="red"/>'),
        ("<rect filter=\"image-set('http://evil' 1x)\"/>", "<rect/>"),
        ('<use href="http://evil/x.svg#a"/>', "<use/>"),
        ('<use xlink:href="data:image/svg+xml,x#a"/>', "<use/>"),
        ('<a href="javascript:alert(1)"><rect/></a>', "<g><rect/></g>"),
        ('<rect id="layer-of-robin"/>', "<rect/>"),
        ('<g id="here"/><use xlink:href="#here"/>', '<g id="part1"/><use href="#part1"/>'),
        ('<rect xml:lang="ru" xml:base="http://evil/"/>', '<rect xml:lang="ru"/>'),
        ('<unknown><rect/></unknown><rect x="1"/>', '<rect x="1"/>'),
        ("<script>x</script><script xlink:href='http://evil'/>", ""),
        ("<style/>", ""),
        (
            "<style>/* a */ .a, .b{fill:red} rect{fill:blue;stroke:red}</style><rect class='b'/>",
            '<rect fill="red" stroke="red"/>',
        ),
        ("<style>#x{fill:red} .a{fill:blue} rect{fill:green}</style><rect class='a' id='x'/>", '<rect fill="red"/>'),
        ("<style>.a{fill:red}</style><rect class='a' fill='blue' style='fill:green'/>", '<rect fill="green"/>'),
        ("<style>.a{fill:url(http://evil);stroke:red}</style><rect class='a'/>", '<rect stroke="red"/>'),
        ("<feImage href='http://evil'/>", ""),
        ('<text>a <x xmlns="urn:x">b</x> c</text>', "<text>a  c</text>"),
        (
            '<rect fill="rgb(1, 2, 3)" transform="rotate(4) translate(1 2)"/>',
            '<rect fill="rgb(1, 2, 3)" transform="rotate(4) translate(1 2)"/>',
        ),
        ('<g id="a"/><rect fill="url( \'#a\' )"/>', '<g id="part1"/><rect fill="url(#part1)"/>'),
    ],
)
def test_allowed_parts_of_a_drawing_stay_and_the_rest_is_removed(inside: str, left: str) -> None:
    rest = f">{left}</svg>" if left else "/>"
    assert (
        drawn(inside) == f'<svg xmlns="http://www.w3.org/2000/svg" height="10" viewBox="0 0 10 10" width="10"{rest}\n'
    )


@pytest.mark.parametrize(
    ("size", "told"),
    [
        ('width="40" height="30"', (40, 30, "0 0 40 30")),
        ('width="1in" height="48px" viewBox="0 0 2 1"', (96, 48, "0 0 2 1")),
        ('width="210mm" height="297mm"', (794, 1123, "0 0 793.701 1122.52")),
        ('width="100%" height="100%" viewBox="-5,-5,20,10"', (20, 10, "-5 -5 20 10")),
        ('viewBox="0 0 8000 4000"', (1600, 800, "0 0 8000 4000")),
        ('viewBox="0 0 9e8 1"', (1600, 1, "0 0 9e8 1")),
    ],
)
def test_a_drawing_says_how_large_it_is(size: str, told: tuple[int, int, str]) -> None:
    cleaned = clean(svg("<rect/>", size))
    assert (cleaned.width, cleaned.height) == told[:2]
    assert f'viewBox="{told[2]}"' in cleaned.body.decode()


_TWICE = '<g id="a{0}"><use href="#a{1}"/><use href="#a{1}"/></g>'
_NESTED = "".join(_TWICE.format(number, number + 1) for number in range(30)) + '<g id="a30"/>'


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "cannot be read"),
        (b"<svg", "cannot be read"),
        (b"<svg/>", "no SVG"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'><svg/></html>", "no SVG"),
        (svg("<rect/>", ""), "how large"),
        (svg("<rect/>", 'width="0" height="-3" viewBox="0 0 0 0"'), "how large"),
        (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<text>&x;</text>"), "declares entities"),
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + svg("<text>&b;</text>"), "declares entities"),
        (svg("<style>g > rect{fill:red}</style>"), "stylesheet"),
        (svg("<style>@import 'http://evil';</style>"), "stylesheet"),
        (svg("<style>@media print{rect{fill:red}}</style>"), "stylesheet"),
        (svg("<style>rect{fill:red</style>"), "stylesheet"),
        (svg(f"<style>rect{{fill:{'x' * 60_000}}}</style>"), "stylesheet"),
        (svg(f"<style>*{{fill:{'x' * 40_000}}}</style>" + "<g/>" * 60), "stylesheet"),
        (svg('<image href="data:image/png;base64,AA"/>'), "photograph"),
        (svg("<g>" * 150 + "</g>" * 150), "too many details"),
        (svg("<g/>" * 50_001), "too many details"),
        (svg(_NESTED), "repeats its parts"),
        (svg('<g id="a"><use href="#a"/></g>'), "repeats its parts"),
        (svg(f"<!--{'x' * 2_000_000}-->"), "larger than 2 MB"),
    ],
)
def test_drawings_that_could_harm_or_would_look_different_are_refused(raw: bytes, says: str) -> None:
    with pytest.raises(FileFault, match=says) as refused:
        clean(raw)
    assert refused.value.fix


@pytest.mark.parametrize(
    ("raw", "is_one"),
    [
        (svg(""), True),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- made by x -->\n" + svg(""), True),
        (b'<s:svg xmlns:s="http://www.w3.org/2000/svg"/>', True),
        (b"\x89PNG <svg ", False),
        (b"", False),
    ],
)
def test_a_drawing_is_known_by_what_it_holds(raw: bytes, is_one: bool) -> None:
    assert is_svg(raw) is is_one


_PIECES = st.sampled_from(
    ["<g>", "</g>", "<a href='", "'>", "<use href='#a'/>", "<g id='a'/>", "url(", ")", "#a", "javascript:", "<script>",
     "</script>", "<text>", "</text>", "<![CDATA[", "]]>", "&lt;", "&#x0;", "style='fill:", "<!--", "-->",
     "\\", "<x:y/>"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join))
@settings(deadline=None, max_examples=150)
def test_published_drawings_are_inert(inside: str) -> None:
    try:
        made = clean(svg(inside)).body
    except FileFault:
        return
    assert list(published_files.drawing(made)) == []
    assert clean(made).body == made
