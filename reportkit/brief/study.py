"""What every part of a briefing needs to know of an article, found once."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportkit.brief.antecedents import Antecedent, find_antecedents
from reportkit.brief.candidates import Candidate, Place, Tongue, make_candidate
from reportkit.brief.damage import closes_quotation, has_marks, mended, opens_quotation
from reportkit.brief.entities import Entity, find_entities
from reportkit.brief.ranking import rank
from reportkit.brief.signs import find_signs
from reportkit.brief.terms import terms
from reportkit.brief.trees import Weights, weights
from reportkit.brief.writing_day import day_of_writing
from reportkit.model.article import PROSE, Article, ArticleParagraph, Role, Sentence
from reportkit.text.lexicon import EMPTY, Lexicon, lexicon
from reportkit.text.quotes import QuotedSpan, find_quotations, outside_quotations
from reportkit.text.words import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AUTHOR_SPEAKS = 0.4
"""Share of sentences in the first person over which a text is somebody's own: an interview, a speech, a column."""
_LAST = 3
"""Sentences at the end among which credits stand."""
_SPEECH = 3
"""Sentences that somebody is taken to speak on behind a mark without a twin."""
_RESTORED = '"“'
"""Marks of a quotation over several sentences that each of them gets back where it has the other."""
_THIN_PROSE = 5
"""Sentences of running text below which the items of lists may become statements too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """An article, its sentences of running text, and what they name."""

    article: Article
    language: str | None
    written: str | None
    """The day of writing, ISO 8601, as exact as stated, from which relative dates count."""
    lexicon: Lexicon
    sentences: tuple[Sentence, ...] = field(repr=False)
    """Those that may become statements, in order; parallel to `candidates` and `scores`."""
    candidates: tuple[Candidate, ...] = field(repr=False)
    signs: "NDArray[np.float32]" = field(repr=False)
    """What is seen of each sentence, a row each."""
    scores: tuple[float, ...] = field(repr=False)
    """How much each sentence matters, from about -0.1 to 0.5."""
    weights: Weights = field(repr=False)
    """What the scores were made with, and sets of sentences are to be valued with."""
    entities: tuple[Entity, ...] = field(repr=False)
    """Their mentions count sentences as `sentences` does."""
    named: Mapping[int, frozenset[str]] = field(repr=False)
    """The entities that a sentence names, by its index."""
    antecedents: Mapping[int, Antecedent] = field(repr=False)


def study(article: Article, learned: Weights | None = None) -> Study:
    """Return the study of an article; other weights than those that ship serve only to train and to check them."""
    learned = weights() if learned is None else learned
    language = article.language.value if article.language else None
    lists = lexicon(language) or EMPTY
    placed = _placed(article, lists.reporting)
    sentences = tuple(sentence for sentence, _ in placed)
    texts = [sentence.text for sentence in sentences]
    entities = find_entities(texts, lists)
    antecedents = find_antecedents(texts, [place.paragraph for _, place in placed], entities, lists)
    tongue = Tongue(language=language, lexicon=lists)
    candidates = tuple(
        make_candidate(sentence, place, index, _named(antecedents.get(index), sentences), tongue)
        for index, (sentence, place) in enumerate(placed)
    )
    candidates = _without_stray_speech(_without_credits(candidates, lists))
    title = frozenset(terms(article.title.value, lists)) if article.title else frozenset()
    signs = find_signs(candidates)
    return Study(
        article=article,
        language=language,
        written=day_of_writing(candidates, article.published.value if article.published else None, lists),
        lexicon=lists,
        sentences=sentences,
        candidates=candidates,
        signs=signs,
        scores=rank(candidates, signs, title, learned.sentences),
        weights=learned,
        entities=entities,
        named=_named_in(entities),
        antecedents=antecedents,
    )


def _without_credits(candidates: tuple[Candidate, ...], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Return the candidates, those of the last few unfit that name who reported the story."""
    body, last = candidates[:-_LAST], candidates[-_LAST:]
    return body + tuple(
        replace(each, unfit=True) if any(phrase in each.text.lower() for phrase in lexicon.credit_lines) else each
        for each in last
    )


