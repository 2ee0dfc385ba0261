"""Who published the article, and the credit line that says so."""

import re
from dataclasses import replace

from reportkit.model.article import Field
from reportkit.model.document import FieldName, Method
from reportkit.normalise.draft import Draft, Part
from reportkit.normalise.signs import signs
from reportkit.normalise.supplied import supplied_text
from reportkit.normalise.url import address_in, host_of
from reportkit.text.dates import find_dates
from reportkit.text.words import count_words

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\)|copyright)\s*(?:copyright\s+)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?,?\s+)?(?:by\s+)?"
    r"(?P<name>[^.|]{2,60}?)\s*(?:[.|]|,?\s*(?:19|20)\d\d|$).*",
    re.IGNORECASE | re.DOTALL,
)
_AT_THE_END = 4
"""Credit lines stand among so many last parts; in front of them, `Source: …` belongs to a table or a picture."""
_MOST_WORDS = 8
"""Of an outlet's name; more is a sentence that happens to begin with `Source`."""
_MOST_LINE_WORDS = 25


def find_outlet(draft: Draft) -> Draft:
    """Return the draft with its publisher; a credit line at its end is dropped, whoever is found.

    The container's word comes first, then the credit line (which may also hold the address), then the host of the
    address.

    Raises:  UsageError: the user's name is empty.
    """
    declared = draft.declared(FieldName.OUTLET)
    outlet = supplied_text(draft, FieldName.OUTLET)
    if outlet is None and declared:
        best = declared[0]
        outlet = Field(value=" ".join(best.value.split()), method=best.method, evidence=best.evidence)
    number, stated = _credit(draft)
    if number is not None:
        line = draft.parts[number].text
        address = address_in(line)
        if address and draft.url is None:
            draft = replace(draft, url=Field(value=address, method=Method.STATED, evidence=line))
        draft = draft.without(number, why="credit line")
        outlet = outlet or stated
    return replace(draft, outlet=outlet or _by_host(draft))


def _credit(draft: Draft) -> tuple[int | None, Field[str] | None]:
    """Return the index of the credit line and the outlet it states, the last such line first."""
    for number in range(len(draft.parts) - 1, max(-1, len(draft.parts) - 1 - _AT_THE_END), -1):
        part = draft.parts[number]
        name = _name_in(part, draft.tag)
        if name and len(draft.parts) > 1:
            return number, Field(value=name, method=Method.STATED, evidence=part.text)
    return None, None


def _name_in(part: Part, language: str | None) -> str | None:
    """Return the outlet that a part names as its first publisher, `None` where it is no credit line."""
    if not part.is_prose or "\n" in part.text or count_words(part.text) > _MOST_LINE_WORDS:
        return None
    rights = _COPYRIGHT.fullmatch(part.text)
    if rights:
        return _as_name(rights["name"], language)
    line = part.text.strip("()[]*_ ")
    opening = signs(language).credit.match(line)
    if opening is None:
        return None
    one_word = len(opening[0].split()) == 1
    if one_word and not opening[1]:
        return None
    return _as_name(line[opening.end() :], language)


def _as_name(text: str, language: str | None) -> str | None:
    """Return the name or host at the beginning of what follows the sign, `None` where that is neither."""
    address = address_in(text)
    if address:
        before = text[: text.index(address)].strip(" ,;:-–—|(")
        return before if before and _is_name(before) else host_of(address)
    host = _HOST.match(text)
    if host and host.end() == len(text.rstrip(" ./")):
        return host[0]
    dates = find_dates(text, language)
    name = text[: dates[0].start] if dates else text
    name = re.sub(r"(?:\s+(?:on|am|le|el|em|in|vom|du))?[\s,.;:()–—-]*$", "", name)
    return name if _is_name(name) else None


def _is_name(text: str) -> bool:
    """Whether the words could be the name of a newspaper, an agency or a site."""
    return 0 < count_words(text) <= _MOST_WORDS and not text[0].islower() and not re.search(r"[.!?;:]\s", text)


def _by_host(draft: Draft) -> Field[str] | None:
    """Return the host of the article's address as its outlet."""
    if draft.url is None:
        return None
    host = host_of(draft.url.value)
    return (
        Field(value=host.removeprefix("www."), method=Method.DERIVED, evidence=f"host of {draft.url.value}")
        if host
        else None
    )
