"""Signals, settings and plugins of Pelican that this feature takes the place of."""

from newsroom.engine.pelican.compatibility import PelicanUses

OWN = PelicanUses(
    instead={
        "series": "newsroom.features.series shows a story's place in its series",
    }
)
