"""The key points: single facts beyond the summary, most important first."""

from dataclasses import replace

from reportkit.brief.choice import Budget, choose
from reportkit.brief.statements import pass_gate, said_terms, to_statement
from reportkit.brief.study import Study
from reportkit.model.briefing import Briefing
from reportkit.notices import Notice, NoticeCode
from reportkit.settings import Settings

_FEWEST = 3
_FACTS = 0.03
"""What a new number is worth in a key point; the best of four values by the names and numbers of references."""

_DEPTH = 0.06
"""What the end of an article loses against its beginning in the order of the points: journalists tell what matters first,
and the scores of what is left beside a summary lie within a few hundredths. Looked at on the samples, 2026-11-25."""


def tell_key_points(study: Study, briefing: Briefing, settings: Settings) -> Briefing:
    """Return the briefing with key points that repeat neither the summary, nor the background, nor one another.

    Notices: `text-too-short`: fewer than three facts are left to tell.
    """
    budget = Budget(
        sentences=settings.key_points,
        words=settings.key_points * settings.key_point_words,
        words_each=settings.key_point_words,
        facts=_FACTS,
    )
    said = said_terms(study, (*briefing.executive_summary, *briefing.background))
    chosen = choose(study, study.candidates, said, budget)
    if len(chosen) < budget.sentences and briefing.executive_summary:
        # Few sentences stand quite alone; the summary above has told what the others speak of.
        more = replace(budget, sentences=budget.sentences - len(chosen), story_told=True)
        left = [each for each in study.candidates if each not in chosen]
        chosen += choose(study, left, (*said, *(each.terms for each in chosen)), more)
    depth = _DEPTH / max(1, len(study.candidates))
    chosen = tuple(sorted(chosen, key=lambda each: (depth * each.index - study.scores[each.index], each.index)))
    kept, notices = pass_gate(study, [to_statement(study, each) for each in chosen])
    if len(kept) < min(_FEWEST, settings.key_points):
        detail = f"{len(kept)} key points: the text says too little beyond its summary"
        notices += (Notice(code=NoticeCode.TEXT_TOO_SHORT, detail=detail),)
    return replace(briefing, key_points=kept, notices=briefing.notices + notices)
