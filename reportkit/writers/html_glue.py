"""Where a line may not break: between a last word and its citations, between a sentence's number and its first word.

A no-break space would do neither: WeasyPrint then breaks after the first word of the link, and a word joiner would
change the text that a machine reads. So the writer puts such words into one span that does not wrap.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from reportkit.model.report import (
    Citation,
    Code,
    Emphasis,
    Inline,
    LineBreak,
    SemanticClass,
    Span,
    Strong,
    Text,
    plain_text,
)

KEEP_CHARACTERS = 30
"""Longest word that is kept on one line; longer ones would run out of a phone's page or a table's cell."""
KEEP_CITATIONS = 3
"""Citations kept beside the last word; further ones may go to the next line."""

_SPACES = " \t\r\n\f"
_LAST_SPACE = re.compile(rf"[{_SPACES}](?=[^{_SPACES}]*$)")
_FIRST_WORD = re.compile(rf"[{_SPACES}]*[^{_SPACES}]{{1,{KEEP_CHARACTERS}}}(?=[{_SPACES}]|$)")

Inlines = tuple[Inline, ...]


def pieces(inlines: Inlines) -> Iterator[tuple[Inlines, bool]]:
    """Yield the content in order, cut in pieces, each with whether it must stay on one line."""
    waiting: list[Inline] = []
    place = 0
    while place < len(inlines):
        inline = inlines[place]
        end = place + 1
        if isinstance(inline, Citation):
            end = _end_of_run(inlines, place)
            before, word, after = _glue_citations(tuple(waiting), inlines[place:end])
            yield before, False
            yield word, True
            waiting = [*after]
        elif _is_number(inline) and end < len(inlines) and isinstance(text := inlines[end], Text):
            first, rest = _split_first_word(text)
            yield tuple(waiting), False
            yield (inline, first), True
            waiting = [rest]
            end += 1
        else:
            waiting.append(inline)
        place = end
    yield tuple(waiting), False


def _is_number(inline: Inline) -> bool:
    return isinstance(inline, Span) and SemanticClass.SENTENCE_NUMBER in inline.classes


def _end_of_run(inlines: Inlines, start: int) -> int:
    """Return the place after the last citation of the run that begins at `start`."""
    end = place = start
    while place < len(inlines) and (isinstance(inlines[place], Citation) or _is_blank(inlines[place])):
        place += 1
        if isinstance(inlines[place - 1], Citation):
            end = place
    return end


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, Text) and not inline.text.strip(_SPACES)


def _glue_citations(before: Inlines, run: Inlines) -> tuple[Inlines, Inlines, Inlines]:
    """Return what comes before the last word, that word with the first citations of the run, and the rest of the run.

    `run` is citations with the white space between them. A word that is too long to be kept stays in the first part.
    """
    rest, word = _split_last_word(before)
    if len(plain_text(word)) > KEEP_CHARACTERS:
        rest, word = before, ()
    citations = [place for place, inline in enumerate(run) if isinstance(inline, Citation)]
    kept = citations[:KEEP_CITATIONS][-1] + 1
    return rest, word + run[:kept], run[kept:]


def _split_first_word(text: Text) -> tuple[Text, Text]:
    """Return the first word with the white space before it, and the rest; no first word where it is too long to keep."""
    found = _FIRST_WORD.match(text.text)
    end = found.end() if found else 0
    return Text(text.text[:end]), Text(text.text[end:])


def _split_last_word(inlines: Inlines, after: Inlines = ()) -> tuple[Inlines, Inlines]:
    """Return the content before the last word, and that word with the white space after it.

    A link or a span with an anchor is never cut in two: where it holds the end of the word, all of it is the word.
    `after` is the end of the word where it began in a later node.
    """
    if not inlines or isinstance(inlines[-1], Citation | LineBreak):
        return inlines, after
    rest, last = inlines[:-1], inlines[-1]
    inked = bool(plain_text(after).strip(_SPACES))
    if inked and plain_text((last,))[-1:] in tuple(_SPACES):
        return inlines, after
    head, tail = _split_node(last)
    if head is None:
        return _split_last_word(rest, (last, *after))
    return (*rest, head), (*tail, *after)


def _split_node(node: Inline) -> tuple[Inline | None, Inlines]:
    """Return a node's part before its last word, and that word; no first part where the node is all one word."""
    match node:
        case Text(text=text) | Code(text=text):
            found = _LAST_SPACE.search(text.rstrip(_SPACES))
            if found is not None:
                return replace(node, text=text[: found.end()]), (replace(node, text=text[found.end() :]),)
        case Strong() | Emphasis() | Span(anchor=None):
            before, word = _split_last_word(node.children)
            if before:
                return replace(node, children=before), (replace(node, children=word),)
        case _:
            pass
    return None, (node,)
