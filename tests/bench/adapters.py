"""The product's stages in the shapes that the benchmarks call; no rule of its own."""

from collections.abc import Mapping, Sequence

from reportkit.brief import brief
from reportkit.brief.antecedents import opening
from reportkit.brief.choice import Budget, choose, choose_set
from reportkit.brief.facts import names
from reportkit.brief.study import Study, study
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


SUMMARY = Budget(
    sentences=Settings().summary_sentences,
    words=Settings().summary_words,
    words_each=Settings().summary_words,
    in_flow=True,
)
_REST = Budget(sentences=20, words=10_000, words_each=200)


def order(studied: Study) -> list[int]:
    """Candidates, the one that matters most first.

    Those of the executive summary, then what the key points would go on with, then what neither would tell.
    """
    summary = choose_set(studied, SUMMARY)
    said = [each.terms for each in summary]
    rest = choose(studied, studied.candidates, said, _REST)
    left = sorted(studied.candidates, key=lambda each: (-studied.scores[each.index], each.index))
    return list(dict.fromkeys(each.index for each in (*summary, *rest, *left)))


def rank(row: Mapping[str, object]) -> list[int]:
    """Sentences of a row of the summaries, the one that matters most first; the first three are the summary."""
    article = article_of_row(row)
    studied = study(article)
    place = {identifier: index for index, identifier in enumerate(article.sentences())}
    return [place[studied.sentences[at].id] for at in order(studied)]


def briefing(row: Mapping[str, object]) -> dict[str, object]:
    """The whole briefing of a row of the summaries: three sentences and four points."""
    made = brief(article_of_row(row), Settings(key_points=4))
    return {
        "id": row["id"],
        "summary": [statement.text for statement in made.executive_summary],
        "key_points": [statement.text for statement in made.key_points],
    }
