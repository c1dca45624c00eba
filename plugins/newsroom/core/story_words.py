"""The words that transforms write into a story: they are read with the story, and so are in its language.

This is the one place for them; whoever brings the magazine's furniture to another language adds a row to `WORDS`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoryWords:
    """What is said around tables, notes and media; braces are filled in.

    Args:
        gallery: the name of a gallery; how many pictures it has.
        place: of a picture in a gallery; its number, and how many there are.
        previous, next: what the buttons of a gallery do.
        transcript: the words above a transcript, and those that its first line is.
        captions: the name of a film's captions.
        play: what the button on a still does; the title.
        told: what playing tells whom; the service's name.
        watch: the link to a film elsewhere; the service's name.
        table, columns: the name of a table; the heads of its columns, where it has some.
        notes, note, back: the name of the notes; of a reference to one, its number; of the way back, its number.
    """

    gallery: str = "Gallery: {count} pictures"
    place: str = "{number} of {count}"
    previous: str = "Previous picture"
    next: str = "Next picture"
    transcript: str = "Transcript"
    captions: str = "Captions"
    play: str = "Play: {title}"
    told: str = "Plays from {service}, which then learns that you watch."
    watch: str = "Watch at {service}"
    table: str = "Table"
    columns: str = "Table: {heads}"
    notes: str = "Notes"
    note: str = "Note {number}"
    back: str = "Back to reference {number}"


#: By the first part of a language's code.
WORDS = {"en": StoryWords()}


def words(lang: str) -> StoryWords:
    """Return the words for a language, in English where it has none; an empty code is the magazine's own language."""
    return WORDS.get(lang.partition("-")[0].lower(), WORDS["en"])
