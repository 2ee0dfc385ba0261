"""Words between quotation marks."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.text.quotes import find_quotations, has_open_quotation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and “yes, it’s ‘so’ now.”", ["no", "yes, it’s ‘so’ now."]),
        ('"It\'s the mayor\'s," she said, "not mine."', ["It's the mayor's,", "not mine."]),
        ("‘It’s the ministers’ job,’ she said.", ["It’s the ministers’ job,"]),
        ("'It isn't mine,' she said.", ["It isn't mine,"]),
        ("„Ja“, sagte er, „gern.“", ["Ja", "gern."]),
        ("»Ja«, sagte er.", ["Ja"]),
        ("« Oui », dit-il.", [" Oui "]),
        ("彼は「はい」と言った。", ["はい"]),
        ("”Ja”, sade han.", ["Ja"]),
        (
            "They are 'deluding themselves' if they think 'big is good', he said.",
            ["deluding themselves", "big is good"],
        ),
        ("'It is the ministers' job,' she said.", ["It is the ministers' job,"]),
        ("The 1990s' best, rock 'n' roll, and '68 too.", []),
        ('A 6" pipe and a 4" pipe.', []),
        ("“One “two” three”", ["One “two” three"]),
        ("No marks at all.", []),
    ],
)
def test_quotations_are_found(text: str, expected: list[str]) -> None:
    """The outermost quotations are found, whatever marks the language uses; apostrophes are none."""
    assert [text[each.start : each.end] for each in find_quotations(text)] == expected


def test_a_quotation_may_run_on_into_the_next_paragraph() -> None:
    """A paragraph that opens a quotation and does not close it is one quotation to its end, and says so."""
    (span,) = find_quotations("“We came home. We stayed.")
    assert (span.start, span.closed) == (1, False)


def test_a_mark_without_its_twin_does_not_swallow_the_next_quotation() -> None:
    """Where a closing mark is missing, what stands between two quotations is not taken for one."""
    text = 'He tried "slowly to go. She left, and said: "Never again will I," and went.'
    assert [text[each.start : each.end] for each in find_quotations(text)] == ["Never again will I,"]


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("“We came home.", True),
        ("We stayed,” she said.", True),
        ('We stayed," she said.', True),
        ("'Once I stayed.", True),
        ("“We stayed,” she said.", False),
        ("It’s the ministers’ job.", False),
    ],
)
def test_halves_are_seen(text: str, *, is_open: bool) -> None:
    """A sentence that holds one half of a quotation is told from a whole one."""
    assert has_open_quotation(text) is is_open


@given(st.text(alphabet=st.sampled_from("ab .,“”\"'’‘«»„「」\n"), max_size=60))
def test_quotations_stand_in_order_and_apart(text: str) -> None:
    """Spans are within the text, in order, and don't overlap."""
    end = 0
    for each in find_quotations(text):
        assert end <= each.opens < each.start <= each.end <= each.closes <= len(text)
        end = each.closes


def test_many_marks_take_no_time() -> None:
    """A text of nothing but opening marks is gone through once."""
    start = time.process_time()
    find_quotations("“" * 20_000)
    find_quotations(" “a" * 7_000)
    assert time.process_time() - start < 5
