"""Who and what an article names: people, organisations and places, one entry each with all its mentions.

Rules over capitals, word lists and the company that a name keeps; where the signs don't suffice a name is left out,
because a wrong entry costs a reader more than a missing one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportkit.brief.book import Book, Entity, Mention
from reportkit.brief.company import Company, Seen, is_acronym
from reportkit.brief.kinds import Kind, Known
from reportkit.brief.name_signs import ENOUGH, weigh
from reportkit.brief.neighbours import Named, kinds_beside
from reportkit.brief.pieces import pieces
from reportkit.text.gazetteer import gazetteer
from reportkit.text.lexicon import Lexicon
from reportkit.text.name_spans import MANNER, NameSpan, find_names
from reportkit.text.names import Spelling, tokens

_LOOKED_BACK = 20
"""Characters before a name that hold its title."""

__all__ = ["Entity", "Mention", "find_entities"]


def find_entities(sentences: Sequence[str], lexicon: Lexicon) -> tuple[Entity, ...]:
    """Return the entities that the sentences name, in order of first mention.

    Full names first, then what may belong to them: a surname, a given name, initials.
    """
    names = gazetteer()
    read = [(text, tokens(text)) for text in sentences]
    spelling = Spelling.of(read, fixed=names.places, given=names.given)
    spans = [
        (at, text, span) for at, (text, found) in enumerate(read) for span in find_names(text, found, lexicon, spelling)
    ]
    known = _known([(text, span) for _, text, span in spans], lexicon, spelling)
    named = [
        Named(sentence=at, words=words, text=" ".join(word.text for word in words), company=company)
        for at, text, span in spans
        for words in pieces(span, known)
        for company in [Company.of(text, words, lexicon, opens=span.opens and words[0] is span.tokens[0])]
    ]
    kinds = kinds_beside(named, sentences, _kinds(named, known), known)
    book = Book()
    later = []
    for each in named:
        kind = kinds.get(each.text)
        lone = len(each.words) == 1 and (
            is_acronym(each.text) or each.text in known.gazetteer.surnames or kind is not Kind.ORGANISATION
        )
        if kind is None or (lone and not _stands_in(each, lexicon)):
            later.append(each)
        else:
            book.add(each.text, kind, _mention(each))
            for part in _places_within(each, kind, known):
                book.add(part.text, Kind.PLACE, _mention(part))
    for each in later:
        book.link(each.text, kinds.get(each.text), _mention(each))
    return book.entities()


def _mention(named: Named) -> Mention:
    """Return the place of a name."""
    return Mention(sentence=named.sentence, start=named.start, end=named.end)


def _places_within(named: Named, kind: Kind, known: Known) -> Iterator[Named]:
    """Yield the place that an organisation is of: `University of Oslo`."""
    links = [at for at, word in enumerate(named.words) if word.text == "of"]
    if kind is Kind.ORGANISATION and links:
        words = tuple(word for word in named.words[links[-1] + 1 :] if word.text != "the")
        if known.is_place(words):
            yield replace(named, words=words, text=" ".join(word.text for word in words))


def _stands_in(named: Named, lexicon: Lexicon) -> bool:
    """Return whether a word of place stands before a name: what follows is no surname."""
    return named.company.previous in lexicon.place_prepositions


def _known(spans: Sequence[tuple[str, NameSpan]], lexicon: Lexicon, spelling: Spelling) -> Known:
    """Return what the names of a text, each with its sentence, tell of one another."""
    titled = [name for text, span in spans if (name := _titled(text, span, lexicon))]
    lone = [(span.tokens[0].text, span.opens) for _, span in spans if len(span.tokens) == 1]
    lone += [(name, False) for name in titled]
    times = Counter(text for text, _ in lone)
    inside = {text for text, opens in lone if not opens}
    return Known(
        lexicon=lexicon,
        gazetteer=gazetteer(),
        lowered=spelling.lowered,
        alone=frozenset(times),
        recurring=frozenset(name for name in times if times[name] > 1 and (name in inside or not MANNER.search(name))),
        titled=frozenset(titled),
    )


def _titled(text: str, span: NameSpan, lexicon: Lexicon) -> str | None:
    """Return the one name that a title stands before: `Mrs Lyon`."""
    *title, name = span.tokens
    if title:
        return name.text if len(title) == 1 and title[0].lower in lexicon.honorifics else None
    before = text[max(0, name.start - _LOOKED_BACK) : name.start].split()
    return name.text if before and before[-1].rstrip(".").lower() in lexicon.honorifics else None


def _kinds(named: Iterable[Named], known: Known) -> Mapping[str, Kind]:
    """Return the kinds of the names that are certain of one, what all their mentions say taken together."""
    tallies: dict[str, Counter[Kind]] = {}
    for each in named:
        tallies.setdefault(each.text, Counter()).update(
            weigh(Seen(words=each.words, company=each.company, known=known))
        )
    kinds = {}
    for text, tally in tallies.items():
        ranked = tally.most_common(2)
        if ranked and ranked[0][1] >= ENOUGH and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            kinds[text] = ranked[0][0]
    return kinds
