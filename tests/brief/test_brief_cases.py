"""Rules on sentences, held by cases: shortening, openings, quotations, figures, antecedents, names."""

from pathlib import Path

import pytest

from reportkit.brief import brief
from reportkit.brief.antecedents import opening
from reportkit.brief.dating import dates_in
from reportkit.brief.facts import names
from reportkit.brief.opening import leans
from reportkit.brief.shorten import shorten, without_padding
from reportkit.notices import NoticeCode
from reportkit.settings import Settings
from reportkit.text.lexicon import EMPTY, lexicon
from reportkit.text.sentences import split
from tests.support.articles import article_of
from tests.support.cases import Case, cases

_FOLDER = Path(__file__).parent / "cases"
_ENGLISH = lexicon("en") or EMPTY


def _of(rule: str) -> list[Case]:
    return cases(_FOLDER / f"{rule}.txt")


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text, "en")]


@pytest.mark.parametrize("case", _of("shorten"), ids=lambda case: case.name)
def test_shortening_deletes_what_only_ties(case: Case) -> None:
    """The sentence is shortened as the case says, or left alone."""
    assert shorten(case.given, _ENGLISH) == case.expected


@pytest.mark.parametrize("case", _of("padding"), ids=lambda case: case.name)
def test_padding_goes_only_without_weight(case: Case) -> None:
    """A trailing clause goes unless it counts, hedges, denies or attributes."""
    assert without_padding(case.given, _ENGLISH) == case.expected


@pytest.mark.parametrize("case", _of("opening"), ids=lambda case: case.name)
def test_a_sentence_leans_or_stands_alone(case: Case) -> None:
    """What points back is seen, what names what it means is not taken for it."""
    assert ("leans" if leans(case.given, _ENGLISH) else "alone") == case.expected


@pytest.mark.parametrize("case", _of("opening-de"), ids=lambda case: case.name)
def test_a_german_article_does_not_point_back(case: Case) -> None:
    """`Das` is an article before a noun, and points back before a verb."""
    german = lexicon("de")
    assert german
    assert ("leans" if leans(case.given, german) else "alone") == case.expected


@pytest.mark.parametrize("case", _of("quotes"), ids=lambda case: case.name)
def test_quotations_have_their_speaker(case: Case) -> None:
    """Each quotation is exact, with its speaker where the source leaves no doubt."""
    quotes = brief(article_of(case.given, language=case.language or "en"), Settings()).quotes
    assert "\n".join(f"{each.speaker or '-'} | {each.quote}" for each in quotes) == case.expected


@pytest.mark.parametrize("case", _of("figures"), ids=lambda case: case.name)
def test_figures_tell_what_they_count(case: Case) -> None:
    """Value and counted words are the source's; dates, years and numbers of things are no figures."""
    figures = brief(article_of(case.given, language=case.language or "en"), Settings()).facts.figures
    assert "\n".join(f"{each.value} | {each.text}" for each in figures) == case.expected


@pytest.mark.parametrize("case", _of("antecedents"), ids=lambda case: case.name)
def test_a_pronoun_gets_a_name_only_when_certain(case: Case) -> None:
    """The name behind an opening pronoun is given where one person alone can be meant."""
    found = opening([_sentences(case.given)], "en")
    assert "\n".join(f"{at + 1}: {name}" for (_, at), name in found.items()) == case.expected


@pytest.mark.parametrize("case", _of("names"), ids=lambda case: case.name)
def test_names_are_sorted_by_what_they_name(case: Case) -> None:
    """People, organisations and places are found once each, under their fullest name."""
    found = names([_sentences(case.given)], case.language or "en")
    assert "\n".join(f"{kind}: {', '.join(each)}" for kind, each in found.items() if each) == case.expected


@pytest.mark.parametrize("case", _of("timeline"), ids=lambda case: case.name)
def test_events_have_their_date_and_direction(case: Case) -> None:
    """Dates that the source states become entries, told as past or planned, one an event."""
    timeline = brief(article_of(case.given), Settings()).timeline
    told = [f"{event.date} | {'planned' if event.planned else 'past'}" for event in timeline]
    assert "\n".join(told) == case.expected


@pytest.mark.parametrize("case", _of("dating"), ids=lambda case: case.name)
def test_the_sentences_of_an_entry_bear_its_date_out(case: Case) -> None:
    """From the sentences that an entry refers to, and the day of publication, its date follows again."""
    language, _, published = case.name.partition(":")[0].partition(" ")
    for text in case.given.splitlines():
        article = article_of(text, language=language, published=published or None)
        sentences = article.sentences()
        for event in brief(article, Settings()).timeline:
            evidence = [sentences[ref].text for ref in event.refs]
            assert event.date in dates_in(evidence, language, published or None), (text, event)


