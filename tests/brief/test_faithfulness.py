"""The gate: what it lets through and what it stops."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.brief.alignment import align, bounded, word_list
from reportkit.brief.faithfulness import check
from tests.support.cases import Case, cases

_CASES = cases(Path(__file__).parent / "cases" / "faithfulness.txt")


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_a_statement_holds_or_the_reasons_say_why_not(case: Case) -> None:
    """The first line is the statement, the others are its evidence; the reasons are those of the case, in their order."""
    statement, *evidence = case.given.split("\n")
    verdict = check(statement, evidence, case.language or "en")
    assert "\n".join(verdict.reasons or ("holds",)) == case.expected
    assert verdict.holds is (case.expected == "holds")


def test_nothing_holds_without_evidence() -> None:
    """A statement without a sentence to bear it out does not hold."""
    assert check("The pier is safe.", [], "en").reasons == ("there is no sentence to bear it out",)


def test_one_of_several_sentences_is_enough() -> None:
    """The statement need follow only one of the sentences referred to; the nearest one gives the reasons."""
    evidence = ["Nobody knows.", "However, the pier is safe."]
    assert check("The pier is safe.", evidence, "en").holds
    assert check("The pier is sound.", evidence, "en").reasons == ("“sound” stands where the source has “safe”",)


def test_half_a_quotation_is_no_sentence_of_its_own() -> None:
    """Two sentences of a quotation are not judged one by one: its words would be its own no longer."""
    source = "The board says: “Stop. This. Now.”"
    assert check(source.replace("Stop. ", ""), [source], "en").reasons == (
        "the quotation “This. Now.” differs from the source",
    )


def test_what_went_begins_and_ends_at_punctuation_where_it_can() -> None:
    """Of two ways to read what was left out the one that makes it a whole aside is taken."""
    theirs = word_list("The roof, the old one, the door and the steps are gone.")
    (gap,) = align(word_list("The roof, the door and the steps are gone."), theirs).gaps
    assert [theirs[at].text for at in gap.theirs] == ["the", "old", "one"]
    assert bounded(theirs, gap.theirs) == (True, True)


def test_several_gaps_are_told_apart() -> None:
    """Each place where the texts differ is a gap of its own."""
    ours, theirs = (
        word_list("A pier, said Ito, opens by May."),
        word_list("Now a pier, said Ito on Monday, opens by June."),
    )
    gaps = align(ours, theirs).gaps
    assert [[theirs[at].text for at in gap.theirs] for gap in gaps] == [["Now"], ["on", "Monday"], ["June"]]
    assert [[ours[at].text for at in gap.ours] for gap in gaps] == [[], [], ["May"]]


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_gets_a_verdict(statement: str, source: str) -> None:
    """Whatever the texts, there is a verdict, and it has reasons exactly when it does not hold."""
    verdict = check(statement, [source], "en")
    assert verdict.holds is (not verdict.reasons)


_WORDS = st.lists(st.sampled_from(["a", "b", "c", "not", "1", "2", ",", "“", "”"]), max_size=14).map(" ".join)


@given(_WORDS, _WORDS)
def test_what_both_have_and_the_gaps_are_all_there_is(one: str, other: str) -> None:
    """An alignment leaves no word out: outside its gaps both texts have the same words in one order."""
    ours, theirs = word_list(one), word_list(other)
    gaps = align(ours, theirs).gaps
    left = [word.low for at, word in enumerate(ours) if not any(at in gap.ours for gap in gaps)]
    right = [word.low for at, word in enumerate(theirs) if not any(at in gap.theirs for gap in gaps)]
    assert left == right


@given(st.text(max_size=120))
def test_every_text_bears_itself_out(text: str) -> None:
    """A text is borne out by itself."""
    assert check(text, [text], "en").holds
