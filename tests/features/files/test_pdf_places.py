"""A word is put into every place of a PDF that is known to hold some, and into every dictionary; none of it leaves.

It is looked for in the raw bytes, in every stream unpacked, in every string and in every name of what is published.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from newsroom.features.files import published_files
from newsroom.features.files.model import FileFault
from newsroom.features.files.pdf import clean
from tests.features.files.documents import one_page, pdf, telling_document

WORD = "Farida"
_BYTES = WORD.encode()


def unpacked_text(raw: bytes) -> bytes:
    """Return all that a document says, unpacked: its bytes, its streams, its strings and its names."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as opened:
        opened.save(target, qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.specialized)
        held = [raw, target.getvalue()]
        for thing in opened.objects:
            if isinstance(thing, Stream):
                held += [thing.read_raw_bytes(), _unpacked(thing)]
            held += [words.encode("utf-8", "surrogateescape") for words in _words(thing)]
    return b"\n".join(held)


def _unpacked(stream: Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""


def _words(thing: object) -> Iterator[str]:
    if isinstance(thing, Dictionary | Stream):
        for key, value in thing.items():
            yield key
            if not isinstance(value, Object) or not value.is_indirect:
                yield from _words(value)
    elif isinstance(thing, Array):
        for value in thing:
            if not isinstance(value, Object) or not value.is_indirect:
                yield from _words(value)
    elif isinstance(thing, Name | String):
        yield str(thing)


def holds_word(raw: bytes) -> bool:
    found = unpacked_text(raw)
    return any(word in found for word in (_BYTES, WORD.encode("utf-16-be"), _BYTES.hex().encode()))


# ---------------------------------------------------------------------------------------------------------- places


def _page(made: Pdf) -> Object:
    return made.pages[0].obj


def _draw(words: bytes) -> Callable[[Pdf], None]:
    def change(made: Pdf) -> None:
        _page(made).Contents = made.make_indirect(Stream(made, words))

    return change


def _tex(made: Pdf) -> None:
    """As pdfTeX does with a figure that it takes in."""
    form = Stream(made, b"0 0 1 1 re f")
    form.stream_dict = Dictionary({
        "/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 9, 9]),
        "/PTEX.FileName": String(f"./{WORD}/plot.pdf"), "/PTEX.PageNumber": 1,
        "/PTEX.InfoDict": made.make_indirect(Dictionary(Author=WORD, CreationDate="D:20260504", Creator=WORD)),
    })  # fmt: skip
    _page(made).Resources.XObject.Fm1 = made.make_indirect(form)
    _draw(b"/Fm1 Do")(made)


def _on_page(key: str, value: Callable[[Pdf], object]) -> Callable[[Pdf], None]:
    def change(made: Pdf) -> None:
        _page(made)[key] = value(made)

    return change


def _in_root(key: str, value: Callable[[Pdf], object]) -> Callable[[Pdf], None]:
    def change(made: Pdf) -> None:
        made.Root[key] = value(made)

    return change


def _element(**more: object) -> Callable[[Pdf], Object]:
    def make(made: Pdf) -> Object:
        part = Dictionary(Type=Name.StructElem, S=Name.P, K=0, Pg=_page(made), **more)  # type: ignore[arg-type]
        tree = made.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([made.make_indirect(part)])))
        tree.K[0].P = tree
        return tree

    return make


def _roles(made: Pdf) -> None:
    made.Root.StructTreeRoot = _element()(made)
    made.Root.StructTreeRoot.RoleMap = Dictionary({f"/{WORD}": Name.P})
    made.Root.StructTreeRoot.ClassMap = Dictionary({f"/{WORD}": Dictionary(O=Name.Layout)})
    made.Root.StructTreeRoot.IDTree = Dictionary(Names=Array([String(WORD), made.Root.StructTreeRoot.K[0]]))
    made.Root.StructTreeRoot.K[0].S = Name(f"/{WORD}")


