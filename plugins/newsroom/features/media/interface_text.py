"""Interface text that transforms write into a story, in the story's language."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class StoryWords(Struct, frozen=True):
    """Texts around tables, notes and media; braces are filled in.

    Args:
        gallery: the name of a gallery; how many pictures it has.
        place: of a picture in a gallery; its number, and how many there are.
        previous, next: names of the buttons of a gallery.
        transcript: the words above a transcript, and those that its first line is.
        captions: the name of a film's captions.
        play: name of the button on a still; the title.
        told: sentence on the service that learns of the playing; its name.
        watch: the link to a film elsewhere; the service's name.
    """

    gallery: str
    place: str
    previous: str
    next: str
    transcript: str
    captions: str
    play: str
    told: str
    watch: str


def words(phrase: Callable[[str], str]) -> StoryWords:
    """Return the words in a language.

    Args:
        phrase: returns a phrase in that language: `newsroom.core.markdown_document.MarkdownDocument.phrase`.
    """
    return StoryWords(
        gallery=phrase("Gallery: {count} pictures"),
        place=phrase("{number} of {count}"),
        previous=phrase("Previous picture"),
        next=phrase("Next picture"),
        transcript=phrase("Transcript"),
        captions=phrase("Captions"),
        play=phrase("Play: {title}"),
        told=phrase("Plays from {service}, which then learns that you watch."),
        watch=phrase("Watch at {service}"),
    )
