"""The executive summary: the few sentences that tell the story, read as one paragraph."""

from dataclasses import replace

from reportkit.brief.choice import Budget, choose_set, follows
from reportkit.brief.statements import pass_gate, to_statement
from reportkit.brief.study import Study
from reportkit.model.briefing import Briefing
from reportkit.notices import Notice, NoticeCode
from reportkit.settings import Settings


def tell_summary(study: Study, briefing: Briefing, settings: Settings) -> Briefing:
    """Return the briefing with its executive summary, in the order of the article.

    Notices: `sentence-too-long`: no sentence fits the budget.
    """
    budget = Budget(
        sentences=settings.summary_sentences,
        words=settings.summary_words,
        words_each=settings.summary_words,
        in_flow=True,
    )
    chosen = sorted(choose_set(study, budget), key=lambda each: each.index)
    statements = [
        to_statement(study, each, in_flow=at > 0 and follows(each, chosen[at - 1])) for at, each in enumerate(chosen)
    ]
    kept, notices = pass_gate(study, statements)
    if not chosen and any(each.word_count > settings.summary_words for each in study.candidates):
        detail = f"no sentence fits into the {settings.summary_words} words of the executive summary"
        notices += (Notice(code=NoticeCode.SENTENCE_TOO_LONG, detail=detail),)
    return replace(briefing, executive_summary=kept, notices=briefing.notices + notices)
