"""The title: declared, stated at the head of the text, or else made from the first sentence and marked so."""

from dataclasses import replace

from reportkit.model.article import Field, Role
from reportkit.model.document import FieldName, Method
from reportkit.normalise.declared_title import declared_title, fold
from reportkit.normalise.draft import Draft, Part
from reportkit.normalise.headline import headline
from reportkit.normalise.supplied import supplied_text
from reportkit.text.sentences import split
from reportkit.text.words import count_words, words

_HEAD = 6
"""The title block lies within so many first parts."""
_MOST_WORDS = 25
_MOST_CHARACTERS = 200
_FEWEST_WORDS = 4
"""Of a sentence or a line that could be a title by itself; fewer are a kicker, a date, a greeting."""
_FEWEST_WORDS_BELOW = 15
"""A line is a title only above a text."""


def find_title(draft: Draft) -> Draft:
    """Return the draft with its title; the title block is dropped from the text, repetitions of it too.

    Raises:  UsageError: the user's title is empty.
    """
    stated = _stated(draft)
    title = (
        supplied_text(draft, FieldName.TITLE)
        or declared_title(draft, shown=stated is not None)
        or stated
        or _derived(draft)
    )
    if title is None:
        return draft
    block = _block(draft, title, stated)
    if block and len(block) < len(draft.parts):
        draft = draft.without(*block, why="title")
    return replace(draft, title=title)


def _stated(draft: Draft) -> Field[str] | None:
    """Return the heading or the line above the text that is its title."""
    for number, part in enumerate(draft.parts[: _HEAD // 2]):
        if part.role is Role.HEADING and words(part.text):
            return _field(part)
        if number == 0 and _is_title_line(draft):
            return _field(part)
        if count_words(part.text) >= _FEWEST_WORDS:
            break
    return None


def _field(part: Part) -> Field[str]:
    """Return the part's words as a title that the source states."""
    return Field(value=" ".join(part.text.split()), method=Method.STATED, evidence=str(part.locator))


def _is_title_line(draft: Draft) -> bool:
    """Whether the first part is a line above the text: short, without a full stop, and with a text to follow."""
    first = draft.parts[0]
    if first.role is not Role.BODY or "\n" in first.text or len(first.text) > _MOST_CHARACTERS:
        return False
    count = count_words(first.text)
    if not 1 < count <= _MOST_WORDS or first.text.rstrip('”"’»)').endswith((".", ":", ",", ";", "。", "…", "،")):
        return False
    return any(part.is_prose and count_words(part.text) >= max(_FEWEST_WORDS_BELOW, count) for part in draft.parts[1:4])


def _derived(draft: Draft) -> Field[str] | None:
    """Return a title made from the first sentence that is one."""
    for part in draft.parts:
        if not part.is_prose:
            continue
        for start, end in split(part.text, draft.tag):
            sentence = part.text[start:end]
            if count_words(sentence) >= _FEWEST_WORDS:
                value = headline(sentence, draft.tag)
                return Field(value=value, method=Method.DERIVED, evidence=sentence)
    first = draft.parts[0].text.split("\n")[0]
    return Field(value=headline(first, draft.tag), method=Method.DERIVED, evidence=first) if words(first) else None


def _block(draft: Draft, title: Field[str], stated: Field[str] | None) -> tuple[int, ...]:
    """Return the indices of the title block: the title, once more the title, and the page's own one where another won."""
    if title.method is Method.DERIVED:
        return ()
    folded = {fold(title.value), fold(stated.value) if stated is not None and _replaced(title, stated) else ""} - {""}
    return tuple(number for number, part in enumerate(draft.parts[:_HEAD]) if fold(part.text) in folded)


def _replaced(title: Field[str], stated: Field[str]) -> bool:
    """Whether the page's own title says what the title found says, in other words, or gave way to the user's."""
    if title.method is Method.SUPPLIED:
        return True
    one, other = set(words(title.value)), set(words(stated.value))
    return 2 * len(one & other) >= min(len(one), len(other))
