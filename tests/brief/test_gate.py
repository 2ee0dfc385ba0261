"""Every part of a briefing before the gate."""

from dataclasses import replace

import pytest

from reportkit.brief import brief
from reportkit.brief.gate import drop_unfaithful, judge, mark_unfaithful
from reportkit.brief.naming import name_speakers
from reportkit.brief.quoted import is_quoted
from reportkit.model.article import Role
from reportkit.model.briefing import Briefing, Event, Facts, FigureFact, NamedFact, Quotation, Statement
from reportkit.notices import NoticeCode
from reportkit.settings import Settings
from tests.support.articles import article_of

_ARTICLE = article_of(
    "Mayor Sarah Oduya closed the old pier on 3 June 2025.",
    "“It is slow and costly,” she said of the repair.",
    "About 14 of its beams are to be replaced by the Tromland Harbour Board.",
)
_TRUE = Briefing(
    article=_ARTICLE,
    executive_summary=(Statement(text="Mayor Sarah Oduya closed the old pier on 3 June 2025.", refs=("p1.s1",)),),
)
_PERSON = NamedFact(name="Sarah Oduya", role="Mayor", refs=("p1.s1",))
_FIGURE = FigureFact(value="About 14", text="About 14 of its beams", refs=("p3.s1",))
_EVENT = Event(date="2025-06-03", planned=False, text=_TRUE.executive_summary[0].text, refs=("p1.s1",))
_QUOTE = Quotation(speaker="Sarah Oduya", quote="It is slow and costly,", refs=("p2.s1", "p1.s1"))


def _with(
    *, people: NamedFact | None = None, organisations: NamedFact | None = None, figures: FigureFact | None = None
) -> Briefing:
    facts = Facts(
        people=(people,) if people else (),
        organisations=(organisations,) if organisations else (),
        figures=(figures,) if figures else (),
    )
    return replace(_TRUE, facts=facts)


@pytest.mark.parametrize(
    "briefing",
    [
        _TRUE,
        _with(people=_PERSON),
        _with(people=replace(_PERSON, role=None)),
        _with(organisations=NamedFact(name="Tromland Harbour Board", refs=("p3.s1",))),
        _with(figures=_FIGURE),
        replace(_TRUE, timeline=(_EVENT,)),
        replace(_TRUE, quotes=(_QUOTE,)),
        replace(_TRUE, quotes=(replace(_QUOTE, speaker=None, refs=("p2.s1",)),)),
        replace(_TRUE, quotes=(replace(_QUOTE, speaker="the old pier"),)),
    ],
)
def test_what_the_source_states_holds(briefing: Briefing) -> None:
    """An entry of each part that its sentences bear out stays, and nothing is told of it."""
    assert all(each.verdict.holds for each in judge(briefing))
    assert drop_unfaithful(briefing) == briefing == mark_unfaithful(briefing)


@pytest.mark.parametrize(
    ("briefing", "reason"),
    [
        (_with(people=replace(_PERSON, name="Sara Oduya")), "no sentence that it refers to names “Sara Oduya”"),
        (_with(people=replace(_PERSON, role="Governor")), "“Governor” is not in the source"),
        (_with(people=replace(_PERSON, role="replaced", refs=("p1.s1", "p3.s1"))), "the source does not say “replaced” of “Sarah Oduya”"),
        (_with(figures=replace(_FIGURE, value="15")), "“15” is not in “About 14 of its beams”"),
        (_with(figures=replace(_FIGURE, text="About 14 of its doors")), "“About 14 of its doors” is not in the source"),
        (_with(figures=FigureFact(value="14", text="14 of its beams", refs=("p3.s1",))), "“about” was left out"),
        (_with(figures=FigureFact(value="4", text="4 of its beams", refs=("p3.s1",))), "“4 of its beams” is not in the source"),
        (replace(_TRUE, timeline=(replace(_EVENT, date="2025-06-04"),)), "the date 2025-06-04 is not in the source"),
        (replace(_TRUE, timeline=(replace(_EVENT, text="Mayor Sarah Oduya closed the pier on 3 June 2025."),)), "“old” was left out of its clause"),
        (replace(_TRUE, quotes=(replace(_QUOTE, quote="It is slow but costly,"),)), "the quotation “It is slow but costly,” differs from the source"),
        (replace(_TRUE, quotes=(replace(_QUOTE, quote="said of the repair"),)), "the quotation “said of the repair” differs from the source"),
        (replace(_TRUE, quotes=(replace(_QUOTE, refs=("p2.s1",)),)), "no sentence that it refers to names “Sarah Oduya”"),
        (replace(_TRUE, quotes=(replace(_QUOTE, refs=("p2.s1", "p1.s1", "p9.s9")),)), "there is no sentence p9.s9 in the source"),
        (replace(_TRUE, key_points=(Statement(text="The pier is old.", refs=()),)), "it refers to no sentence of the source"),
    ],
)  # fmt: skip
def test_what_it_does_not_state_is_dropped_or_marked(briefing: Briefing, reason: str) -> None:
    """An entry that its sentences don't bear out goes when a briefing is made, and is marked when an editor made it."""
    (wrong,) = [each for each in judge(briefing) if not each.verdict.holds]
    assert reason in wrong.verdict.reasons
    kept = drop_unfaithful(briefing)
    assert replace(kept, notices=()) == _TRUE
    assert [notice.code for notice in kept.notices] == [NoticeCode.STATEMENT_DROPPED]
    marked = mark_unfaithful(briefing)
    assert replace(marked, notices=()) == briefing
    (notice,) = marked.notices
    assert notice.code is NoticeCode.STATEMENT_UNFAITHFUL
    assert notice.detail.startswith(f"{wrong.part} 1: “")
    assert reason in notice.detail


