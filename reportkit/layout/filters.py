"""What templates may use: filters and `range`. All that joins text escapes it for Markdown."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sized
from dataclasses import replace
from types import MappingProxyType
from urllib.parse import quote

from jinja2 import filters, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from reportkit.layout.run import run
from reportkit.layout.view import SourceParagraph
from reportkit.model.briefing import Statement
from reportkit.text.dates import format_date
from reportkit.text.markdown import escape

_REF = re.compile(r"p([0-9]+)\.s([0-9]+)")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_WORD = re.compile(r"\S+")
WIDTH_OF_WORD = 6
"""What a budget of words takes a word for, its space included, in letters as wide as `e`: English has 5 on the average."""
WIDTH_OF_CITATION = 5
"""What one takes in the same measure: `[10.5]` is set smaller."""
_LONG_WORD, _LONGEST_WORD = 12, 40
_LAST_LATIN = "\u024f"
_TENTHS = MappingProxyType(
    {**dict.fromkeys(" .,;:!|'’‘()[]-ijl", 6), **dict.fromkeys("tfrsI", 8), **dict.fromkeys("mwMW@%—…", 16)}
)
"""Widths of characters that differ from others of their kind."""


def markdown(value: object) -> Markup:
    """Return a value as Markdown: text escaped, numbers as they are, markup untouched.

    Raises:  TypeError: a value that is no text; a list is for a loop, a statement has its `text`.
             UndefinedError: a name that is not there.
    """
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return Markup(escape(value))  # noqa: S704 - escaped
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Markup(escape(str(value)))  # noqa: S704 - escaped
    str(value)  # an undefined name says which one
    raise TypeError(f"{_kind(value)} is not text and cannot be put out")


def _kind(value: object) -> str:
    match value:
        case None:
            return "none (a value that the source does not give)"
        case bool():
            return "true or false"
        case list() | tuple():
            return "a list"
        case _:
            return f"a {type(value).__name__}"


def joined(parts: Iterable[object], separator: object = "") -> str:
    """Return the parts in a row; where one of them is markup all of it is, and the rest is escaped."""
    values = [part if isinstance(part, str) else markdown(part) for part in parts]
    between = separator if isinstance(separator, str) else markdown(separator)
    if any(isinstance(value, Markup) for value in (*values, between)):
        values, between = [markdown(value) for value in values], markdown(between)
        text: str = Markup(str(between).join(map(str, values)))  # noqa: S704 - each part is escaped
    else:
        text = between.join(values)
    run().take_characters(len(text))
    return text


@pass_context
def _escaped(_context: Context, value: object) -> Markup:
    """Take the context, so that Jinja2 does not work it out while compiling, where markup becomes text."""
    return markdown(value)


def cite(refs: Iterable[str]) -> Markup:
    """Return the references of a statement as citations, in their order.

    Raises:  ValueError: not the ids of sentences.
    """
    ids = [refs] if isinstance(refs, str) else list(refs)
    if not all(_REF.fullmatch(ref) for ref in ids):
        raise ValueError(f"{ids} are not ids of sentences, such as p2.s5")
    run().cited.update(ids)
    inner = "; ".join(f"@{ref}" for ref in ids)
    return Markup(f"[{inner}]" if ids else "")  # noqa: S704 - ids only


def cited(paragraphs: Iterable[SourceParagraph]) -> list[SourceParagraph]:
    """Return of the source's paragraphs the sentences that were cited up to here, and of these paragraphs no more."""
    kept = []
    for paragraph in paragraphs:
        sentences = tuple(sentence for sentence in paragraph.sentences if sentence.id in run().cited)
        if sentences:
            kept.append(replace(paragraph, sentences=sentences))
    return kept


def link(address: str, text: str | None = None) -> Markup:
    """Return a link to an address on the web or of a mailbox; of any other address the plain text."""
    words = markdown(address if text is None else text)
    if not _ADDRESS.fullmatch(address):
        return words
    target = quote(address, safe="%/:=&?~#+!$,;'@*-._()[]")
    return Markup(f"[{words}](<{target}>)")  # noqa: S704 - words are escaped, the target is quoted


