"""What every part of a briefing needs to know of an article, found once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportkit.brief.antecedents import Antecedent, find_antecedents
from reportkit.brief.candidates import Candidate, Place, Tongue, make_candidate
from reportkit.brief.entities import Entity, find_entities
from reportkit.brief.ranking import rank
from reportkit.brief.terms import terms
from reportkit.model.article import PROSE, Article, ArticleParagraph, Role, Sentence
from reportkit.text.lexicon import EMPTY, Lexicon, lexicon
from reportkit.text.quotes import find_quotations

_THIN_PROSE = 5
"""Sentences of running text below which the items of lists may become statements too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """An article, its sentences of running text, and what they name."""

    article: Article
    language: str | None
    lexicon: Lexicon
    sentences: tuple[Sentence, ...] = field(repr=False)
    """Those that may become statements, in order; parallel to `candidates` and `scores`."""
    candidates: tuple[Candidate, ...] = field(repr=False)
    scores: tuple[float, ...] = field(repr=False)
    """How much each sentence matters, from about 0 to 1."""
    entities: tuple[Entity, ...] = field(repr=False)
    """Their mentions count sentences as `sentences` does."""
    named: Mapping[int, frozenset[str]] = field(repr=False)
    """The entities that a sentence names, by its index."""
    antecedents: Mapping[int, Antecedent] = field(repr=False)


def study(article: Article) -> Study:
    """Return the study of an article."""
    language = article.language.value if article.language else None
    lists = lexicon(language) or EMPTY
    placed = _placed(article)
    sentences = tuple(sentence for sentence, _ in placed)
    texts = [sentence.text for sentence in sentences]
    entities = find_entities(texts, lists)
    antecedents = find_antecedents(texts, [place.paragraph for _, place in placed], entities, lists)
    tongue = Tongue(language=language, lexicon=lists)
    candidates = tuple(
        make_candidate(sentence, place, index, _named(antecedents.get(index), sentences), tongue)
        for index, (sentence, place) in enumerate(placed)
    )
    title = frozenset(terms(article.title.value, lists)) if article.title else frozenset()
    return Study(
        article=article,
        language=language,
        lexicon=lists,
        sentences=sentences,
        candidates=candidates,
        scores=rank(candidates, title, entities, lists),
        entities=entities,
        named=_named_in(entities),
        antecedents=antecedents,
    )


def _placed(article: Article) -> list[tuple[Sentence, Place]]:
    """Return the sentences that may become statements, items of lists among them where there is little else."""
    prose = sum(len(paragraph.sentences) for paragraph in article.paragraphs if paragraph.role in PROSE)
    roles = PROSE | {Role.LIST} if prose < _THIN_PROSE else PROSE
    return [
        placed
        for at, paragraph in enumerate(article.paragraphs)
        if paragraph.role in roles
        for placed in _in_paragraph(paragraph, at)
    ]


def _in_paragraph(paragraph: ArticleParagraph, at: int) -> Iterator[tuple[Sentence, Place]]:
    """Yield the sentences of a paragraph with their places."""
    quotations = find_quotations(paragraph.text)
    for within, sentence in enumerate(paragraph.sentences):
        crossed = any(
            span.opens < sentence.end
            and sentence.start < span.closes
            and (span.opens < sentence.start or sentence.end < span.closes)
            for span in quotations
        )
        yield sentence, Place(paragraph=at, role=paragraph.role, within=within, in_quotation=crossed)


def _named(antecedent: Antecedent | None, sentences: tuple[Sentence, ...]) -> tuple[Antecedent, str] | None:
    """Return an antecedent with the id of the sentence that names it."""
    return None if antecedent is None else (antecedent, sentences[antecedent.naming].id)


def _named_in(entities: tuple[Entity, ...]) -> dict[int, frozenset[str]]:
    """Return the names of the entities by the sentences that name them."""
    found: dict[int, set[str]] = {}
    for entity in entities:
        for mention in entity.mentions:
            found.setdefault(mention.sentence, set()).add(entity.name)
    return {at: frozenset(names) for at, names in found.items()}