def _without_stray_speech(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates, those unfit in which `I` speaks though the article is none by somebody who does.

    There it is a quotation that has lost its marks, or an aside of the author's; alone nobody would know whose. An author
    who speaks of himself does so from the first sentence on, or in much of the text.
    """
    fit = [each for each in candidates if not each.unfit]
    opens = bool(candidates) and candidates[0].speaks and not candidates[0].unfit
    if opens or sum(each.speaks for each in fit) > _AUTHOR_SPEAKS * len(fit):
        return candidates
    return tuple(replace(each, unfit=True) if each.speaks else each for each in candidates)


def _placed(article: Article, reporting: frozenset[str]) -> list[tuple[Sentence, Place]]:
    """Return the sentences that may become statements, items of lists among them where there is little else."""
    prose = sum(len(paragraph.sentences) for paragraph in article.paragraphs if paragraph.role in PROSE)
    roles = PROSE | {Role.LIST} if prose < _THIN_PROSE else PROSE
    told = [(at, paragraph) for at, paragraph in enumerate(article.paragraphs) if paragraph.role in roles]
    late = _late_marks((sentence for _, paragraph in told for sentence in paragraph.sentences), reporting)
    return [placed for at, paragraph in told for placed in _in_paragraph(paragraph, at, late)]


def _late_marks(sentences: Iterable[Sentence], reporting: frozenset[str]) -> frozenset[str]:
    """Return the ids of the sentences at whose head stands the mark that ends what was quoted before them."""
    found: set[str] = set()
    running = 0
    for sentence in sentences:
        text = sentence.text
        if running and _closes_late(text, reporting):
            found.add(sentence.id)
            text = text[1:]
        running = _SPEECH if opens_quotation(text) else 0 if has_marks(text) else max(0, running - 1)
    return frozenset(found)


def _closes_late(text: str, reporting: frozenset[str]) -> bool:
    """Return whether a mark at the head of a sentence has no twin in it, and somebody reports behind it."""
    if text[:1] != '"' or any(span.closed and span.opens == 0 for span in find_quotations(text)):
        return False
    return not closes_quotation(text[1:]) and not reporting.isdisjoint(words(outside_quotations(text[1:])))


def _in_paragraph(paragraph: ArticleParagraph, at: int, late: Container[str]) -> Iterator[tuple[Sentence, Place]]:
    """Yield the sentences of a paragraph with their places."""
    starts = {sentence.start for sentence in paragraph.sentences}
    whole = [span for span in find_quotations(paragraph.text) if span.closed]
    text = _mended(paragraph)
    spans = [span for span in find_quotations(text) if _is_speech(text, span, starts)]
    running = 0
    for within, sentence in enumerate(paragraph.sentences):
        marked = has_marks(sentence.text)
        crossed = any(
            span.opens < sentence.end
            and sentence.start < span.closes
            and (span.opens < sentence.start or sentence.end < span.closes)
            and not (marked and text[span.opens] in _RESTORED)
            for span in spans
        )
        closes = sentence.id in late
        quoted = crossed or (running > 0 and not marked)
        # Marks of its own end what ran on, or begin anew.
        running = running - 1 if quoted and not marked else 0
        if not crossed and opens_quotation(sentence.text[closes:]):
            running = _SPEECH
        place = Place(
            paragraph=at,
            role=paragraph.role,
            within=within,
            in_quotation=quoted,
            closes_before=closes,
            closes_behind=any(sentence.start <= span.opens < sentence.end < span.closes for span in whole),
        )
        yield sentence, place


def _mended(paragraph: ArticleParagraph) -> str:
    """Return the text of a paragraph with the lost marks of its sentences."""
    text = paragraph.text
    for sentence in paragraph.sentences:
        if (whole := mended(sentence.text)) != sentence.text:
            text = text[: sentence.start] + whole + text[sentence.end :]
    return text


def _is_speech(text: str, span: QuotedSpan, starts: Container[int]) -> bool:
    """Return whether a quotation may run over several sentences.

    Single marks are apostrophes too, and pair up wrongly over long stretches: they count where one opens a sentence or
    stands behind a comma or a colon, and the other behind a stop.
    """
    if text[span.opens] not in "'‘":
        return True
    opens = span.opens in starts or text[max(0, span.opens - 2) : span.opens].rstrip()[-1:] in {",", ":"}
    return opens and text[span.end - 1 : span.end] in {".", ",", "!", "?", "…"}


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
