"""The Jinja2 environment: values are escaped for Markdown, each once, and a template reaches nothing but what it is given.

*Escaping.* What `{{ … }}` puts out is escaped unless it is `Markup`, which only blocks, macros, `super()`, `caller()`,
set-blocks and our own filters make. Jinja2's own ways of joining text to markup escape for HTML; so `~` and `+` go
through `joined`, and the filters are a list of our own (`filters.py`).

*Fence.* Attributes: data of our values, a few methods of text, what loops and macros offer. Files: the template's own,
read before anything runs. Loops, calls, inclusions and text are counted (`run.py`).

This module and `filters.py` load Jinja2; they are imported by the function that renders.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from jinja2 import FunctionLoader, StrictUndefined, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.nodes import (
    Call,
    Concat,
    EnvironmentAttribute,
    EvalContextModifier,
    Expr,
    For,
    Getitem,
    ScopedEvalContextModifier,
    Slice,
)
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from reportkit.layout.filters import FILTERS, bounded_range, counted, joined, markdown
from reportkit.layout.run import run
from reportkit.layout.template import TemplateFile

_METHODS: tuple[tuple[type, str], ...] = (
    (str, "endswith isdigit lower removeprefix removesuffix split startswith strip upper"),
    (Mapping, "get items keys values"),
    (LoopContext, "changed cycle"),
)
"""Methods that a template may call, by the kind of value."""
_LARGEST_NUMBER = 10**12
_STEPS_OF_CALL, _STEPS_OF_INCLUSION = 5, 20
"""What takes longer than a turn of a loop counts for as many, measured 2026-11-24."""
_ARITHMETIC: Mapping[str, Callable[[float, float], float]] = MappingProxyType(
    {
        "+": operator.add,
        "-": operator.sub,
        "*": operator.mul,
        "/": operator.truediv,
        "//": operator.floordiv,
        "%": operator.mod,
    }
)


class _MarkdownCode(CodeGenerator):
    """Generated code that counts its loops and its text, and joins text in the Markdown way."""

    def visit_For(self, node: For, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """Count a loop's turns before it starts."""
        assert isinstance(node.iter, Expr)  # noqa: S101 - as the parser makes it; for the type checker
        node.iter = Call(EnvironmentAttribute("counted"), [node.iter], [], None, None, lineno=node.lineno)
        super().visit_For(node, frame)

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """Join what stands between `~`."""
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Getitem(self, node: Getitem, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """Cut by way of the environment, past which Jinja2 lets slices."""
        if not isinstance(node.arg, Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("environment.getitem(")
        self.visit(node.node, frame)
        self.write(", slice(")
        for bound in (node.arg.start, node.arg.stop, node.arg.step):
            if bound is None:
                self.write("None")
            else:
                self.visit(bound, frame)
            self.write(", ")
        self.write("))")

    def visit_EvalContextModifier(self, node: EvalContextModifier, _frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """Refuse to switch the escaping off."""
        self.fail("the escaping of values cannot be switched off", node.lineno)

    def visit_ScopedEvalContextModifier(self, node: ScopedEvalContextModifier, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """Refuse to switch the escaping off."""
        self.visit_EvalContextModifier(node, frame)

    def _output_const_repr(self, group: Iterable[object]) -> str:
        """Count the template's own text where it is put out."""
        return f"environment.counted_text({super()._output_const_repr(group)})"


class MarkdownEnvironment(ImmutableSandboxedEnvironment):
    """Jinja2 for Markdown, fenced in."""

    code_generator_class = _MarkdownCode
    intercepted_binops = frozenset({*_ARITHMETIC, "**"})
    joined = staticmethod(joined)
    counted = staticmethod(counted)

    def __init__(self, files: Iterable[TemplateFile]) -> None:
        """Take the files that templates may include."""
        sources = {file.name: (file.text, file.path, lambda: True) for file in files}
        super().__init__(
            loader=FunctionLoader(sources.get),
            undefined=StrictUndefined,
            autoescape=True,
            finalize=_put_out,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.filters = dict(FILTERS)
        self.globals = {"range": bounded_range, "namespace": Namespace}

    @staticmethod
    def counted_text(text: str) -> str:
        """Return the template's own text, counted."""
        run().take_characters(len(text))
        return text

    def join_path(self, template: str, parent: str) -> str:
        """Return the name of a file that another includes, counted."""
        run().take_steps(_STEPS_OF_INCLUSION)
        return super().join_path(template, parent)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may have an attribute: data, or a method of the list."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if not callable(value):
            return True
        if isinstance(obj, str | Mapping | LoopContext):
            return not isinstance(obj, Markup) and any(
                isinstance(obj, kind) and attr in names.split() for kind, names in _METHODS
            )
        return type(obj).__module__.startswith("jinja2.")

    def wrap_str_format(self, value: object) -> None:  # noqa: ARG002 - Jinja2's signature
        """Offer no way round `is_safe_attribute` for `format`."""
        return

    def getitem(self, obj: object, argument: object) -> object:
        """Return an item or a slice.

        Raises:  SecurityError: a slice of markup, which might cut an escaped character in two.
        """
        if isinstance(obj, Markup):
            raise SecurityError("markup cannot be cut")
        return super().getitem(obj, argument)

    def call(self, context: Context, obj: object, /, *args: object, **kwargs: object) -> object:
        """Call what may be called, counted."""
        run().take_steps(_STEPS_OF_CALL)
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:  # noqa: ARG002 - Jinja2's signature
        """Return the result of an operation on numbers of moderate size, or of adding text to text.

        Raises:  TypeError: other values, or an operator that no template needs.
                 OverflowError: a number beyond a million millions.
        """
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return joined((left, right))
        if operator not in _ARITHMETIC or not isinstance(left, int | float) or not isinstance(right, int | float):
            raise TypeError(f"{operator} is for numbers only" if operator in _ARITHMETIC else f"there is no {operator}")
        result = _ARITHMETIC[operator](left, right)
        if abs(result) > _LARGEST_NUMBER:
            raise OverflowError(f"{operator} makes too large a number")
        return result


@pass_context
def _put_out(_context: Context, value: object) -> Markup:
    """Return what `{{ value }}` puts out; the context is taken so that nothing is put out while compiling."""
    text = markdown(value)
    run().take_characters(len(text))
    return text


@lru_cache(maxsize=8)
def environment_of(files: tuple[TemplateFile, ...]) -> MarkdownEnvironment:
    """Return the environment of these files; it keeps what it has compiled."""
    return MarkdownEnvironment(files)
