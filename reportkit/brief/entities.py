"""Who and what an article names: people, organisations and places, one entry each with all its mentions.

Rules over capitals, word lists and the company that a name keeps; where the signs don't suffice a name is left out,
because a wrong entry costs a reader more than a missing one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportkit.brief.kinds import Company, Kind, Known, is_shaped, kind_of, person_start
from reportkit.text.lexicon import Gazetteer, Lexicon, gazetteer
from reportkit.text.names import NameSpan, Spelling, Token, capitals_within, find_names, lower_case_words

Words = tuple[Token, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a sentence names an entity."""

    sentence: int
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class Entity:
    """One person, organisation or place, with all that is said of it so far; `name` is the fullest form."""

    kind: Kind
    name: str
    mentions: list[Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A name in its sentence, judged."""

    sentence: int
    words: Words
    company: Company
    kind: Kind | None

    @property
    def text(self) -> str:
        """Return the name as one string."""
        return " ".join(word.text for word in self.words)

    @property
    def mention(self) -> Mention:
        """Return its place."""
        return Mention(sentence=self.sentence, start=self.words[0].start, end=self.words[-1].end)


def find_entities(sentences: Sequence[str], lexicon: Lexicon) -> tuple[Entity, ...]:
    """Return the entities that the sentences name, in order of first mention.

    Full names first, then what may belong to them: a surname, a given name, initials.
    """
    names = gazetteer()
    spelling = Spelling(lowered=lower_case_words(sentences), inner=capitals_within(sentences), fixed=names.places)
    spans = [(at, text, span) for at, text in enumerate(sentences) for span in find_names(text, lexicon, spelling)]
    known = Known(lexicon=lexicon, gazetteer=names, lowered=spelling.lowered, recurring=_recurring(spans, names))
    named = [
        _Named(sentence=at, words=words, company=company, kind=kind_of(words, company, known))
        for at, text, span in spans
        for words in _pieces(span, known)
        for company in [Company.of(text, words, lexicon, opens=span.opens and words[0] is span.tokens[0])]
    ]
    alone = {each.text for each in named if len(each.words) == 1}
    titled = frozenset(each.text for each in named if len(each.words) == 1 and each.kind is Kind.PERSON)
    book = _Book()
    later = []
    for each in named:
        if (
            each.kind is None
            and each.words[-1].text in alone
            and is_shaped(each.words, each.company, known, titled=titled)
        ):
            book.add(each, Kind.PERSON)
        elif each.kind is None or (
            len(each.words) == 1 and each.kind is not Kind.ORGANISATION and not _stands_in(each, lexicon)
        ):
            later.append(each)
        else:
            book.add(each, each.kind)
    for each in later:
        book.link(each)
    return book.entities()


def _stands_in(named: _Named, lexicon: Lexicon) -> bool:
    """Return whether a word of place stands before a name: what follows is no surname."""
    return any(word in lexicon.place_prepositions for word in named.company.before.lower().split()[-1:])


def _recurring(spans: Iterable[tuple[int, str, NameSpan]], names: Gazetteer) -> frozenset[str]:
    """Return the given names that stand alone more than once, inside sentences at least once."""
    lone = [span for _, _, span in spans if len(span.tokens) == 1]
    times = Counter(span.tokens[0].text for span in lone)
    inside = {span.tokens[0].text for span in lone if not span.opens}
    given = (names.masculine | names.feminine) - names.places
    return frozenset(name for name in inside & given if times[name] > 1)


def _pieces(span: NameSpan, known: Known) -> Iterator[Words]:
    """Yield the names that a run of capitals consists of: office and bearer, place and person, apart."""
    words = _without_adjectives(span.tokens, known)
    if _is_whole(words, known):
        yield words
        return
    if known.lexicon.capitals:
        words = _from_given_name(words, known)
    start = person_start(words, known)
    if start:
        yield from _office_and_bearer(words, start, known)
        return
    for cut in range(len(words) - 1, 0, -1):
        if known.is_place(words[:cut]) and known.is_given(words[cut].text):
            yield words[:cut]
            yield words[cut:]
            return
    yield words


def _without_adjectives(words: Words, known: Known) -> Words:
    """Return the words without peoples, points of the compass and links before the name proper."""
    before = known.lexicon.demonyms | known.lexicon.compass
    while len(words) > 1 and words[0].lower in before and not _is_whole(words, known):
        words = words[1:]
    while len(words) > 1 and words[0].text[0].islower():
        words = words[1:]
    return words


def _office_and_bearer(words: Words, start: int, known: Known) -> Iterator[Words]:
    """Yield what the office belongs to, if it is a name, and who bears it: `US | Secretary of State | Antony Lindt`."""
    titles = known.lexicon.roles | known.lexicon.honorifics
    office = next(at for at, word in enumerate(words) if word.lower in titles)
    if office and _is_whole(words[:office], known):
        yield words[:office]
    while start < len(words) and words[start].text[0].islower():
        start += 1
    if start < len(words):
        yield words[start:]


def _from_given_name(words: Words, known: Known) -> Words:
    """Return the words from the first given name on, where nouns before a name have capitals too."""
    given = next((at for at, word in enumerate(words) if known.is_given(word.text)), 0)
    return words[given:]


def _is_whole(words: Words, known: Known) -> bool:
    """Return whether the words are one name by the word lists."""
    lexicon = known.lexicon
    phrase = " ".join(word.lower for word in words)
    heads = lexicon.organisation_words | lexicon.place_words
    return phrase in lexicon.organisations or known.is_place(words) or (len(words) > 1 and words[-1].lower in heads)


class _Book:
    """The entities found so far; a class because each name is judged against those before it."""

    def __init__(self) -> None:
        """Start empty."""
        self._entities: list[Entity] = []
        self._forms: dict[tuple[Kind, str], list[Entity]] = {}
        self._short: dict[tuple[str, str], list[Entity]] = {}

    def entities(self) -> tuple[Entity, ...]:
        """Return them in order of first mention."""
        for entity in self._entities:
            entity.mentions.sort(key=lambda mention: (mention.sentence, mention.start))
        return tuple(sorted(self._entities, key=lambda each: (each.mentions[0].sentence, each.mentions[0].start)))

    def add(self, named: _Named, kind: Kind) -> None:
        """Enter a name, under the entity that it is another form of if there is one."""
        keys = [(kind, key) for key in _keys(named.text, kind)]
        known = (each for key in keys for each in self._forms.get(key, []))
        entity = next((each for each in known if _is_form(named.text, each.name, kind)), None)
        if entity is None:
            entity = Entity(kind=kind, name=named.text)
            self._entities.append(entity)
        elif len(named.text) > len(entity.name):
            entity.name = named.text
        entity.mentions.append(named.mention)
        for key in keys:
            _enter(self._forms.setdefault(key, []), entity)
        for short in _short_forms(named.text, kind):
            _enter(self._short.setdefault(short, []), entity)

    def link(self, named: _Named) -> None:
        """Enter a lone word under the one entity that it may stand for; one of whom more is said gets its own entry."""
        ways = ("last", "initials") if named.kind is Kind.PLACE else ("last", "first", "initials")
        text = named.text.replace(".", "")
        owners = next((found for way in ways if (found := self._short.get((way, text)))), [])
        if len(owners) == 1:
            owners[0].mentions.append(named.mention)
        elif not owners and named.kind is not None:
            self.add(named, named.kind)


def _enter(entities: list[Entity], entity: Entity) -> None:
    """Append an entity that is not yet there."""
    if not any(each is entity for each in entities):
        entities.append(entity)


def _keys(name: str, kind: Kind) -> tuple[str, ...]:
    """Return the words under which other forms of a name are looked up."""
    match kind:
        case Kind.PERSON:
            return (name.rsplit(maxsplit=1)[-1],)
        case Kind.ORGANISATION:
            return (*name.split(maxsplit=1)[0].split("/"),)
        case Kind.PLACE:
            return (name.replace(".", ""),)


def _short_forms(name: str, kind: Kind) -> tuple[tuple[str, str], ...]:
    """Return the lone words that may stand for a name, each with the way in which it does."""
    parts = name.split()
    if len(parts) == 1 or kind is Kind.PLACE:
        return ()
    if kind is Kind.PERSON:
        return ("last", parts[-1].replace(".", "")), ("first", parts[0].replace(".", ""))
    return (("initials", "".join(word[0] for word in re.split(r"[\s-]", name) if word[:1].isupper())),)


def _is_form(one: str, other: str, kind: Kind) -> bool:
    """Return whether two names of a kind are forms of one name."""
    if one.replace(".", "") == other.replace(".", ""):
        return True
    short, full = sorted((re.split(r"[\s/]", one), re.split(r"[\s/]", other)), key=len)
    if kind is Kind.PERSON:
        return short[-1] == full[-1] and (short[0] == full[0] or len(short) == 1)
    if kind is Kind.ORGANISATION:
        begins = short[0] == full[0] or "/" in max(one, other, key=len).split(" ")[0]
        return begins and set(short) <= set(full) and (len(short) > 1 or " " not in f"{one}{other}")
    return False
