"""SVG drawings: parsed without external entities, and written anew from lists of allowed elements and attributes."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree
from msgspec import Struct

from newsroom.features.files.model import FileFault

# Allowed elements and attributes of SVG: shapes, text and colours, and nothing that runs or loads.
#
# Names are those of SVG 2 (https://www.w3.org/TR/SVG2/eltindex.html and attindex.html); what stands here was chosen one
# by one. There is no animation, no script, no foreign markup, no style sheet and no picture within the picture.

ELEMENTS = frozenset(
    # One string, since sixty names on lines of their own say less.
    "svg g defs symbol use switch title desc path rect circle ellipse line polyline polygon text tspan textPath "  # noqa: SIM905
    "linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix feComponentTransfer "
    "feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA "
    "feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting "
    "feSpotLight feTile feTurbulence".split()
)
#: Elements that go with all they hold; of any other that is not listed the same is true, and it is nothing seen.
DRAWN = frozenset({"a"})

#: Attributes that say how something looks, which may also stand in `style`.
PROPERTIES = frozenset(
    "alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters "  # noqa: SIM905
    "direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity "
    "font-family font-size font-size-adjust font-stretch font-style font-variant font-weight image-rendering "
    "isolation letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask mask-type "
    "mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align "
    "text-anchor text-decoration text-rendering transform-origin unicode-bidi vector-effect visibility word-spacing "
    "writing-mode".split()
)
ATTRIBUTES = PROPERTIES | frozenset(
    "accumulate amplitude aria-hidden aria-label aria-labelledby azimuth baseFrequency bias clipPathUnits cx cy d "  # noqa: SIM905
    "diffuseConstant divisor dx dy edgeMode elevation exponent filterUnits fr fx fy gradientTransform gradientUnits "
    "height href id in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust limitingConeAngle "
    "markerHeight markerUnits markerWidth maskContentUnits maskUnits method mode numOctaves offset operator order "
    "orient pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ "
    "preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY result role rotate rx ry scale seed side "
    "slope spacing specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale "
    "style systemLanguage tabindex tableValues targetX targetY textLength transform type values version viewBox width "
    "x x1 x2 xChannelSelector y y1 y2 yChannelSelector z".split()
)


# Stylesheets inside drawings: what they say of an element is written into its `style`, and they go.
#
# Drawing programs write simple ones, a class for each colour. One that is not simple cannot be followed without all of
# CSS, and is refused: without it the drawing would look otherwise.

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
#: Patterns of simple selectors, in order of precedence: everything, elements, classes, one element.
_SELECTORS = tuple(map(re.compile, (r"\*", r"[A-Za-z]+", r"\.[\w-]+", r"#[\w-]+")))
#: Characters in all sheets, and in what comes of them.
_LONGEST, _MOST = 50_000, 2_000_000


def apply(root: etree._Element, namespace: str) -> None:
    """Write what stylesheets say into the elements of a drawing.

    Args:
        root: the drawing, which is changed.
        namespace: SVG's.

    Raises:
        FileFault: one of them is not simple.
    """
    stylesheet = "".join(words for style in root.iter(f"{{{namespace}}}style") for words in style.itertext())
    rules = _rules(_COMMENT.sub("", stylesheet))
    if not rules:
        return
    written = 0
    for element in root.iter(f"{{{namespace}}}*"):
        classes = (f".{name}" for name in element.get("class", "").split())
        names = ("*", etree.QName(element).localname, *classes, f"#{element.get('id', '')}")
        matching = sorted(rule for name in names for rule in rules.get(name, ()))
        if matching:
            declarations = ";".join([*(body for _, _, body in matching), element.get("style", "")])
            written += len(declarations)
            if written > _MOST:
                raise _too_much()
            element.set("style", declarations)


def _rules(stylesheet: str) -> dict[str, list[tuple[int, int, str]]]:
    """Return by selector the rules of a sheet: how much each weighs, its place, and what it says."""
    if len(stylesheet) > _LONGEST or _RULE.sub("", stylesheet).strip():
        raise _too_much()
    rules: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for place, match in enumerate(_RULE.finditer(stylesheet)):
        for selector in map(str.strip, match[1].split(",")):
            weight = next((number for number, kind in enumerate(_SELECTORS) if kind.fullmatch(selector)), None)
            if weight is None:
                raise _too_much()
            rules[selector].append((weight, place, match[2]))
    return rules


def _too_much() -> FileFault:
    fix = 'save it with "presentation attributes", or as PNG'
    return FileFault("the drawing has a stylesheet that is not simple", fix)


SVG, _XLINK, _XML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
#: Bytes; a larger drawing takes an old telephone's browser seconds to draw.
MOST_BYTES = 2_000_000
#: Elements, for the same reason, and how deeply one may lie in another.
_MOST_ELEMENTS, _DEEPEST = 50_000, 100
#: References from `use` that one element may come to when all are followed: each may stand for thousands.
_MOST_USED = 100_000
#: Pixels; a drawing keeps its shape and has no size of its own that matters.
_WIDEST = 1600
#: Pixels in a unit: https://www.w3.org/TR/css-values-4/#absolute-lengths
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:\d*\.\d+|\d+\.?)(?:e[+-]?\d+)?", re.IGNORECASE)
_LOCAL = re.compile(r"#[^\s\"'()\\<>]+")
#: A reference within a drawing, as properties write it; everything else that has a round bracket has to be a colour.
_URL = re.compile(r"""url\(\s*(["']?)(#[^\s"'()\\<>]+)\1\s*\)""", re.IGNORECASE)
_FUNCTIONS = re.compile(r"\b(?:rgba?|hsla?|translate|scale|rotate|skew[xy]|matrix|calc)\(", re.IGNORECASE)
_FUNCTION = re.compile(r"[\w-]*\(")
#: In a style, what could hide a name from whoever reads it as this code does.
_STYLE_TRICK = re.compile(r"[\\@<>{}]|/\*")
_SAVE = "save it as a plain SVG, or as PNG"


class Drawing(Struct, frozen=True):
    """A cleaned drawing: its bytes, and its width and height in pixels."""

    body: bytes
    width: int
    height: int


def is_svg(raw: bytes) -> bool:
    """Return whether a file is meant as SVG, by what it holds."""
    start = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] == b"<" and re.search(rb"<(?:[\w-]+:)?svg[\s>/]", raw[:65536]) is not None


def clean(raw: bytes) -> Drawing:
    """Return a drawing with its shapes and words alone.

    Raises:
        FileFault: it is no SVG, or holds what cannot be taken away without it looking otherwise.
    """
    root = _parsed(raw)
    if root.tag != f"{{{SVG}}}svg":
        raise FileFault("it is no SVG drawing", _SAVE)
    _refuse_what_is_too_much(root)
    apply(root, SVG)
    bare = _copy(root, None)
    _number_the_parts(bare)
    width, height, box = _measured(root)
    attributes = {**bare.attrib, "width": str(width), "height": str(height), "viewBox": box}
    bare.attrib.clear()
    bare.attrib.update(sorted(attributes.items()))
    etree.cleanup_namespaces(bare)
    for element in bare.iter():
        # No words are none, whatever stood there before: cleaned again, a drawing has to stay as it is.
        element.text = element.text or None
    return Drawing(etree.tostring(bare, encoding="utf-8", xml_declaration=False) + b"\n", width, height)


def _parsed(raw: bytes) -> etree._Element:
    if len(raw) > MOST_BYTES:
        raise FileFault("the drawing is larger than 2 MB", "save it with fewer details, or as PNG")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, strip_cdata=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise FileFault("the drawing cannot be read", _SAVE) from error
    info = root.getroottree().docinfo
    # Editors that name the kind of a document outside it do no harm; one that declares words to put in might.
    if info.internalDTD is not None and any(True for _ in info.internalDTD.iterentities()):
        raise FileFault("the drawing declares entities, which may stand for anything", _SAVE)
    return root


def _refuse_what_is_too_much(root: etree._Element) -> None:
    count = 0
    inside: dict[str, etree._Element] = {}
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        count += 1
        if count > _MOST_ELEMENTS or depth > _DEEPEST:
            raise FileFault("the drawing has too many details", "save it with fewer, or as PNG")
        waiting += [(child, depth + 1) for child in element]
        if _is(element, "image"):
            raise FileFault("the drawing has a photograph in it", "take it out, or save the whole as PNG or JPEG")
        if element.get("id"):
            inside.setdefault(element.get("id", ""), element)
    cost: dict[str, int] = {}
    if _cost(root, inside, cost, ()) > _MOST_USED:
        raise FileFault("the drawing repeats its parts without end", _SAVE)


def _cost(
    element: etree._Element, inside: dict[str, etree._Element], known: dict[str, int], way: tuple[str, ...]
) -> int:
    """Return how many elements a browser draws for this one, when each reference to a part is that part once more."""
    total = 0
    for child in element.iter():
        total += 1
        target = _href(child).removeprefix("#") if _is(child, "use") else ""
        if target in inside:
            if target in way or len(way) > _DEEPEST:
                return _MOST_USED + 1
            if target not in known:
                known[target] = _cost(inside[target], inside, known, (*way, target))
            total += known[target]
        if total > _MOST_USED:
            break
    return total


def _is(element: etree._Element, name: str) -> bool:
    return element.tag == f"{{{SVG}}}{name}"


def _href(element: etree._Element) -> str:
    return (element.get("href") or element.get(f"{{{_XLINK}}}href") or "").strip()


def _copy(element: etree._Element, parent: etree._Element | None) -> etree._Element:
    """Return what may stay of an element and of all within it."""
    new_element = (
        etree.Element(element.tag, nsmap={None: SVG}) if parent is None else etree.SubElement(parent, element.tag)
    )
    for name, value in _attributes(element):
        new_element.set(name, value)
    new_element.text = _words(element.text, new_element)
    for child in element:
        copied = None
        if isinstance(child.tag, str) and etree.QName(child).namespace == SVG:
            name = etree.QName(child).localname
            if name in ELEMENTS:
                copied = _copy(child, new_element)
            elif name in DRAWN:
                copied = _as_group(child, new_element)
        if copied is not None:
            copied.tail = _words(child.tail, new_element)
        elif child.tail and child.tail.strip():
            _append(new_element, _words(child.tail, new_element) or "")
    return new_element


def _as_group(link: etree._Element, parent: etree._Element) -> etree._Element:
    """Return a link as what it holds: a picture leads nowhere."""
    link.tag = f"{{{SVG}}}{'tspan' if etree.QName(parent).localname in ('text', 'tspan') else 'g'}"
    for name in ("href", f"{{{_XLINK}}}href"):
        link.attrib.pop(name, None)
    return _copy(link, parent)


def _append(parent: etree._Element, words: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def _words(words: str | None, element: etree._Element) -> str | None:
    """Return the words that stand in an element; between shapes there are none."""
    spoken = etree.QName(element).localname in ("text", "tspan", "textPath", "title", "desc")
    return words if spoken else None


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    attributes: dict[str, str] = {}
    for name, value in element.attrib.items():
        full = etree.QName(name)
        if full.namespace == _XML and full.localname in ("lang", "space"):
            attributes[name] = value
        elif full.namespace in (None, _XLINK) and full.localname == "href":
            # Addresses outside the drawing are left out; SVG 2 writes the name without a prefix.
            if _LOCAL.fullmatch(_href(element)):
                attributes["href"] = _href(element)
        elif full.namespace is not None or full.localname not in ATTRIBUTES:
            continue
        elif full.localname == "style":
            # As attributes the same properties say the same, and are not looked at by a browser's policy on styles.
            attributes |= dict(_styles(value))
        elif _is_harmless(value) and full.localname not in attributes:
            attributes[full.localname] = value
    return sorted(attributes.items())


def _styles(style: str) -> list[tuple[str, str]]:
    if _STYLE_TRICK.search(style):
        return []
    pairs = (part.partition(":") for part in style.split(";"))
    declarations = [(name.strip().lower(), value.replace("!important", "").strip()) for name, _, value in pairs]
    return [(name, value) for name, value in declarations if name in PROPERTIES and value and _is_harmless(value)]


def _is_harmless(value: str) -> bool:
    """Return whether a value refers to nothing outside the drawing."""
    rest = _FUNCTIONS.sub("", _URL.sub("", value))
    return not _FUNCTION.search(rest) and not re.search(r"[a-z][a-z0-9+.-]*:", rest, re.IGNORECASE) and "\\" not in rest


def _number_the_parts(root: etree._Element) -> None:
    """Name the parts that others refer to by numbers, and the rest not at all: their names are an editor's layers."""
    values = [(name, value) for element in root.iter() for name, value in element.attrib.items()]
    meant = {value[1:] for name, value in values if name == "href"}
    meant |= {part for name, value in values if name == "aria-labelledby" for part in value.split()}
    meant |= {match[2][1:] for _, value in values for match in _URL.finditer(value)}
    named = dict.fromkeys(value for name, value in values if name == "id" and value in meant)
    numbers = {name: f"part{number}" for number, name in enumerate(named, 1)}
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "id" and value not in numbers:
                del element.attrib[name]
            else:
                element.set(name, _numbered(name, value, numbers))


def _numbered(name: str, value: str, numbers: dict[str, str]) -> str:
    if name == "id":
        return numbers[value]
    if name == "href":
        return f"#{numbers.get(value[1:], 'none')}"
    if name == "aria-labelledby":
        return " ".join(numbers[part] for part in value.split() if part in numbers)
    return _URL.sub(lambda match: f"url(#{numbers.get(match[2][1:], 'none')})", value)


def _measured(root: etree._Element) -> tuple[int, int, str]:
    """Return width and height in pixels, and the part of the plane that is shown."""
    box = [
        float(part)
        for part in re.findall(r"[+-]?(?:\d*\.\d+|\d+\.?)(?:e[+-]?\d+)?", root.get("viewBox", ""), re.IGNORECASE)
    ]
    if len(box) != 4 or not (0 < box[2] < 1e9 and 0 < box[3] < 1e9):
        box = []
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    if not (width and height):
        if not box:
            raise FileFault("the drawing does not say how large it is", "save it again with a width and a height")
        width, height = (box[2], box[3])
    shown = root.get("viewBox", "") if box else f"0 0 {width:g} {height:g}"
    scale = min(1.0, _WIDEST / width, _WIDEST / height)
    return max(1, round(width * scale)), max(1, round(height * scale)), " ".join(shown.replace(",", " ").split())


def _pixels(length: str | None) -> float:
    """Return a length in pixels; 0 where it depends on the page."""
    match = _LENGTH.fullmatch(length or "")
    pixels = float(match[1]) * _UNITS.get(match[2].lower(), 0.0) if match else 0.0
    return pixels if 0 < pixels < 1e9 else 0.0
