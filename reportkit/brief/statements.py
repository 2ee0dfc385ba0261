"""Statements from chosen sentences: their text, their references, and the gate that each must pass."""

from collections.abc import Iterable

from reportkit.brief.candidates import Candidate
from reportkit.brief.faithfulness import check
from reportkit.brief.study import Study
from reportkit.brief.terms import terms
from reportkit.model.briefing import Statement
from reportkit.notices import Notice, NoticeCode

_FEWEST_TERMS = 5
"""Terms from which another sentence with most of them can be said to restate a statement."""
HOLDS = 0.6
"""Share of a statement's terms that another sentence must have to bear it out too."""


def to_statement(study: Study, candidate: Candidate, *, in_flow: bool = False) -> Statement:
    """Return the statement of a candidate; in flow, behind the sentence it leans on, it keeps the source's words."""
    if in_flow:
        return Statement(text=candidate.whole, refs=(candidate.sentence.id, *_restating(study, candidate)))
    return Statement(text=candidate.text, refs=tuple(dict.fromkeys((*candidate.refs, *_restating(study, candidate)))))


def _restating(study: Study, candidate: Candidate) -> tuple[str, ...]:
    """Return the ids of other sentences that say what the candidate says, all its names and numbers among it."""
    exact = frozenset(term for term in candidate.terms if term[0].isdigit()) | study.named.get(
        candidate.index, frozenset()
    )
    if len(candidate.terms) < _FEWEST_TERMS:
        return ()
    return tuple(
        other.sentence.id
        for other in study.candidates
        if other.index != candidate.index
        and len(candidate.terms & other.terms) >= HOLDS * len(candidate.terms) > 0
        and exact <= other.terms | study.named.get(other.index, frozenset())
    )


def pass_gate(study: Study, statements: Iterable[Statement]) -> tuple[tuple[Statement, ...], tuple[Notice, ...]]:
    """Return the statements that their references bear out, and a notice for each that they don't.

    Notices: `statement-dropped`.
    """
    kept: list[Statement] = []
    notices: list[Notice] = []
    texts = {sentence.id: sentence.text for sentence in study.sentences}
    for statement in statements:
        verdict = check(statement.text, [texts[ref] for ref in statement.refs], study.language)
        if verdict.holds:
            kept.append(statement)
        else:
            detail = f"“{statement.text}”: {'; '.join(verdict.reasons)}"
            notices.append(Notice(code=NoticeCode.STATEMENT_DROPPED, detail=detail, where=statement.refs[0]))
    return tuple(kept), tuple(notices)


def said_terms(study: Study, statements: Iterable[Statement]) -> tuple[frozenset[str], ...]:
    """Return the terms of what was said already, a set for each statement."""
    return tuple(frozenset(terms(statement.text, study.lexicon)) for statement in statements)
