"""Signals, settings and plugins of Pelican that this feature takes the place of."""

from newsroom.engine.pelican.compatibility import PelicanUses, unread

OWN = PelicanUses(
    settings=unread(
        "`features.links` resolves links when everything is read", "INTRASITE_LINK_REGEX", "STATIC_CREATE_LINKS"
    )
)
