"""Effects of Pelican's signals and settings here; docs/reference/pelican.md is held to them by a test.

Each package says in a module ``pelican_uses`` what it does in place of Pelican (`newsroom.core.offers`).
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from newsroom.core.offers import Offers


class SignalUse(Struct, frozen=True):
    """One of Pelican's signals.

    Args:
        sent: when it is sent and with what; for one without effect, what is done here in its place.
        works: whether listening to it has an effect.
    """

    sent: str
    works: bool = True


class SettingUse(Struct, frozen=True):
    """One of Pelican's settings.

    Args:
        here: sentence on its effect here; for one that is not read, on what decides here.
        read: whether it is read.
        off: whether an empty value switches off what is not done here anyway.
    """

    here: str
    read: bool = False
    off: bool = False


class PelicanUses(Struct, frozen=True):
    """Signals, settings and plugins of Pelican for which a package has something.

    Args:
        signals: signals of `pelican.plugins.signals`.
        settings: settings of Pelican's DEFAULT_CONFIG, and those that Pelican knows besides.
        instead: substitute for each plugin of Pelican's own organisation, in words, by its name.
    """

    signals: Mapping[str, SignalUse] = field(default_factory=dict)
    settings: Mapping[str, SettingUse] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)


def unread(here: str, *names: str, off: bool = False) -> dict[str, SettingUse]:
    """Return settings that are not read, with what replaces each; see `SettingUse`."""
    return dict.fromkeys(names, SettingUse(here, off=off))


def read(here: str, *names: str) -> dict[str, SettingUse]:
    """Return settings that are read, with what they do."""
    return dict.fromkeys(names, SettingUse(here, read=True))


#: Every signal of `pelican.plugins.signals`.
SIGNALS: Offers[SignalUse] = Offers("pelican_uses", lambda module: module.OWN.signals)
#: Every setting of Pelican's DEFAULT_CONFIG, and those that Pelican knows besides.
SETTINGS: Offers[SettingUse] = Offers("pelican_uses", lambda module: module.OWN.settings)
#: For the plugins that Pelican's own organisation publishes: what does their work here.
INSTEAD: Offers[str] = Offers("pelican_uses", lambda module: module.OWN.instead)


def without_effect() -> list[str]:
    """Return the settings that no plugin can change with an effect, and which it may be built on, in order."""
    return sorted(name for name, use in SETTINGS.items() if not use.read)
