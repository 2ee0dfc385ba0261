"""The title among those that a container declares: without reply marks, site names and kickers around it."""

import re
from dataclasses import dataclass

from reportkit.model.article import Field
from reportkit.model.document import FieldName, Metadatum, Method
from reportkit.model.source import InputFormat
from reportkit.normalise.draft import Draft, Part
from reportkit.text.words import count_words, words

_HEAD = 6
"""The page's own title lies within so many first parts."""
_FEWEST_WORDS = 4
"""Of a line that could be a title by itself; fewer are a kicker or a section."""
_JUNK = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b.*|(?:untitled|document|dokument|presentation|slide|new|home|index|print|article|no subject)(?:[ _-]?\d*)"
    r"|.*\.(?:docx?|pdf|indd|odt|rtf|txt|html?|pages|tex|qxd)|[\W\d_]*|https?://\S+",
    re.IGNORECASE,
)
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv|enc|ynt|ilt)\s*:\s*|\[[^\]]{1,30}\]\s*)+", re.IGNORECASE)
_SHORTEST_NAME = 3
"""Letters of an abridged outlet's name."""
_SEPARATOR = re.compile(r"\s+[|·•»:–—│-]\s+|\s*[|»│]\s*|:\s+")
_ENDS_IN_SEPARATOR = re.compile(rf"(?:{_SEPARATOR.pattern})$")
_WINDOW_TITLE = "title element"
"""Evidence under which the HTML reader gives the text of `<title>`."""
_SHARED_WORDS = 2
_SHORTEST_SHARED = 4
"""Letters of a word by which two titles are seen to be about the same."""
_TEMPLATED = frozenset({InputFormat.DOCX, InputFormat.PDF})
"""Formats whose title property is often left over from another document."""


@dataclass(frozen=True, slots=True)
class _Witness:
    """One declared title, cleaned."""

    value: str
    metadatum: Metadatum


def declared_title(draft: Draft, *, shown: bool) -> Field[str] | None:
    """Return the best declared title, in the words that the page shows where it shows them; `None` where there is none.

    `shown`: the text has a title of its own, which in some formats is the better witness.
    """
    witnesses = [_Witness(_cleaned(each, draft), each) for each in draft.declared(FieldName.TITLE)]
    witnesses = [each for each in witnesses if each.value and not _JUNK.fullmatch(each.value)]
    if not witnesses:
        return None
    best = _bare(_visible(witnesses), witnesses)
    part = _part_within(draft, best.value)
    if part is not None:
        evidence = f"{part.locator}; {best.metadatum.evidence}"
        return Field(value=part.text, method=Method.STATED, evidence=evidence)
    if shown and draft.document.format in _TEMPLATED:
        return None
    return Field(value=best.value, method=best.metadatum.method, evidence=best.metadatum.evidence)


def fold(text: str) -> str:
    """Return the letters and digits of a text, case-folded: what two spellings of one title share."""
    return "".join(words(text)).replace("'", "")


def _cleaned(each: Metadatum, draft: Draft) -> str:
    """Return a declared title without reply marks and without the outlet's name at its end."""
    value = " ".join(each.value.split())
    if draft.document.format is InputFormat.EMAIL:
        value = _REPLY.sub("", value, count=1) if _REPLY.match(value) else value
    outlets = {fold(each.value) for each in draft.declared(FieldName.OUTLET)}
    if draft.outlet is not None:
        outlets |= {fold(draft.outlet.value), fold(draft.outlet.value.partition(".")[0])}
    while (cut := _last_separator(value)) is not None and _names(value[cut[1] :], outlets - {""}):
        value = value[: cut[0]]
    return value


def _last_separator(value: str) -> tuple[int, int] | None:
    """Return the span of the last separator in a title, `None` where nothing follows one."""
    marks = [mark.span() for mark in _SEPARATOR.finditer(value) if mark.start() and mark.end() < len(value)]
    return marks[-1] if marks else None


def _names(suffix: str, outlets: set[str]) -> bool:
    """Whether the words after the last separator are the outlet's name, in whole or abridged."""
    folded = fold(suffix)
    if len(folded) < _SHORTEST_NAME:
        return folded in outlets
    return any(outlet.startswith(folded) or folded.startswith(outlet) for outlet in outlets)


def _visible(witnesses: list[_Witness]) -> _Witness:
    """Return the best witness, or the headline that the page shows where the best one is only the window's title.

    A `title` element is often written for search engines; a headline about the same thing was written for readers.
    """
    best = witnesses[0]
    if best.metadatum.evidence != _WINDOW_TITLE:
        return best
    said = _long_words(best.value)
    for other in witnesses[1:]:
        if other.metadatum.method is Method.STATED and len(said & _long_words(other.value)) >= _SHARED_WORDS:
            return other
    return best


def _bare(best: _Witness, witnesses: list[_Witness]) -> _Witness:
    """Return the title without what another witness shows to be added to it: a kicker before it, a site's name behind."""
    for other in witnesses:
        longer = len(best.value) - len(other.value)
        if longer <= 0:
            continue
        behind = best.value.endswith(other.value) and _ENDS_IN_SEPARATOR.search(best.value[:longer])
        in_front = best.value.startswith(other.value) and _SEPARATOR.match(best.value[len(other.value) :])
        if longer <= len(other.value) and (behind or in_front):
            return other
    return best


def _long_words(text: str) -> frozenset[str]:
    """Return the words that tell what a title is about."""
    return frozenset(word for word in words(text) if len(word) >= _SHORTEST_SHARED)


def _part_within(draft: Draft, title: str) -> Part | None:
    """Return the part of the head that is the title without what was added to it, if there is one."""
    folded = fold(title)
    for part in draft.parts[:_HEAD]:
        line = fold(part.text)
        if not folded.startswith(line) or folded == line or "\n" in part.text or count_words(part.text) < _FEWEST_WORDS:
            continue
        rest = title[len(part.text) :].strip()
        if rest and not rest[0].isalnum() and len(rest) < len(part.text):
            return part
    return None