def _properties(made: Pdf) -> None:
    about = Dictionary(Type=Name(f"/{WORD}"), Path=String(f"C:/{WORD}"), Author=String(WORD), Date=String("D:2026"))
    _page(made).Resources.Properties = Dictionary({"/MC0": made.make_indirect(about), f"/{WORD}": about})
    _draw(f"/Span /MC0 BDC 0 0 1 1 re f EMC /P /{WORD} BDC 0 0 2 2 re f EMC".encode())(made)


def _font(**more: object) -> Callable[[Pdf], None]:
    def change(made: Pdf) -> None:
        font = made.make_indirect(_page(made).Resources.Font.F1)
        _page(made).Resources.Font.F1 = font
        for key, value in more.items():
            font[f"/{key}"] = value(made) if callable(value) else value

    return change


def _cmap(made: Pdf) -> Object:
    words = (
        f"%!PS-Adobe {WORD}\n/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CIDSystemInfo << /Registry "
        f"({WORD}) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /{WORD} def /XUID [1 2] def\n1 begincodespacerange "
        f"<00> <FF> endcodespacerange\n1 beginbfchar <41> <0041> endbfchar\n1 "
        f"beginbfrange <42> <44> [<0042> <0043> <0044>] "
        f"endbfrange\nendcmap % {WORD}\n"
    )
    return made.make_indirect(Stream(made, words.encode()))


def _image(**more: object) -> Callable[[Pdf], None]:
    def change(made: Pdf) -> None:
        pixels = bytes(range(48)) + (_BYTES * 3 if more.pop("behind", False) else b"")
        packed = zlib.compress(pixels) + (_BYTES if more.pop("packed", False) else b"")
        image = Stream(made, packed)
        image.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=4, Height=4, ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
            Filter=Name.FlateDecode, **more,
        )  # type: ignore[arg-type]  # fmt: skip
        _page(made).Resources.XObject.Im1 = made.make_indirect(image)
        _draw(b"q 64 0 0 48 72 600 cm /Im1 Do Q")(made)

    return change


def _space(make: Callable[[Pdf], object]) -> Callable[[Pdf], None]:
    def change(made: Pdf) -> None:
        _page(made).Resources.ColorSpace = Dictionary(CS1=make(made))

    return change


def _calculation(words: str) -> Callable[[Pdf], Object]:
    def make(made: Pdf) -> Object:
        function = Stream(made, words.encode())
        function.stream_dict = Dictionary(FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1, 0, 1, 0, 1]))
        return made.make_indirect(function)

    return make


def _black(words: str) -> Callable[[Pdf], None]:
    return _space(lambda made: Array([Name.Separation, Name.Black, Name.DeviceRGB, _calculation(words)(made)]))


def _profile(made: Pdf) -> object:
    from tests.features.pictures.making import profile

    raw = profile()
    at = raw.index(b"desc", 132 + 12 * 9) if raw.count(b"desc") > 1 else 36
    named = bytearray(raw)
    named[48:54] = _BYTES
    named[at + 12 : at + 18] = _BYTES
    held = Stream(made, bytes(named))
    held.N = 3
    return Array([Name.ICCBased, made.make_indirect(held)])


def _layer(made: Pdf) -> None:
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String(WORD)))
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Name=String(WORD), Creator=String(WORD)))
    _page(made).Resources.Properties = Dictionary(MC0=layer)
    _draw(b"/OC /MC0 BDC 0 0 1 1 re f EMC")(made)


def _outline(made: Pdf) -> None:
    target = Array([_page(made), Name.Fit])
    made.Root.Names = Dictionary(Dests=made.make_indirect(Dictionary(Names=Array([String(WORD), target]))))
    one = made.make_indirect(Dictionary(Title=String("Chapter"), Dest=String(WORD), SE=Dictionary(T=String(WORD))))
    two = made.make_indirect(Dictionary(Title=String("On"), A=Dictionary(S=Name.Launch, F=String(WORD)), Prev=one))
    one.Next = two
    made.Root.Outlines = made.make_indirect(
        Dictionary(Type=Name.Outlines, First=one, Last=two, Count=2, X=String(WORD))
    )


