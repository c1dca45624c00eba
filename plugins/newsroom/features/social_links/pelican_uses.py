"""Signals, settings and plugins of Pelican that this feature takes the place of."""

from newsroom.engine.pelican.compatibility import PelicanUses

OWN = PelicanUses(
    instead={
        "share_post": "newsroom.features.social_links makes the share links",
    }
)
