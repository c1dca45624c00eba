"""Layers of a PDF: visible ones become part of the page; a document with a hidden one is refused."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from newsroom.features.files.model import FileFault

_FIX = "open it, print it to a new PDF, and use that"


def refuse_hidden(pdf: Pdf) -> None:
    """Refuse a document with a layer that is not seen, and that any reader can switch on (ISO 32000-2, 8.11).

    Raises:
        FileFault: it has one.
    """
    layers = pdf.Root.get("/OCProperties", Dictionary())
    for setup in [layers.get("/D", Dictionary()), *layers.get("/Configs", Array())]:
        if len(setup.get("/OFF", Array())) or setup.get("/BaseState", Name.ON) == Name.OFF:
            raise FileFault("it has a layer that is switched off, which any reader can switch on", _FIX)
    if not len(layers.get("/OCGs", Array())):
        return
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary) or isinstance(thing, Stream):
            continue
        if thing.get("/Type") == Name.OCMD and (thing.get("/P") in (Name.AllOff, Name.AnyOff) or "/VE" in thing):
            raise FileFault("it has a part that shows only while a layer is switched off", _FIX)
        usage = thing.get("/Usage") if thing.get("/Type") == Name.OCG else None
        if isinstance(usage, Dictionary) and any(
            usage.get(f"/{kind}", Dictionary()).get(f"/{kind}State") == Name.OFF for kind in ("View", "Print", "Export")
        ):
            raise FileFault("it has a layer that shows on the screen or on paper alone", _FIX)