def _calls(made: Pdf) -> None:
    """A page calls its font and its picture by names that somebody chose."""
    held = _page(made).Resources
    held.Font[f"/{WORD}"] = held.Font.F1
    held.XObject[f"/C:/{WORD}/photo.jpg"] = held.XObject.Photo
    del held.Font["/F1"], held.XObject["/Photo"]
    _draw(f"BT /{WORD} 9 Tf 72 700 Td (Hello) Tj ET q 9 0 0 9 72 600 cm /C:#2f{WORD}#2fphoto.jpg Do Q".encode())(made)


PLACES: dict[str, Callable[[Pdf], None]] = {
    "PTEX": _tex,
    "page: PieceInfo": _on_page("/PieceInfo", lambda _: Dictionary(X=Dictionary(Private=String(WORD)))),
    "page: a key of a program's own": _on_page("/Xyz.Author", lambda _: String(WORD)),
    "page: a dictionary of a program's own": _on_page("/Own", lambda _: Dictionary(Deep=Dictionary(X=String(WORD)))),
    "page: a stream of a program's own": _on_page("/Own", lambda made: made.make_indirect(Stream(made, _BYTES))),
    "page: a name": _on_page("/Tabs", lambda _: Name(f"/{WORD}")),
    "page: an article": _on_page("/B", lambda _: Array([Dictionary(T=Dictionary(I=Dictionary(Title=WORD)))])),
    "page: a group": _on_page("/Group", lambda _: Dictionary(S=Name.Transparency, Author=String(WORD))),
    "root: a key of a program's own": _in_root("/Own", lambda _: String(WORD)),
    "root: how it is printed": _in_root("/OutputIntents", lambda _: Array([Dictionary(Info=String(WORD))])),
    "root: extensions": _in_root("/Extensions", lambda _: Dictionary(ADBE=Dictionary(URL=String(WORD)))),
    "root: how it is shown": _in_root("/ViewerPreferences", lambda _: Dictionary(Direction=Name(f"/{WORD}"))),
    "root: its language": _in_root("/Lang", lambda _: String(f"en {WORD} of C:/")),
    "root: a version": _in_root("/Version", lambda _: Name(f"/1.7 {WORD}")),
    "structure: a title": _in_root("/StructTreeRoot", _element(T=String(WORD))),
    "structure: words in place of others": _in_root("/StructTreeRoot", _element(ActualText=String(WORD))),
    "structure: the path of a picture": _in_root("/StructTreeRoot", _element(Alt=String(f"C:\\Users\\{WORD}\\a.png"))),
    "structure: the name of a picture": _in_root("/StructTreeRoot", _element(Alt=String(f"{WORD}.jpeg"))),
    "structure: what is meant": _in_root("/StructTreeRoot", _element(E=String(WORD))),
    "structure: an id": _in_root("/StructTreeRoot", _element(ID=String(WORD))),
    "structure: a revision": _in_root("/StructTreeRoot", _element(R=String(WORD))),
    "structure: a class": _in_root("/StructTreeRoot", _element(C=Name(f"/{WORD}"))),
    "structure: attributes": _in_root(
        "/StructTreeRoot", _element(A=Dictionary(O=Name.Table, Summary=String(WORD), Headers=Array([String(WORD)])))
    ),
    "structure: attributes of a program's own": _in_root(
        "/StructTreeRoot", _element(A=Array([Dictionary({"/O": Name("/CSS-1"), "/x": String(WORD)}), 0]))
    ),
    "structure: a name space": _in_root("/StructTreeRoot", _element(NS=Dictionary(NS=String(WORD)))),
    "structure: names of styles": _roles,
    "marks: lists of properties": _properties,
    "marks: properties": _draw(f"/Figure <</MCID 0 /Path (C:/{WORD}) /Author ({WORD})>> BDC f EMC".encode()),
    "marks: words in place of others": _draw(f"/Span <</ActualText ({WORD})>> BDC f EMC".encode()),
    "marks: within one another": _draw(f"/A <</X ({WORD})>> BDC /B <</MCID 1>> BDC f EMC EMC EMC".encode()),
    "marks: a tag": _draw(f"/{WORD} BMC f EMC /{WORD} <</MCID 2>> BDC f EMC".encode()),
    "marks: a point": _draw(f"/X <</A ({WORD})>> DP /{WORD} MP f".encode()),
    "instructions: a remark": _draw(f"q % {WORD}\nQ".encode()),
    "instructions: unknown": _draw(f"BX ({WORD}) {WORD} EX q Q".encode()),
    "instructions: more than is needed": _draw(f"({WORD}) 1 w ({WORD}) 1 0 0 rg [({WORD})] 0 d /{WORD} gs".encode()),
    "instructions: nothing uses it": _draw(f"q Q ({WORD})".encode()),
    "names by which a page calls things": _calls,
    "font: a name of its own": _font(Name=Name(f"/{WORD}")),
    "font: a key of a program's own": _font(Own=String(WORD)),
    "font: which letters": _font(ToUnicode=_cmap),
    "font: how it is described": _font(
        FontDescriptor=lambda made: made.make_indirect(
            Dictionary(Type=Name.FontDescriptor, FontName=Name.Helvetica, FontFamily=String(WORD), CharSet=String(WORD))
        )
    ),
    "font: a collection": _font(CIDSystemInfo=Dictionary(Registry=String(WORD), Ordering=String(WORD), Supplement=0)),
    "picture: a key of a program's own": _image(Own=String(WORD)),
    "picture: a name of its own": _image(Name=Name(f"/{WORD}")),
    "picture: behind the pixels": _image(behind=True),
    "picture: behind what is packed": _image(packed=True),
    "picture: an id": _image(ID=String(WORD)),
    "picture: how it is packed": _image(DecodeParms=Dictionary(Predictor=1, Own=String(WORD))),
    "colours: an ink": _space(
        lambda made: Array([Name.Separation, Name(f"/{WORD}"), Name.DeviceRGB, _calculation("{ dup dup }")(made)])
    ),
    "colours: several inks": _space(
        lambda made: Array([
            Name.DeviceN, Array([Name(f"/{WORD}"), Name.Cyan]), Name.DeviceRGB, _calculation("{ pop dup dup }")(made),
            Dictionary(Colorants=Dictionary({f"/{WORD}": Name.X})),
        ])
    ),
    "colours: a calculation": _black(f"{{ % {WORD}\n dup dup }}"),
    "colours: words in a calculation": _black(f"{{ ({WORD}) pop dup dup }}"),
    "colours: a profile": _space(_profile),
    "layers": _layer,
    "outline": _outline,
    "behind the end": lambda made: made.trailer.__setitem__("/Own", String(WORD)),
    "nothing refers to it": lambda made: made.make_indirect(Dictionary(X=String(WORD))) and None,
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_word_in_any_place_does_not_leave(place: str) -> None:
    raw = pdf(PLACES[place])
    # The library that makes the document for the test leaves these two out by itself.
    assert holds_word(raw) or place in ("nothing refers to it", "root: extensions")
    if place == "colours: words in a calculation":
        with pytest.raises(FileFault, match="a calculation in it cannot be read"):
            clean(raw, "T")
        return
    cleaned = clean(raw, "T")
    assert not holds_word(cleaned)
    assert list(published_files.document(cleaned)) == []
    assert clean(cleaned, "T") == cleaned


def _dictionaries(made: Pdf) -> list[Object]:
    found: list[Object] = []
    waiting: list[object] = [made.trailer, *made.objects]
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, Dictionary | Stream):
            found.append(thing)
            waiting += [one for key, one in thing.items() if not (isinstance(one, Object) and one.is_indirect)]
        elif isinstance(thing, Array):
            waiting += [one for one in thing if not (isinstance(one, Object) and one.is_indirect)]
    return found


