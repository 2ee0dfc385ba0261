"""Who wrote it: people that the container or a line of the page names as authors."""

import re
from collections.abc import Iterable
from dataclasses import replace

from reportkit.model.article import Field, Role
from reportkit.model.document import FieldName, Method
from reportkit.normalise.draft import Draft
from reportkit.normalise.signs import signs
from reportkit.normalise.supplied import supplied_names
from reportkit.text.dates import find_dates

_HEAD = 8
"""Bylines stand among so many first parts, or in the last one."""
_MOST_CHARACTERS = 140
_AND = re.compile(r"\s*(?:;|&|/|\||\band\b|\bund\b|\bet\b|\by\b|\be\b|\bi\b|\ben\b|\bog\b|\boch\b|\bve\b|\bи\b)\s*")
_PARTICLES = re.compile(
    r"de|del|della|der|den|di|da|do|dos|das|du|la|le|van|von|zu|zum|zur|ten|ter|af|av|al|el|bin|ibn|abu|y|e|st"
)
_ELIDED = re.compile(r"(?:d|l|dell|dall)['’][^\W\d_]", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_][\w'’‘.\-]*")
_NOBODY = re.compile(
    r"\W*(?:admin\w*|staff|editor(?:s|ial)?|editorial (?:team|board|staff)|redaktion\w*|redacci[oó]n|reda[cç][aã]o|r[ée]daction|redazione|redactie"
    r"|unknown|anonymous|n/?a|none|null|undefined|user|guest|webmaster|root|author|autor|newsroom|news desk|press(?: office| team| release)?|web ?desk"
    r"|microsoft office user|windows user)\W*",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\b(?:staff|correspondents?|reporters?|desk|newsroom|agencies|editors?|writer|columnist|analyst|bureau|chief|contributors?"
    r"|redakteur\w*|korrespondent\w*|journalist\w*|redactora?|corresponsal|editora?|muhabir\w*|rédac\w*|photograph\w*|producer|director|professor)\b",
    re.IGNORECASE,
)
"""Words of a post: what bears one is no name."""
_ADDRESS = re.compile(r"\S*@\S+|https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.\w\w)\b", re.IGNORECASE)
_LONGEST_NAME = 6
"""Words of a person's name, particles included."""


def find_byline(draft: Draft) -> Draft:
    """Return the draft with the names of its authors; the line that states them is dropped from the text.

    Addresses, `admin` and `Staff` are no names. An agency counts only where the container declares it as author.

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
        if len(draft.parts) > 1:
            draft = replace(draft.without(number, why="byline"), above_byline=number)
        break
    return replace(draft, byline=byline)


def _declared(draft: Draft) -> Field[tuple[str, ...]] | None:
    """Return the declared authors, all those of the best witness."""
    every = draft.declared(FieldName.BYLINE)
    for evidence in dict.fromkeys(each.evidence for each in every):
        values = [each for each in every if each.evidence == evidence]
        names = _distinct(
            name for each in values for name in _split(_without_by(each.value, draft.tag)) if not _is_nobody(name)
        )
        if names:
            return Field(value=names, method=values[0].method, evidence=evidence)
    return None


def _places(draft: Draft) -> list[int]:
    """Return the indices at which a byline may stand."""
    count = len(draft.parts)
    return sorted({*range(min(_HEAD, count)), *range(max(0, count - 1), count)})


def _names_in_line(draft: Draft, number: int) -> tuple[str, ...] | None:
    """Return the names in a byline, an empty tuple for one that names nobody, `None` for any other part."""
    part = draft.parts[number]
    opening = signs(draft.tag).byline.match(part.text)
    elsewhere = part.role in {Role.LIST, Role.TABLE, Role.QUOTE} or (part.role is Role.HEADING and not number)
    if opening is None or elsewhere or len(part.text) > _MOST_CHARACTERS:
        return None
    line = part.text[opening.end() :].split("\n")[0]
    dates = find_dates(line, draft.tag)
    line = line[: dates[0].start] if dates else line
    if line.rstrip().endswith((".", "!", "?")) and not re.search(r"\b[A-Z]\.$|\b(?:Jr|Sr)\.$", line.rstrip()):
        return None
    names = _split(_without_addresses(re.split(r"\s[|·•–—-]\s|\s+\((?!\))|\s+in\s|\s+for\s|\s+aus\s|\s+à\s", line)[0]))
    people = [name for name in names if _is_person(name)]
    if not people or not _is_person(names[0]):
        return () if names and all(map(_is_nobody, names)) else None
    return _distinct(name for name in people if not _is_nobody(name))


def _split(text: str) -> list[str]:
    """Return the names in a list of them: `Jane Doe, John Smith and Ana Sá`; `Doe, Jane` stays one."""
    names: list[str] = []
    for piece in _AND.split(text):
        halves = [half.strip() for half in piece.split(",") if half.strip()]
        several = len(halves) > 1 and len(halves[0].split()) > 1
        names.extend(halves if several else [", ".join(halves)])
    cleaned = (" ".join(name.split()).strip(" .,:-–—|") + _initial(name) for name in names)
    return [name for name in cleaned if name]


def _initial(name: str) -> str:
    """Return the stop that a name ends in where it is that of an initial or of Jr."""
    return "." if re.search(r"\b(?:[A-Z]|Jr|Sr)\.\s*$", name) else ""


def _without_by(text: str, language: str | None) -> str:
    """Return a declared author without a `By` in front, and without an address beside the name."""
    opening = signs(language).byline.match(text)
    named = re.sub(r"\s*[<(]\s*\S+@\S+\s*[>)]|^\S+@\S+\s+\((?=[^)]+\)$)", "", text[opening.end() if opening else 0 :])
    return named.strip('() "') if "@" in text else named


def _without_addresses(text: str) -> str:
    """Return the text without e-mail and web addresses."""
    return _ADDRESS.sub("", text)


def _is_nobody(name: str) -> bool:
    """Whether a name is an address, an account or a department."""
    return bool(
        _NOBODY.fullmatch(name) or _ADDRESS.search(name) or _STAFF.search(name) or not re.search(r"[^\W\d_]{2}", name)
    )


def _is_person(name: str) -> bool:
    """Whether the words look like a person's name: two words or more, with capitals, particles apart."""
    tokens = name.split()
    if not 1 < len(tokens) <= _LONGEST_NAME or not all(map(_NAME_WORD.fullmatch, tokens)):
        return False
    return (
        all(
            token[0].isupper() or _PARTICLES.fullmatch(token) or _ELIDED.match(token) or not token[0].islower()
            for token in tokens
        )
        and not tokens[-1].islower()
    )


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in order, each once."""
    return tuple(dict.fromkeys(names))
