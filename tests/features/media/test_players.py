"""Recordings and films: which links become players, what is told, and what is never offered."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from newsroom.core.markdown_document import RenderOptions
from newsroom.engine.read.text_rendering import RenderedText, render_text
from newsroom.engine.read_context import ReadContext
from newsroom.features.media.external_films import film
from newsroom.features.media.model import hosts, needs
from tests.read_context import PATH, context, lines_and_rules

STILL = '![A bridge at night](/images/a.jpg "Its lights. | Robin")'
SOUND, FILM = "[A talk](/files/2026/talk.mp3)", "[A walk](/files/2026/walk.mp4)"
THEIRS = "[A march](https://www.youtube.com/watch?v=abcdefghijk&si=tracked)"
SAID = "> Transcript\n>\n> Robin: It rained.\n>\n> Sam: It did."


@pytest.fixture
def at(tmp_path: Path) -> ReadContext:
    Image.new("RGB", (960, 600), (90, 40, 120)).save(tmp_path / "a.jpg")
    return context(tmp_path)


def _read(words: str, at: ReadContext, options: RenderOptions | None = None) -> tuple[RenderedText, html.HtmlElement]:
    rendered_text = render_text(words, PATH, 1, at, options=options or RenderOptions())
    return rendered_text, html.fromstring(f"<div>{rendered_text.html}</div>")


def test_a_link_to_sound_on_a_line_of_its_own_is_a_player_with_its_transcript(at: ReadContext) -> None:
    made, tree = _read(f"Before.\n\n{SOUND}\n\n{SAID}\n\nAfter.", at)
    assert (made.problems, made.media) == ((), ("audio",))
    [figure] = tree.xpath("figure[@class='player']")
    [sound], [link] = figure.xpath("audio"), figure.xpath("figcaption/p[@class='player-title']/a")
    assert sound.get("src") == link.get("href") == made.links[0].token
    assert (sound.get("preload"), sound.get("aria-label")) == ("none", "Play: A talk")
    assert "controls" in sound.attrib
    [details] = figure.xpath("figcaption/details")
    assert [part.text_content().replace("\xa0", " ") for part in details] == [
        "Transcript", "Robin: It rained.", "Sam: It did.",
    ]  # fmt: skip
    assert [part.tag for part in tree] == ["p", "figure", "p"]
    assert not tree.xpath("//blockquote")


@pytest.mark.parametrize("head", ["> Transcript:", "> **Transcript**\n>", "> transcript\n>", "> Transcript.\n>"])
def test_a_transcript_may_begin_as_people_write_it(at: ReadContext, head: str) -> None:
    made, tree = _read(f"{SOUND}\n\n{head}\n> It rained.", at)
    assert made.problems == ()
    assert tree.xpath("string(//details/p)").split() == ["It", "rained."]


@pytest.mark.parametrize("between", ["\n\n", "\n\n\n", "\n\n<!-- a note -->\n\n"])
@pytest.mark.parametrize("next_one", ["> Real words.\n> — Real Name", "> Real words.\n>\n> More.\n> — Real Name"])
def test_a_quotation_below_a_transcript_stays_a_quotation(at: ReadContext, between: str, next_one: str) -> None:
    made, tree = _read(f"{SOUND}\n\n{SAID}{between}{next_one}", at)
    assert made.problems == ()
    assert "Real" not in tree.xpath("string(//details)")
    assert tree.xpath("string(blockquote/p)").replace("\xa0", " ") == "Real words."
    assert tree.xpath("string(blockquote/footer)") == "Real Name"


def test_a_transcript_that_ends_at_a_blank_line_is_told_with_the_remedy(at: ReadContext) -> None:
    made, tree = _read(f"Words.\n\n{SOUND}\n\n> Transcript\n\n> Robin: It rained.", at)
    [problem] = made.problems
    assert (problem.line, problem.rule) == (3, "media-transcript")
    assert problem.message == 'the transcript of the recording "A talk" is empty'
    assert problem.fix.startswith("begin each of its lines with >")
    assert "It rained" in tree.xpath("string(blockquote)").replace("\xa0", " ")


@pytest.mark.parametrize("below", ["", "\n\n> It rained.\n> — Robin", "\n\nWords.\n\n> Transcript\n>\n> It rained."])
def test_a_recording_without_a_transcript_is_told_with_the_remedy(at: ReadContext, below: str) -> None:
    made, _ = _read(f"Words.\n\n{SOUND}{below}", at)
    [problem] = made.problems
    assert (problem.line, problem.rule, problem.is_error) == (3, "media-transcript", False)
    assert "> Transcript" in problem.fix


@pytest.mark.parametrize(
    "words", [f"Hear {SOUND}.", f"- {SOUND}", f"{SOUND} {SOUND}", FILM, "[A report](/files/x.pdf)"]
)
def test_other_links_to_files_are_links(at: ReadContext, words: str) -> None:
    made, tree = _read(words, at)
    assert (made.problems, made.media) == ((), ())
    assert not tree.xpath("//figure | //audio | //video")


def test_a_film_of_ours_is_its_still_until_somebody_plays_it(at: ReadContext) -> None:
    made, tree = _read(f"{STILL}\n{FILM}\n[English](/files/2026/walk.vtt)\n\n{SAID}", at)
    assert (made.problems, made.media) == ((), ("video",))
    [film_] = tree.xpath("//video")
    assert film_.get("poster", "").startswith("/images/a-")
    assert (film_.get("preload"), film_.get("width"), film_.get("height")) == ("none", "800", "500")
    assert film_.get("aria-label") == "Play: A walk. A bridge at night"
    [track] = film_
    assert (track.get("kind"), track.get("srclang"), track.get("label")) == ("captions", "en-AU", "English")
    assert [link.target for link in made.links] == ["files/2026/walk.mp4", "files/2026/walk.vtt"]
    assert "Its lights." in tree.xpath("string(//figcaption)")
    assert not tree.xpath("//img")


def test_a_film_elsewhere_is_a_still_a_sentence_and_a_link(at: ReadContext) -> None:
    made, tree = _read(f"{STILL}\n{THEIRS}", at)
    assert (made.problems, made.media) == ((), ("youtube",))
    [figure] = tree.xpath("figure")
    assert figure.get("data-player") == "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"
    assert figure.xpath("string(.//img/@alt)") == "A bridge at night"
    told = figure.xpath("string(.//p[@class='player-told'])").replace("\xa0", " ")
    assert told == "Plays from YouTube, which then learns that you watch. Watch at YouTube"
    [link] = figure.xpath(".//a")
    assert link.get("href") == "https://www.youtube.com/watch?v=abcdefghijk"
    assert "noreferrer" in link.get("rel")
    assert not tree.xpath("//iframe | //video")
    found_needs = needs(made.media, "standard")
    assert found_needs is not None
    assert found_needs.script
    assert hosts(made.media) == ("https://www.youtube-nocookie.com",)


def test_a_careful_story_offers_no_player_of_anybody_else(at: ReadContext) -> None:
    made, tree = _read(f"{STILL}\n{THEIRS}", at, RenderOptions(sensitive=True))
    assert made.media == ("link",)
    assert not tree.xpath("//*[@data-player]")
    assert tree.xpath("string(//p[@class='player-told'])").replace("\xa0", " ") == "Watch at YouTube"
    assert hosts(made.media) == ()


@pytest.mark.parametrize("words", [THEIRS, f"{STILL}\n\n{THEIRS}", f"{STILL}\n[A page](https://example.org/v)"])
def test_without_a_still_a_film_elsewhere_is_a_link(at: ReadContext, words: str) -> None:
    made, tree = _read(words, at)
    assert made.media == ()
    assert not tree.xpath("//*[@data-player]")


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://youtu.be/abcdefghijk?t=1m30s", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&start=90"),
        ("https://m.youtube.com/watch?v=abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"),
        ("https://www.youtube.com/shorts/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"),
        ("https://vimeo.com/123456", "https://player.vimeo.com/video/123456?dnt=1&autoplay=1"),
        ("https://vimeo.com/123456/0a1b2c3d4e", "https://player.vimeo.com/video/123456?dnt=1&autoplay=1&h=0a1b2c3d4e"),
        ("https://player.vimeo.com/video/123456?h=0a1b2c3d4e", "https://player.vimeo.com/video/123456?dnt=1&autoplay=1&h=0a1b2c3d4e"),
        ("https://www.youtube.com/@somebody", None),
        ("https://www.youtube.com/watch?v=too-short", None),
        ("https://youtube.com.example.org/watch?v=abcdefghijk", None),
        ("https://vimeo.com/channels/staff", None),
        ("ftp://youtu.be/abcdefghijk", None),
        ("https://[", None),
        ("/files/a.mp4", None),
    ],
)  # fmt: skip
def test_addresses_of_films(address: str, player: str | None) -> None:
    made = film(address)
    assert (made.player if made else None) == player


def test_nobody_writes_a_player(at: ReadContext) -> None:
    made, tree = _read(f'{SOUND}\n\n{SAID}\n\n<video src="https://example.org/x.mp4"></video>', at)
    assert (9, "html-forbidden") in lines_and_rules(made.problems)
    assert not tree.xpath("//video")
