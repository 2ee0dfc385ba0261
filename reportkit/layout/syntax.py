"""The Markdown that templates yield, as tokens: CommonMark, tables, `::: class`, `{.class}`, `[text]{.class}`, `[@p2.s5]`."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.tree import SyntaxTreeNode

_CITATION = re.compile(r"\[@p[0-9]+\.s[0-9]+(?:;[ \n]*@p[0-9]+\.s[0-9]+)*\]")
_REF = re.compile(r"p[0-9]+\.s[0-9]+")
_CLASSES = re.compile(r"\{((?:[ ]*\.[\w-]+)+)[ ]*\}")
_NESTING = 100


def parse(markdown: str) -> "SyntaxTreeNode":
    """Return the syntax tree of a rendered template."""
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_parser().parse(markdown))


@cache
def _parser() -> "MarkdownIt":
    """Return the parser.

    Raw HTML and pictures are recognised so that the tree can refuse them. Indented code is not: in a template it is
    nothing but indented text.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_block_plugin
    from mdit_py_plugins.container import container_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table").disable("code")
    parser.validateLink = _any_address  # type: ignore[method-assign]  # the tree judges links, and says so
    container_plugin(parser, "part", validate=lambda _params, _markup: True)
    attrs_block_plugin(parser)
    parser.inline.ruler.before("link", "citation", _citation)
    parser.inline.ruler.before("link", "span", _span)
    return parser


def _any_address(url: str) -> bool:  # noqa: ARG001 - markdown-it's signature
    return True


def _citation(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `[@p2.s5; @p3.s1]`."""
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = found[0]
        token.meta = {"refs": tuple(_REF.findall(found[0]))}
    state.pos = found.end()
    return True


def _span(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `[text]{.class}`; the plugin that could do it copies the rest of the paragraph for every bracket."""
    if state.src[state.pos] != "[":
        return False
    start, end = state.pos + 1, state.posMax
    label_end = state.md.helpers.parseLinkLabel(state, state.pos, False)
    found = _CLASSES.match(state.src, label_end + 1, end) if label_end >= 0 else None
    if found is None:
        return False
    if not silent:
        state.pos, state.posMax = start, label_end
        token = state.push("span_open", "span", 1)
        token.attrs = {"class": found[1].replace(".", " ").strip()}
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = found.end(), end
    return True
