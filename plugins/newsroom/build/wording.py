"""Jinja's own tag for words of the house, ``{% trans %}…{% endtrans %}``, at no cost while pages are rendered.

Each language has an environment of its own, so which words a tag comes to is known when its template is compiled. Of
its names the values are printed like any other: escaped, and in the page's language.
"""

from __future__ import annotations

import re

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension

#: In a message, a name or a percent sign.
_PLACE = re.compile(r"%\((\w+)\)s|%%")


class Wording(InternationalizationExtension):
    """Puts translated words into a template while it is compiled, but for words that a number decides."""

    def _make_node(
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,
        num_called_num: bool,
    ) -> nodes.Output:
        if plural_expr is not None or context is not None:
            return super()._make_node(
                singular, plural, context, variables, plural_expr, vars_referenced, num_called_num
            )
        words = self.environment.say(singular)  # type: ignore[attr-defined]  # see newsroom.build.templates
        pieces: list[nodes.Expr] = []
        end = 0
        for place in _PLACE.finditer(words):
            pieces.append(nodes.TemplateData(words[end : place.start()]))
            pieces.append(variables[place[1]] if place[1] else nodes.TemplateData("%"))
            end = place.end()
        pieces.append(nodes.TemplateData(words[end:]))
        return nodes.Output(pieces)
