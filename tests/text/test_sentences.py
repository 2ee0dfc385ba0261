"""Where sentences begin and end."""

import time
import tomllib
from collections import Counter
from dataclasses import fields
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportkit.text.sentences import split
from reportkit.text.stop_rules import Rules
from tests.support.cases import Case, cases

_CASES = cases(Path(__file__).parent / "cases" / "sentences.txt")
_LONG = 100_000
_ABBREVIATIONS = ("inner", "numbered", "labelled", "ambiguous", "hours", "years")
_TABLES = tomllib.loads((files("reportkit.text") / "abbreviations.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_sentences_are_those_of_the_case(case: Case) -> None:
    """Joined by line ends the sentences are what the case expects, line ends within a sentence kept."""
    found = "\n".join(case.given[start:end] for start, end in split(case.given, case.language))
    assert found == case.expected


@pytest.mark.parametrize("tag", ["en-GB", "en-Latn-US", "EN"])
def test_only_the_language_of_a_tag_counts(tag: str) -> None:
    """Region and script of a tag change nothing."""
    text = "The U.S. Senate met. It rained."
    assert split(text, tag) == split(text, "en")


def test_a_blank_line_ends_a_sentence() -> None:
    """What a blank line parts is two sentences, whatever stands before it."""
    assert split("A line without a stop\n\nand another", "en") == ((0, 21), (23, 34))


def test_nothing_but_white_space_has_no_sentence() -> None:
    """An empty text and one of white space give no spans."""
    assert split("", "en") == split(" \n\t ", None) == ()


@pytest.mark.parametrize("note", ["[5]", "[...]", "…", "7"])
def test_a_note_on_the_next_line_is_not_drawn_over_a_break(note: str) -> None:
    """What stands under a rule, or behind a blank line, belongs to what follows it."""
    assert split(f"*.\n{note} The end.", "en")[0] == (0, 2)
    assert split(f"It rained.\n\n{note} The end.", "en")[0] == (0, 10)


_FRAGMENTS = [
    *"aA1 .!?…\n\u00a0。“”\"'()[]«»-–,:;•Ми「」（》と他¹`",
    *(
        "Mr.",
        "U.S.",
        "z. B.",
        "p.m.",
        "pp.",
        "1. ",
        "2) ",
        "...",
        "[...]",
        "[5]",
        "\n\n",
        ". ",
        "? ",
        ":)",
        "👏",
        "İ",
        "The ",
    ),
]


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(_FRAGMENTS), max_size=30).map("".join),
    st.sampled_from(["en", "de", "el", "ja", "ru", "xx", None]),
)
def test_spans_cover_every_character_in_order(text: str, language: str | None) -> None:
    """Spans are in order, don't overlap, bear no white space at their ends, and leave nothing but white space out."""
    spans = split(text, language)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))
    assert all(text[start:end] and text[start:end] == text[start:end].strip() for start, end in spans)
    outside = list(text)
    for start, end in spans:
        outside[start:end] = " " * (end - start)
    assert "".join(outside).strip() == ""


@pytest.mark.parametrize(
    "unit",
    [
        *("word ", ".", ". ", "a.", "A. ", '?" A ', "Mr. ", "\n ", "\nA", "《a！", ". [1]", ". 5. ", ' ."', "(", "• "),
        *(
            "... ",
            ". … ",
            '. " ',
            '。"',
            "「。」と",
            "1) ",
            "a. A ",
            "p.m. A ",
            "On a.m. A ",
            '" ...A',
            "a.The",
            "a.1 A",
        ),
    ],
    ids=repr,
)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    """A text of one repeated unit, long as a book, takes a moment (0.4 s at most where it was measured)."""
    text = "." + unit * (_LONG // len(unit))
    begin = time.process_time()
    split(text, "en")
    assert time.process_time() - begin < 5


@pytest.mark.parametrize("language", _TABLES)
def test_an_abbreviation_stands_in_one_list_of_its_language(language: str) -> None:
    """What a stop means is asked of the lists in turn, so a word in two of them would be in one for nothing."""
    table = _TABLES[language]
    listed = Counter(word for key in _ABBREVIATIONS for word in table.get(key, "").split())
    assert [word for word, times in listed.items() if times > 1] == []


@pytest.mark.parametrize("language", _TABLES)
def test_a_table_has_only_lists_that_are_read(language: str) -> None:
    """A misspelt key would be a list that nobody reads."""
    assert set(_TABLES[language]) <= {each.name for each in fields(Rules)} - {"known"}


@pytest.mark.parametrize("tag", ["no", "nn-NO", "nb"])
def test_norwegian_goes_by_three_names(tag: str) -> None:
    """All tags of Norwegian have its rules: `3.` is an ordinal."""
    text = "Den 3. Divisjon spiller. Det er sent."
    assert len(split(text, tag)) == 2
