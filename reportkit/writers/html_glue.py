"""Where a line may not break: between the last word of a statement and its citations, and inside names with a slash.

A no-break space would do neither: WeasyPrint then breaks after the first word of the link, and a word joiner would
change the text that a machine reads. So the writer puts such words into one span that does not wrap.
"""

import re
from dataclasses import replace

from reportkit.model.report import Citation, Code, Emphasis, Inline, LineBreak, Span, Strong, Text

KEEP_CHARACTERS = 30
"""Longest word that is kept on one line; longer ones would run out of a phone's page or a table's cell."""
KEEP_CITATIONS = 3
"""Citations kept beside the last word; further ones may go to the next line."""

_SPACES = " \t\r\n\f"
_LAST_SPACE = re.compile(rf"[{_SPACES}](?=[^{_SPACES}]*$)")

Inlines = tuple[Inline, ...]


def plain_text(inlines: Inlines) -> str:
    """Return what a reader sees, without markup."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text=text) | Code(text=text):
            return text
        case Citation():
            return inline.label
        case LineBreak():
            return " "
        case _:
            return plain_text(inline.children)


def glue(before: Inlines, run: Inlines) -> tuple[Inlines, Inlines, Inlines]:
    """Return what comes before the last word, that word with the first citations of the run, and the rest of the run.

    `run` is citations with the white space between them. A word that is too long to be kept stays in the first part.
    """
    rest, word = split_last_word(before)
    if len(plain_text(word)) > KEEP_CHARACTERS:
        rest, word = before, ()
    citations = [place for place, inline in enumerate(run) if isinstance(inline, Citation)]
    kept = citations[:KEEP_CITATIONS][-1] + 1
    return rest, word + run[:kept], run[kept:]


def is_blank(inline: Inline) -> bool:
    """Tell whether this is white space alone."""
    return isinstance(inline, Text) and not inline.text.strip(_SPACES)


def split_last_word(inlines: Inlines, after: Inlines = ()) -> tuple[Inlines, Inlines]:
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
        return split_last_word(rest, (last, *after))
    return (*rest, head), (*tail, *after)


def _split_node(node: Inline) -> tuple[Inline | None, Inlines]:
    """Return a node's part before its last word, and that word; no first part where the node is all one word."""
    match node:
        case Text(text=text) | Code(text=text):
            found = _LAST_SPACE.search(text.rstrip(_SPACES))
            if found is not None:
                return replace(node, text=text[: found.end()]), (replace(node, text=text[found.end() :]),)
        case Strong() | Emphasis() | Span(anchor=None):
            before, word = split_last_word(node.children)
            if before:
                return replace(node, children=before), (replace(node, children=word),)
        case _:
            pass
    return None, (node,)