def first_words(text: str, count: int) -> str:
    """Return the text cut behind a number of words and marked so; whole where it has no more.

    Shape:   words wider than `WIDTH_OF_WORD` on the average make it fewer; a single one is cut.
    Raises:  TypeError: markup, which cannot be cut.
    """
    if isinstance(text, Markup):
        raise TypeError("markup cannot be cut")
    width = count * WIDTH_OF_WORD
    ends = [word.end() for word in _WORD.finditer(text)]
    if len(ends) <= count and _width(text) <= width:
        return text
    kept = [end for end in ends[:count] if _width(text[:end]) <= width]
    return f"{text[: kept[-1] if kept else width // 2].rstrip(',;:')} …"


def within(statements: Iterable[Statement], words: int, line: int = 1, gap: int = 0) -> list[Statement]:
    """Return the statements from the first on that fit into a number of words together, each whole; see `room`."""
    kept: list[Statement] = []
    for statement in statements:
        words -= room([statement], line, gap)
        if words < 0:
            break
        kept.append(statement)
    return kept


def room(said: str | Iterable[Statement], line: int = 1, gap: int = 0) -> int:
    """Return how many words of a budget a text takes, or statements with their citations.

    Shape:   words of `WIDTH_OF_WORD`, whatever the text's own are: what counts is the paper; what begins on a line of its
             own takes whole lines of so many words (`line`), and what keeps it from the next (`gap`).
    """
    texts = [(said, 0)] if isinstance(said, str) else [(each.text, len(each.refs)) for each in said]
    return sum(-(-_words(text, citations) // line) * line + gap for text, citations in texts)


def _words(text: str, citations: int) -> int:
    width = _width(text) + WIDTH_OF_CITATION * citations
    return -(-width // WIDTH_OF_WORD)


def _width(text: str) -> int:
    """Return about how wide a text is, in small letters of a middling width, such as `e`.

    Long words count for more: lines before them stay short.
    """
    ragged = sum((min(len(word), _LONGEST_WORD) - _LONG_WORD) // 2 for word in text.split() if len(word) > _LONG_WORD)
    return sum(map(_tenths, text)) // 10 + ragged


def _tenths(character: str) -> int:
    """Return about how wide a character is, in tenths of an `e`, measured on the default theme's serif."""
    if character in _TENTHS:
        return _TENTHS[character]
    if unicodedata.east_asian_width(character) in "WF":
        return 20
    if character.isupper():
        return 13
    return 12 if character > _LAST_LATIN and character.isalpha() else 10


def counted(items: Iterable[object]) -> Iterable[object]:
    """Return the items of a loop, its turns counted."""
    known = items if isinstance(items, Sized) else list(items)
    run().take_steps(len(known))
    return known


def bounded_range(*bounds: int) -> range:
    """Return a range whose numbers count as steps."""
    numbers = range(*bounds)
    run().take_steps(len(numbers))
    return numbers


def _reverse(items: Iterable[object]) -> list[object]:
    return list(items)[::-1]


def _trim(text: str) -> str:
    return text.strip()


_KEPT = frozenset(
    {
        "abs",
        "capitalize",
        "count",
        "d",
        "default",
        "dictsort",
        "first",
        "float",
        "groupby",
        "int",
        "items",
        "last",
        "length",
        "list",
        "lower",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "round",
        "select",
        "selectattr",
        "sort",
        "string",
        "title",
        "unique",
        "upper",
        "wordcount",
    }
)
"""Filters of Jinja2 that neither reach into objects, nor make large values, nor treat text as HTML."""

FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        **{name: function for name, function in filters.FILTERS.items() if name in _KEPT},
        "cite": cite,
        "cited": cited,
        "date": format_date,
        "e": _escaped,
        "escape": _escaped,
        "first_words": first_words,
        "join": lambda parts, separator="": joined(parts, separator),
        "link": link,
        "reverse": _reverse,
        "room": room,
        "trim": _trim,
        "within": within,
    }
)
