"""A small vocabulary, and sentences made of it: plausible English with quotes, dashes and apostrophes, and no sense."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

_NOUNS = """
    people story year law court city community parliament council family school vote campaign health government
    report night work house club street group history member change state church team service minister film book
    friend life day question stage police crowd partner rights worker nurse doctor library festival player bill
    clinic choir letter room parade picture office writer artist survey judge mother father sister brother teacher
    student hospital village season theatre novel painter singer photograph museum archive gallery river station
    kitchen garden bridge harbour market hall hotel office tram train ferry newspaper magazine editor reader voice
    silence argument promise speech apology answer petition amendment clause committee senate tribunal verdict
    appeal hearing witness lawyer charter treaty border visa passport refugee asylum embassy election candidate
    party leader premier mayor coalition majority ballot budget grant funding programme policy reform inquiry
    commission statute rule code definition register certificate wedding marriage ceremony couple daughter son
    grandmother neighbour landlord tenant union strike wage roster shift uniform locker captain coach referee
    league match final medal record swimmer runner audience curtain rehearsal script role director actor dancer
    drummer chorus costume lipstick mirror wig heel banner badge ribbon flag float march anniversary memorial
    quilt candle vigil diary memoir essay poem chapter bookshop publisher prize shelf treatment vaccine medicine
    tablet test result diagnosis symptom counsellor helpline volunteer shelter meal kettle table blanket tent
""".split()  # noqa: SIM905  one string, since hundreds of words on lines of their own say less
_VERBS = """
    said made took found held began changed asked wanted opened kept wrote called met saw won lost remembered
    heard told carried watched joined left supported passed rejected welcomed described followed visited read
    published questioned defended supported celebrated painted filmed recorded photographed organised hosted
    announced repealed amended debated delayed praised criticised funded closed reopened restored protected
    replaced reviewed signed refused accepted offered promised explained ignored noticed mourned honoured
    rehearsed performed translated collected donated marched planned built mended cooked shared borrowed
""".split()  # noqa: SIM905
_ADJECTIVES = """
    new first old public long local young small last large early shared hidden central elder welcome national federal
    open quiet private regional medical legal political recent equal safe independent free honest brave careful
    difficult ordinary famous forgotten unlikely stubborn generous weekly annual modest crowded empty bright faded
    handmade bilingual volunteer rainbow coastal suburban distant familiar patient angry hopeful formal final
    unanimous narrow broad temporary permanent historic contemporary unpublished unfinished award-winning
""".split()  # noqa: SIM905
_PREPOSITIONS = """
    of in for on with from at by about after before against among under between without during near behind across
    beyond outside inside since until
""".split()  # noqa: SIM905
_DETERMINERS = "the a the its this the every their one that the our another each the".split()  # noqa: SIM905
_LINKS = "and but while because so although when where which if until as".split()  # noqa: SIM905
_ADVERBS = """
    again still often never quietly already together later finally almost rarely publicly gladly slowly soon
    twice elsewhere abroad carefully
""".split()  # noqa: SIM905
_PEOPLE = """
    Mara Ellison|Tomas Reyes|Priya Nair|Jo Whitlock|Sione Fale|Ruth Abara|Kim Lindqvist|Darcy Quinn|Noor Haddad|
    Elke Brandt|Robin Castle|Yuki Tanaka|Ines Duarte|Callum Reid|Adaeze Obi|Marlon Price|Hana Novak|Teddy Marsh
"""
PEOPLE = [" ".join(name.split()) for name in _PEOPLE.split("|")]
#: A power of two, and enough that the rarest word of a list still has a place.
_PLACES = 4096


def zipf(items: Sequence[str], power: float = 1.0) -> list[str]:
    """Spread items over a table of fixed size, the first far more often than the last.

    Args:
        items: the most frequent first.
        power: how steeply their frequency falls with their rank.

    Returns:
        A table from which a uniform choice is a Zipf-like choice of an item.
    """
    weights = [1 / (rank + 2.7) ** power for rank in range(len(items))]
    total = sum(weights)
    table: list[str] = []
    reached = 0.0
    for item, weight in zip(items, weights, strict=True):
        reached += weight
        table += [item] * (round(reached / total * _PLACES) - len(table))
    return table


_NOUN, _VERB, _ADJECTIVE = zipf(_NOUNS), zipf(_VERBS), zipf(_ADJECTIVES)
_PREPOSITION, _DETERMINER, _LINK, _ADVERB = (zipf(_PREPOSITIONS), zipf(_DETERMINERS), zipf(_LINKS), zipf(_ADVERBS))


class Prose:
    """Words from one source of chance.

    Args:
        chance: seeded by whoever asks, so that the same words come out each time.
    """

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self._random = chance.random

    def pick(self, table: Sequence[str]) -> str:
        """Choose from a table."""
        return table[int(self._random() * len(table))]

    def noun(self) -> str:
        """Choose a noun."""
        return self.pick(_NOUN)

    def phrase(self) -> str:
        """Return a noun with what stands before it, sometimes as an owner's."""
        pick, random = self.pick, self._random
        words = [pick(_DETERMINER)]
        if random() < 0.45:
            words.append(pick(_ADJECTIVE))
        noun = pick(_NOUN)
        if words[0] == "a" and (words[-1] if len(words) > 1 else noun)[0] in "aeiou":
            words[0] = "an"
        if random() < 0.07:
            noun += "'s " + pick(_NOUN)
        words.append(noun)
        return " ".join(words)

    def clause(self) -> str:
        """Return a subject, a verb, an object and where it happened."""
        pick, random = self.pick, self._random
        words = [self.phrase()]
        if random() < 0.15:
            words.append(pick(_ADVERB))
        words += [pick(_VERB), self.phrase()]
        while random() < 0.45:
            words += [pick(_PREPOSITION), self.phrase()]
        return " ".join(words)

    def sentence(self) -> str:
        """Return a sentence; in one of five there is something for smart typography to do besides apostrophes."""
        chance = self._random()
        words = self.clause()
        words = words[0].upper() + words[1:]
        if chance < 0.08:
            return f'"{words}," said {self.pick(PEOPLE)}.'
        if chance < 0.14:
            return f"{words} -- {self.clause()} -- {self.pick(_LINK)} {self.clause()}."
        if chance < 0.17:
            return f"{words}, which {self.pick(PEOPLE)} calls 'the {self.noun()} of the {self.noun()}'."
        if chance < 0.19:
            return f"{words}... {self.pick(_LINK)} it wasn't *{self.phrase()}*."
        if chance < 0.55:
            return f"{words}, {self.pick(_LINK)} {self.clause()}."
        return words + "."

    def paragraph(self, words: int) -> str:
        """Return sentences of about as many words in all."""
        sentences: list[str] = []
        count = 0
        while count < words:
            sentence = self.sentence()
            sentences.append(sentence)
            count += sentence.count(" ") + 1
        return " ".join(sentences)

    def headline(self) -> str:
        """Return a headline: a clause without its full stop, sometimes with a quotation in it."""
        words = self.clause()
        if self._random() < 0.15:
            words += f', and "{self.phrase()}"'
        return words[0].upper() + words[1:]

    def heading(self) -> str:
        """Return a sub-heading."""
        words = self.phrase()
        if self._random() < 0.5:
            words += f" {self.pick(_PREPOSITION)} {self.phrase()}"
        return words[0].upper() + words[1:]
