"""From the article to the briefing: statements, facts, events and quotations, each with the sentences that bear it out.

Input:  an `Article`, and the settings that say how long the parts may be.
Output: a `Briefing` that holds nothing but words of the article: sentences, or sentences shortened by deleting words; a
        pronoun at the head of one may have given way to a name in square brackets, and a quotation mark stands where its
        twin does not: in another sentence, or lost to an encoding.
Lost:   what does not fit the budgets. A statement that does not pass the gate (`faithfulness.check`) is left out with a
        notice.
Not here: layout, and what the source itself got wrong.
"""

from collections.abc import Callable

from reportkit.brief.background import tell_background
from reportkit.brief.executive_summary import tell_summary
from reportkit.brief.facts import list_facts
from reportkit.brief.gate import drop_unfaithful
from reportkit.brief.key_points import tell_key_points
from reportkit.brief.naming import name_speakers
from reportkit.brief.quotes import list_quotes
from reportkit.brief.study import Study, study
from reportkit.brief.timeline import list_events
from reportkit.model.article import Article
from reportkit.model.briefing import Briefing
from reportkit.notices import Notice, NoticeCode
from reportkit.settings import Settings
from reportkit.text.lexicon import EMPTY

Part = Callable[[Study, Briefing, Settings], Briefing]
"""Adds one part to the briefing so far, from which it knows what is said already."""

# The summary chooses first, freely. The background follows, because few sentences are fit for it while many are fit for
# a key point; the key points then avoid both. The other parts list what the source states and repeat on purpose.
PARTS: tuple[Part, ...] = (tell_summary, tell_background, tell_key_points, list_facts, list_events, list_quotes)


def brief(article: Article, settings: Settings) -> Briefing:
    """Return the briefing of an article.

    Notices: those of the article, `language-unsupported`, `published-contradicted`, and those of the parts.
    """
    studied = study(article)
    notices = article.notices
    if studied.lexicon is EMPTY:
        detail = f"no word lists for the language {studied.language or '(unknown)'}"
        notices += (Notice(code=NoticeCode.LANGUAGE_UNSUPPORTED, detail=detail),)
    if article.published is not None and studied.written is None:
        detail = f"published {article.published.value}, yet later days are told as past: relative dates are left out"
        notices += (Notice(code=NoticeCode.PUBLISHED_CONTRADICTED, detail=detail),)
    briefing = Briefing(article=article, notices=notices)
    for part in PARTS:
        briefing = part(studied, briefing, settings)
    return drop_unfaithful(name_speakers(briefing))
