"""Sentences that may become statements, each in the form in which it would stand alone."""

import re
from dataclasses import dataclass, field

from reportkit.brief.antecedents import Antecedent
from reportkit.brief.damage import mended, restored
from reportkit.brief.opening import Lean, lean
from reportkit.brief.shorten import shorten, without_padding
from reportkit.brief.terms import terms_of
from reportkit.model.article import Role, Sentence
from reportkit.text.dates import DateMention, find_dates
from reportkit.text.lexicon import Lexicon
from reportkit.text.phrases import phrase_pattern
from reportkit.text.quotes import find_quotations, has_open_quotation, outside_quotations
from reportkit.text.relative import counts_from_before
from reportkit.text.words import words

_FEWEST_WORDS = 6
_FEWEST_TERMS = 3
_SIGNS = re.compile(r"[^\w\s]+|_+")
_DIGIT = re.compile(r"\d")
"""Every date that is stated with its year has one: most sentences need not be looked through."""
_MOSTLY_QUOTED = 0.8
_MOSTLY_WORDS = 0.85
_UNCLOSED = re.compile('["“„«]')
_LABEL = re.compile(r"(?:[^\W\d_][\w.'’-]* ){0,2}[^\W\d_][\w.'’-]*: [A-Z]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CUT_OFF = ("(", "[", "…", "...")
"""What a sentence begins with that is an aside, or the rest of another one."""
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
    closes_before: bool
    """The mark at its head ends what the sentences before it quote."""
    closes_behind: bool
    """A sentence behind it closes the quotation that it opens."""


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
    whole: str = field(repr=False)
    """The sentence with its quotation marks in pairs."""
    text: str
    """As it would stand alone."""
    refs: tuple[str, ...]
    word_count: int
    terms: frozenset[str] = field(repr=False)
    all_terms: tuple[str, ...] = field(repr=False)
    dates: tuple[DateMention, ...] = field(repr=False)
    """Those that `text` states."""
    lean: Lean
    """What its opening needs before it, even as shortened."""
    speaks: bool
    """Its author speaks in the first person, or to the reader, outside of quotation marks."""
    unfit: bool
    """A question, a fragment, or one half of a quotation: never a statement."""

    @property
    def leans(self) -> bool:
        """Whether it can't be read by itself."""
        return self.lean is not Lean.NOTHING


def make_candidate(
    sentence: Sentence, place: Place, index: int, named: tuple[Antecedent, str] | None, tongue: Tongue
) -> Candidate:
    """Return the candidate of a sentence.

    Shape:   named: whom the pronoun at its head means, with the id of the sentence that names them.
    """
    lexicon = tongue.lexicon
    text, refs = _with_name(sentence, named, lexicon)
    whole = restored(sentence.text, closes_before=place.closes_before, closes_behind=place.closes_behind)
    alone = restored(text, closes_before=place.closes_before, closes_behind=place.closes_behind)
    short = shorten(alone, lexicon)
    begins = index == 0
    needed = lean(short, lexicon, begins=begins)
    if needed is not Lean.NOTHING and lean(bare := without_padding(short, lexicon), lexicon) is Lean.NOTHING:
        short, needed = bare, Lean.NOTHING
    if needed is Lean.NOTHING and not begins and counts_from_before(short, tongue.language):
        needed = Lean.SENTENCE
    spoken = words(short)
    found = terms_of(spoken, lexicon)
    return Candidate(
        index=index,
        sentence=sentence,
        place=place,
        whole=whole,
        text=short,
        refs=refs,
        word_count=len(spoken),
        terms=frozenset(found),
        all_terms=found,
        dates=find_dates(short, tongue.language) if _DIGIT.search(short) else (),
        lean=needed,
        speaks=_speaks_unspaced(short, lexicon)
        if lexicon.unspaced
        else not lexicon.first_person.isdisjoint(spoken) and _speaks(short, lexicon),
        unfit=_is_fragment(spoken, found) or _is_unfit(sentence.text, whole, place, lexicon),
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
    text = f"{sentence.text[: pronoun.start]}[{antecedent.name}{ending}]{sentence.text[pronoun.end :]}"
    return text, (sentence.id, naming)


def _is_fragment(spoken: tuple[str, ...], found: tuple[str, ...]) -> bool:
    """Return whether a sentence has too few words, or too few terms among them, to tell anything."""
    return len(spoken) < _FEWEST_WORDS or len(found) < _FEWEST_TERMS


def _is_unfit(given: str, text: str, place: Place, lexicon: Lexicon) -> bool:
    """Return whether a sentence can't be a statement: a question, a caption, a piece of somebody's speech.

    Shape:   given: as the source has it; text: with its quotation marks in pairs.
    """
    if place.in_quotation or _is_half_quotation(given if place.closes_behind else mended(given), text, lexicon):
        return True
    if _asks(text, lexicon) or not _is_prose(text):
        return True
    head, *behind = (word.strip("\"“„«‘'").rstrip(":,").lower() for word in text.split(maxsplit=2)[:2])
    prompt = head in lexicon.prompts and lexicon.subordinators.isdisjoint(behind)
    verb = head in lexicon.quoting and not lexicon.verb_first
    if prompt or verb or text[0].islower() or text.startswith(_CUT_OFF) or _is_caption(text, lexicon):
        return True
    return _is_bare_quotation(text, lexicon)


def _asks(text: str, lexicon: Lexicon) -> bool:
    """Return whether a text is a question, or leads up to a list; that somebody asks one is told: `He asked, “Why?”`."""
    if not text.rstrip('"”»’) ').endswith(_NO_STATEMENT):
        return False
    quoted = any(span.closed and span.closes == len(text) for span in find_quotations(text))
    return not quoted or lexicon.reporting.isdisjoint(words(outside_quotations(text)))


def _is_caption(text: str, lexicon: Lexicon) -> bool:
    """Return whether a label stands before the sentence, as under a picture or above a link: `Shut: The old pier …`."""
    label = _LABEL.match(text)
    return label is not None and lexicon.reporting.isdisjoint(words(label.group()))


def _is_half_quotation(given: str, text: str, lexicon: Lexicon) -> bool:
    """Return whether a sentence has one mark of a quotation only, and none could be put in, or nobody says it."""
    if has_open_quotation(text):
        return True
    return has_open_quotation(given) and lexicon.reporting.isdisjoint(words(outside_quotations(text)))


def _is_bare_quotation(text: str, lexicon: Lexicon) -> bool:
    """Return whether a sentence is hardly more than a quotation, and nobody named outside of it says it."""
    quoted = sum(span.end - span.start for span in find_quotations(text))
    if quoted <= _MOSTLY_QUOTED * len(text):
        return False
    outside = _WORD.findall(outside_quotations(text))
    says = any(word.lower() in lexicon.reporting for word in outside)
    return not says or all(word.lower() in lexicon.reporting | lexicon.stop_words for word in outside)


def _speaks(text: str, lexicon: Lexicon) -> bool:
    """Return whether somebody speaks of himself or to the reader, and it is no quotation.

    Behind a mark without its twin it is one. A capital within the sentence belongs to a title (`Under My Roof`) or an
    abbreviation (`US`), other than in `I`; and behind a word of saying stands who was told: `the mayor told us`.
    """
    found = _WORD.findall(_UNCLOSED.split(outside_quotations(text), maxsplit=1)[0])
    return any(
        word.lower().replace("’", "'") in lexicon.first_person
        and (word[0].islower() or not before or len(word.replace("’", "'").partition("'")[0]) == 1)
        and before.lower() not in lexicon.reporting
        for before, word in zip(("", *found), found, strict=False)
    )


def _speaks_unspaced(text: str, lexicon: Lexicon) -> bool:
    """Return the same for a script without spaces, where `my country` is said of one's own by everybody."""
    told = re.sub(phrase_pattern(lexicon.impersonal), "", outside_quotations(text))
    return any(word in told for word in lexicon.first_person)


def _is_prose(text: str) -> bool:
    """Return whether a text consists of words rather than of signs, tags or addresses."""
    signs = sum(len(match) for match in _SIGNS.findall(text))
    return signs < (1 - _MOSTLY_WORDS) * len(text) and "#" not in text[:1]
