"""Template tags for interface text, translated when a template is compiled.

Each language has an environment of its own, so which words ``{% trans %}…{% endtrans %}`` comes to is known when its
template is compiled; of its names the values are printed like any other: escaped, and in the page's language. The same
holds for what says that a passage is in the magazine's own language: on nearly all pages it is nothing.
"""

from __future__ import annotations

import re

from jinja2 import nodes
from jinja2.ext import Extension, InternationalizationExtension
from jinja2.parser import Parser

#: In a message, a name or a percent sign.
_PLACE = re.compile(r"%\((\w+)\)s|%%")


class TranslationExtension(InternationalizationExtension):
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
        words = self.environment.say(singular)  # type: ignore[attr-defined]  # see newsroom.engine.render.templates
        pieces: list[nodes.Expr] = []
        end = 0
        for place in _PLACE.finditer(words):
            pieces.append(nodes.TemplateData(words[end : place.start()]))
            pieces.append(variables[place[1]] if place[1] else nodes.TemplateData("%"))
            end = place.end()
        pieces.append(nodes.TemplateData(words[end:]))
        return nodes.Output(pieces)


class ForeignTextTags(Extension):
    """Adds tags for text in the magazine's own language on pages in other languages.

    ``{% home_lang_attrs %}`` prints the attributes of an element that holds such words. ``{% foreign_text words %}``
    prints such words in an element with these attributes. ``{% foreign_if_untranslated words %}`` does so only where
    the page's catalogue lacks them.
    """

    tags = {"foreign_if_untranslated", "foreign_text", "home_lang_attrs"}  # noqa: RUF012  Jinja's own way of naming them

    def parse(self, parser: Parser) -> nodes.Node:
        """Parse one of the tags."""
        token = next(parser.stream)
        words = [] if token.value == "home_lang_attrs" else [parser.parse_expression()]
        # Where words are only gathered for translators, no language is known.
        lang_attributes = getattr(self.environment, "lang_attributes", "")
        if not lang_attributes:
            return nodes.Output(words, lineno=token.lineno)
        if not words:
            return nodes.Output([nodes.TemplateData(lang_attributes)], lineno=token.lineno)
        said = [nodes.TemplateData(f"<span{lang_attributes}>"), *words, nodes.TemplateData("</span>")]
        foreign = nodes.Output(said, lineno=token.lineno)
        if token.value == "foreign_text":
            return foreign
        known = nodes.Test(words[0], "translated", [], [], None, None)
        own = nodes.Output(words, lineno=token.lineno)
        return nodes.If(known, [own], [], [foreign], lineno=token.lineno)
