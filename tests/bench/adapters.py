"""The product's stages in the shapes that the benchmarks call; no rule of its own."""

from collections.abc import Mapping, Sequence

from reportkit.brief import brief
from reportkit.brief.antecedents import opening
from reportkit.brief.choice import Budget, choose
from reportkit.brief.facts import names
from reportkit.brief.study import study
from reportkit.errors import SourceError
from reportkit.model.article import Article, ArticleParagraph, Coverage, Field, Role, Sentence, SourceInfo
from reportkit.model.document import Method
from reportkit.model.source import InputFormat, Source
from reportkit.normalise import normalise
from reportkit.readers import read
from reportkit.settings import Settings
from reportkit.text.sentences import split

__all__ = ["body", "briefing", "meta", "names", "opening", "rank", "spans"]


def article_of_page(page: bytes) -> Article | None:
    """The article of a web page; `None` where the product refuses it."""
    source = Source(name="page.html", data=page)
    try:
        return normalise(source, read(source))
    except SourceError:
        return None


def body(page: bytes) -> str | None:
    """Body text of a web page."""
    article = article_of_page(page)
    return article.text if article else None


def meta(page: bytes) -> dict[str, object]:
    """Metadata of a web page, absent fields left out."""
    article = article_of_page(page)
    if article is None:
        return {}
    fields = {
        "title": article.title,
        "authors": article.byline,
        "date": article.published,
        "sitename": article.outlet,
        "standfirst": article.standfirst,
        "lang": article.language,
    }
    return {
        name: list(found.value) if isinstance(found.value, tuple) else found.value
        for name, found in fields.items()
        if found
    }


def spans(text: str, language: str) -> list[tuple[int, int]]:
    """Sentence spans of a paragraph."""
    return list(split(text, language))


def article_of_row(row: Mapping[str, object]) -> Article:
    """The article of a row of the summaries, its sentences split as the row has them."""
    paragraphs = []
    split_paragraphs: Sequence[Sequence[str]] = row["sents"]  # type: ignore[assignment]
    for number, texts in enumerate(split_paragraphs, 1):
        sentences, at = [], 0
        for place, text in enumerate(texts, 1):
            sentences.append(Sentence(id=f"p{number}.s{place}", text=text, start=at, end=at + len(text)))
            at += len(text) + 1
        whole = " ".join(texts)
        paragraphs.append(
            ArticleParagraph(
                id=f"p{number}", role=Role.BODY, locator=f"line {number}", text=whole, sentences=tuple(sentences)
            )
        )
    title = str(row.get("title") or "")
    return Article(
        source=SourceInfo(name="row", format=InputFormat.TEXT, size_bytes=0, sha256=""),
        title=Field(value=title, method=Method.DECLARED, evidence="row") if title else None,
        language=Field(value=str(row["lang"]), method=Method.DECLARED, evidence="row"),
        paragraphs=tuple(paragraphs),
        coverage=Coverage(characters_in=0, characters_kept=0),
    )


def rank(row: Mapping[str, object]) -> list[int]:
    """Sentences of a row of the summaries, the one that matters most first."""
    article = article_of_row(row)
    studied = study(article)
    budget = Budget(sentences=20, words=10_000, words_each=200, in_flow=True)
    chosen = [studied.sentences[each.index].id for each in choose(studied, studied.candidates, (), budget)]
    place = {identifier: index for index, identifier in enumerate(article.sentences())}
    return [place[identifier] for identifier in chosen]


def briefing(row: Mapping[str, object]) -> dict[str, object]:
    """The whole briefing of a row of the summaries: three sentences and four points."""
    made = brief(article_of_row(row), Settings(key_points=4))
    return {
        "id": row["id"],
        "summary": [statement.text for statement in made.executive_summary],
        "key_points": [statement.text for statement in made.key_points],
    }
