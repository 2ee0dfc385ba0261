"""The gate: what it lets through and what it stops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.brief.faithfulness import check

_SOURCE = (
    "However, Mayor Sarah Oduya said on 3 June 2025 that the old pier may not reopen before May 2027, "
    "and called the repair of 14 of its 31 beams “slow and costly” if no grant is found."
)


@pytest.mark.parametrize(
    "statement",
    [
        _SOURCE,
        _SOURCE.replace("However, Mayor", "Mayor"),
        _SOURCE.replace("the old pier", "the pier"),
    ],
)
def test_a_statement_by_deletion_holds(statement: str) -> None:
    """The sentence itself, and what is left of it after words without weight were deleted, hold."""
    verdict = check(statement, [_SOURCE], "en")
    assert verdict.holds, verdict.reasons
    assert verdict.reasons == ()


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (("14 of", "15 of"), "the number 15 is not in the source"),
        (("May 2027", "May 2028"), "the date 2028-05 is not in the source"),
        (("3 June 2025", "June 2025"), "the date 2025-06-03 was left out"),
        (("Sarah Oduya", "Sarah Lindt"), "the word “lindt” is not in the source"),
        (("may not", "may"), "the negation “not” was left out"),
        (("said on", "never said on"), "the negation “never” is not in the source"),
        (("may not", "not"), "the hedge “may” was left out"),
        (("the repair", "the possible repair"), "the hedge “possible” is not in the source"),
        (("said on", "on"), "the attribution “said” was left out"),
        (("if no grant is found", "no grant is found"), "the condition “if” was left out"),
        (("slow and costly", "slow but costly"), "the quotation “slow but costly” differs"),
        (("slow and costly", "slow, costly"), "the quotation “slow, costly” differs"),
        (("14 of its 31", "31 of its 14"), "the words stand in another order"),
    ],
)
def test_a_seeded_fault_is_named(fault: tuple[str, str], reason: str) -> None:
    """One fault in a true statement is found, and said in words."""
    verdict = check(_SOURCE.replace(*fault), [_SOURCE], "en")
    assert not verdict.holds
    assert reason in verdict.reasons


def test_an_attribution_by_phrase_is_not_lost() -> None:
    """What was said according to somebody is not told as a fact."""
    source = "According to Ms Oduya, the pier is safe."
    assert "the attribution “according to” was left out" in check("The pier is safe.", [source], "en").reasons


def test_a_bracketed_name_needs_a_sentence_that_names_it() -> None:
    """The name in brackets holds with the sentence that names it, and not without."""
    sentence, naming = "She reopened the pier.", "Sarah Oduya spoke first."
    assert check("[Sarah Oduya] reopened the pier.", [sentence, naming], "en").holds
    assert not check("[Sarah Oduya] reopened the pier.", [sentence], "en").holds
    assert check("[Sarah Oduya]’s plan works.", ["Her plan works.", naming], "en").holds


def test_brackets_of_the_source_are_its_own_words() -> None:
    """What the source puts in brackets needs no other sentence."""
    source = "“The [harbour] board is slow,” said Ms Oduya."
    assert check(source, [source], "en").holds


def test_a_number_in_brackets_is_no_name() -> None:
    """The number of a footnote is a number like others."""
    source = "The pier was built by hand in that year. [1]"
    assert "the number 9 is not in the source" in check(source.replace("[1]", "[9]"), [source], "en").reasons


def test_nothing_holds_without_evidence() -> None:
    """A statement without a sentence to bear it out does not hold."""
    assert check("The pier is safe.", [], "en").reasons == ("there is no sentence to bear it out",)


def test_one_of_several_sentences_is_enough() -> None:
    """The statement need follow only one of the sentences referred to."""
    assert check("The pier is safe.", ["Nobody knows.", "The pier is safe."], "en").holds


def test_words_and_numbers_are_checked_without_word_lists() -> None:
    """In a language without a lexicon numbers, quotations and words are held all the same."""
    source = "Silta suljettiin 14 päiväksi."
    assert check(source, [source], "fi").holds
    assert not check(source.replace("14", "15"), [source], "fi").holds


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_gets_a_verdict(statement: str, source: str) -> None:
    """Whatever the texts, there is a verdict, and it has reasons exactly when it does not hold."""
    verdict = check(statement, [source], "en")
    assert verdict.holds is (not verdict.reasons)


@given(st.text(max_size=120))
def test_every_text_bears_itself_out(text: str) -> None:
    """A text is borne out by itself."""
    assert check(text, [text], "en").holds
