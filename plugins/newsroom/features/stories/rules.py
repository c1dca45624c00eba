"""Rules of stories."""

from newsroom.core.rules import error, warning

OWN = {
    "slug-shape": error("A slug uses small letters, digits and hyphens."),
    "slug-reserved": error("A slug is not a name that the site itself uses."),
    "date-order": error(
        "A change, expiry, correction, clarification or update does not come before the story, nor an update after now."
    ),
    "state-unknown": error(
        "A state is one of those listed in content/data/sections.toml.", needs=("data/sections.toml",)
    ),
    "translation-unknown": error("translation_of names a story in another language."),
    "tag-collision": error("Two tags, or two series, do not lead to the same address."),
    "id-twice": error("Two stories do not share an id."),
    "story-twice": warning("No story is published twice."),
    "sponsor-missing": warning("A sponsored story names its sponsor."),
    "title-capitals": warning("A headline is written as sentences are, and not all in capitals."),
    "translation-care": warning("A translation has the content notes, helplines and quick exit of its original."),
}
