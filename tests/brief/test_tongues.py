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
from reportkit.notices import NoticeCode
from reportkit.readers import read
from reportkit.settings import Settings
from reportkit.text.lexicon import EMPTY, lexicon
from reportkit.text.relative import counts_from_before

_FOLDER = Path(__file__).parent / "tongues"
_EXPECTED = tomllib.loads((_FOLDER / "expected.toml").read_text(encoding="utf-8"))
_NAMES = sorted(_EXPECTED["speakers"])


@cache
def _briefing(name: str) -> Briefing:
    """The briefing of a text."""
    source = Source(name=f"{name}.txt", data=(_FOLDER / f"{name}.txt").read_bytes())
    return brief(normalise(source, read(source)), Settings())


def test_every_text_is_expected_of() -> None:
    """No text lies here without a word of what must hold of it."""
    assert sorted(file.stem for file in _FOLDER.glob("*.txt")) == _NAMES


@pytest.mark.parametrize("name", _NAMES)
def test_the_language_is_found_and_supported(name: str) -> None:
    """The text shows its language and its date, and its words are known."""
    article = _briefing(name).article
    assert article.language is not None
    assert article.published is not None
    assert article.language.value == name[:2]
    assert article.published.value == _EXPECTED["published"]["second" if "-" in name else "first"]
    assert NoticeCode.LANGUAGE_UNSUPPORTED not in {notice.code for notice in _briefing(name).notices}


@pytest.mark.parametrize("name", _NAMES)
def test_no_statement_leans_on_one_that_is_not_there(name: str) -> None:
    """Nothing opens with a pronoun, a connective or a time that counts from another, unless it follows what it leans on."""
    briefing = _briefing(name)
    lists = lexicon(name[:2]) or EMPTY
    flowing = (briefing.executive_summary[:1], briefing.background[:1])
    told = [each.text for each in (*briefing.key_points, *(first for part in flowing for first in part))]
    assert told
    assert [text for text in told if leans(text, lists) or counts_from_before(text, name[:2])] == []


@pytest.mark.parametrize("name", [name for name in _NAMES if "-" not in name])
def test_the_history_of_the_pier_is_its_background(name: str) -> None:
    """What was so before is told as background, not as news."""
    assert any("1911" in each.text for each in _briefing(name).background)


@pytest.mark.parametrize("name", _NAMES)
def test_dates_are_resolved(name: str) -> None:
    """Stated and relative dates of the one story are the same in every language, and so is what is still to come."""
    told = {f"{event.date}{'*' if event.planned else ''}" for event in _briefing(name).timeline}
    assert " ".join(sorted(told)) == _EXPECTED["second"].get(name, _EXPECTED["first"])


@pytest.mark.parametrize("name", _NAMES)
def test_quotations_are_exact_and_have_their_speakers(name: str) -> None:
    """Every quotation stands in the text to the character, under the name that the text gives."""
    briefing = _briefing(name)
    assert [each.speaker for each in briefing.quotes] == _EXPECTED["speakers"][name]
    assert all(each.quote in briefing.article.text for each in briefing.quotes)
