"""Names in square brackets, which an editor puts where the source has a pronoun."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportkit.brief.alignment import Word, find_words, word_list
from reportkit.brief.antecedents import agrees
from reportkit.brief.entities import find_entities
from reportkit.brief.kinds import Kind
from reportkit.text.lexicon import Lexicon

_BRACKET = re.compile(r"\[(?P<name>[^\[\]\d]+?)(?:['’]s)?\](?:['’]s?(?!\w))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """A name that the statement puts in."""

    name: str
    start: int
    """Offset in the statement without its brackets."""


def cut_brackets(text: str, evidence: Sequence[str]) -> tuple[str, tuple[Bracket, ...]]:
    """Return the statement without the names that it puts in, and those; brackets of the source are its own words."""
    brackets: list[Bracket] = []
    pieces: list[str] = []
    end = length = 0
    for match in _BRACKET.finditer(text):
        if any(match.group() in sentence for sentence in evidence):
            continue
        pieces.append(text[end : match.start()])
        length += len(pieces[-1])
        brackets.append(Bracket(name=match["name"], start=length))
        end = match.end()
    return "".join((*pieces, text[end:])), tuple(brackets)


def unknown_names(brackets: Sequence[Bracket], others: Sequence[str]) -> Iterator[str]:
    """Yield a reason for each name that no other sentence of the evidence bears."""
    for bracket in brackets:
        wanted = word_list(bracket.name)
        if not any(find_words(wanted, word_list(sentence)) for sentence in others):
            yield f"no other sentence that it refers to names [{bracket.name}]"


def may_replace(lost: Sequence[Word], lexicon: Lexicon) -> bool:
    """Return whether a name in brackets may stand for the last of the words left out: a pronoun, where these are known."""
    return bool(lost) and (not lexicon.third_person or lost[-1].low in _pronouns(lexicon))


def mismatch(bracket: Bracket, pronoun: Word, evidence: Sequence[str], lexicon: Lexicon) -> str | None:
    """Return why a name cannot be what a pronoun means, `None` where nothing speaks against it.

    What speaks is a given name that is one gender's alone (`Clinton` or `Ko` on their own tell nothing), and the name of a
    place or an organisation where somebody is named beside it.
    """
    male = pronoun.low in lexicon.masculine | lexicon.masculine_possessive
    if not male and pronoun.low not in lexicon.feminine | lexicon.feminine_possessive:
        return None
    other = next(iter(lexicon.feminine if male else lexicon.masculine), None)
    found = find_entities(evidence, lexicon)
    meant = [each for each in found if bracket.name in each.name]
    contrary = [
        each
        for each in meant
        if (
            " " in each.name
            and other
            and agrees(other, each.name, lexicon)
            and not agrees(pronoun.low, each.name, lexicon)
        )
        or (each.kind is not Kind.PERSON and any(one.kind is Kind.PERSON for one in found))
    ]
    return f"“{pronoun.text}” of the source cannot mean [{bracket.name}]" if contrary and contrary == meant else None


def _pronouns(lexicon: Lexicon) -> frozenset[str]:
    return (
        lexicon.third_person
        | lexicon.masculine
        | lexicon.feminine
        | lexicon.masculine_possessive
        | lexicon.feminine_possessive
        | lexicon.demonstratives
    )
