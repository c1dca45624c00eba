"""Which elements and attributes of SVG leave the house: shapes, words, colours, and nothing that runs or loads.

Names are those of SVG 2 (https://www.w3.org/TR/SVG2/eltindex.html and attindex.html); what stands here was chosen one
by one. There is no animation, no script, no foreign markup, no style sheet and no picture within the picture.
"""

from __future__ import annotations

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
