"""Allowed contents of a PDF: the keys of each kind of object, and the values of each key.

All other keys are left out, so that a program's own notes (``/PTEX.FileName``, ``/PieceInfo``, and those of programs
to come) go without anybody having heard of them. Names are those of ISO 32000-2. Each line is a
kind, and behind each key is what may stand there:

- ``num``: numbers, true or false, or lists of these;
- ``name``: a name that the standard knows; ``label``: a name of a font;
- ``switch``: a name of a state, which is kept if it is short and replaced by one that says nothing if it is not;
- ``words``: what readers see or hear; ``lang``: a language's code; ``alt``: what a screen reader says of a picture;
- ``data``: a stream of numbers;
- another kind; ``[kind]`` a list of them, ``{kind}`` a dictionary of them under the names by which pages call them;
- ``a|b``: either.
"""

from __future__ import annotations

_STREAM = "Length=num Filter=name DecodeParms=parms|[parms] "
_FIELD = "FT=name Ff=num T=words TU=words V=switch|words DV=switch|words MaxLen=num Opt=options Kids=[annotation] "
_KINDS = f"""
catalog: Type=name Version=version Pages=pages PageLabels=labels Lang=lang ViewerPreferences=viewer PageLayout=name
    PageMode=name Outlines=outlines AcroForm=fields StructTreeRoot=structure MarkInfo=marks
viewer: HideToolbar=num HideMenubar=num HideWindowUI=num FitWindow=num CenterWindow=num DisplayDocTitle=num
    Direction=name
marks: Marked=num Suspects=num
pages: Type=name Kids=[page] Count=num
page: Type=name Parent=pages Resources=resources MediaBox=num Rotate=num UserUnit=num Contents=drawing Group=group
    Annots=[annotation] Tabs=name StructParents=num
resources: Font={{font}} XObject={{xobject}} ExtGState={{state}} ColorSpace={{space}} Pattern={{pattern}}
    Shading={{shading}}
drawing: {_STREAM}
font: Type=name Subtype=name BaseFont=label FirstChar=num LastChar=num Widths=num FontDescriptor=descriptor
    Encoding=name|known|encoding|cmap ToUnicode=known|cmap DescendantFonts=[font] CIDSystemInfo=collection W=num DW=num
    W2=num DW2=num CIDToGIDMap=name|data FontBBox=num FontMatrix=num CharProcs=letters Resources=resources
descriptor: Type=name FontName=label FontStretch=name FontWeight=num Flags=num FontBBox=num ItalicAngle=num Ascent=num
    Descent=num Leading=num CapHeight=num XHeight=num StemV=num StemH=num AvgWidth=num MaxWidth=num MissingWidth=num
    FontFile=program FontFile2=program FontFile3=program
program: Length1=num Length2=num Length3=num Subtype=name {_STREAM}
data: {_STREAM}
encoding: Type=name BaseEncoding=name Differences=letternames
cmap: Type=name CMapName=called CIDSystemInfo=collection WMode=num UseCMap=known|cmap {_STREAM}
image: Type=name Subtype=name Width=num Height=num ColorSpace=space BitsPerComponent=num Intent=name ImageMask=num
    Mask=num|mask-image Decode=num Interpolate=num SMask=mask-image SMaskInData=num StructParent=num {_STREAM}
mask-image: Type=name Subtype=name Width=num Height=num ColorSpace=space BitsPerComponent=num ImageMask=num Decode=num
    Interpolate=num Matte=num {_STREAM}
drawn: Type=name Subtype=name FormType=num BBox=num Matrix=num Resources=resources Group=group StructParent=num
    StructParents=num {_STREAM}
group: Type=name S=name CS=space I=num K=num
parms: Predictor=num Colors=num BitsPerComponent=num Columns=num EarlyChange=num K=num EndOfLine=num
    EncodedByteAlign=num Rows=num EndOfBlock=num BlackIs1=num DamagedRowsBeforeError=num ColorTransform=num
    JBIG2Globals=data
state: Type=name LW=num LC=num LJ=num ML=num D=num RI=name OP=num op=num OPM=num Font=fontsize FL=num SM=num SA=num
    BM=name SMask=name|mask CA=num ca=num AIS=num TK=num
mask: Type=name S=name G=drawn BC=num TR=name|function
pattern: Type=name PatternType=num PaintType=num TilingType=num BBox=num XStep=num YStep=num Resources=resources
    Matrix=num Shading=shading ExtGState=state {_STREAM}
shading: ShadingType=num ColorSpace=space Background=num BBox=num AntiAlias=num Coords=num Domain=num Extend=num
    Function=function|[function] BitsPerCoordinate=num BitsPerComponent=num BitsPerFlag=num Decode=num
    VerticesPerRow=num Matrix=num {_STREAM}
function: FunctionType=num Domain=num Range=num C0=num C1=num N=num Functions=[function] Bounds=num Encode=num
    Decode=num Size=num BitsPerSample=num Order=num {_STREAM}
profile: N=num Alternate=space Range=num {_STREAM}
calibrated: WhitePoint=num BlackPoint=num Gamma=num Matrix=num Range=num
annotation: Type=name Subtype=name Rect=num F=num BS=border Border=num C=num IC=num QuadPoints=num InkList=num L=num
    LE=name Vertices=num AP=appearance AS=switch H=name A=action Dest=target Contents=words P=page StructParent=num
    DA=setting Q=num CA=num RD=num IT=name CL=num CP=name MK=look Parent=annotation {_FIELD}
border: Type=name W=num S=name D=num
look: R=num BC=num BG=num CA=words RC=words AC=words I=drawn RI=drawn IX=drawn TP=num
appearance: N=drawn|states R=drawn|states D=drawn|states
action: Type=name S=name D=target URI=address N=name
fields: Fields=[annotation] NeedAppearances=num DR=resources DA=setting Q=num
outlines: Type=name First=outline Last=outline Count=num
outline: Title=words Parent=outline First=outline Last=outline Prev=outline Next=outline Count=num Dest=target A=action
    C=num F=num
labels: Nums=numbered-label Kids=[labels] Limits=num
label-style: Type=name S=name P=words St=num
structure: Type=name K=inside ParentTree=parents ParentTreeNextKey=num
element: Type=name S=role P=element|structure Pg=page K=inside A=attributes|[attributes] Lang=lang Alt=alt
content: Type=name Pg=page Stm=drawn MCID=num
object: Type=name Pg=page Obj=annotation
attributes: O=name Placement=name WritingMode=name SpaceBefore=num SpaceAfter=num StartIndent=num EndIndent=num
    TextIndent=num TextAlign=name BBox=num Width=num|name Height=num|name BlockAlign=name InlineAlign=name
    LineHeight=num|name BaselineShift=num TextDecorationType=name ColumnCount=num ColumnGap=num ListNumbering=name
    RowSpan=num ColSpan=num Scope=name
parents: Nums=numbered-element Kids=[parents] Limits=num
"""