@pytest.mark.parametrize("case", _of("dating"), ids=lambda case: case.name)
def test_dates_are_resolved_or_left_out(case: Case) -> None:
    """Line by line: the dates of the entries that a text of one line gives, `-` for none; nothing is guessed."""
    language, _, published = case.name.partition(":")[0].partition(" ")
    for text, expected in zip(case.given.splitlines(), case.expected.splitlines(), strict=True):
        timeline = brief(article_of(text, language=language, published=published or None), Settings()).timeline
        told = [f"{event.date} {'planned' if event.planned else 'past'}" for event in timeline]
        assert ("; ".join(told) or "-") == expected, text


def test_a_date_of_publication_decides_what_is_to_come() -> None:
    """Later than the publication is planned and earlier is past, whatever the verbs."""
    text = "The board closed the pier in May 2025. The grant for the new pier runs out in June 2027."
    timeline = brief(article_of(text, published="2026-02-03"), Settings()).timeline
    assert [(event.date, event.planned) for event in timeline] == [("2025-05", False), ("2027-06", True)]


KEPT_UP = (
    "The ferry line was founded in May 1998. The line bought its second ship in June 2011. "
    "In March 2019 the harbour board closed the old pier. The line moved to the new pier on Tuesday."
)


def test_a_page_that_is_kept_up_says_not_when_it_was_written() -> None:
    """What is told as past is not planned, however early the page was published; relative dates are left out."""
    briefing = brief(article_of(KEPT_UP, published="2001-11-03"), Settings())
    assert [(event.date, event.planned) for event in briefing.timeline] == [
        ("1998-05", False),
        ("2011-06", False),
        ("2019-03", False),
    ]
    assert NoticeCode.PUBLISHED_CONTRADICTED in {notice.code for notice in briefing.notices}


def test_one_later_date_may_be_a_slip() -> None:
    """A single sentence does not contradict the stated day of publication."""
    text = KEPT_UP.replace("June 2011", "June 2001").replace("March 2019", "March 2001")
    briefing = brief(article_of(f"{text} The prize was given in 2005.", published="2001-11-03"), Settings())
    assert NoticeCode.PUBLISHED_CONTRADICTED not in {notice.code for notice in briefing.notices}
    assert "2001-10" in {event.date[:7] for event in briefing.timeline}


@pytest.mark.parametrize("case", _of("roles"), ids=lambda case: case.name)
def test_roles_are_the_words_of_the_source(case: Case) -> None:
    """A person's role is what the source calls them, or none."""
    people = brief(article_of(case.given), Settings()).facts.people
    assert "\n".join(f"{each.name} | {each.role or '-'}" for each in people) == case.expected


def test_a_pronoun_that_opens_a_paragraph_goes_on_with_the_last() -> None:
    """Over the end of a paragraph the subject is kept only where the next one opens with it, or goes on with it."""
    first = ["Antony Lindt opened the meeting."]
    assert opening([first, ["He asked for patience."]], "en") == {(1, 0): "Antony Lindt"}
    assert opening([first, ["In May, he left.", "He was tired."]], "en") == {(1, 1): "Antony Lindt"}
    assert opening([first, ["The boats came.", "He was tired."]], "en") == {}


def test_a_language_without_lists_has_names_but_no_antecedents() -> None:
    """Nothing is recognised by words that no list has, and nothing breaks."""
    text = ["Antony Lindt opened the meeting.", "He asked for patience."]
    assert opening([text], None) == {}
    assert names([text], None)["people"] == ["Antony Lindt"]


def test_german_nouns_are_not_listed_with_names() -> None:
    """Where every noun has a capital, lists and neighbours tell nothing."""
    found = names([["In Berlin und Umgebung traf Angela Lindt die Leiter der Behörde."]], "de")
    assert found == {"people": ["Angela Lindt"], "organisations": [], "places": ["Berlin"]}


@pytest.mark.parametrize("case", _of("told"), ids=lambda case: case.name)
def test_a_briefing_tells_what_can_be_told(case: Case) -> None:
    """What went wrong in briefings that were read: `told` and `background` are whole statements, `not` is in none."""
    made = brief(article_of(*case.given.splitlines()), Settings())
    background = [each.text for each in made.background]
    told = [each.text for each in (*made.executive_summary, *made.key_points)] + background
    for line in case.expected.splitlines():
        kind, _, text = line.partition(": ")
        match kind:
            case "told":
                assert text in told
            case "background":
                assert background == [text]
            case _:
                assert kind == "not"
                assert not any(text in each for each in told)
