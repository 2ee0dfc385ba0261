"""What names beside a name say of it: `Ms Ito, Mr Oduya and Xyrel Gund` are all people, `PBA’s Sarah Ito` belongs to a body."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportkit.brief.company import Company, Seen, is_acronym
from reportkit.brief.kinds import Kind, Known
from reportkit.brief.name_signs import may_be
from reportkit.text.names import Token

_AND = re.compile(r",? (?:and|or|&) (?:the )?|; ")
_LISTED = re.compile(r", ")
_OWNS = re.compile(r"[’']s? (?:[a-z]+ )?")
_OF = re.compile(r" (?:of|from|at) (?:the )?")
_ROUNDS = 2
"""Times that what was found is used to find more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name in its sentence."""

    sentence: int
    words: tuple[Token, ...]
    text: str
    company: Company

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.words[-1].end


def kinds_beside(
    named: Sequence[Named], sentences: Sequence[str], kinds: Mapping[str, Kind], known: Known
) -> dict[str, Kind]:
    """Return the kinds with those added that the names at their side tell."""
    found = dict(kinds)
    if known.lexicon.capitals:
        return found
    for _ in range(_ROUNDS):
        told = _bearers(found)
        for at, each in enumerate(named):
            if each.text in told:
                continue
            text = sentences[each.sentence]
            left = named[at - 1] if at and named[at - 1].sentence == each.sentence else None
            right = named[at + 1] if at + 1 < len(named) and named[at + 1].sentence == each.sentence else None
            if _is_placed(each, known):
                left = right = None
            kind = _in_list(each, left, right, text, told) or _by_owner(each, left, right, text, told)
            if kind is None or (len(each.words) == 1 and _is_vague(each.words[0], kind, known)):
                continue
            if may_be(kind, Seen(words=each.words, company=each.company, known=known)):
                found[each.text] = told[each.text] = kind
    return found


def _bearers(kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """Return the kinds of names, and of the single words that stand for people among them."""
    people = [text for text, kind in kinds.items() if kind is Kind.PERSON]
    return {part: Kind.PERSON for text in people for part in text.split()} | dict(kinds)


def _is_vague(word: Token, kind: Kind, known: Known) -> bool:
    """Return whether a single word says too little, or something else: a common word, a given name for a body."""
    return known.is_common(word) or (kind is Kind.ORGANISATION and known.is_given(word.text))


def _is_placed(each: Named, known: Known) -> bool:
    """Return whether a word of place stands before a name, so that no list goes on with it."""
    return each.company.previous in known.lexicon.place_prepositions


def _in_list(each: Named, left: Named | None, right: Named | None, text: str, kinds: Mapping[str, Kind]) -> Kind | None:
    """Return the kind of the names that a name is listed with, if they have one and the list is plainly one."""
    before = text[left.end : each.start] if left else "."
    after = text[each.end : right.start] if right else "."
    sides = [
        (kinds.get(other.text), _AND.fullmatch(gap) is not None)
        for other, gap in ((left, before), (right, after))
        if other is not None and (_AND.fullmatch(gap) or _LISTED.fullmatch(gap))
    ]
    if not any(joined for _, joined in sides) and len(sides) < 2:  # noqa: PLR2004 - both sides
        return None
    told = {kind for kind, _ in sides if kind is not None}
    return told.pop() if len(told) == 1 else None


def _by_owner(
    each: Named, left: Named | None, right: Named | None, text: str, kinds: Mapping[str, Kind]
) -> Kind | None:
    """Return that a name is an organisation's where somebody belongs to it: `PBA’s Sarah Ito`, `Sarah Ito of PBA`."""
    if right is not None and kinds.get(right.text) is Kind.PERSON and _OWNS.fullmatch(text, each.end, right.start):
        return Kind.ORGANISATION
    member = left is not None and kinds.get(left.text) is Kind.PERSON and _OF.fullmatch(text, left.end, each.start)
    return Kind.ORGANISATION if member and is_acronym(each.text) else None
