"""Article and briefing as JSON: exactly the keys of the published contract, in its order (schemas in `schemas/`)."""

from collections.abc import Iterable
from typing import TypeAlias

from reportkit.model.article import Article, Field
from reportkit.model.briefing import Briefing, NamedFact, Statement
from reportkit.notices import Notice

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"
"""A value of the contract: it has no numbers but whole ones."""

ARTICLE_SCHEMA = "reportkit.article/1"
BRIEFING_SCHEMA = "reportkit.briefing/1"


def article_as_json(article: Article) -> dict[str, Json]:
    """Return the article as `reportkit inspect --json` prints it."""
    coverage = article.coverage
    return {
        "schema": ARTICLE_SCHEMA,
        "source": _source(article),
        "title": _field(article.title),
        "standfirst": _field(article.standfirst),
        "byline": _field(article.byline),
        "dateline": _field(article.dateline),
        "published": _field(article.published),
        "outlet": _field(article.outlet),
        "url": _field(article.url),
        "language": _field(article.language),
        "paragraphs": [
            {
                "id": paragraph.id,
                "role": paragraph.role.value,
                "locator": paragraph.locator,
                "text": paragraph.text,
                "sentences": [
                    {"id": each.id, "text": each.text, "start": each.start, "end": each.end}
                    for each in paragraph.sentences
                ],
            }
            for paragraph in article.paragraphs
        ],
        "text": article.text,
        "coverage": {
            "characters_in": coverage.characters_in,
            "characters_kept": coverage.characters_kept,
            "dropped": [{"why": each.why, "characters": each.characters} for each in coverage.dropped],
        },
        "notices": _notices(article.notices),
    }


def briefing_as_json(briefing: Briefing) -> dict[str, Json]:
    """Return the briefing as `reportkit render --to json` writes it, the article inside it."""
    article, facts = briefing.article, briefing.facts
    return {
        "schema": BRIEFING_SCHEMA,
        "source": _source(article),
        "title": _field(article.title),
        "published": _field(article.published),
        "outlet": _field(article.outlet),
        "byline": _field(article.byline),
        "language": _field(article.language),
        "url": _field(article.url),
        "executive_summary": _statements(briefing.executive_summary),
        "key_points": _statements(briefing.key_points),
        "background": _statements(briefing.background),
        "facts": {
            "people": _named(facts.people),
            "organisations": _named(facts.organisations),
            "places": _named(facts.places),
            "figures": [{"value": each.value, "text": each.text, "refs": list(each.refs)} for each in facts.figures],
        },
        "timeline": [
            {"date": each.date, "planned": each.planned, "text": each.text, "refs": list(each.refs)}
            for each in briefing.timeline
        ],
        "quotes": [{"speaker": each.speaker, "quote": each.quote, "refs": list(each.refs)} for each in briefing.quotes],
        "article": article_as_json(article),
        "notices": _notices(briefing.notices),
    }


def _source(article: Article) -> Json:
    source = article.source
    return {
        "name": source.name,
        "format": source.format.value,
        "bytes": source.size_bytes,
        "sha256": source.sha256,
    }


def _field(field: Field[str] | Field[tuple[str, ...]] | None) -> Json:
    if field is None:
        return None
    value: Json = field.value if isinstance(field.value, str) else list(field.value)
    return {"value": value, "method": field.method.value, "evidence": field.evidence}


def _statements(statements: Iterable[Statement]) -> Json:
    return [{"text": each.text, "refs": list(each.refs)} for each in statements]


def _named(facts: Iterable[NamedFact]) -> Json:
    return [{"name": each.name, "role": each.role, "refs": list(each.refs)} for each in facts]


def _notices(notices: Iterable[Notice]) -> Json:
    return [{"code": each.code.value, "detail": each.detail, "where": each.where} for each in notices]
