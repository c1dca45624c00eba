"""Parts that views of many kinds share: cards, sections, ratings."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from newsroom.core.interface_text import WORDLESS, NameList, TextList, TranslatableText
from newsroom.core.parts import DisplayMoment, Picture

#: The most stars that a review gives.
BEST = 5


class Rating(Struct, frozen=True):
    """How many stars a review gives, in halves, of `BEST`."""

    stars: float

    @property
    def words(self) -> str:
        """The number as people write it: 4, 3½, ½."""
        whole, half = divmod(self.stars, 1)
        return (str(int(whole)) if whole or not half else "") + ("½" if half else "")

    @property
    def best(self) -> int:
        """The most that there are."""
        return BEST

    @property
    def signs(self) -> tuple[str, ...]:
        """For each of the stars the name of its sign among the icons."""
        return tuple(
            "star" if number + 1 <= self.stars else "star-half" if number < self.stars else "star-none"
            for number in range(BEST)
        )


class Sponsor(Struct, frozen=True):
    """The sponsor of a story: a name, a full address (may be empty), and whether they paid for it or support it."""

    name: str
    href: str = ""
    supports: bool = False


class ListFacts(Struct, frozen=True):
    """How many stories a list holds, and when the newest was published; None where it holds none."""

    count: int = 0
    newest: DisplayMoment | None = None


#: Those of a list that says nothing of itself.
NO_FACTS = ListFacts()


class ListLink(Struct, frozen=True):
    """A list as an index shows it: its name, its address, its facts, and the picture of one of its stories, if any."""

    label: str
    href: str
    facts: ListFacts
    picture: Picture | None = None


class SectionTag(Struct, frozen=True):
    """A section as a kicker shows it: name, address, and the name of its accent colour."""

    name: TranslatableText
    href: str
    accent: str


class Card(Struct, frozen=True):
    """A story as lists show it.

    ``kind`` is what sort of story it is, empty where that is not told; ``label`` is its name for readers, empty for
    news and where the section is called the same; ``marked`` says that it must stand wherever the story does;
    ``byline`` holds the names of who made it, in the magazine's own language unless ``byline_lang`` says another;
    ``notes`` the labels of its content notes. ``live`` is the moment until which the story is live, as machines read
    it, on the front page and the heads of lists; elsewhere and for all other stories it is empty. ``rating`` is how
    many stars a review gives, ``sponsor`` whose a sponsored story is.
    """

    id: str
    title: Markup
    plain_title: str
    summary: Markup
    href: str
    date: DisplayMoment
    section: SectionTag
    kind: str
    label: TranslatableText
    byline: NameList
    picture: Picture | None
    lang: str
    dir: str
    minutes: int
    notes: TextList = WORDLESS
    marked: bool = False
    live: str = ""
    rating: Rating | None = None
    sponsor: Sponsor | None = None
    byline_lang: str = ""
