"""Tests of `reportkit.text.whitespace`."""

from hypothesis import given
from hypothesis import strategies as st

from reportkit.text.whitespace import collapse


@given(st.text())
def test_collapsed_text(text: str) -> None:
    """Words stay in order with one space between them, and none at the ends."""
    assert collapse(text).split(" ") == (text.split() or [""])


def test_no_break_spaces() -> None:
    """A no-break space is a space to whoever searches the text."""
    assert collapse("30\u00a0September\u202f2025\n") == "30 September 2025"
