"""Statements and the gate that they pass."""

from reportkit.brief.statements import pass_gate, to_statement
from reportkit.brief.study import study
from reportkit.model.briefing import Statement
from reportkit.notices import NoticeCode
from tests.support.articles import article_of

_STUDY = study(
    article_of(
        "The council of Tromland closed the old pier on Friday after a survey of its oak beams.",
        "After a survey of its beams the Tromland council closed the old oak pier on Friday, to general regret.",
        "The council of Tromland closed the new pier on Friday after a survey of 14 steel beams.",
    )
)


def test_a_false_statement_is_dropped_with_a_notice() -> None:
    """What its references don't bear out does not enter the briefing, and the notice says which and why."""
    true = Statement(text=_STUDY.sentences[0].text, refs=("p1.s1",))
    false = Statement(text=true.text.replace("Friday", "Monday"), refs=("p1.s1",))
    kept, notices = pass_gate(_STUDY, [true, false])
    assert kept == (true,)
    assert [(notice.code, notice.where) for notice in notices] == [(NoticeCode.STATEMENT_DROPPED, "p1.s1")]
    assert "“Monday” stands where the source has “Friday”" in notices[0].detail


def test_references_name_the_sentences_that_say_the_same() -> None:
    """A sentence with nearly the same words is referred to as well; one that lacks a number is not."""
    assert to_statement(_STUDY, _STUDY.candidates[0]).refs[:2] == ("p1.s1", "p2.s1")
    assert to_statement(_STUDY, _STUDY.candidates[2]).refs == ("p3.s1",)
