"""The view of the style guide."""

from __future__ import annotations

from msgspec import Struct

from newsroom.features.styleguide.model import Component, Tokens
from newsroom.site.views import Chrome, Head


class StyleguideView(Struct, frozen=True):
    """The style guide: colours and sizes, and every component with its examples."""

    chrome: Chrome
    head: Head
    tokens: Tokens
    components: tuple[Component, ...]
