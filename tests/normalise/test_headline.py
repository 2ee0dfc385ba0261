"""Titles made from sentences."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.normalise.headline import MOST_WORDS, headline
from reportkit.text.words import count_words, words
from tests.support.cases import Case, cases

_CASES = cases(Path(__file__).parent / "cases" / "headline.txt")
_VOCABULARY = """The council minister Porto Ana Duarte said warns has approved is will build a an of in on to for after
which that and, but, barrier, harbour, Monday, gates cost (later) “we sign” 400 tonnes while bridge: – U.S. old"""


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_headline_is_that_of_the_case(case: Case) -> None:
    """The sentence of the case gives its title."""
    assert headline(case.given, case.language) == case.expected


@given(
    st.lists(st.sampled_from(_VOCABULARY.split()), min_size=1, max_size=40).map(" ".join),
    st.sampled_from(["en", "de", "xx"]),
)
def test_words_are_left_out_and_none_put_in(sentence: str, language: str) -> None:
    """A title is short, in the order of its sentence, and bears no stop of its own."""
    title = headline(sentence, language)
    assert count_words(title) <= MOST_WORDS
    rest = iter(words(sentence))
    assert all(word in rest for word in words(title))
    assert not title.endswith(".") or title.endswith("U.S.")


@pytest.mark.parametrize("case", [each for each in _CASES if each.language == "en"], ids=lambda case: case.name)
def test_no_title_ends_on_a_dangling_word(case: Case) -> None:
    """The last word is no preposition, article or conjunction."""
    last = words(headline(case.given, case.language))[-1]
    assert last not in {
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "or",
        "by",
        "with",
        "that",
        "which",
    }


def test_a_sentence_without_words_is_left_alone() -> None:
    """Nothing is made of marks."""
    assert headline("…", "en") == ""
