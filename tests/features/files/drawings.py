"""Drawings as editors save them, and as somebody might who means harm."""

from __future__ import annotations

from tests.features.files.recordings import SECRET


def svg(inside: str, size: str = 'viewBox="0 0 10 10"') -> bytes:
    """Return a drawing that holds some elements."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {names} {size}>{inside}</svg>".encode()


LOADED = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="http://evil/x.css"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- {SECRET} -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="210mm" height="297mm" viewBox="0 0 210 297"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
  inkscape:export-filename="/home/{SECRET}/map.png" onload="alert(1)">
<metadata><rdf:RDF><rdf:Description><dc:creator>{SECRET}</dc:creator></rdf:Description></rdf:RDF></metadata>
<title>A map</title><desc>Of the town</desc>
<script>alert(1)</script><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>
<defs><linearGradient id="{SECRET}"><stop offset="0" style="stop-color:#ffffff;background:url(http://evil)"/>
</linearGradient></defs>
<a xlink:href="javascript:alert(1)"><rect id="{SECRET}-2" fill="url(#{SECRET})" width="10" onclick="alert(1)"/></a>
<use xlink:href="http://evil/x.svg#a"/><animate attributeName="href" to="javascript:alert(1)"/>
<text x="1" y="2" font-family="Inter, sans-serif">Hello <tspan>there</tspan> <a href="x">you</a></text>
<path d="M0 0L1 1" filter="url(http://evil/x.svg#f)" inkscape:label="{SECRET}"/>
</svg>
"""
