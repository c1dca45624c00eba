"""Posts are quotations with a link; the examples are nobody's words."""

from __future__ import annotations

import pytest
from lxml import html

from tests.read_context import lines_and_rules, rendered

POST = "> It rained on the whole parade, and nobody went home.\n> — Robin Vale, [{}](https://social.example/@robin/1)"


@pytest.mark.parametrize(
    ("where", "service", "iso"),
    [
        ("Mastodon, 3 May 2026", "Mastodon", "2026-05-03"),
        ("mastodon, 3 may 2026", "Mastodon", "2026-05-03"),
        ("Bluesky, 2026-05-03", "Bluesky", "2026-05-03"),
        ("X, 29 February 2024", "X", "2024-02-29"),
    ],
)
def test_a_quotation_that_leads_to_a_post_says_so_to_machines(where: str, service: str, iso: str) -> None:
    document = rendered(POST.format(where))
    assert (document.problems, document.media) == ((), ("post",))
    [block] = html.fromstring(f"<div>{document.html}</div>").xpath("//blockquote")
    assert (block.get("class"), block.get("cite")) == ("post", "https://social.example/@robin/1")
    [footer] = block.xpath("footer")
    assert footer.text_content().replace("\xa0", " ").startswith(f"Robin Vale, {service}, ")
    assert footer.xpath("a/time/@datetime") == [iso]
    assert "noreferrer" in footer.xpath("string(a/@rel)")


def test_a_post_in_another_language_says_which() -> None:
    document = rendered(POST.format("Telegram, 3 May 2026, ar"))
    [block] = html.fromstring(f"<div>{document.html}</div>").xpath("//blockquote")
    assert [(part.tag, part.get("lang"), part.get("dir")) for part in block] == [
        ("p", "ar", "auto"),
        ("footer", None, None),
    ]
    assert "ar" not in block.xpath("string(footer)").split()


@pytest.mark.parametrize(
    "where", ["The Example, 3 May 2026", "Mastodon", "Mastodon, 31 February 2026", "X, soon", "her page"]
)
def test_other_quotations_are_quotations(where: str) -> None:
    document = rendered(POST.format(where))
    assert (document.problems, document.media) == ((), ())
    assert "cite" not in document.html


def test_a_link_to_a_single_post_that_says_too_little_is_told() -> None:
    document = rendered("> Words.\n> — Robin, [there](https://x.com/robin/status/1)")
    assert (2, "post-whole") in lines_and_rules(document.problems)
    assert all(not problem.is_error for problem in document.problems)
