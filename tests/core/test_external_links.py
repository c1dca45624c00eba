"""Addresses that lead out: what tells of the reader is cut off, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core.external_links import TrackingRemoval, cleaned, leads_out, tracking_removals
from newsroom.core.parts import Link
from tests.building import MAGAZINE, NOW, Project, problem_lines
from tests.read_context import rendered


@pytest.mark.parametrize(
    ("address", "left", "names"),
    [
        ("https://a.example/?utm_source=x&id=7&utm_medium=y", "https://a.example/?id=7", ("utm_source", "utm_medium")),
        ("https://a.example/?fbclid=abc", "https://a.example/", ("fbclid",)),
        ("https://a.example/p?GCLID=1#part", "https://a.example/p#part", ("GCLID",)),
        ("https://a.example/?a=1&amp;utm_source=x", "https://a.example/?a=1", ("utm_source",)),
        ("https://a.example/?ut%6d_source=x", "https://a.example/", ("utm_source",)),
        ("https://a.example/?mc_eid=1&mc_cid=2&q=a%20b+c", "https://a.example/?q=a%20b+c", ("mc_eid", "mc_cid")),
        ("https://youtu.be/abc?si=x&t=42", "https://youtu.be/abc?t=42", ("si",)),
        ("https://www.youtube.com/watch?v=abc&si=x", "https://www.youtube.com/watch?v=abc", ("si",)),
        ("https://x.com/a/status/1?s=20&t=abc", "https://x.com/a/status/1", ("s", "t")),
        ("https://a.example/#utm_source=rss", "https://a.example/", ("utm_source",)),
        ("https://a.example/?gclid=x#:~:text=two%20words", "https://a.example/#:~:text=two%20words", ("gclid",)),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F%3Fi%3D1%26fbclid%3Dx&h=y", "https://a.example/?i=1",
         ("l.facebook.com", "fbclid")),
        ("https://www.google.com/url?sa=t&q=https%3A%2F%2Fa.example%2Fp", "https://a.example/p", ("www.google.com",)),
        ("https://aus01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F&data=x", "https://a.example/",
         ("aus01.safelinks.protection.outlook.com",)),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fa.example%252F",
         "https://a.example/", ("l.facebook.com", "www.google.com")),
    ],
)  # fmt: skip
def test_tracking_parameters_are_cut(address: str, left: str, names: tuple[str, ...]) -> None:
    assert cleaned(address) == (left, names)
    assert cleaned(left) == (left, ())


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/?id=7&page=2",
        "https://a.example/watch?si=7&s=1&t=2&r=3&source=x&feature=y",
        "https://www.youtube.com/watch?v=abc&t=42s&list=x",
        "https://a.example/?",
        "https://a.example/?a&b=&&c=;d",
        "https://a.example/?q=utm_source%3Dx",
        "https://a.example/utm_source=x",
        "https://a.example/#:~:text=utm_source=x",
        "https://a.example/#part=one",
        "https://a.example/#!/utm_source=x",
        "https://www.google.com/search?q=https://a.example/",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://l.facebook.com/l.php?u=javascript%3Aalert(1)",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F%22%3E",
        "https://notfacebook.com/l.php?u=https%3A%2F%2Fa.example%2F",
        "https://[broken/?utm_source=x",
        "mailto:desk@qnews.example?subject=utm_source=x",
        "/page/?utm_source=x",
        "",
    ],
)
def test_other_parameters_of_an_address_stay(address: str) -> None:
    assert cleaned(address) == (address, ())


@settings(deadline=None)
@given(st.text(st.sampled_from("az=&?#%/.:~7 \\"), max_size=60))
def test_an_address_is_never_made_anything_but_shorter(rest: str) -> None:
    """Once is enough, and nothing comes in that was not there."""
    made, names = cleaned(f"https://a.example/?utm_source=1&{rest}")
    assert "utm_source=1" not in made
    assert "utm_source" in names
    assert cleaned(made)[0] == made


@pytest.mark.parametrize(
    "address", ["https://a.example/", "//a.example", "/\\a.example", "\\\\a.example", "/\t/a.example"]
)
def test_addresses_that_browsers_read_as_another_host_are_external(address: str) -> None:
    assert leads_out(address)
    assert Link("x", address).rel == "noopener noreferrer"


@pytest.mark.parametrize("address", ["/", "/world/", "#top", "", "mailto:a@b.example"])
def test_the_rest_stays_in_the_magazine(address: str) -> None:
    assert not leads_out(address)
    assert Link("x", address).rel == ""


def test_cuts_in_front_matter_and_data_are_reported_with_their_line() -> None:
    fields = {"links": {"website": "https://a.example/?gclid=1"}, "list": ["words", {"web": "https://b.example/?x=1"}]}
    lines = {("links", "website"): (4, 3)}
    assert list(tracking_removals(fields, "x.toml", lines)) == [
        TrackingRemoval("x.toml", 4, "https://a.example/", ("gclid",))
    ]


def test_a_text_tells_what_was_cut_and_shows_what_is_left() -> None:
    document = rendered("One.\n\n[a](https://a.example/?utm_source=x&id=1) and <https://a.example/?fbclid=1>")
    assert [(cut.line, cut.names) for cut in document.cuts] == [(3, ("utm_source",)), (3, ("fbclid",))]
    assert document.html.count('rel="noopener noreferrer"') == 2
    assert ">https://a.example/</a>" in document.html.replace("&nbsp;", " ")
    assert "utm" not in document.html
    assert "fbclid" not in document.html


@pytest.mark.parametrize("address", ["/\\elsewhere.example", "\\\\elsewhere.example", "/\\/elsewhere.example/"])
def test_a_backslash_leads_nowhere(address: str) -> None:
    """A browser would go to elsewhere.example; in Markdown a backslash may also be an escape."""
    for raw_html in (True, False):
        document = rendered(f"[a](<{address.replace(chr(92), chr(92) * 2)}>)", raw_html=raw_html)
        assert [problem.rule for problem in document.problems] == ["link-forbidden"]
        assert "href" not in document.html


def test_a_check_lists_what_was_cut_everywhere_and_stops_nothing(site: Project) -> None:
    site.write(
        "authors/sam-okoro.md",
        "---\nname: Sam Okoro\nbio: Writes.\nlinks:\n  website: https://sam.example/?utm_source=bio\n---\n\n"
        "[Me](https://sam.example/?gclid=1)\n",
    )
    site.write("data/navigation.toml", '[[main]]\nlabel = "Shop"\nhref = "https://shop.example/?mc_eid=1"\n')
    account = '[[account]]\nservice = "youtube"\nhandle = "https://www.youtube.com/@qnews?si=1"\n'
    site.write("data/magazine.toml", f"{MAGAZINE}{account}")
    site.write(
        "comments/world/2026/first-light/1.md",
        "---\nname: Kim\ndate: 2026-05-05\nwebsite: https://kim.example/?fbclid=1\n---\n\n<https://kim.example/?igsh=1>\n",
    )
    checked = site.build(check_only=True)
    assert problem_lines(checked) == []
    assert [note.partition(": cut")[0] for note in checked.notes] == [
        "content/authors/sam-okoro.md:5",
        "content/authors/sam-okoro.md:8",
        "content/comments/world/2026/first-light/1.md:4",
        "content/comments/world/2026/first-light/1.md:7",
        "content/data/magazine.toml:8",
        "content/data/navigation.toml:3",
    ]
    assert site.build(now=NOW).ok
    page = site.page("/world/2026/05/first-light/")
    assert '<a class="comment-name" href="https://kim.example/" rel="nofollow ugc noopener noreferrer">' in page
    assert 'href="https://kim.example/" rel="nofollow ugc noopener noreferrer">https://kim.example/' in page
    assert 'href="https://shop.example/" rel="noopener noreferrer"' in page
    assert 'href="https://www.youtube.com/@qnews"' in page
    everything = b"".join(site.tree().values())
    for name in (b"utm_source", b"gclid", b"mc_eid", b"fbclid", b"igsh", b"?si="):
        assert name not in everything


def test_an_address_that_takes_its_scheme_from_the_page_is_looked_at_too() -> None:
    assert cleaned("//a.example/x?utm_source=y&page=2") == ("https://a.example/x?page=2", ("utm_source",))
