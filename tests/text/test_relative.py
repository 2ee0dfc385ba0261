"""Dates relative to another one: the arithmetic, and what holds of any text. The rules stand in `brief/cases/dating.txt`."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.text.almanac import in_month, move, on_day, on_weekday
from reportkit.text.dates import find_dates, month_names
from reportkit.text.relative import Context, Tense, counts_from_before, find_relative
from reportkit.text.relative_table import find_phrases, table_of

_LANGUAGES = sorted(tomllib.loads((files("reportkit.text") / "relative.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("anchor", "unit", "amount", "expected"),
    [
        ("2024-03-01", "day", -1, "2024-02-29"),
        ("2024-01-31", "month", -1, "2023-12"),
        ("2024-12", "month", 1, "2025-01"),
        ("2024-06-12T23:30Z", "day", 1, "2024-06-13"),
        ("2024", "year", -10, "2014"),
        ("2024-06", "day", -1, None),
        ("2024", "month", -1, None),
        ("0001-01-01", "day", -1, None),
    ],
)
def test_dates_move_as_exactly_as_they_are_known(anchor: str, unit: str, amount: int, expected: str | None) -> None:
    """A result is as exact as its unit; a date that is less exact gives none, nor does the first day of the calendar."""
    assert move(anchor, unit, amount) == expected


@pytest.mark.parametrize(
    ("weekday", "what", "side", "expected"),
    [
        (1, "weekday", -1, "2024-06-11"),
        (2, "weekday", -1, "2024-06-12"),
        (2, "past", -1, "2024-06-05"),
        (4, "weekday", 1, "2024-06-14"),
        (2, "weekday", 1, None),
        (4, "weekday", None, None),
        (0, "week", -1, "2024-06-03"),
        (0, "other-week", 1, "2024-06-17"),
        (4, "other-week", 1, None),
    ],
)
def test_weekdays_lie_on_one_side(weekday: int, what: str, side: int | None, expected: str | None) -> None:
    """Counted from a Wednesday: the nearest on the side given, none where two weeks may be meant."""
    assert on_weekday("2024-06-12", weekday, what, side) == expected
    assert on_weekday("2024-06", weekday, what, side) is None


@pytest.mark.parametrize(
    ("month", "day", "side", "expected"),
    [
        (5, 3, -1, "2024-05-03"),
        (7, 2, 1, "2024-07-02"),
        (7, 2, None, "2024-07-02"),
        (10, 7, None, None),
        (9, 1, -1, None),
        (2, 30, -1, None),
        (13, 1, 1, None),
    ],
)
def test_days_without_a_year_are_near(month: int, day: int, side: int | None, expected: str | None) -> None:
    """A writer gives the year of what lies far off; a day that does not exist is none."""
    assert on_day("2024-06-12", month, day, side) == expected
    assert on_day("2024", month, day, side) is None


@pytest.mark.parametrize(
    ("month", "what", "side", "expected"),
    [
        (3, "month-name", -1, "2024-03"),
        (9, "month-name", -1, None),
        (10, "month-name", 1, "2024-10"),
        (7, "month-name", None, "2024-07"),
        (3, "month-name", None, None),
        (11, "other-year", -1, "2023-11"),
        (3, "other-year", -1, None),
        (3, "month-of", -1, "2023-03"),
        (14, "month-name", 1, None),
    ],
)
def test_months_without_a_year_are_near(month: int, what: str, side: int | None, expected: str | None) -> None:
    """The nearest on the side given; `last March` has two readings in the same year."""
    assert in_month("2024-06-12", month, what, side) == expected


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_phrase_of_a_table_is_found(language: str) -> None:
    """Each phrase, its places filled, is found by the words that trigger its rule."""
    table = table_of(language)
    assert table is not None
    assert all(rule.pattern.groups >= 0 for rule in table.rules)
    data = tomllib.loads((files("reportkit.text") / "relative.toml").read_text(encoding="utf-8"))[language]
    name, unit = data["weekdays"].split()[0].split("/")[0], data["units"]["year"].split()[0]
    for phrase in data["published"].get("weekday -1", []):
        context = Context(published="2024-06-12", own=(), before=())
        found = find_relative(phrase.format(w=name), language, context, lambda *_: Tense.OPEN)
        assert [each.mention.iso for each in found] == ["2024-06-10"], phrase
    for phrase in data["stated"]["forth"]:
        context = Context(published=None, own=(), before=("2014",))
        found = find_relative(phrase.format(n=3, u=unit), language, context, lambda *_: Tense.OPEN)
        assert [each.mention.iso for each in found] == ["2017"], phrase
        assert all(each.from_before for each in found)


def test_a_date_that_counts_from_one_before_is_seen_at_the_head() -> None:
    """Only at the head, and only where it counts from the text."""
    assert counts_from_before("Two years later, the board met in Oslo.", "en")
    assert counts_from_before("“The next day, we met.”", "en")
    assert not counts_from_before("The board met two years later.", "en")
    assert not counts_from_before("Last year, the board met.", "en")
    assert not counts_from_before("Two years later, the board met.", "xx")


@given(
    st.text(alphabet=st.sampled_from("on last Tuesday next year two 3 May later ago ,.–0"), max_size=60),
    st.sampled_from(["en", "de", "zh"]),
)
def test_relative_dates_stand_in_the_text(text: str, language: str) -> None:
    """Offsets give back the phrase, phrases don't overlap, and none is part of a stated date."""
    own = find_dates(text, language)
    context = Context(published="2024-06-12", own=own, before=("2014-03-01",))
    end = 0
    for each in find_relative(text, language, context, lambda *_: Tense.PAST):
        mention = each.mention
        assert end <= mention.start
        assert text[mention.start : mention.end] == mention.text
        assert not any(mention.start < date.end and date.start < mention.end for date in own)
        end = mention.end


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_rule_is_tried_wherever_it_has_a_phrase(language: str) -> None:
    """What a rule is asked to have among the words of a text leaves out no phrase of its own, also at the head."""
    data = tomllib.loads((files("reportkit.text") / "relative.toml").read_text(encoding="utf-8"))[language]
    table = table_of(language)
    assert table is not None
    names = {
        "w": data["weekdays"].split()[-1].split("/")[0],
        "m": next((name for name, number in month_names(language) if number == 12), ""),
        "n": "3",
        "u": " ".join(data["units"].values()).split()[-1],
        "d": "3",
        "o": "4",
    }
    for phrase in (each for key in ("published", "stated") for phrases in data[key].values() for each in phrases):
        filled = phrase.format_map(names)
        for text in (filled, filled[:1].upper() + filled[1:], f"({filled})"):
            found = any(rule.pattern.search(text) for rule in table.rules)
            assert found == bool(find_phrases(text, table)), text
