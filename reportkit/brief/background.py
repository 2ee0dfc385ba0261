"""The background: what was so before, and why it matters."""

import re
from dataclasses import replace
from functools import lru_cache

from reportkit.brief.candidates import Candidate
from reportkit.brief.choice import Budget, choose
from reportkit.brief.statements import pass_gate, said_terms, to_statement
from reportkit.brief.study import Study
from reportkit.model.article import Role
from reportkit.model.briefing import Briefing
from reportkit.settings import Settings
from reportkit.text.lexicon import Lexicon
from reportkit.text.phrases import phrase_pattern
from reportkit.text.words import words

_ENOUGH = 1.0
"""Weight of signs from which a sentence counts as background."""
_ROLES = {Role.BACKGROUND: 0.6, Role.STANDFIRST: -0.6, Role.CONCLUSION: -0.6}
"""A standfirst tells the news, a conclusion what may come of it."""
_DATED_OPENING, _OPENING = 1.0, 0.5
"""`Since 2019, …`; without a number it may give a reason: `Since the pier is closed, …`."""
_HEAD = 60
_NUMBER = re.compile(r"\d{2,4}")
_PHRASE = 0.45
_PAST_PERFECT = 0.35
_EARLIER_DATE = 0.6
_STILL_TO_COME = -0.8
_UNCERTAIN = -0.5
"""`may become a model`: an outlook."""


def tell_background(study: Study, briefing: Briefing, settings: Settings) -> Briefing:
    """Return the briefing with its background, in the order of the article; none where nothing bears the signs."""
    budget = Budget(
        sentences=settings.background_sentences,
        words=settings.background_words,
        words_each=settings.background_words,
        in_flow=True,
    )
    latest = _latest_year(study)
    pool = [each for each in study.candidates if _weight(study, each, latest) >= _ENOUGH]
    chosen = sorted(
        choose(study, pool, said_terms(study, briefing.executive_summary), budget), key=lambda each: each.index
    )
    kept, notices = pass_gate(study, [to_statement(study, each) for each in chosen])
    return replace(briefing, background=kept, notices=briefing.notices + notices)


def _weight(study: Study, candidate: Candidate, latest: str) -> float:
    """Return how strongly a sentence bears the signs of background."""
    text = candidate.text.lower().replace("’", "'")
    lexicon = study.lexicon
    signs = _pattern(lexicon.background)
    weight = _ROLES.get(candidate.place.role, 0.0)
    if _pattern(lexicon.background_openings).match(text):
        weight += _DATED_OPENING if _NUMBER.search(text[:_HEAD]) else _OPENING
    weight += _PHRASE * min(2, len(set(signs.findall(text))))
    weight += _PAST_PERFECT if _past_perfect(lexicon).search(text) else 0.0
    dates = [mention.iso[:4] for mention in candidate.dates]
    weight += _EARLIER_DATE if dates and max(dates) < latest else 0.0
    if weight >= _ENOUGH:
        weight += _STILL_TO_COME if _pattern(lexicon.future | lexicon.limits).search(text) else 0.0
        weight += 0.0 if (lexicon.hedges & lexicon.auxiliaries).isdisjoint(words(text)) else _UNCERTAIN
    return weight


def _latest_year(study: Study) -> str:
    """Return the year of the article: in which it was written, else the latest that it states."""
    if study.written is not None:
        return study.written[:4]
    years = [mention.iso[:4] for each in study.candidates for mention in each.dates]
    return max(years, default="")


@lru_cache(maxsize=16)
def _past_perfect(lexicon: Lexicon) -> re.Pattern[str]:
    """Return a pattern of the past perfect: its auxiliary before a participle."""
    if not lexicon.past_perfect:
        return re.compile("(?!)")
    auxiliaries = "|".join(map(re.escape, sorted(lexicon.past_perfect)))
    participles = "|".join(map(re.escape, sorted(lexicon.past_perfect_next)))
    return re.compile(rf"\b(?:{auxiliaries}) (?:{participles}|\w+ed)\b")


@lru_cache(maxsize=32)
def _pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern of any of the phrases as whole words."""
    return re.compile(phrase_pattern(phrases))
