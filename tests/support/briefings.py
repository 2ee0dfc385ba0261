"""Briefings made by hand, for tests of layout and writers: they need neither a ranker nor a reader."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from reportkit.model.article import Article, Coverage, Field, Role, SourceInfo
from reportkit.model.briefing import Briefing, Event, Facts, FigureFact, NamedFact, Quotation, Statement
from reportkit.model.document import Dropped, Method, count_characters
from reportkit.model.source import InputFormat
from tests.support.articles import article_of

SOURCE = Path(__file__).parents[2] / "samples" / "coalition" / "source.txt"
_ROLES = (Role.STANDFIRST, Role.BODY, Role.BACKGROUND, Role.CONCLUSION)


@cache
def coalition_article() -> Article:
    """The first sample as an article: four paragraphs, an outlet, a derived title, neither date nor author."""
    data = SOURCE.read_bytes()
    *paragraphs, credit = data.decode("utf-8").splitlines()
    made = article_of(*zip(paragraphs, _ROLES, strict=True))
    kept, dropped = sum(map(count_characters, paragraphs)), count_characters(credit)
    return Article(
        source=SourceInfo(
            name="source.txt", format=InputFormat.TEXT, size_bytes=len(data), sha256=sha256(data).hexdigest()
        ),
        title=Field(
            value="Antony Blinken warns that Daesh/ISIS may exploit ongoing Middle East conflicts",
            method=Method.DERIVED,
            evidence="p1.s1",
        ),
        outlet=Field(value="www.aa.com.tr", method=Method.STATED, evidence=credit),
        language=Field(value="en", method=Method.DERIVED, evidence="words of the text"),
        paragraphs=made.paragraphs,
        coverage=Coverage(
            characters_in=kept + dropped,
            characters_kept=kept,
            dropped=(Dropped(why="credit line", characters=dropped),),
        ),
    )


@cache
def coalition_briefing() -> Briefing:
    """A briefing of the first sample with all its parts, as a careful person would choose them."""
    article = coalition_article()
    sentences = article.sentences()

    def whole(*refs: str) -> Statement:
        return Statement(text=sentences[refs[0]].text, refs=refs)

    return Briefing(
        article=article,
        executive_summary=(whole("p2.s1"), whole("p1.s3")),
        key_points=(
            Statement(
                text="Blinken described the current situation in the region as one of “enormous volatility.”",
                refs=("p2.s2",),
            ),
            Statement(
                text=sentences["p2.s5"].text.replace("He", "[Blinken]", 1),
                refs=("p2.s5", "p2.s4"),
            ),
            Statement(text=sentences["p2.s7"].text.removeprefix("Furthermore, "), refs=("p2.s7",)),
            whole("p2.s9"),
        ),
        background=(whole("p3.s2"), whole("p3.s1")),
        facts=Facts(
            people=(NamedFact(name="Antony Blinken", role="US Secretary of State", refs=("p2.s1",)),),
            organisations=(
                NamedFact(name="Daesh/ISIS", refs=("p1.s1",)),
                NamedFact(name="Global Coalition to Defeat Daesh/ISIS", refs=("p3.s2",)),
            ),
            places=(NamedFact(name="Iraq", refs=("p1.s3",)), NamedFact(name="Syria", refs=("p1.s2",))),
            figures=(
                FigureFact(
                    value="approximately 87", text="approximately 87 countries and organizations", refs=("p2.s9",)
                ),
            ),
        ),
        timeline=(
            Event(
                date="2014-09",
                planned=False,
                text="Established in September 2014, the Global Coalition to Defeat Daesh/ISIS",
                refs=("p3.s2",),
            ),
            Event(
                date="2025-09",
                planned=True,
                text="The coalition prepares to conclude the military mission in Iraq by September 2025",
                refs=("p1.s3", "p2.s4"),
            ),
        ),
        quotes=(Quotation(speaker="Blinken", quote="enormous volatility.", refs=("p2.s2",)),),
    )
