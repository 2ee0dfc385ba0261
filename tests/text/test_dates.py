"""Dates that a text states, and how a language writes them."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.text.dates import find_dates, format_date
from tests.support.cases import Case, cases

_CASES = cases(Path(__file__).parent / "cases" / "dates.txt")


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_dates_are_those_of_the_case(case: Case) -> None:
    """Each date of the case is found, in order, as exact as stated, and nothing else."""
    found = [f"{each.iso} | {each.text}" for each in find_dates(case.given, case.language)]
    assert "\n".join(found) == case.expected


@given(
    st.text(alphabet=st.sampled_from("0123459 -/.:,TZ()年月日inMay"), max_size=40), st.sampled_from(["en", "de", None])
)
def test_a_mention_stands_in_the_text(text: str, language: str | None) -> None:
    """Offsets give back the mention's text, mentions don't overlap, and every date can be written out."""
    end = 0
    for each in find_dates(text, language):
        assert each.start >= end
        assert text[each.start : each.end] == each.text
        assert format_date(each.iso, "en")
        end = each.end


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("2014", "September 2014", "1 September 2014", "30 September 2014")),
        ("en-US", ("2014", "September 2014", "1 September 2014", "30 September 2014")),
        ("de", ("2014", "September 2014", "1. September 2014", "30. September 2014")),
        ("fr", ("2014", "septembre 2014", "1er septembre 2014", "30 septembre 2014")),
        ("es", ("2014", "septiembre de 2014", "1 de septiembre de 2014", "30 de septiembre de 2014")),
        ("pt", ("2014", "setembro de 2014", "1 de setembro de 2014", "30 de setembro de 2014")),
        ("tr", ("2014", "Eylül 2014", "1 Eylül 2014", "30 Eylül 2014")),
        ("ru", ("2014", "сентябрь 2014", "1 сентября 2014", "30 сентября 2014")),
        ("zh", ("2014年", "2014年9月", "2014年9月1日", "2014年9月30日")),
        ("xx", ("2014", "2014-09", "2014-09-01", "2014-09-30")),
        (None, ("2014", "2014-09", "2014-09-01", "2014-09-30")),
    ],
)
def test_a_date_is_written_as_its_language_writes_it(language: str | None, expected: tuple[str, ...]) -> None:
    """Year, month and day, as exact as the ISO form; the time of day is left out; ISO where the language is unknown."""
    dates = ("2014", "2014-09", "2014-09-01", "2014-09-30T14:05+02:00")
    assert tuple(format_date(each, language) for each in dates) == expected


@pytest.mark.parametrize(
    "language",
    [
        "en",
        "de",
        "fr",
        "es",
        "pt",
        "it",
        "nl",
        "tr",
        "sv",
        "da",
        "nb",
        "pl",
        "ru",
        "uk",
        "cs",
        "hr",
        "fi",
        "ro",
        "el",
        "id",
    ],
)
@pytest.mark.parametrize("month", range(1, 13))
def test_what_is_written_is_read_again(language: str, month: int) -> None:
    """Every day that a language writes out is found in its own words."""
    for iso in (f"2024-{month:02}-17", f"2024-{month:02}"):
        assert [each.iso for each in find_dates(f"x {format_date(iso, language)} x", language)] == [iso]


@pytest.mark.parametrize(
    "unit", ["word ", "1 ", "1/1/", "May ", "in ", "1.1.", "2024-", "2014 and ", "2024年", "May" + " " * 50]
)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    """A text of one repeated unit, as long as a source may be, takes a moment."""
    begin = time.process_time()
    find_dates(unit * (400_000 // len(unit)), "en")
    assert time.process_time() - begin < 5
