"""Signals, settings and plugins of Pelican that this feature takes the place of."""

from newsroom.engine.pelican.compatibility import PelicanUses

OWN = PelicanUses(
    instead={
        "seo": "newsroom.features.structured_data, newsroom.features.robots and the head of each page do it",
    }
)
