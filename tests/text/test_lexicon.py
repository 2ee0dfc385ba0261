"""Word lists by language, and the names of places and people."""

from dataclasses import fields
from importlib.resources import files

import pytest

from reportkit.text.lexicon import EMPTY, Lexicon, lexicon

_LANGUAGES = sorted(
    file.name.removesuffix(".toml")
    for file in files("reportkit.text").joinpath("lexicons").iterdir()
    if len(file.name) == len("en.toml")
)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_language_has_what_a_briefing_needs(language: str) -> None:
    """A language that ships has the lists without which sentences would lean or lose a negation unseen."""
    lists = lexicon(language)
    assert lists is not None
    for name in (
        "stop_words",
        "connectives",
        "third_person",
        "reporting",
        "quoting",
        "negations",
        "hedges",
        "conditions",
    ):
        assert getattr(lists, name), name


@pytest.mark.parametrize("language", _LANGUAGES)
def test_entries_are_in_the_form_in_which_they_are_looked_up(language: str) -> None:
    """Entries are lower case, without typographic apostrophes or space at their ends."""
    lists = lexicon(language) or EMPTY
    for field in fields(Lexicon):
        for entry in getattr(lists, field.name):
            assert entry == entry.lower().strip() or field.name == "possessive_endings", (field.name, entry)
            assert "’" not in entry or field.name == "possessive_endings", (field.name, entry)


def test_folded_words_are_found_too() -> None:
    """A word with ß is there as written and as case folding has it."""
    lists = lexicon("de") or EMPTY
    assert {"außerdem", "ausserdem"} <= lists.connectives


@pytest.mark.parametrize("tag", ["en-GB", "EN", "en_US"])
def test_a_tag_means_its_language(tag: str) -> None:
    """Region and case of a tag don't matter, and lists are read once."""
    assert lexicon(tag) is lexicon("en")
    assert lexicon(tag) is lexicon(tag)


@pytest.mark.parametrize("tag", [None, "", "xx", "places", "../en", "given-names", "e" * 40])
def test_a_language_without_lists_has_none(tag: str | None) -> None:
    """An unknown tag gives nothing, and never a file that is no lexicon."""
    assert lexicon(tag) is None
