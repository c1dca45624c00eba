"""SVG in plain text: elements, gradients named by their own recipe, filters, the finished sheet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

WIDTH = 1600
HEIGHT = 1000
Point = tuple[float, float]
Stop = tuple[str, float] | tuple[str, float, float]

_REF = re.compile(r"url\(#((?:lin|rad|stip|blur)_[0-9a-zA-Z_.-]+)\)")


def num(value: object) -> str:
    """A number with no more decimals than a picture needs."""
    if isinstance(value, float):
        return f"{value:.1f}".rstrip("0").rstrip(".")
    return str(value)


def el(name: str, *children: str, **attrs: object) -> str:
    """One element; underscores in attribute names become hyphens and ``None`` is left out."""
    text = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{num(value)}"' for key, value in attrs.items() if value is not None
    )
    inner = "".join(children)
    return f"<{name}{text}>{inner}</{name}>" if inner else f"<{name}{text}/>"


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0, **attrs: object) -> str:
    """A rectangle, its corners rounded by ``r``."""
    return el("rect", x=x, y=y, width=w, height=h, rx=r or None, fill=fill, **attrs)


def circle(cx: float, cy: float, r: float, fill: str, **attrs: object) -> str:
    """A filled circle."""
    return el("circle", cx=cx, cy=cy, r=r, fill=fill, **attrs)


def ellipse(cx: float, cy: float, rx: float, ry: float, fill: str, **attrs: object) -> str:
    """A filled ellipse."""
    return el("ellipse", cx=cx, cy=cy, rx=rx, ry=ry, fill=fill, **attrs)


def path(d: str, fill: str = "none", **attrs: object) -> str:
    """A path, filled or stroked."""
    return el("path", d=d, fill=fill, **attrs)


def poly(points: Iterable[Point], fill: str, **attrs: object) -> str:
    """A filled polygon."""
    return el("polygon", points=" ".join(f"{num(x)},{num(y)}" for x, y in points), fill=fill, **attrs)


def stroke(d: str, colour: str, width: float, cap: str = "round", **attrs: object) -> str:
    """A line drawn along a path."""
    return path(
        d,
        "none",
        stroke=colour,
        stroke_width=width,
        stroke_linecap=cap,
        stroke_linejoin="round",
        **attrs,
    )


def group(*children: str, **attrs: object) -> str:
    """A group of fragments."""
    return el("g", *children, **attrs)


def at(
    x: float,
    y: float,
    *children: str,
    scale: float = 1,
    turn: float = 0,
    flip: bool = False,
    **attrs: object,
) -> str:
    """Fragments moved to a place, turned and scaled there."""
    sx = -scale if flip else scale
    move = f"translate({num(float(x))} {num(float(y))})"
    turned = f" rotate({num(float(turn))})" if turn else ""
    scaled = f" scale({sx:.3f} {scale:.3f})" if (scale != 1 or flip) else ""
    return group(*children, transform=move + turned + scaled, **attrs)


def clipped(shape: str, *children: str) -> str:
    """Fragments that show only inside a shape."""
    name = "c" + hashlib.sha256(shape.encode()).hexdigest()[:10]
    return el("clipPath", shape, id=name) + group(*children, clip_path=f"url(#{name})")


def smooth(points: Sequence[Point], close: bool = False) -> str:
    """Path data of a soft curve through points (Catmull-Rom)."""
    pts = list(points)
    d = f"M{num(float(pts[0][0]))} {num(float(pts[0][1]))}"
    for i in range(len(pts) - 1):
        p0, p1, p2 = pts[max(i - 1, 0)], pts[i], pts[i + 1]
        p3 = pts[min(i + 2, len(pts) - 1)]
        a = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        b = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        d += " C" + " ".join(f"{num(float(x))} {num(float(y))}" for x, y in (a, b, p2))
    return d + ("Z" if close else "")


def _stops(stops: Sequence[Stop]) -> str:
    parts = []
    for stop in stops:
        opacity = stop[2] if len(stop) > 2 else 1
        parts.append(f"{stop[0].lstrip('#')}-{round(stop[1] * 100)}-{round(opacity * 100)}")
    return "_".join(parts)


def linear(*stops: Stop, box: tuple[int, int, int, int] = (0, 0, 0, 100)) -> str:
    """The paint of a linear gradient; ``box`` is x1, y1, x2, y2 in per cent of the shape."""
    return f"url(#lin_{'.'.join(map(str, box))}_{_stops(stops)})"


def radial(*stops: Stop, centre: tuple[int, int, int] = (50, 50, 50)) -> str:
    """The paint of a radial gradient; ``centre`` is cx, cy, r in per cent of the shape."""
    return f"url(#rad_{'.'.join(map(str, centre))}_{_stops(stops)})"


def blur(amount: int) -> str:
    """The name of a blurring filter."""
    return f"url(#blur_{amount})"


def stipple(colour: str) -> str:
    """A filter that turns a soft gradient of opacity into a spray of grains of one colour."""
    return f"url(#stip_{colour.lstrip('#')})"


def _definition(name: str) -> str:
    kind, _, rest = name.partition("_")
    box = 'x="-20%" y="-20%" width="140%" height="140%"'
    if kind == "blur":
        return (
            f'<filter id="{name}" x="-50%" y="-50%" width="200%" height="200%">'
            f'<feGaussianBlur stdDeviation="{rest}"/></filter>'
        )
    if kind == "stip":
        return (
            f'<filter id="{name}" {box}><feTurbulence type="fractalNoise" baseFrequency="0.55" '
            'numOctaves="2" seed="7" result="n"/><feColorMatrix in="n" type="matrix" '
            'values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2.6 0 0 0 -0.8" result="m"/>'
            '<feComposite in="SourceAlpha" in2="m" operator="arithmetic" k2="1" k3="-1" k4="0"/>'
            '<feComponentTransfer result="k"><feFuncA type="linear" slope="5"/>'
            f'</feComponentTransfer><feFlood flood-color="#{rest}"/>'
            '<feComposite in2="k" operator="in"/><feComposite in2="SourceAlpha" operator="in"/>'
            "</filter>"
        )
    numbers, *stops = rest.split("_")
    inner = ""
    for stop in stops:
        colour, offset, opacity = stop.split("-")
        inner += f'<stop offset="{offset}%" stop-color="#{colour}" stop-opacity="{int(opacity) / 100}"/>'
    values = numbers.split(".")
    keys: tuple[str, ...]
    if kind == "lin":
        keys, tag = ("x1", "y1", "x2", "y2"), "linearGradient"
    else:
        keys, tag = ("cx", "cy", "r"), "radialGradient"
    attrs = " ".join(f'{k}="{v}%"' for k, v in zip(keys, values, strict=True))
    return f'<{tag} id="{name}" {attrs}>{inner}</{tag}>'


def sheet(
    *body: str,
    width: int = WIDTH,
    height: int = HEIGHT,
    grain: float = 0.2,
    ground: str | None = "#17121f",
) -> str:
    """The finished picture: the fragments, their definitions, and a veil of grain over all."""
    inside = (rect(0, 0, width, height, ground) if ground else "") + "".join(body)
    names = sorted(set(_REF.findall(inside)))
    defs = "".join(_definition(name) for name in names)
    veil = ""
    if grain:
        defs += (
            '<filter id="grain" x="0" y="0" width="100%" height="100%">'
            '<feTurbulence type="fractalNoise" baseFrequency="0.7" numOctaves="2" seed="3"/>'
            '<feColorMatrix type="matrix" values="1.5 0 0 0 -0.25 1.5 0 0 0 -0.25 '
            '1.5 0 0 0 -0.25 0 0 0 0 1"/></filter>'
        )
        veil = (
            f'<rect width="{width}" height="{height}" filter="url(#grain)" '
            f'opacity="{grain}" style="mix-blend-mode:soft-light"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><defs>{defs}</defs>{inside}{veil}</svg>'
    )
