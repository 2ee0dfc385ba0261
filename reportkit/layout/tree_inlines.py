"""Inline content of a report from Markdown: text, emphasis, links, citations, spans with a class."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from reportkit.errors import TemplateError
from reportkit.layout.fault import fault
from reportkit.layout.template import Template
from reportkit.model.report import (
    Citation,
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    SemanticClass,
    Span,
    Strong,
    Text,
)

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_REF = re.compile(r"p([0-9]+)\.s([0-9]+)")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_CLASSES: Mapping[str, SemanticClass] = {each.value: each for each in SemanticClass}


def plain_text(node: "SyntaxTreeNode") -> str:
    """Return what a reader sees of inline content, before it is built."""
    if node.type == "softbreak":
        return " "
    if node.children:
        return "".join(map(plain_text, node.children))
    return "" if node.type == "inline" else node.content


class InlineBuilder:
    """Builds inline content; knows what citations and links may lead to."""

    def __init__(
        self,
        template: Template,
        sentences: frozenset[str],
        anchors: frozenset[str],
        targets: Mapping[int, str],
        wording: str,
    ) -> None:
        """Take the ids of the article's sentences, the report's anchors, those of numbered paragraphs, words of citations."""
        self._template = template
        self._sentences = sentences
        self._anchors = anchors
        self._targets = targets
        self._wording = wording

    def build(self, node: "SyntaxTreeNode") -> tuple[Inline, ...]:
        """Return the children of a node.

        Raises:  TemplateError: what a report cannot hold.
        """
        return _merged(inline for child in node.children for inline in self._inlines(child))

    def _inlines(self, node: "SyntaxTreeNode") -> Iterator[Inline]:
        match node.type:
            case "text":
                yield Text(node.content)
            case "softbreak":
                yield Text(" ")
            case "hardbreak":
                yield LineBreak()
            case "code_inline":
                yield Code(node.content)
            case "strong":
                yield Strong(self.build(node))
            case "em":
                yield Emphasis(self.build(node))
            case "span":
                yield Span(self.build(node), self.classes(node, {"class"}))
            case "link":
                yield self._link(node)
            case "citation":
                yield from self._citations(node)
            case _:
                names = {"html_inline": "raw HTML", "image": "a picture"}
                written = node.content if node.type != "image" else "!["
                raise self._fault(f"{names.get(node.type, node.type)} has no place in a report", written)

    def _link(self, node: "SyntaxTreeNode") -> Link:
        address = str(node.attrs.get("href", ""))
        if not _ADDRESS.fullmatch(address) and address.removeprefix("#") not in self._anchors:
            hint = "links lead to https, http or mailto, or as #anchor to a heading of the report"
            raise self._fault(f"a link leads to {address!r}", f"({address})", hint)
        return Link(address, self.build(node))

    def _citations(self, node: "SyntaxTreeNode") -> Iterator[Inline]:
        for place, ref in enumerate(node.meta["refs"]):
            found = _REF.fullmatch(ref)
            if ref not in self._sentences or found is None:
                raise self._fault(f"the article has no sentence {ref}", node.content)
            if place:
                yield Text(" ")
            paragraph, sentence = int(found[1]), int(found[2])
            target = self._targets.get(paragraph)
            yield Citation(paragraph=paragraph, sentence=sentence, target=target, wording=self._wording)

    def classes(self, node: "SyntaxTreeNode", allowed: Collection[str]) -> tuple[SemanticClass, ...]:
        """Return the classes of a block or a span.

        Raises:  TemplateError: an unknown class, or an attribute that nothing comes of.
        """
        for key in node.attrs:
            if key not in allowed:
                raise self._fault(
                    f"the attribute {key!r} has no meaning here", f"{key}=", "classes are written {.meta}"
                )
        names = str(node.attrs.get("class", "")).split()
        return tuple(self.semantic_class(name, f".{name}") for name in names)

    def semantic_class(self, name: str, written: str) -> SemanticClass:
        """Return the class of this name.

        Raises:  TemplateError: there is none.
        """
        if name not in _CLASSES:
            raise self._fault(f"unknown class {name!r}", written, f"classes are {', '.join(_CLASSES)}")
        return _CLASSES[name]

    def _fault(self, problem: str, written: str, hint: str | None = None) -> TemplateError:
        return fault(self._template, problem, written, hint)


def _merged(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the inlines with neighbouring texts made one and empty ones left out."""
    found: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Text):
            found.append(inline)
        elif found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + inline.text)
        elif inline.text:
            found.append(inline)
    return tuple(found)
