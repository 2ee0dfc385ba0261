"""What the source says a person is, in its own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportkit.brief.book import Entity, Mention
from reportkit.brief.study import Study
from reportkit.text.lexicon import Lexicon
from reportkit.text.names import Token, tokens

_REACH = 160
"""Characters on either side of a name where its role may stand."""
_LONGEST = 12
"""Words of a role; a longer apposition is a story, not a role."""
_STOPS = re.compile(r"[,.;:!?()\"“”—–]")
_APPOSITION = re.compile(r"^, (?:(?:a|an|the|who is|who was) )?(?P<role>[^,.;:()“”\"]{3,90})(?=[,.;])")
_IN_FRONT = re.compile(r"(?:^|[\s“\"])(?:the|a|an|its|their) (?P<role>[^,.;:()“”\"]{3,90}), $", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRole:
    """A role with the sentence that states it."""

    text: str
    sentence: int


def role_of(study: Study, person: Entity) -> StatedRole | None:
    """Return the fullest role that stands at a mention of the person, `None` where none does."""
    stated = [
        StatedRole(text=text, sentence=mention.sentence)
        for mention in person.mentions
        for text in _roles_at(study.sentences[mention.sentence].text, mention, study.lexicon)
    ]
    return max(stated, key=lambda role: len(role.text.split()), default=None)


def _roles_at(text: str, mention: Mention, lexicon: Lexicon) -> list[str]:
    """Return the roles beside one mention: before the name, and between commas on either side of it."""
    before, after = text[max(0, mention.start - _REACH) : mention.start], text[mention.end : mention.end + _REACH]
    found = [_before(before, lexicon)]
    behind = _APPOSITION.match(after)
    if behind:
        found.append(_checked(behind["role"], lexicon))
    front = _IN_FRONT.search(before) if before.endswith(", ") else None
    if front:
        found.append(_checked(front["role"], lexicon))
    return [role for role in found if role]


def _before(before: str, lexicon: Lexicon) -> str:
    """Return the role that runs up to the name: `US Secretary of State`, `team coach`."""
    stretch_start = max(
        (match.end() for match in _STOPS.finditer(before) if not _is_abbreviation(before, match)), default=0
    )
    stretch = before[stretch_start:]
    kept: list[Token] = []
    for word in reversed(tokens(stretch)):
        if not _may_belong(word, kept, lexicon):
            break
        kept.insert(0, word)
    while kept and (
        (kept[0].lower in lexicon.stop_words and not kept[0].text.isupper())
        or (kept[0].lower in lexicon.honorifics and kept[0].lower not in lexicon.roles)
    ):
        kept.pop(0)
    if not any(word.lower in lexicon.roles for word in kept) or len(kept) > _LONGEST or _is_bare(kept, lexicon):
        return ""
    return stretch[kept[0].start : kept[-1].end]


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    """Return whether a full stop belongs to an abbreviation: `U.S. President`."""
    return stop.group() == "." and bool(re.search(r"\b[A-Z]$", text[: stop.start()]))


def _may_belong(word: Token, kept: list[Token], lexicon: Lexicon) -> bool:
    """Return whether a word may be part of a role whose end is known."""
    if word.lower in lexicon.roles or word.lower in lexicon.role_modifiers:
        return True
    if not kept:
        return False
    if word.text in {"of", "for"} or (word.text in {"the", "to"} and kept[0].text[0].isupper()):
        return True
    plain = word.lower in lexicon.stop_words or word.lower in lexicon.not_names
    return word.text.isupper() or (word.text[0].isupper() and not plain)


def _checked(role: str, lexicon: Lexicon) -> str:
    """Return the words if their head names a role: the last word before `of`, `for`, `at`, `and` and the like."""
    found = tokens(role)
    if found[0].lower in lexicon.third_person or found[0].lower in lexicon.first_person:
        return ""
    ends = (at for at, word in enumerate(found) if word.lower in lexicon.stop_words and at)
    head = found[next(ends, len(found)) - 1]
    plain = head.lower in lexicon.roles and len(found) <= _LONGEST
    return (
        role
        if plain and not any(word.lower in lexicon.reporting for word in found) and not _is_bare(found, lexicon)
        else ""
    )


def _is_bare(found: Sequence[Token], lexicon: Lexicon) -> bool:
    """Return whether a role is nothing but a relation, and does not say to whom."""
    return len(found) == 1 and found[0].lower in lexicon.family
