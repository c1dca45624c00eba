"""Jinja with shorter ways to what pages do most: print a value, call a macro, use another template.

A page prints some 170 values, calls 30 macros and names 20 templates. Jinja's own ways are made for whatever a template
may hold; these do the same for values, macros and templates as the newsroom has them, and hand the rest on to Jinja.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup


class PrintingCodeGenerator(CodeGenerator):
    """Prints a value with one call, the environment's `printed`, and asks Python itself for attributes."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _prints(frame):
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _prints(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  Jinja's name
        """Write an attribute; only one that is not there is asked of the environment."""
        # An inner expression is done with both names before an outer one sets them.
        self.write("(found if (found := getattr((asked := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(asked, {node.attr!r}))")


def _prints(frame: Frame) -> bool:
    """Return whether it is known that what is printed is escaped."""
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


class MacroContext(Context):
    """Calls macros at once that take nothing but the arguments that they name."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  keywords may have any name
        """Call what a template calls; see Jinja."""
        macro = __obj
        if (
            type(macro) is not Macro
            or macro.caller
            or macro.catch_kwargs
            or macro.catch_varargs
            or not __self.eval_ctx.autoescape
        ):
            return super().call(macro, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        names = macro.arguments
        given = [*args, *[kwargs.pop(name, missing) for name in names[len(args) :]]]
        if kwargs or len(given) != len(names):
            # Jinja says what is wrong with them.
            return macro(*args, **kwargs)
        return Markup(macro._func(*given))  # noqa: S704, SLF001  rendered with autoescape


class ImportedTemplate(Template):
    """Has one module for all that import it, since all templates have the same globals."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        if self._module is not None and self.globals is self.environment.globals:
            return self._module
        return super()._get_default_module(ctx)


class TemplateEnvironment(Environment):
    """Remembers its templates by name alone; they do not change while it lives."""

    code_generator_class = PrintingCodeGenerator
    context_class = MacroContext
    template_class = ImportedTemplate

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by_name: dict[object, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  Jinja's name
    ) -> Template:
        """Return a template by its name; see Jinja."""
        known = self._by_name.get(name)
        if known is None or globals:
            known = super().get_template(name, parent, globals)
            if not globals:
                self._by_name[name] = known
        return known