#: Keys that some programs use, some that the standard has elsewhere, and some of nobody's.
_KEYS = (
    "/PTEX.FileName",
    "/PTEX.InfoDict",
    "/PieceInfo",
    "/Own",
    "/Author",
    "/Path",
    "/AF",
    "/Metadata",
    "/UR3",
    "/x y",
)


def _values(made: Pdf) -> list[object]:
    return [
        String(WORD),
        Name(f"/{WORD}"),
        Array([1, String(WORD)]),
        Dictionary(X=Dictionary(Y=String(WORD))),
        made.make_indirect(Stream(made, _BYTES)),
        made.make_indirect(Dictionary({f"/{WORD}": 1})),
    ]


@given(data=st.data())
@settings(deadline=None, max_examples=25)
def test_a_key_of_nobodys_in_any_dictionary_does_not_leave(data: st.DataObject) -> None:
    with pikepdf.open(io.BytesIO(telling_document())) as made:
        there = _dictionaries(made)
        for number in data.draw(st.lists(st.integers(0, len(there) - 1), min_size=1, max_size=6, unique=True)):
            value = _values(made)[data.draw(st.integers(0, 5))]
            there[number][data.draw(st.sampled_from(_KEYS))] = value
        target = io.BytesIO()
        made.save(target, fix_metadata_version=False)
    published = clean(target.getvalue(), "T")
    assert not holds_word(published)
    assert list(published_files.document(published)) == []


