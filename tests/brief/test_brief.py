"""The briefing as a whole: on the sample, on short and odd articles, and what holds of every briefing."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportkit.brief import brief
from reportkit.brief.faithfulness import check
from reportkit.model.article import Article, Role
from reportkit.model.briefing import Briefing
from reportkit.notices import NoticeCode
from reportkit.settings import Settings
from reportkit.text.words import count_words
from tests.support.articles import article_of

_SAMPLE = Path(__file__).parents[2] / "samples" / "coalition" / "source.txt"


@pytest.fixture(scope="module")
def sample() -> Briefing:
    lines = _SAMPLE.read_text(encoding="utf-8").splitlines()
    roles = (Role.STANDFIRST, Role.BODY, Role.BACKGROUND, Role.CONCLUSION)
    return brief(article_of(*zip(lines, roles, strict=False)), Settings())


def test_the_sample_is_told_in_order(sample: Briefing) -> None:
    """Who, what and when stand in the summary, in the order of the article, within its budget."""
    texts = [statement.text for statement in sample.executive_summary]
    assert texts[0].startswith("Antony Blinken warns that Daesh/ISIS may exploit")
    assert any("September 2025" in text for text in texts)
    assert 2 <= len(texts) <= 3
    assert sum(map(count_words, texts)) <= 100
    refs = [statement.refs[0] for statement in sample.executive_summary]
    assert refs == sorted(refs)


def test_the_sample_names_every_version_of_what_it_says_twice(sample: Briefing) -> None:
    """The end of the mission stands in the standfirst and in the body: the statement refers to both."""
    (end,) = [each for each in sample.executive_summary if "September 2025" in each.text]
    assert {"p1.s3", "p2.s4"} <= set(end.refs)


def test_the_sample_has_key_points_beyond_its_summary(sample: Briefing) -> None:
    """Points are between three and five, and tell what the summary has not told."""
    texts = " ".join(statement.text for statement in sample.key_points)
    assert 3 <= len(sample.key_points) <= 5
    assert "enormous volatility" in texts
    assert "87 countries and organizations" in texts
    assert "as long as necessary" in texts


def test_the_sample_has_its_background(sample: Briefing) -> None:
    """The founding of the coalition is background; what is still to come is none."""
    assert [statement.refs[0] for statement in sample.background] == ["p3.s2"]


def test_the_sample_has_its_facts(sample: Briefing) -> None:
    """One person with the fullest name and role, and nothing that is no name."""
    facts = sample.facts
    assert [(each.name, each.role) for each in facts.people] == [("Antony Blinken", "US Secretary of State")]
    assert facts.people[0].refs[0] == "p2.s1"
    assert {each.name for each in facts.organisations} == {"Daesh/ISIS", "Global Coalition to Defeat Daesh/ISIS"}
    assert {each.name for each in facts.places} == {"Middle East", "U.S.", "Syria", "Iraq", "Washington"}
    assert [(each.value, each.text) for each in facts.figures] == [
        ("approximately 87", "approximately 87 countries and organizations")
    ]


def test_the_sample_has_two_dates(sample: Briefing) -> None:
    """The founding and the planned end, each once, though the end is told three times."""
    assert [(event.date, event.planned) for event in sample.timeline] == [("2014-09", False), ("2025-09", True)]
    assert set(sample.timeline[1].refs) == {"p1.s3", "p2.s4", "p3.s3"}


def test_the_sample_has_its_quotation(sample: Briefing) -> None:
    """Two words of the secretary's, with him as their speaker."""
    assert [(each.speaker, each.quote, each.refs) for each in sample.quotes] == [
        ("Antony Blinken", "enormous volatility.", ("p2.s2",))
    ]


def test_the_sample_bears_no_notice(sample: Briefing) -> None:
    """Nothing was lost on the way."""
    assert sample.notices == ()


def test_two_sentences_give_a_short_honest_briefing() -> None:
    """A short item is told whole, with a notice that there is no more."""
    article = article_of("The council of Tromland closed the old pier on Friday. Repairs will take two years.")
    briefing = brief(article, Settings())
    assert [each.text for each in briefing.executive_summary] == [
        "The council of Tromland closed the old pier on Friday."
    ] or len(briefing.executive_summary) == 2
    assert briefing.key_points == ()
    assert [notice.code for notice in briefing.notices] == [NoticeCode.TEXT_TOO_SHORT]


