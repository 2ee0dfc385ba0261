"""Quotations set off as blocks, lines that tell who spoke, and speeches over several paragraphs."""

import pytest

from reportkit.brief import brief
from reportkit.model.article import Role
from reportkit.settings import Settings
from tests.support.articles import article_of

_NEWS = "The harbour board closed the old pier on Tuesday after a long debate with Amara Oduya."
_SPEECH = "The pier is older than the town and we will not give it up."


def _quotes(*paragraphs: str | tuple[str, Role]) -> list[tuple[str | None, str]]:
    """Speaker and words of each quotation."""
    return [(each.speaker, each.quote) for each in brief(article_of(*paragraphs), Settings()).quotes]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("— Amara Oduya, harbour master", "Amara Oduya"),
        ("– Oduya", "Amara Oduya"),
        ("-- Jonas Lindt (fisherman)", "Jonas Lindt"),
        ("― Donald J. Lindt", "Donald J. Lindt"),
    ],
)
def test_the_line_below_a_block_names_the_speaker(line: str, speaker: str) -> None:
    """A dash and a name below a block quotation tell who spoke, in the fullest form that the article has."""
    assert _quotes(_NEWS, (_SPEECH, Role.QUOTE), (line, Role.QUOTE)) == [(speaker, _SPEECH)]
    assert _quotes(_NEWS, (f"{_SPEECH} {line}", Role.QUOTE)) == [(speaker, _SPEECH)]
    assert _quotes(_NEWS, (_SPEECH, Role.QUOTE), line) == [(speaker, _SPEECH)]


@pytest.mark.parametrize(
    "line",
    ["— and so on it went, year after year", "— the harbour master", "— A Name That Is Far Too Long For One Line"],
)
def test_other_words_behind_a_dash_name_nobody(line: str) -> None:
    """A block without a name is left out: it may be a document's words or mere indentation."""
    assert _quotes(_NEWS, (_SPEECH, Role.QUOTE), line) == []


def test_the_words_before_a_block_announce_its_speaker() -> None:
    """Who is said to say what follows behind a colon speaks the block."""
    announced = "Amara Oduya said in a statement on Monday:"
    assert _quotes(_NEWS, announced, (_SPEECH, Role.QUOTE)) == [("Amara Oduya", _SPEECH)]
    assert _quotes(_NEWS, "The board met again on Monday.", (_SPEECH, Role.QUOTE)) == []
    assert _quotes(_NEWS, "The board has four aims:", (_SPEECH, Role.QUOTE)) == []
    assert _quotes((_SPEECH, Role.QUOTE)) == []


def test_a_line_below_a_marked_quotation_names_the_speaker_too() -> None:
    """The line may stand in the next paragraph, or behind the quotation."""
    assert _quotes(_NEWS, f"“{_SPEECH}”", "— Jonas Lindt, fisherman") == [("Jonas Lindt", _SPEECH)]
    assert _quotes(_NEWS, f"“{_SPEECH}” — Jonas Lindt") == [("Jonas Lindt", _SPEECH)]


def test_a_speech_goes_on_in_the_next_paragraph() -> None:
    """A mark that is not closed leaves the speech to the next paragraph, under the same name."""
    first, second = "The pier is older than the town.", "It was built by hand, stone upon stone."
    told = _quotes(_NEWS, f"Amara Oduya said: “{first}", f"“{second}”")
    assert told == [("Amara Oduya", first), ("Amara Oduya", second)]
    assert _quotes(_NEWS, f"Amara Oduya said: “{first}”", f"“{second}”") == [("Amara Oduya", first), (None, second)]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("Amara Oduya runs it. “The pier is older than the town,” Oduya said.", ("p1.s2",)),
        ("Amanda Oduya said so. “The pier is older than the town,” she said.", ("p1.s2", "p1.s1")),
        ("“The pier is old,” said Amara Oduya. “We will not give it up without a fight.”", ("p1.s2", "p1.s1")),
    ],
)
def test_a_quotation_refers_to_the_sentence_that_names_its_speaker(text: str, refs: tuple[str, ...]) -> None:
    """The quoted sentences come first, then the one that bears the name, where it is another."""
    quotes = brief(article_of(text), Settings()).quotes
    assert quotes[-1].speaker in {"Amara Oduya", "Amanda Oduya"}
    assert quotes[-1].refs == refs
