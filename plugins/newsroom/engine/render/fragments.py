"""A Jinja tag for the parts that many pages share: ``{% shared "header", view.chrome %}…{% endshared %}``.

The content between them is rendered once for each part of a view (a header, a card, a bio box) and taken from memory
afterwards. It may use nothing but that part, which frozen views make safe: the same object always looks the same.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup


class SharedFragment(Extension):
    """Adds the tag; the memory is the environment's own and ends with it."""

    tags = {"shared"}  # noqa: RUF012  Jinja's own way of naming them

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._memory: dict[tuple[str, int], tuple[object, Markup]] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Parse the tag: a name that is the tag's own, a comma, and the part."""
        line = next(parser.stream).lineno
        name = parser.parse_expression()
        parser.stream.expect("comma")
        part = parser.parse_expression()
        body = parser.parse_statements(("name:endshared",), drop_needle=True)
        call = self.call_method("_shared", [name, part])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _shared(self, name: str, part: object, caller: Callable[[], str]) -> Markup:
        key = (name, id(part))
        known = self._memory.get(key)
        if known is None:
            # The part is kept with what it looks like, so that its id cannot become another's.
            known = self._memory[key] = (part, Markup(caller()))  # noqa: S704  rendered with autoescape
        return known[1]
