"""Tests of `reportkit.text.clean`."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.text.clean import STACKED_MARKS, clean, clean_and_count

ODD = st.text(
    st.one_of(st.characters(), st.sampled_from("\u200c\u200d\ufe0f\u202e\u0301\u0627\u0915\u094d👨\r\n\x85#1"))
)


@pytest.mark.parametrize(
    ("given_text", "expected", "removed"),
    [
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh", 0),
        ("\ufeffco\u00adop\u200ber\u2060ate\ufffc", "cooperate", 0),
        ("a\x00b\x1bc\x7fd\x9fe", "abcde", 4),
        ("tab\tstays", "tab\tstays", 0),
        ("invoice\u202egpj.exe\u202c", "invoicegpj.exe", 2),
        ("\u2066x\u2069 \u206a", "x ", 3),
        ("lone \ud800 surrogate", "lone  surrogate", 1),
        ("\ufffe\U0001ffff\ufdd0", "", 3),
        ("\ue000 private \U000f0001", " private ", 2),
        ("note\U000e0041\U000e0042\U000e007f", "note", 3),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", None, 0),
        ("👨\u200d👩\u200d👧", None, 0),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", None, 0),
        ("join\u200der \u200d\u200c", "joiner ", 0),
        ("1\ufe0f\u20e3 \u2764\ufe0f", None, 0),
        ("a\ufe0f\ufe0f\ufe0f", "a", 3),
        ("葛\U000e0100 x\U000e0100", "葛\U000e0100 x", 1),
        ("left\u200emark", "leftmark", 0),
        ("\u05d0\u200e1", None, 0),
        ("e\u0301", "é", 0),
        ("\ufffd stays", None, 0),
    ],
)
def test_each_kind_of_character(given_text: str, expected: str | None, removed: int) -> None:
    """Junk goes silently, dangerous characters are counted, what scripts and emoji need stays."""
    assert clean_and_count(given_text) == (given_text if expected is None else expected, removed)


def test_stacked_marks_are_cut() -> None:
    """No more marks stand on a letter than Unicode's stream-safe format allows, before and after other text."""
    text, removed = clean_and_count("Z" + "\u0316" * 1000 + " calm \u0915\u094d")
    assert removed == 1000 - STACKED_MARKS
    assert text == "Z" + "\u0316" * STACKED_MARKS + " calm \u0915\u094d"


def test_a_flood_of_marks_costs_no_time() -> None:
    """Marks in an order that normalisation would have to sort for minutes are cut before it."""
    assert len(clean("a" + "\u0301\u0316" * 200_000)) <= STACKED_MARKS + 1


@given(ODD)
def test_clean_text_is_clean(text: str) -> None:
    """What comes out can be encoded, is in NFC, holds no control characters, and stays as it is when cleaned again."""
    once = clean(text)
    once.encode("utf-8")
    assert unicodedata.is_normalized("NFC", once)
    assert not [character for character in once if unicodedata.category(character) == "Cc" and character not in "\t\n"]
    assert clean(once) == once


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"])))
def test_plain_text_stays(text: str) -> None:
    """Letters, figures and punctuation are left alone."""
    assert clean_and_count(text) == (text, 0)
