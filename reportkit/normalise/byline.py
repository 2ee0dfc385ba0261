"""Who wrote it: people that the container or a line of the page names as authors."""

import re
from dataclasses import replace

from reportkit.model.article import Field, Role
from reportkit.model.document import FieldName, Method
from reportkit.normalise.draft import Draft
from reportkit.normalise.names import distinct, is_nobody, is_person, names_in, without_addresses, without_surroundings
from reportkit.normalise.signs import signs
from reportkit.normalise.supplied import supplied_names
from reportkit.text.dates import find_dates
from reportkit.text.words import words

_HEAD = 8
"""Bylines stand among so many first parts, or in the last one."""
_MOST_CHARACTERS = 140
_LONGEST_VALUE = 400
"""What is looked at of a declared value, in characters."""
_MOST_AUTHORS = 12
"""More names than these under one mark are the references of a paper or the authors of other pages."""
_JOINTS = re.compile(r"\b(?:and|und|et|y|e|og|och|ve|и)\b")
_LINKED = "JSON-LD"
"""How the evidence of linked data begins."""
_AFTER_NAMES = re.compile(r"\s[|·•–—-]\s|\s+\((?!\))|\s+in\s|\s+for\s|\s+aus\s|\s+à\s")
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\b[JS]r)[.!?]\s*$")


def find_byline(draft: Draft) -> Draft:
    """Return the draft with the names of its authors; the line that states them is dropped from the text.

    A line is known by its `By`, or by standing above the first sentence and holding nothing but the names of several people. A date
    in it is when the article was published.

    Addresses, accounts, departments are no authors. An agency or the outlet itself counts only where the container
    declares it as one and names nobody else.

    Raises:  UsageError: the user gives no name.
    """
    byline = supplied_names(draft) or _declared(draft)
    for number in _places(draft):
        names = _names_in_line(draft, number)
        if names is None:
            continue
        text = draft.parts[number].text
        if names and byline is None:
            byline = Field(value=names, method=Method.STATED, evidence=text)
        dates = find_dates(text, draft.tag)
        if draft.published is None and len(dates) == 1:
            draft = replace(draft, published=Field(value=dates[0].iso, method=Method.STATED, evidence=text))
        if len(draft.parts) > 1:
            draft = replace(draft.without(number, why="byline"), above_byline=number)
        break
    return replace(draft, byline=byline)


def _declared(draft: Draft) -> Field[tuple[str, ...]] | None:
    """Return the authors of the best witness that names more than the outlet; failing that, the outlet as declared."""
    every = draft.declared(FieldName.BYLINE)
    marks = tuple(dict.fromkeys(each.evidence for each in every))
    named = {
        mark: distinct(name for each in every if each.evidence == mark for name in _authors(each.value, draft))
        for mark in marks
    }
    outlets = {words(each.value) for each in draft.declared(FieldName.OUTLET)}
    outlets |= {words(draft.outlet.value)} if draft.outlet else set()
    for candidates in ({mark: _without(names, outlets) for mark, names in named.items()}, named):
        best = next((mark for mark in marks if 0 < len(candidates[mark]) <= _MOST_AUTHORS), None)
        if best is not None:
            method = next(each.method for each in every if each.evidence == best)
            return _with_linked(best, candidates, method)
    return None


def _with_linked(best: str, candidates: dict[str, tuple[str, ...]], method: Method) -> Field[tuple[str, ...]]:
    """Return the names of the best witness and those that linked data adds.

    A reader gives a value once, under its best witness: of two authors one may stand under a mark of the page and only
    the other under the linked data.
    """
    linked = [
        mark for mark, names in candidates.items() if mark.startswith(_LINKED) and 0 < len(names) <= _MOST_AUTHORS
    ]
    used = distinct([best, *linked])
    return Field(
        value=distinct(name for mark in used for name in candidates[mark]), method=method, evidence="; ".join(used)
    )


def _without(names: tuple[str, ...], outlets: set[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the names that are not the outlet's."""
    return tuple(name for name in names if words(name) not in outlets)


def _authors(value: str, draft: Draft) -> list[str]:
    """Return the people or agencies that one declared value names."""
    value = value[:_LONGEST_VALUE]
    opening = signs(draft.tag).byline.match(value)
    value = value[opening.end() if opening else 0 :]
    dates = find_dates(value, draft.tag)
    value = without_surroundings(value[: dates[0].start] if dates else value)
    return [name for name in names_in(value) if not is_nobody(name)]


def _places(draft: Draft) -> list[int]:
    """Return the indices at which a byline may stand."""
    count = len(draft.parts)
    return sorted({*range(min(_HEAD, count)), *range(max(0, count - 1), count)})


def _names_in_line(draft: Draft, number: int) -> tuple[str, ...] | None:
    """Return the names in a byline, an empty tuple for one that names nobody, `None` for any other part."""
    part = draft.parts[number]
    elsewhere = part.role in {Role.LIST, Role.TABLE, Role.QUOTE} or (part.role is Role.HEADING and not number)
    if elsewhere or len(part.text) > _MOST_CHARACTERS:
        return None
    opening = signs(draft.tag).byline.match(part.text)
    if opening is None:
        above = 0 < number < _HEAD // 2 and not any(_SENTENCE_END.search(each.text) for each in draft.parts[:number])
        return _only_names(part.text) if above else None
    line = part.text[opening.end() :].partition("\n")[0]
    dates = find_dates(line, draft.tag)
    line = line[: dates[0].start] if dates else line
    if _SENTENCE_END.search(line):
        return None
    names = names_in(without_addresses(_AFTER_NAMES.split(line)[0]))
    if names and is_person(names[0]):
        return distinct(name for name in names if is_person(name) and not is_nobody(name))
    return () if names and all(map(is_nobody, names)) else None


def _only_names(text: str) -> tuple[str, ...] | None:
    """Return the names in a line that holds those of several people and nothing else, `None` for any other line."""
    names = [name for piece in names_in(text) for name in piece.split(", ")]
    whole = sum(len(words(name)) for name in names) + len(_JOINTS.findall(text)) == len(words(text))
    return distinct(names) if len(names) > 1 and whole and all(map(is_person, names)) else None