def _table(words: str) -> dict[str, dict[str, tuple[str, ...]]]:
    keys_by_type: dict[str, dict[str, tuple[str, ...]]] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for word in words.split():
        if word.endswith(":"):
            keys = keys_by_type[word[:-1]] = {}
        else:
            key, _, specs = word.partition("=")
            keys[f"/{key}"] = tuple(specs.split("|"))
    return keys_by_type


#: By kind, what may stand under each key.
KINDS = _table(_KINDS)
#: Kinds that are streams; the others are dictionaries. A pattern, a shading and a function may be either.
STREAMS = frozenset({"drawing", "program", "data", "cmap", "image", "mask-image", "drawn", "profile"})
EITHER = frozenset({"pattern", "shading", "function"})
#: Every key that any kind may have.
KEYS = frozenset(key for keys in KINDS.values() for key in keys)

#: How addresses begin to which a link out of a document may lead.
SCHEMES = (b"http://", b"https://", b"mailto:", b"tel:")
#: Structure types of the standard: 14.8.4, and those of PDF 2.0 that readers know.
ROLES = frozenset(
    "/Document /DocumentFragment /Part /Art /Sect /Div /BlockQuote /Caption /TOC /TOCI /Index /NonStruct "  # noqa: SIM905
    "/Private /P /H /H1 /H2 /H3 /H4 /H5 /H6 /Title /FENote /Sub /Aside /Em /Strong /L /LI /Lbl /LBody /Table "
    "/TR /TH /TD /THead /TBody /TFoot /Span /Quote /Note /Reference /BibEntry /Code /Link /Annot /Ruby /RB "
    "/RT /RP /Warichu /WT /WP /Figure /Formula /Form /Artifact".split()
)
#: Names that the standard gives to values of those keys which are called ``name`` in the table.
NAMES = ROLES | frozenset(
    # types of objects
    "/Catalog /Pages /Page /Font /FontDescriptor /Encoding /CMap /XObject /Image /Form /Group /ExtGState /Mask "  # noqa: SIM905
    "/Pattern /Annot /Border /Action /Outlines /Outline /PageLabel /StructTreeRoot /StructElem /MCR /OBJR "
    # fonts
    "/Type0 /Type1 /MMType1 /Type3 /TrueType /CIDFontType0 /CIDFontType2 /Type1C /CIDFontType0C /OpenType "
    "/Identity /MacRomanEncoding /MacExpertEncoding /WinAnsiEncoding /StandardEncoding /PDFDocEncoding "
    "/UltraCondensed /ExtraCondensed /Condensed /SemiCondensed /Normal /SemiExpanded /Expanded /ExtraExpanded "
    "/UltraExpanded "
    # ways of packing
    "/FlateDecode /LZWDecode /ASCII85Decode /ASCIIHexDecode /RunLengthDecode /DCTDecode /JPXDecode "
    "/CCITTFaxDecode /JBIG2Decode /Fl /LZW /A85 /AHx /RL /DCT /CCF "
    # colours, and how things are laid over one another
    "/DeviceGray /DeviceRGB /DeviceCMYK /CalGray /CalRGB /CalCMYK /G /RGB /CMYK /Transparency /Alpha "
    "/Luminosity /None /AbsoluteColorimetric /RelativeColorimetric /Saturation /Perceptual /Compatible "
    "/Multiply /Screen /Overlay /Darken /Lighten /ColorDodge /ColorBurn /HardLight /SoftLight /Difference "
    "/Exclusion /Hue /Color /Default "
    # marks, links and forms
    "/Link /Widget /FreeText /Line /Square /Circle /Polygon /PolyLine /Highlight /Underline /Squiggly "
    "/StrikeOut /Stamp /Ink /Caret /Watermark /S /D /B /I /U /N /O /P /T /Diamond /OpenArrow /ClosedArrow /Butt "
    "/ROpenArrow /RClosedArrow /Slash /FreeTextCallout /FreeTextTypeWriter /PolygonCloud /Inline /Top /Tx /Btn "
    "/Ch /Sig /GoTo /URI /Named /NextPage /PrevPage /FirstPage /LastPage "
    # how a document is opened, its pages and their numbers
    "/SinglePage /OneColumn /TwoColumnLeft /TwoColumnRight /TwoPageLeft /TwoPageRight /UseNone /UseOutlines "
    "/UseThumbs /FullScreen /L2R /R2L /R /C /A /W /r /a /XYZ /Fit /FitH /FitV /FitR /FitB /FitBH /FitBV "
    # the structure's attributes
    "/Layout /List /Table /PrintField /Block /Before /Start /Center /End /After /Justify /LrTb /RlTb /TbRl "
    "/Auto /LineThrough /Overline /Disc /Decimal /UpperRoman /LowerRoman /UpperAlpha /LowerAlpha /Ordered "
    "/Unordered /Description /Row /Column /Both /Middle".split()
)
