"""The quotations, exact to the character, with who spoke where the source says so."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reportkit.brief.block_quotes import attributed_to, block_quotations
from reportkit.brief.frames import Speaker
from reportkit.brief.passages import Passage, find_passages
from reportkit.brief.speakers import find_speaker, has_verb, has_verb_last
from reportkit.brief.study import Study
from reportkit.model.briefing import Briefing, Quotation
from reportkit.settings import Settings
from reportkit.text.words import count_words

_FEWEST_WORDS = 5
"""Words of a quotation that speaks for itself; fewer are a quotation only behind a verb that puts a name on something."""
_FEWEST_SPOKEN = 4
"""Words of a whole sentence that somebody is said to say."""
_FEWEST_CHARACTERISING = 2
_LONGEST_SMALL = 4
"""Letters of words that titles set small."""
_ENDS = (".", ",", "!", "?", "…", "。", "，", "！", "？", "؟", "—", "–")
_MARKS = " .,;:!?"


def list_quotes(study: Study, briefing: Briefing, settings: Settings) -> Briefing:
    """Return the briefing with the quotations of the sentences that matter most, in the order of the article."""
    found = list(_quotations(study))
    best = sorted(found, key=lambda entry: -entry[1])[: settings.quotes]
    kept = {id(quotation) for quotation, _ in best}
    return replace(briefing, quotes=tuple(quotation for quotation, _ in found if id(quotation) in kept))


def _quotations(study: Study) -> Iterator[tuple[Quotation, float]]:
    """Yield the quotations of the running text in order, each with its score."""
    indices = {sentence.id: index for index, sentence in enumerate(study.sentences)}
    found = [*_spoken(study, indices), *block_quotations(study, indices)]
    for quotation in sorted(found, key=lambda each: indices[each.refs[0]]):
        best = max(study.scores[indices[ref]] for ref in quotation.refs)
        yield quotation, best + (quotation.speaker is not None)


def _spoken(study: Study, indices: Mapping[str, int]) -> Iterator[Quotation]:
    """Yield what stands between marks; a passage without words around it goes on with what was quoted just before."""
    speaker: Speaker | None = None
    spoken, running = -2, False
    paragraphs = [each for each in study.article.paragraphs if each.sentences and each.sentences[0].id in indices]
    for at, paragraph in enumerate(paragraphs):
        below = indices[paragraphs[at + 1].sentences[0].id] if at + 1 < len(paragraphs) else None
        speaker, running = (speaker if running else None), False
        for passage in find_passages(study, paragraph, indices):
            named = find_speaker(study, passage.quote, passage.before, passage.after)
            if named is None and not f"{passage.before.text}{passage.after.text}".strip(_MARKS):
                line = below if passage.line is None else passage.line
                goes_on = passage.before.sentence - spoken <= 1
                named = _in_line(study, line) or (speaker if goes_on else None)
            speaker, spoken, running = named, passage.after.sentence, not passage.closed
            if _is_quotation(study, passage, speaker):
                yield _quotation(study, passage, speaker)


def _in_line(study: Study, line: int | None) -> Speaker | None:
    """Return whom a line behind a quotation names."""
    name = attributed_to(study, study.sentences[line].text) if line is not None else None
    return Speaker(name=name, naming=line) if name and line is not None else None


def _quotation(study: Study, passage: Passage, speaker: Speaker | None) -> Quotation:
    """Return a passage as an entry; it refers to its own sentences, then to the one that names the speaker."""
    if speaker is None:
        return Quotation(speaker=None, quote=passage.quote, refs=passage.refs)
    refs = (*passage.refs, study.sentences[speaker.naming].id)
    return Quotation(speaker=speaker.name, quote=passage.quote, refs=tuple(dict.fromkeys(refs)))


def _is_quotation(study: Study, passage: Passage, speaker: Speaker | None) -> bool:
    """Return whether the words are somebody's, rather than a title or a word held at arm's length."""
    count = count_words(passage.quote)
    if _is_title(passage.quote) or has_verb_last(passage.before, study.lexicon.naming):
        return False
    last = bool(study.lexicon.verb_last) and speaker is not None
    whole = _is_sentence(passage.quote, "." if last else passage.after.text)
    if speaker is None:
        return whole and count >= _FEWEST_WORDS
    if count >= (_FEWEST_SPOKEN if whole else _FEWEST_WORDS):
        return True
    return count >= _FEWEST_CHARACTERISING and has_verb(passage.before, study.lexicon.characterising)


def _is_title(quote: str) -> bool:
    """Return whether nearly every word has a capital, as in the title of a work."""
    long = [word for word in quote.split() if len(word) > _LONGEST_SMALL]
    return len(long) > 1 and all(word.strip("\"'“”‘’([")[:1].isupper() for word in long)


def _is_sentence(quote: str, behind: str) -> bool:
    """Return whether the words are a sentence of their own; a piece of one is nobody's words without a speaker."""
    first = quote.lstrip("\"'“”‘’([… .")[:1]
    ended = quote.rstrip("\"'“”‘’)] ").endswith(_ENDS) or behind.lstrip().startswith(_ENDS)
    return not first.islower() and ended
