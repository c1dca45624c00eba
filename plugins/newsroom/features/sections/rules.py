"""Rules of sections."""

from newsroom.core.rules import error

OWN = {
    "section-unknown": error(
        "A story's folder is a section listed in content/data/sections.toml.", needs=("data/sections.toml",)
    ),
}
