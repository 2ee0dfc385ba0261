"""Numbers in running text; what they count is told by the cases in `brief/cases/figures.txt`."""

import pytest

from reportkit.text.amounts import find_amounts
from reportkit.text.lexicon import EMPTY, lexicon


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The pier is shut.", "en", []),
        ("Two million people left, often by boat.", "en", ["Two"]),
        ("TWELVE boats sank within 3 days.", "en", ["TWELVE", "3"]),
        ("İki milyon kişi geldi.", "tr", ["İki"]),
        ("Toplantıya İKİ MİLYON kişi geldi.", "tr", ["İKİ"]),
        ("The pier cost $3.2 billion.", "xx", ["3.2"]),
    ],
)
def test_numbers_are_found_in_digits_and_in_words(text: str, language: str, expected: list[str]) -> None:
    """However they are written, in capitals too; a word that only holds one (`often`) is none."""
    assert [amount.number for amount in find_amounts(text, lexicon(language) or EMPTY)] == expected
