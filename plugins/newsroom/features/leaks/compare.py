"""Comparison of unpublished with published texts; pairs that an earlier build compared are skipped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ahocorasick_rs import BytesAhoCorasick
from msgspec import Struct, field

from newsroom.core.problems import Problem
from newsroom.engine import workers
from newsroom.engine.cache.store import Records
from newsroom.engine.edition import Edition
from newsroom.features.leaks import model, plain_text, reading
from newsroom.features.leaks.model import PublishedMatch, Search, SearchTerm, Sort, UnpublishedContent
from newsroom.features.leaks.prefilter import Prefilter
from newsroom.features.leaks.reading import UnpublishedSource
from newsroom.features.leaks.texts import Text

#: Terms that one published text has: sentences and long names, each with whether it is a name, and phrases.
TermMatch = tuple[tuple[tuple[bytes, bool], ...], frozenset[bytes]]
_BIOS = "content/authors/"
_WAIVE = "say in one of the two stories why it may be known: waive: {leak-text: the reason}"


class ScanHistory(Struct):
    """Knowledge from earlier builds by this very code.

    Args:
        hidden: needles of what is not published, by file, with the digest of what they were made from.
        searched: the long needles that were looked for in all of `matches`.
        matches: the digest of each published text, and the long needles that it holds.
        phrases: for each short needle, and each word of one, a text that holds it; empty where none does.
    """

    hidden: dict[str, tuple[bytes, tuple[SearchTerm, ...]]] = field(default_factory=dict)
    searched: frozenset[bytes] = frozenset()
    matches: dict[str, tuple[bytes, tuple[tuple[bytes, bool], ...]]] = field(default_factory=dict)
    phrases: dict[bytes, str] = field(default_factory=dict)


def search(edition: Edition) -> Search:
    """Return the search terms for the output; sentences that published texts hold become problems."""
    kept_back = reading.unpublished_sources(edition)
    cached = Records(edition.cache, "leaks", ScanHistory)
    before = cached.get("texts") or ScanHistory()
    if not kept_back:
        if before != ScanHistory():
            # Words that are not published any more do not stay.
            cached.put("texts", ScanHistory())
        return Search()
    hidden = {item.text.source: _terms_of(item, before) for item in kept_back}
    owners: dict[bytes, list[UnpublishedContent]] = defaultdict(list)
    sorts: dict[bytes, Sort] = {}
    for item in kept_back:
        terms = hidden[item.text.source][1]
        owner = UnpublishedContent(item.text.source, item.what, terms, item.was_public)
        for term in terms:
            owners[term.words].append(owner)
            sorts[term.words] = min(term.sort, sorts.get(term.words, term.sort))
    everything = [SearchTerm(words, sort) for words, sort in sorts.items()]
    texts = reading.published(edition)
    now = _compared(edition, texts, everything, before)
    now.hidden = hidden
    if now != before:
        cached.put("texts", now)
    return _judged(edition, texts, everything, {words: tuple(terms) for words, terms in owners.items()}, now)


def _terms_of(item: UnpublishedSource, before: ScanHistory) -> tuple[bytes, tuple[SearchTerm, ...]]:
    known = before.hidden.get(item.text.source)
    if known is not None and known[0] == item.text.digest:
        return known
    return item.text.digest, reading.search_terms(item)


def _compared(edition: Edition, texts: Sequence[Text], terms: Iterable[SearchTerm], before: ScanHistory) -> ScanHistory:
    """Look for every needle in every published text, but not again for what was looked for in the same text before."""
    long, phrases = set(), set()
    for term in terms:
        if term.is_long:
            long.add(term.words)
        else:
            phrases.add(term.words)
            if term.sort is Sort.SHORT:
                phrases.update(filter(model.is_word, term.words.split()))
    digest = {text.source: text.digest for text in texts}
    same = {source for source, (known, _) in before.matches.items() if digest.get(source) == known}
    matches = {s: (digest[s], tuple(found for found in before.matches[s][1] if found[0] in long)) for s in same}
    # A phrase is held for as long as the text is what it was when it was seen in it; one such text is enough.
    seen = {p: source for p, source in before.phrases.items() if p in phrases and (not source or source in same)}
    new, lost = long - before.searched, phrases - seen.keys()
    # Boilerplate holds most of the short terms: the stories need not be searched for those.
    for boilerplate, of_same in ((True, True), (True, False), (False, True), (False, False)):
        some = [text for text in texts if text.boilerplate is boilerplate and (text.source in same) is of_same]
        unseen = {phrase for phrase in (lost if of_same else phrases) if not seen.get(phrase)}
        if not (some and (unseen or (new if of_same else True))):
            continue
        for text, (found, has) in zip(
            some, _search(edition, some, new if of_same else long, unseen, of_same), strict=True
        ):
            matches[text.source] = (text.digest, (*matches.get(text.source, (b"", ()))[1], *found))
            seen.update((phrase, text.source) for phrase in has)
    return ScanHistory({}, frozenset(long), matches, {phrase: seen.get(phrase, "") for phrase in phrases})


def _search(
    edition: Edition, texts: Sequence[Text], long: Iterable[bytes], phrases: Iterable[bytes], prefiltered: bool
) -> list[TermMatch]:
    unseen = set(phrases)
    prefilter = Prefilter([*long, *unseen]) if prefiltered else None
    order = sorted({*long, *(phrase for phrase in unseen if b" " in phrase)})
    automaton = BytesAhoCorasick([b" %b " % term for term in order])
    is_long = frozenset(long)

    def search(text: Text) -> TermMatch:
        terms, has = set(), set()
        words = reading.haystack(text, prefilter)
        divide = words.find(plain_text.DIVIDE.encode())
        for number, start, _ in automaton.find_matches_as_indexes(words, overlapping=True) if order else ():
            if order[number] in is_long:
                terms.add((order[number], start < divide))
            else:
                has.add(order[number])
        has.update(unseen.intersection(words.split()) if unseen else ())
        has &= unseen
        unseen.difference_update(has)
        return tuple(sorted(terms)), frozenset(has)

    def work(some: Sequence[Text]) -> list[TermMatch]:
        return [search(text) for text in some]

    return workers.run_on_all_cores(work, texts, on_progress=edition.progress.done)


def _judged(
    edition: Edition,
    texts: Sequence[Text],
    terms: Iterable[SearchTerm],
    owners: dict[bytes, tuple[UnpublishedContent, ...]],
    ledger: ScanHistory,
) -> Search:
    boilerplate = {text.source for text in texts if text.boilerplate}
    live = {document.source for document in edition.live_documents()}
    # Pages and bios have no waivers: there whoever writes what is not published may say that its words are known.
    known = {source for source, rule in edition.waived if rule == "leak-text"}
    let_pass = {text.source for text in texts if text.carrier in known & live}
    carriers = {text.source for text in texts if text.carrier}
    carriers |= {document.source for document in edition.documents() if document.has_waivers}
    matches: dict[bytes, list[PublishedMatch]] = defaultdict(list)
    for source, (_, found) in ledger.matches.items():
        for words, called in found:
            matches[words].append(PublishedMatch(source, source in boilerplate, called))
    wanted: dict[bytes, tuple[UnpublishedContent, ...]] = {}
    pasted: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    for term in terms:
        places = matches.get(term.words, [])
        if not term.is_long and (source := ledger.phrases[term.words]):
            places = [PublishedMatch(source, source in boilerplate, called=False)]
        unheard = any(not ledger.phrases.get(word, "?") for word in term.words.split())
        if model.is_distinctive(term, places, unheard):
            wanted[term.words] = owners[term.words]
        for source in model.pasted_into(term, places, owners[term.words]):
            owner = owners[term.words][0].source
            if source in let_pass or (source not in carriers and owner in known):
                continue
            if source.startswith(_BIOS) and owner.startswith(_BIOS):
                # People who work at one desk say the same of themselves.
                continue
            pasted[source, owner].append(term.words)
    of = {owner.source: owner for every in owners.values() for owner in every}
    edition.problems += [_problem(edition, where, of[source], words) for (where, source), words in pasted.items()]
    return Search(wanted, sources=len(texts))


def _problem(edition: Edition, where: str, owner: UnpublishedContent, words: list[bytes]) -> Problem:
    """Return the problem that a published file holds sentences of something that is not published."""
    lines = sorted((line_in(edition, where, found) or 1, found) for found in words)
    line, first = lines[0]
    more = f" and {len(words) - 1} more of its sentences" if len(words) > 1 else ""
    message = f"this stands in {place_and_owner(edition, owner, first)} too: {quoted(first)}{more}"
    # Text that was published together with it was no mistake then; only the date has changed that.
    return Problem(where, line, 0, "leak-text", message, f"take it out, or {_WAIVE}", age=owner.was_public)


def place_and_owner(edition: Edition, owner: UnpublishedContent, words: bytes) -> str:
    """Return the place of some words in something that is not published, and what that is."""
    line = line_in(edition, owner.source, words)
    return f"{owner.source}{f':{line}' if line else ''} ({owner.what})"


def line_in(edition: Edition, source: str, words: bytes) -> int:
    """Return the line of a file on which words begin; 0 where they are not found."""
    return plain_text.line_of((edition.settings.root / source).read_text("utf-8", errors="replace"), words)


def quoted(words: bytes) -> str:
    """Return the first words of some, as a problem quotes them."""
    every = words.decode().split()
    return f'"{" ".join(every[:8])}{" …" if len(every) > 8 else ""}"'
