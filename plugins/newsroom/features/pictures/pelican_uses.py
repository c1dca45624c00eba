"""Signals, settings and plugins of Pelican that this feature takes the place of."""

from newsroom.engine.pelican.compatibility import PelicanUses

OWN = PelicanUses(
    instead={
        "image_process": "newsroom.features.pictures makes every size and format",
    }
)
