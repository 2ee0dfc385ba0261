"""Whole briefings in languages beside English, from the file to the last quotation."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from reportkit.brief import brief
from reportkit.brief.opening import leans
from reportkit.model.briefing import Briefing
from reportkit.model.source import Source
from reportkit.normalise import normalise
from reportkit.readers import read
from reportkit.settings import Settings
from reportkit.text.lexicon import EMPTY, lexicon
from reportkit.text.relative import counts_from_before

_FOLDER = Path(__file__).parent / "tongues"
_EXPECTED = tomllib.loads((_FOLDER / "expected.toml").read_text(encoding="utf-8"))
_LANGUAGES = sorted(_EXPECTED["speakers"])


@cache
def _briefing(language: str) -> Briefing:
    """The briefing of the language's text."""
    source = Source(name=f"{language}.txt", data=(_FOLDER / f"{language}.txt").read_bytes())
    return brief(normalise(source, read(source)), Settings())


def test_every_text_is_expected_of() -> None:
    """No text lies here without a word of what must hold of it."""
    assert sorted(file.stem for file in _FOLDER.glob("*.txt")) == _LANGUAGES


@pytest.mark.parametrize("language", _LANGUAGES)
def test_the_language_is_found_and_supported(language: str) -> None:
    """The text shows its language, and no notice is needed."""
    article = _briefing(language).article
    assert article.language is not None
    assert (article.language.value, article.published and article.published.value) == (language, "2024-06-12")
    assert _briefing(language).notices == ()


@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_statement_leans_on_one_that_is_not_there(language: str) -> None:
    """Key points and background open with neither pronoun nor connective nor a time that counts from another."""
    briefing = _briefing(language)
    lists = lexicon(language) or EMPTY
    told = [each.text for each in (*briefing.executive_summary[:1], *briefing.key_points, *briefing.background)]
    assert len(told) >= 6
    assert [text for text in told if leans(text, lists) or counts_from_before(text, language)] == []


@pytest.mark.parametrize("language", _LANGUAGES)
def test_the_history_of_the_pier_is_its_background(language: str) -> None:
    """What was so before is told as background, not as news."""
    assert any("1911" in each.text for each in _briefing(language).background)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_dates_are_resolved_alike(language: str) -> None:
    """Stated and relative dates of the one story are the same in every language, and so is what is still to come."""
    timeline = _briefing(language).timeline
    assert sorted({event.date for event in timeline}) == _EXPECTED["shared"]["dates"]
    assert sorted({event.date for event in timeline if event.planned}) == _EXPECTED["shared"]["planned"]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_quotations_are_exact_and_have_their_speakers(language: str) -> None:
    """Every quotation stands in the text to the character, under the name that the text gives."""
    briefing = _briefing(language)
    assert [each.speaker for each in briefing.quotes] == _EXPECTED["speakers"][language]
    assert all(each.quote in briefing.article.text for each in briefing.quotes)
