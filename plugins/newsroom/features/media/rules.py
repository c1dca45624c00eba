"""Rules of galleries, players and posts."""

from newsroom.core.rules import error, warning

OWN = {
    "embed-pasted": error("A story holds no code of other services: it quotes and links."),
    "media-transcript": warning("A recording or a film of ours has its words below it."),
    "post-whole": warning("A post that is quoted says whose it is, where and when."),
}
