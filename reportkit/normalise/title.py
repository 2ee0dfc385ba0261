"""The title: declared, stated at the head of the text, or else made from the first sentence and marked so."""

import re
from dataclasses import replace

from reportkit.model.article import Field, Role
from reportkit.model.document import FieldName, Metadatum, Method
from reportkit.model.source import InputFormat
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
_JUNK = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b.*|(?:untitled|document|dokument|presentation|slide|new|home|index|print|article|no subject)(?:[ _-]?\d*)"
    r"|.*\.(?:docx?|pdf|indd|odt|rtf|txt|html?|pages|tex|qxd)|[\W\d_]*|https?://\S+",
    re.IGNORECASE,
)
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv|enc|ynt|ilt)\s*:\s*|\[[^\]]{1,30}\]\s*)+", re.IGNORECASE)
_SHORTEST_NAME = 3
"""Letters of an abridged outlet's name."""
_SUFFIX = re.compile(r"\s+[|·•»:–—-]\s+|\s*[|»]\s*|:\s+")
_TEMPLATED = frozenset({InputFormat.DOCX, InputFormat.PDF})
"""Formats whose title property is often left over from another document."""


def find_title(draft: Draft) -> Draft:
    """Return the draft with its title; the title block is dropped from the text, repetitions of it too.

    Raises:  UsageError: the user's title is empty.
    """
    stated = _stated(draft)
    title = supplied_text(draft, FieldName.TITLE) or _declared(draft, stated) or stated or _derived(draft)
    if title is None:
        return draft
    block = _block(draft, title, stated)
    if block and len(block) < len(draft.parts):
        draft = draft.without(*block, why="title")
    return replace(draft, title=title)


def _declared(draft: Draft, stated: Field[str] | None) -> Field[str] | None:
    """Return the container's title, in the words of the page where the page has it without additions."""
    for each in draft.declared(FieldName.TITLE):
        value = _cleaned(each, draft)
        if not value or _JUNK.fullmatch(value):
            continue
        shown = _shown(draft, value)
        if shown is not None:
            return Field(value=shown.text, method=Method.STATED, evidence=f"{shown.locator}; {each.evidence}")
        if stated is not None and draft.document.format in _TEMPLATED:
            return None
        return Field(value=value, method=each.method, evidence=each.evidence)
    return None


def _cleaned(each: Metadatum, draft: Draft) -> str:
    """Return a declared title without reply marks and without the outlet's name at its end."""
    value = " ".join(each.value.split())
    if draft.document.format is InputFormat.EMAIL:
        value = _REPLY.sub("", value, count=1) if _REPLY.match(value) else value
    outlets = {_fold(each.value) for each in draft.declared(FieldName.OUTLET)}
    if draft.outlet is not None:
        outlets |= {_fold(draft.outlet.value), _fold(draft.outlet.value.split(".")[0])}
    while (cut := _last_suffix(value)) is not None and _names(value[cut[1] :], outlets):
        value = value[: cut[0]]
    return value


def _last_suffix(value: str) -> tuple[int, int] | None:
    """Return the span of the last separator in a title, `None` where nothing follows one."""
    marks = [mark.span() for mark in _SUFFIX.finditer(value) if mark.start() and mark.end() < len(value)]
    return marks[-1] if marks else None


def _names(suffix: str, outlets: set[str]) -> bool:
    """Whether the words after the last separator are the outlet's name, in whole or abridged."""
    folded = _fold(suffix)
    return any(
        folded == outlet or (len(folded) >= _SHORTEST_NAME and (outlet.startswith(folded) or folded.startswith(outlet)))
        for outlet in outlets
        if outlet
    )


def _shown(draft: Draft, title: str) -> Part | None:
    """Return the part of the head that is the declared title without what was added to it, if there is one."""
    folded = _fold(title)
    for part in draft.parts[:_HEAD]:
        line = _fold(part.text)
        if (
            folded.startswith(line)
            and folded != line
            and count_words(part.text) >= _FEWEST_WORDS
            and "\n" not in part.text
        ):
            rest = title[len(part.text) :].strip()
            if rest and not rest[0].isalnum() and len(rest) < len(part.text):
                return part
    return None


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
    folded = {_fold(title.value), _fold(stated.value) if stated is not None and _replaced(title, stated) else ""} - {""}
    return tuple(number for number, part in enumerate(draft.parts[:_HEAD]) if _fold(part.text) in folded)


def _replaced(title: Field[str], stated: Field[str]) -> bool:
    """Whether the page's own title says what the title found says, in other words, or gave way to the user's."""
    if title.method is Method.SUPPLIED:
        return True
    one, other = set(words(title.value)), set(words(stated.value))
    return 2 * len(one & other) >= min(len(one), len(other))


def _fold(text: str) -> str:
    """Return the letters and digits of a text, case-folded: what two spellings of one title share."""
    return "".join(words(text)).replace("'", "")