def test_a_briefing_marked_before_is_judged_anew() -> None:
    """A notice of the last reading goes when its statement was put right."""
    wrong = mark_unfaithful(replace(_TRUE, key_points=(Statement(text="The pier is new.", refs=("p1.s1",)),)))
    assert len(wrong.notices) == 1
    assert mark_unfaithful(wrong).notices == wrong.notices
    assert mark_unfaithful(replace(wrong, key_points=())).notices == ()


@pytest.mark.parametrize(
    ("briefing", "text"),
    [
        (_TRUE, "Mayor Sarah Oduya closed the old pier on 3 June 2025."),
        (_with(people=_PERSON), "Sarah Oduya, Mayor"),
        (_with(people=replace(_PERSON, role=None)), "Sarah Oduya"),
        (_with(figures=_FIGURE), "About 14 of its beams"),
        (_with(figures=replace(_FIGURE, value="fourteen")), "fourteen: About 14 of its beams"),
        (replace(_TRUE, timeline=(_EVENT,)), "2025-06-03: Mayor Sarah Oduya closed the old pier on 3 June 2025."),
        (replace(_TRUE, quotes=(_QUOTE,)), "“It is slow and costly,” – Sarah Oduya"),
        (replace(_TRUE, quotes=(replace(_QUOTE, speaker=None),)), "“It is slow and costly,”"),
    ],
)
def test_an_entry_is_told_on_one_line(briefing: Briefing, text: str) -> None:
    """What notices and trace print of an entry."""
    assert list(judge(briefing))[-1].text == text


def test_names_and_figures_of_scripts_without_blanks() -> None:
    """Characters on either side are no part of a name."""
    article = article_of("市長の林恵子は橋を閉鎖した。", language="ja")
    fact = NamedFact(name="林恵子", role="市長", refs=("p1.s1",))
    assert all(each.verdict.holds for each in judge(Briefing(article=article, facts=Facts(people=(fact,)))))


def test_a_quotation_refers_to_the_sentence_that_names_its_speaker() -> None:
    """Where the source says `she`, the sentence that names her is a reference too."""
    text = "Sarah Oduya closed the pier. She wept. “We have waited thirty long years for this,” she said."
    (quote,) = brief(article_of(text), Settings()).quotes
    assert (quote.speaker, quote.refs) == ("Sarah Oduya", ("p1.s3", "p1.s1"))


@pytest.mark.parametrize(
    ("speaker", "refs"),
    [
        ("Sarah Oduya", ("p2.s1", "p1.s1")),
        ("Harbour Board", ("p2.s1", "p3.s1")),
        ("Anna Lindt", ("p2.s1",)),
        (None, ("p2.s1",)),
    ],
)
def test_the_sentence_that_names_a_speaker_is_the_nearest_before(speaker: str | None, refs: tuple[str, ...]) -> None:
    """Before the quotation, else anywhere; nobody's name adds nothing."""
    quote = Quotation(speaker=speaker, quote="It is slow and costly,", refs=("p2.s1",))
    assert name_speakers(replace(_TRUE, quotes=(quote,))).quotes[0].refs == refs


def test_a_quotation_set_apart_needs_no_marks() -> None:
    """A block quotation is one by its place; the same words in running text are nobody's."""
    words = "The pier is older than the town and we will not give it up."
    quote = Quotation(speaker=None, quote=words, refs=("p1.s1",))
    apart = Briefing(article=article_of((words, Role.QUOTE)), quotes=(quote,))
    assert all(each.verdict.holds for each in judge(apart))
    running = Briefing(article=article_of(words), quotes=(quote,))
    assert not any(each.verdict.holds for each in judge(running))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The old pier stays, she said: “The old pier stays.”", True),
        ("“The old pier” closed; nobody said that the old pier stays.", False),
        ("The old pier stays, she said.", False),
        ("The old pier stays,” she said.", True),
    ],
)
def test_a_quotation_is_one_where_any_of_its_places_has_a_mark(sentence: str, *, expected: bool) -> None:
    """Words that the source says twice, once in marks, are quoted."""
    assert is_quoted("The old pier stays", [sentence]) is expected
