"""Words of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.text.words import count_words, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        (" – … ! ", 0),
        ("The U.S. isn't mid-2024; it's 3,400.5 km/h.", 8),
        ("l’école d'été", 2),
        ("橋が開通した。", 6),
        ("中国 GDP 增长", 5),
        ("서울 시장이 말했다", 3),
        ("مرحبا بالعالم", 2),
    ],
)
def test_words_are_counted_as_word_processors_do(text: str, expected: int) -> None:
    """Apostrophes, hyphens and decimal marks join; a Chinese or Japanese character is a word, Hangul goes by spaces."""
    assert count_words(text) == expected


def test_words_are_folded() -> None:
    """Case and the kind of apostrophe make no two words of one."""
    assert words("It’s Straße, IT'S STRASSE") == ("it's", "strasse", "it's", "strasse")


@given(st.text(max_size=80))
def test_count_and_words_agree(text: str) -> None:
    """The number of words is the length of the words' list."""
    assert count_words(text) == len(words(text))
