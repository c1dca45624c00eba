"""Many problems at once, as in a magazine that moves in: the work grows with their number and not with its square."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from newsroom.core import problem_summary
from newsroom.core.address_owners import AddressTable
from newsroom.core.boxes import Box
from newsroom.core.markdown_document import InternalLink, PictureFault, PictureUse
from newsroom.core.name_index import NameIndex
from newsroom.core.problems import Problem
from newsroom.features.addresses.facts import Alias, Facts, SourceLine, UnpublishedFile
from newsroom.features.addresses.model import Claim, Ledger, Owner
from newsroom.features.addresses.moves import judged
from newsroom.features.author_bios.model import Authors, unknown_author
from newsroom.features.leaks.similar_pictures import ALIKE, Lookalikes, look_alike
from newsroom.features.links import fragments
from newsroom.features.links.faults import PublishedAddresses
from newsroom.features.links.missing_pages import PageRemedies
from newsroom.features.links.model import LinkResolver, address_problems
from newsroom.features.links.output_links import DeadLink, Spellings
from newsroom.features.pictures import reading
from newsroom.features.pictures.library import PictureLibrary
from tests.operations import operations

#: Numbers of problems; the second is eight times the first.
FEW, MANY = 100, 800
#: How much more the work may be: as much as n log n grows.
MOST = MANY * math.log(MANY) / (FEW * math.log(FEW))

Work = Callable[[], object]


def names(count: int, seed: int = 1) -> list[str]:
    """Return names that are not like one another."""
    chance = random.Random(seed)  # noqa: S311  no secret
    return ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=14)) for _ in range(count)]


def mistyped(name: str) -> str:
    return f"{name[:6]}{name[7:]}"


def link(target: str, what: str = "address", fragment: str = "") -> InternalLink:
    return InternalLink(what, target, fragment, 1, "")


def addresses(count: int, _folder: Path) -> Work:
    known = PublishedAddresses(f"/{name}/" for name in names(count))
    links = [(f"content/{name}.md", link(f"/{mistyped(name)}/")) for name in names(count)]
    return lambda: [list(address_problems(path, [one], known)) for path, one in links]


def files(count: int, _folder: Path) -> Work:
    directory = LinkResolver({f"articles/{name}.md": f"/{name}/" for name in names(count)})
    links = [(f"content/{name}.md", link(f"articles/{mistyped(name)}.md", "filename")) for name in names(count)]
    return lambda: [list(directory.problems(path, [one])) for path, one in links]


def topics(count: int, _folder: Path) -> Work:
    directory = LinkResolver(pages={"tag": {name: f"/topic/{name}/" for name in names(count)}})
    links = [(f"content/{name}.md", link(name, "tag")) for name in names(count, seed=2)]
    return lambda: [list(directory.problems(path, [one])) for path, one in links]


def places_of_one_page(count: int, _folder: Path) -> Work:
    anchors = {"/a/": NameIndex(names(count))}
    links = [(link("/a/", fragment=mistyped(name)), "/a/") for name in names(count)]
    return lambda: list(fragments.problems("content/b.md", links, anchors))


def pages_that_nobody_made(count: int, _folder: Path) -> Work:
    waiting = [SimpleNamespace(address=f"/{n}/", is_live=False, source=n, label="a draft") for n in names(count)]
    plan = SimpleNamespace(
        edition=SimpleNamespace(documents=lambda: waiting),
        address_table=lambda: AddressTable({f"/{name}/": name for name in names(count)}),
    )
    remedies = PageRemedies(plan)  # type: ignore[arg-type]  as much of a plan as is asked for
    return lambda: [remedies.remedy(f"/{name}/") for name in [*names(count), *names(count, seed=2)]]


def links_of_templates(count: int, _folder: Path) -> Work:
    source = "\n".join(f'<a href="/{name}/">' for name in names(count))

    def look() -> None:
        spelled = Spellings({"base.html": source})
        assert [spelled.places(DeadLink(f"/{name}/")) for name in names(count)][-1] == (("base.html", count),)

    return look


def authors(count: int, _folder: Path) -> Work:
    known = Authors(dict.fromkeys(names(count)))  # type: ignore[arg-type]  nobody asks for more than their ids
    return lambda: [list(unknown_author(mistyped(name), [("x.md", 1)], known)) for name in names(count)]


def pictures(count: int, folder: Path) -> Work:
    (folder / "2026").mkdir()
    for name in names(count):
        (folder / "2026" / f"{name}.jpg").touch()
    library = PictureLibrary(folder)

    def look() -> None:
        for name in names(count):
            with pytest.raises(PictureFault) as caught:
                library.measure(f"2026/{mistyped(name)}.jpg")
            assert caught.value.fix == f'did you mean "{name}.jpg"?'

    return look


def pictures_with_doubles(count: int, folder: Path) -> Work:
    for name in names(count):
        (folder / f"é{name}.jpg").touch()
    library = PictureLibrary(folder)
    return lambda: [library._find(f"é{name}.jpg") for name in names(count)]


def one_picture_with_hidden_parts(count: int, _folder: Path) -> Work:
    boxes = (Box("blur", 0, 0, 10, 10),)
    shown = [
        SimpleNamespace(
            source=name, pictures=(PictureUse("a.jpg", 1, boxes),), boxes=(("a.jpg", boxes),), is_over=False
        )
        for name in names(count)
    ]
    library = SimpleNamespace(digest=lambda src: src)
    edition = SimpleNamespace(documents=lambda: shown, read_context=SimpleNamespace(picture_lookup=library))
    hiding = list(reading.documents_with_pictures(edition))  # type: ignore[arg-type]  as much as is asked for
    return lambda: list(reading._unhidden(edition, hiding))  # type: ignore[arg-type]


def similar_pictures(count: int, _folder: Path) -> Work:
    chance = random.Random(1)  # noqa: S311  no secret
    hashes = {name: chance.getrandbits(256) for name in names(count)}

    def look() -> None:
        similar = Lookalikes(hashes)
        for name, picture_hash in hashes.items():
            assert list(similar.of(picture_hash ^ 1)) == [name]

    return look


def old_addresses_of_what_is_gone(count: int, _folder: Path) -> Work:
    owners = [Owner("story", name, "", name) for name in names(count)]
    ledger = Ledger({f"/old/{it.id}/": (Claim(it, date(2026, 1, 1), frozenset([it.id]), 1),) for it in owners})
    aliases = tuple(Alias(f"/other/{owner.id}/", owner, SourceLine("x.md", 1)) for owner in owners)
    away = {owner.key: UnpublishedFile("x.md", "withdrawn", meant=True) for owner in owners}
    facts = Facts(ledger, {}, frozenset(), away, aliases, {}, AddressTable({}))
    return lambda: judged(facts)


def problems_with_causes(count: int, _folder: Path) -> Work:
    problems = [
        Problem(f"content/articles/{name}.md", 1, 0, rule, "it is not there", because=because)
        for name, because in zip(names(count), names(count, seed=2), strict=True)
        for rule in ("link-target", "author-unknown", "link-words")
    ]
    return lambda: problem_summary.lines(problem_summary.arranged(problems).problems)


CASES = (
    addresses,
    files,
    topics,
    places_of_one_page,
    pages_that_nobody_made,
    links_of_templates,
    authors,
    pictures,
    pictures_with_doubles,
    one_picture_with_hidden_parts,
    similar_pictures,
    old_addresses_of_what_is_gone,
    problems_with_causes,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_the_work_for_many_problems_grows_no_faster_than_their_number(
    case: Callable[[int, Path], Work], tmp_path: Path
) -> None:
    counts = []
    for count in (FEW, MANY):
        folder = tmp_path / str(count)
        folder.mkdir()
        counts.append(operations(case(count, folder)))
    assert counts[1] < MOST * counts[0]


def test_pictures_that_look_alike_are_those_of_every_pair() -> None:
    chance = random.Random(2)  # noqa: S311  no secret
    first = [chance.getrandbits(256) for _ in range(50)]
    near = [value ^ sum(1 << bit for bit in chance.sample(range(256), chance.randint(15, 25))) for value in first]
    hashes = {f"{number}.jpg": value for number, value in enumerate([*first, *near])}
    similar = Lookalikes(hashes)
    alike = 0
    for value in hashes.values():
        expected = [name for name, other in hashes.items() if look_alike(value, other)]
        assert list(similar.of(value)) == expected
        alike += len(expected) > 1
    assert ALIKE == 20
    assert 10 < alike < 100