def test_content_and_tags_of_a_tagged_document_stay() -> None:
    raw = pdf(lambda made: [_roles(made), _outline(made), _calls(made), _font(ToUnicode=_cmap)])
    made = pdf(lambda one: (_roles(one), _outline(one), _image()(one)))
    with pikepdf.open(io.BytesIO(clean(made, "T"))) as opened:
        element = opened.Root.StructTreeRoot.K[0]
        # A style of somebody's own is what it stands for.
        assert (element.S, element.K) == (Name.P, 0)
        chapter = opened.Root.Outlines.First
        assert (str(chapter.Title), chapter.Dest[1], str(chapter.Next.Title)) == ("Chapter", Name.Fit, "On")
        assert chapter.Dest[0].objgen == opened.pages[0].obj.objgen
        assert pikepdf.PdfImage(opened.pages[0].Resources.XObject.Im1).as_pil_image().tobytes() == bytes(range(48))
    assert raw


def test_things_that_were_called_by_words_are_found_by_other_names() -> None:
    with pikepdf.open(io.BytesIO(clean(pdf(_calls), "T"))) as opened:
        page = opened.pages[0].obj
        [font], [photo] = page.Resources.Font.keys(), page.Resources.XObject.keys()
        drawn = page.Contents.read_bytes().decode()
        assert f"{font} 9 Tf" in drawn
        assert f"{photo} Do" in drawn
        assert page.Resources.XObject[photo].Width == 64


def test_the_table_of_letters_says_what_it_said_of_those_that_words_use() -> None:
    raw = pdf(lambda made: (_font(ToUnicode=_cmap)(made), _draw(b"BT /F1 9 Tf 72 700 Td (ACD) Tj ET")(made)))
    with pikepdf.open(io.BytesIO(clean(raw, "T"))) as opened:
        words = opened.pages[0].obj.Resources.Font.F1.ToUnicode.read_bytes()
    assert b"3 beginbfchar\n<41> <0041> <43> <0043> <44> <0044>\nendbfchar" in words


# ------------------------------------------------------------------------------------------------- what was cropped


