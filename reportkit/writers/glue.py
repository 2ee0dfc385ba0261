"""Where a line may not break: between a last word and its citations, between a sentence's number and its first word.

A no-break space stands there, in every format that breaks lines. It belongs to neither side: the words of a sentence
are the source's own, white space and all.
"""

from dataclasses import replace

from reportkit.model.report import Citation, Emphasis, Inline, SemanticClass, Span, Strong, Text, plain_text

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
KEEP_CITATIONS = 3
"""Citations kept beside the last word; further ones may go to the next line."""

_SPACES = " \t\r\n\f"

Inlines = tuple[Inline, ...]


def glued(inlines: Inlines) -> Inlines:
    """The same content with no-break spaces where a line may not break; what stands inside its nodes is not looked at.

    Citations with no word before them, as in a column of a table, stay as they are.
    """
    found: list[Inline] = []
    run = 0
    worded = False
    for inline in inlines:
        if isinstance(inline, Citation):
            run += 1
            if worded and run <= KEEP_CITATIONS:
                found[-1] = _bound(found[-1])
        elif plain_text((inline,)).strip(_SPACES):
            run = 0
            worded = True
            if found and _is_number(found[-1]) and isinstance(inline, Text) and inline.text[0] in _SPACES:
                inline = Text(NO_BREAK_SPACE + inline.text.lstrip(_SPACES))  # noqa: PLW2901 - what is kept of it
        found.append(inline)
    return tuple(found)


def _is_number(inline: Inline) -> bool:
    return isinstance(inline, Span) and SemanticClass.SENTENCE_NUMBER in inline.classes


def _bound(inline: Inline) -> Inline:
    """Return the node with a no-break space for the white space at its end, where it ends in some."""
    match inline:
        case Text(text=text) if text.endswith(tuple(_SPACES)):
            return Text(text.rstrip(_SPACES) + NO_BREAK_SPACE)
        case Strong(children=(*before, last)) | Emphasis(children=(*before, last)) | Span(children=(*before, last)):
            return replace(inline, children=(*before, _bound(last)))
        case _:
            return inline