def test_an_article_without_prose_gives_an_empty_briefing() -> None:
    """Headings and tables are never statements."""
    briefing = brief(article_of(("Prices", Role.HEADING), ("Bread | 2\nMilk | 1", Role.TABLE)), Settings())
    assert (briefing.executive_summary, briefing.key_points, briefing.background) == ((), (), ())


def test_items_of_a_list_may_speak_where_prose_is_thin() -> None:
    """Where an article is mostly a list, its items become statements."""
    items = (
        "Every school built before 1975 will be tested free of charge by March 2026.",
        "Filters will be fitted within ten working days wherever a limit is exceeded.",
        "Results will be entered in a public register from May 2026.",
    )
    briefing = brief(
        article_of("The ministry told what comes next.", *((item, Role.LIST) for item in items)), Settings()
    )
    told = {each.text for each in (*briefing.executive_summary, *briefing.key_points)}
    assert set(items) <= told


def test_a_sentence_over_the_budget_is_a_notice() -> None:
    """Where no sentence fits into the summary, the summary is empty and a notice says why."""
    long = "The council of Tromland closed the pier, the quay, the dock, the slip, the lock, the weir and the ford."
    briefing = brief(article_of(long), Settings(summary_words=10))
    assert briefing.executive_summary == ()
    assert NoticeCode.SENTENCE_TOO_LONG in {notice.code for notice in briefing.notices}


def test_a_language_without_lists_is_a_notice_and_a_briefing() -> None:
    """Without word lists the briefing is made all the same, and says so."""
    text = (
        "Kaupunki sulki vanhan laiturin perjantaina, koska sen paalut ovat lahonneet. "
        "Korjaus maksaa kaupungin mukaan kolme miljoonaa euroa ja kestää kaksi vuotta. "
        "Kalastajat vaativat, että satama rakentaa tilapäisen laiturin ennen talvea."
    )
    briefing = brief(article_of(text, language="fi"), Settings(summary_sentences=1))
    assert len(briefing.executive_summary) == 1
    assert NoticeCode.LANGUAGE_UNSUPPORTED in {notice.code for notice in briefing.notices}


def test_chinese_is_ranked_by_pairs_of_characters() -> None:
    """A language without spaces gives a briefing too."""
    text = "市政府周五关闭了旧码头。维修码头将花费三百万元。渔民要求政府在冬天之前修建临时码头。今天天气很好阳光明媚。"
    briefing = brief(article_of(text, language="zh"), Settings(summary_sentences=2))
    assert len(briefing.executive_summary) == 2


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        (
            "de",
            (
                "Der Rat von Tromland hat den alten Hafen am Freitag wegen fauler Balken geschlossen. "
                "Er will ihn nicht wieder öffnen. Und die Fischer fordern einen neuen Anleger vor dem Winter."
            ),
            "Die Fischer fordern einen neuen Anleger vor dem Winter.",
        ),
        (
            "fr",
            (
                "Le conseil de Tromland a fermé le vieux port vendredi à cause de ses poutres pourries. "
                "Il ne veut pas le rouvrir. Cependant, les pêcheurs demandent un nouveau quai avant l'hiver."
            ),
            "Les pêcheurs demandent un nouveau quai avant l'hiver.",
        ),
        (
            "es",
            (
                "El consejo de Tromland cerró el viejo puerto el viernes por culpa de sus vigas podridas. "
                "Este problema no es nuevo. Sin embargo, los pescadores piden un muelle nuevo antes del invierno."
            ),
            "Los pescadores piden un muelle nuevo antes del invierno.",
        ),
    ],
)
def test_other_languages_have_lists_of_their_own(language: str, text: str, kept: str) -> None:
    """In German, French and Spanish connectives go and sentences that lean are no points; no notice says otherwise."""
    briefing = brief(article_of(text, language=language), Settings(summary_sentences=1))
    assert [each.text for each in briefing.key_points] == [kept]
    assert NoticeCode.LANGUAGE_UNSUPPORTED not in {notice.code for notice in briefing.notices}


def test_speech_is_never_told_as_fact() -> None:
    """A sentence from the middle of a quotation is not a statement: nobody would say it."""
    article = article_of(
        "The mayor of Tromland, Sarah Oduya, spoke to fishermen in the harbour on Friday morning.",
        "“The council is corrupt through and through. Every member of the council took money. "
        "We will find out who paid the council,” said a fisherman.",
        "The council of Tromland closed the old pier in June, and gave no reason for the decision.",
    )
    briefing = brief(article, Settings())
    told = " ".join(each.text for each in (*briefing.executive_summary, *briefing.key_points, *briefing.background))
    assert "took money" not in told