def _cropped(words: bytes, box: tuple[float, ...] = (0, 421, 595, 842), key: str = "/CropBox") -> bytes:
    def change(made: Pdf) -> None:
        _draw(words)(made)
        _page(made)[key] = Array(list(box))
        form = Stream(made, b"BT /F1 9 Tf 10 10 Td (Farida) Tj ET")
        form.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]))
        form.Resources = Dictionary(Font=_page(made).Resources.Font)
        _page(made).Resources.XObject.Fm1 = made.make_indirect(form)

    return pdf(change)


@pytest.mark.parametrize(
    "words",
    [
        b"BT /F1 24 Tf 72 200 Td (Farida) Tj ET",
        b"BT /F1 24 Tf 1 0 0 1 72 200 Tm [(Fa) 20 (rida)] TJ ET",
        b"BT /F1 24 Tf 24 TL 72 430 Td (Above) Tj T* (Farida) Tj ET",
        b"BT /F1 24 Tf 24 TL 72 430 Td (Above) ' (Farida) ' ET",
        b"BT 3 Tr /F1 24 Tf 72 200 Td (Farida) Tj ET",
        b"BT /F1 24 Tf 560 700 Td (A long line that runs off) Tj ET",
        b"q 0.5 0 0 0.5 0 0 cm BT /F1 24 Tf 72 800 Td (Farida) Tj ET Q",
        b"q 1 0 0 1 0 100 cm /Fm1 Do Q",
        b"q 595 0 0 842 0 0 cm /Photo Do Q",
        b"q 64 0 0 48 72 100 cm /Photo Do Q",
        b"72 100 30 30 re f",
        b"q 64 0 0 48 72 100 cm BI /W 1 /H 1 /CS /G /BPC 8 ID a EI Q",
    ],
)
def test_a_page_that_was_cropped_is_refused_while_it_keeps_what_was_cut_away(words: bytes) -> None:
    with pytest.raises(FileFault, match="a page was cropped, and what was cut away is still in it") as refused:
        clean(_cropped(words), "T")
    assert "print it to a new PDF" in refused.value.fix


@pytest.mark.parametrize(
    "words",
    [
        b"BT /F1 24 Tf 72 700 Td (Hello) Tj ET q 64 0 0 48 72 600 cm /Photo Do Q",
        b"q 1 0 0 1 100 500 cm /Fm1 Do Q 0 400 595 442 re f",
        b"",
    ],
)
def test_a_page_that_was_cropped_and_keeps_nothing_is_as_large_as_what_is_seen(words: bytes) -> None:
    with pikepdf.open(io.BytesIO(clean(_cropped(words), "T"))) as opened:
        page = opened.pages[0].obj
        assert "/CropBox" not in page
        assert [float(side) for side in page.MediaBox] == [0, 421, 595, 842]


def test_words_beyond_the_edge_of_a_page_that_nobody_cropped_are_found_too() -> None:
    far = _cropped(b"BT /F1 24 Tf 72 200 Td (Farida) Tj ET", key="/MediaBox")
    with pytest.raises(FileFault, match="what was cut away is still in it"):
        clean(far, "T")
    # A picture that runs over the edge, as those that fill a page do, is none.
    assert clean(_cropped(b"q 700 0 0 900 -50 380 cm /Photo Do Q", key="/MediaBox"), "T")


def test_a_page_that_has_its_size_from_the_group_it_is_in_keeps_it() -> None:
    made = one_page()
    page = made.pages[0].obj
    made.Root.Pages.MediaBox, made.Root.Pages.Rotate = Array([0, 0, 300, 400]), 90
    made.Root.Pages.Own = String(WORD)
    del page.MediaBox
    target = io.BytesIO()
    _draw(b"BT /F1 24 Tf 72 200 Td (Hello) Tj ET")(made)
    made.save(target)
    published = clean(target.getvalue(), "T")
    with pikepdf.open(io.BytesIO(published)) as opened:
        assert [float(side) for side in opened.pages[0].obj.MediaBox] == [0, 0, 300, 400]
        assert opened.pages[0].obj.Rotate == 90
    assert not holds_word(published)
