"""Sentences that may become statements, each in the form in which it would stand alone."""

import re
from dataclasses import dataclass, field

from reportkit.brief.antecedents import Antecedent
from reportkit.brief.opening import leans
from reportkit.brief.shorten import shorten, without_padding
from reportkit.brief.terms import terms
from reportkit.model.article import Role, Sentence
from reportkit.text.dates import DateMention, find_dates
from reportkit.text.lexicon import Lexicon
from reportkit.text.quotes import find_quotations, has_open_quotation
from reportkit.text.relative import counts_from_before
from reportkit.text.words import count_words

_FEWEST_WORDS = 6
_FEWEST_TERMS = 3
_DIGIT = re.compile(r"\d")
"""Every date that is stated with its year has one: most sentences need not be looked through."""
_MOSTLY_QUOTED = 0.8
_MOSTLY_WORDS = 0.85
_NO_STATEMENT = ("?", ":", "\uff1f", "\uff1a", "\u061f")
"""A question, or the words before a list; also in full width, and the Arabic question mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a sentence stands in the article."""

    paragraph: int
    """Index of its paragraph."""
    role: Role
    within: int
    """Index of the sentence in its paragraph."""
    in_quotation: bool
    """It belongs to a quotation that is longer than the sentence: alone it would be said by nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """The article's language and what is known of it."""

    language: str | None
    """BCP 47."""
    lexicon: Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence of running text with what a choice needs to know of it."""

    index: int
    """Among the candidates, from 0, in the order of the article."""
    sentence: Sentence
    place: Place
    text: str
    """As it would stand alone."""
    refs: tuple[str, ...]
    word_count: int
    terms: frozenset[str] = field(repr=False)
    all_terms: tuple[str, ...] = field(repr=False)
    dates: tuple[DateMention, ...] = field(repr=False)
    """Those that `text` states."""
    leans: bool
    """Its opening needs the sentence before it, even as shortened."""
    unfit: bool
    """A question, a fragment, or one half of a quotation: never a statement."""


def make_candidate(
    sentence: Sentence, place: Place, index: int, named: tuple[Antecedent, str] | None, tongue: Tongue
) -> Candidate:
    """Return the candidate of a sentence.

    Shape:   named: whom the pronoun at its head means, with the id of the sentence that names them.
    """
    lexicon = tongue.lexicon
    text, refs = _with_name(sentence, named, lexicon)
    short = shorten(text, lexicon)
    if leans(short, lexicon) and not leans(without_padding(short, lexicon), lexicon):
        short = without_padding(short, lexicon)
    found = terms(short, lexicon)
    return Candidate(
        index=index,
        sentence=sentence,
        place=place,
        text=short,
        refs=refs,
        word_count=count_words(short),
        terms=frozenset(found),
        all_terms=found,
        dates=find_dates(short, tongue.language) if _DIGIT.search(short) else (),
        leans=leans(short, lexicon) or counts_from_before(short, tongue.language),
        unfit=_is_unfit(sentence.text, place, len(found), lexicon),
    )


def _with_name(
    sentence: Sentence, named: tuple[Antecedent, str] | None, lexicon: Lexicon
) -> tuple[str, tuple[str, ...]]:
    """Return the sentence with the name for its first pronoun, and the sentences that bear that out."""
    if named is None or not lexicon.possessive_endings:
        return sentence.text, (sentence.id,)
    antecedent, naming = named
    pronoun = antecedent.pronoun
    possessive = pronoun.word in lexicon.masculine_possessive | lexicon.feminine_possessive
    ending = min(lexicon.possessive_endings) if possessive else ""
    text = f"{sentence.text[: pronoun.start]}[{antecedent.name}]{ending}{sentence.text[pronoun.end :]}"
    return text, (sentence.id, naming)


def _is_unfit(text: str, place: Place, terms_found: int, lexicon: Lexicon) -> bool:
    """Return whether a sentence can't be a statement: a question, a fragment, a piece of somebody's speech."""
    if place.in_quotation or terms_found < _FEWEST_TERMS or count_words(text) < _FEWEST_WORDS:
        return True
    if text.rstrip('"”»’) ').endswith(_NO_STATEMENT) or has_open_quotation(text) or not _is_prose(text):
        return True
    first = text.split(maxsplit=1)[0].strip("\"“„«‘'").rstrip(":,").lower()
    if first in lexicon.prompts or (first in lexicon.quoting and not lexicon.verb_first) or text[0].islower():
        return True
    quoted = sum(span.end - span.start for span in find_quotations(text))
    return quoted > _MOSTLY_QUOTED * len(text)


def _is_prose(text: str) -> bool:
    """Return whether a text consists of words rather than of signs, tags or addresses."""
    letters = sum(character.isalnum() or character.isspace() for character in text)
    return letters > _MOSTLY_WORDS * len(text) and "#" not in text[:1]
