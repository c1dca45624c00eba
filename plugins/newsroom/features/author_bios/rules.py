"""Rules of authors."""

from newsroom.core.rules import error

OWN = {
    "author-unknown": error("A byline names a file in content/authors/."),
    "author-twice": error("Two authors do not share a name or an id."),
    "author-section": error("An author's id is not the name of a section.", needs=("data/sections.toml",)),
}
