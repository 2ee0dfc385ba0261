"""Furniture between the paragraphs: buttons, sign-ups, picture credits, end marks, contact blocks."""

import re

from reportkit.model.article import Role
from reportkit.normalise.draft import Draft, Part
from reportkit.normalise.signs import Signs, plain, signs
from reportkit.text.words import count_words

_MOST_WORDS = 25
"""Longer than this a part is prose, whatever it begins with."""
_RULE = re.compile(r"[\W_]+")
_CONTACT_DETAIL = re.compile(
    r"@|\bwww\.|https?://|(?:\+|\b0|\()[\d\s()/.-]{6,}|^\s*(?:tel|phone|mobile|e-?mail|fax)\b", re.IGNORECASE
)
_MOST_CONTACT_WORDS = 14


def drop_boilerplate(draft: Draft) -> Draft:
    """Return the draft without its furniture. Conservative: short parts that say nothing else, never prose.

    A page of nothing but furniture is left as it is: then it is what the reader wanted.
    """
    known = signs(draft.tag)
    contact = _contact_block(draft.parts, known)
    furniture = [
        number for number, part in enumerate(draft.parts) if number not in contact and _is_furniture(part, known)
    ]
    if len(furniture) + len(contact) == len(draft.parts):
        return draft
    kept = draft.without(*furniture, *contact, why="boilerplate") if not contact else draft
    if not contact:
        return kept
    left = [number - sum(1 for each in furniture if each < number) for number in contact]
    return draft.without(*furniture, why="boilerplate").without(*left, why="contact block")


def _is_furniture(part: Part, known: Signs) -> bool:
    """Whether the part is a line of the page rather than of the article."""
    if part.role is Role.TABLE or count_words(part.text) > _MOST_WORDS:
        return False
    return bool(_RULE.fullmatch(part.text)) or plain(part.text) in known.whole or bool(known.opening.match(part.text))


def _contact_block(parts: tuple[Part, ...], known: Signs) -> tuple[int, ...]:
    """Return the indices of a contact heading and the details below it, none where no detail follows."""
    for number, part in enumerate(parts):
        opening = known.contact.match(part.text)
        if opening is None or number == 0 or count_words(part.text) > _MOST_WORDS:
            continue
        if opening.end() < len(part.text) and not opening[1] and not _CONTACT_DETAIL.search(part.text):
            continue
        end = number + 1
        while end < len(parts) and _is_detail(parts[end]):
            end += 1
        block = range(number, end)
        if any(_CONTACT_DETAIL.search(parts[each].text) for each in block):
            return tuple(block)
    return ()


def _is_detail(part: Part) -> bool:
    """Whether a part below a contact heading is a name, a number or an address."""
    return count_words(part.text) <= _MOST_CONTACT_WORDS and (
        bool(_CONTACT_DETAIL.search(part.text)) or not part.text.rstrip().endswith((".", "!", "?", "”", '"'))
    )