def test_a_point_gets_the_name_behind_its_pronoun() -> None:
    """A pronoun gives way to the name in brackets, and the naming sentence is referred to."""
    article = article_of(
        "The council of Tromland closed the old pier on Friday after a survey of its oak beams.",
        "Sarah Oduya leads the harbour office. She wants a temporary jetty for the fishing fleet by October.",
    )
    briefing = brief(article, Settings(summary_sentences=1, key_points=3))
    (point,) = [each for each in briefing.key_points if "jetty" in each.text]
    assert point.text == "[Sarah Oduya] wants a temporary jetty for the fishing fleet by October."
    assert point.refs == ("p2.s2", "p2.s1")


def test_a_possessive_is_bracketed_whole() -> None:
    """The name in brackets takes the ending along, so that outside of them stand words of the source only."""
    article = article_of(
        "The council of Tromland closed the old pier on Friday after a survey of its oak beams.",
        "Sarah Oduya leads the harbour office. Her plan for a jetty will cost the fleet 3 million euros.",
    )
    briefing = brief(article, Settings(summary_sentences=1, key_points=3))
    (point,) = [each.text for each in briefing.key_points if "jetty" in each.text]
    assert point == "[Sarah Oduya’s] plan for a jetty will cost the fleet 3 million euros."


_WORDS = st.sampled_from(
    [
        "The",
        "council",
        "of",
        "Tromland",
        "closed",
        "pier.",
        "Mayor",
        "Sarah",
        "Oduya",
        "said:",
        "“We",
        "may",
        "not",
        "repair",
        "it,”",
        "in",
        "May",
        "2024",
        "She",
        "hopes",
        "to,",
        "However,",
        "14",
        "boats",
        "$3",
        "million",
        "sank.",
        "In",
        "2019",
        "(reportedly)",
        "He",
        "told",
        "Reuters.",
        "According",
        "to",
        "them",
        "ISIS",
        "Iraq",
        "if",
        "who?",
        "«a»",
        '"',
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_WORDS, max_size=60).map(" ".join), max_size=5))
def test_every_statement_is_borne_out(paragraphs: list[str]) -> None:
    """Whatever the article: statements hold, refer to sentences of it, keep to their budgets and don't repeat."""
    article = article_of(*paragraphs)
    chosen = Settings(summary_words=60, key_point_words=30)
    briefing = brief(article, chosen)
    _assert_borne_out(article, briefing)
    assert sum(count_words(each.text) for each in briefing.executive_summary) <= chosen.summary_words
    assert all(count_words(each.text) <= chosen.key_point_words for each in briefing.key_points)
    assert brief(article, chosen) == briefing


def _assert_borne_out(article: Article, briefing: Briefing) -> None:
    """Hold every part of a briefing against the article."""
    texts = {key: sentence.text for key, sentence in article.sentences().items()}
    facts = briefing.facts
    statements = (*briefing.executive_summary, *briefing.key_points, *briefing.background)
    told = [(each.text, each.refs) for each in statements] + [(each.text, each.refs) for each in briefing.timeline]
    for text, refs in told:
        verdict = check(text, [texts[ref] for ref in refs], "en")
        assert verdict.holds, (text, verdict.reasons)
    assert len({each.text for each in statements}) == len(statements)
    for named in (*facts.people, *facts.organisations, *facts.places):
        assert named.refs
        assert any(named.name.split()[0] in texts[ref] for ref in named.refs)
    for figure in facts.figures:
        assert figure.value in figure.text
        assert figure.text in texts[figure.refs[0]]
    for quote in briefing.quotes:
        assert quote.quote in article.text
        assert all(ref in texts for ref in quote.refs)
    dates = [event.date for event in briefing.timeline]
    assert dates == sorted(dates)
    assert all(re.fullmatch(r"\d{4}(?:-\d\d){0,2}", date) for date in dates)


@pytest.mark.parametrize(
    "text",
    [
        "Aa Bb " * 20_000,
        "“A” " * 20_000,
        '"a ' * 20_000,
        "In May 2024 He said. " * 5_000,
        "(a " * 30_000,
        "1,000 " * 20_000,
        "A. B. C. " * 10_000,
    ],
    ids=lambda text: text[:10],
)
def test_hostile_texts_take_seconds_at_most(text: str) -> None:
    """No text makes the work grow with the square of its length."""
    start = time.process_time()
    brief(article_of(text), Settings())
    assert time.process_time() - start < 15
