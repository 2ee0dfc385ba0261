"""Article and briefing from the JSON of the contract: what `model.contract` writes, changed by an editor or not.

What an editor may change is what a briefing says: statements, facts, events, quotations, and the fields of the article at
the top. The article inside is the evidence and has to be whole: its sentences must be those of its paragraphs.
"""

import re
from dataclasses import replace
from typing import TypeVar

from reportkit.model.article import Article, ArticleParagraph, Coverage, Field, Role, Sentence, SourceInfo
from reportkit.model.briefing import Briefing, Event, Facts, FigureFact, NamedFact, Quotation, Statement
from reportkit.model.contract import ARTICLE_SCHEMA, BRIEFING_SCHEMA
from reportkit.model.document import Dropped, Method
from reportkit.model.json_value import JsonValue
from reportkit.model.source import InputFormat
from reportkit.notices import Notice, NoticeCode

F = TypeVar("F")

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d)?)?)?)?")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_DIGEST = re.compile(r"[0-9a-f]{64}|")
_CHANGED = "changed in the briefing's JSON"


def article_from_json(value: object, subject: str) -> Article:
    """Return the article that a JSON document holds.

    Shape:   value: as `json.loads` gives it; subject: the document's name, for errors.
    Raises:  DamagedSourceError: it is not as the schema says, with the path of what is not.
    """
    return _article(JsonValue(value, subject))


def briefing_from_json(value: object, subject: str) -> Briefing:
    """Return the briefing that a JSON document holds; a field changed at its top is the article's, as `supplied`.

    Shape:   as `article_from_json`.
    Raises:  DamagedSourceError: it is not as the schema says, with the path of what is not.
    """
    top = JsonValue(value, subject)
    schema, source, title, published, outlet, byline, language, url, *parts, within, notices = top.members(
        *("schema", "source", "title", "published", "outlet", "byline", "language", "url"),
        *("executive_summary", "key_points", "background", "facts", "timeline", "quotes", "article", "notices"),
    )
    summary, points, background, facts, timeline, quotes = parts
    _schema(schema, BRIEFING_SCHEMA)
    article = _article(within)
    refs = _References(frozenset(article.sentences()))
    if _source(source) != article.source:
        raise source.fault("differs from $.article.source", "the source is what it is: leave both as they were")
    return Briefing(
        article=replace(
            article,
            title=_changed(_field(title), article.title),
            published=_changed(_date(published), article.published),
            outlet=_changed(_field(outlet), article.outlet),
            byline=_changed(_names(byline), article.byline),
            language=_changed(_language(language), article.language),
            url=_changed(_field(url), article.url),
        ),
        executive_summary=refs.statements(summary),
        key_points=refs.statements(points),
        background=refs.statements(background),
        facts=refs.facts(facts),
        timeline=tuple(map(refs.event, timeline.items())),
        quotes=tuple(map(refs.quotation, quotes.items())),
        notices=_notices(notices),
    )


def _schema(value: JsonValue, wanted: str) -> None:
    if value.text() != wanted:
        raise value.fault(f"is {value.text()!r}, not {wanted!r}")


def _article(top: JsonValue) -> Article:
    schema, source, *fields, paragraphs, _text, coverage, notices = top.members(
        *("schema", "source", "title", "standfirst", "byline", "dateline", "published", "outlet", "url", "language"),
        *("paragraphs", "text", "coverage", "notices"),
    )
    title, standfirst, byline, dateline, published, outlet, url, language = fields
    _schema(schema, ARTICLE_SCHEMA)
    characters_in, characters_kept, dropped = coverage.members("characters_in", "characters_kept", "dropped")
    return Article(
        source=_source(source),
        title=_field(title),
        standfirst=_field(standfirst),
        byline=_names(byline),
        dateline=_field(dateline),
        published=_date(published),
        outlet=_field(outlet),
        url=_field(url),
        language=_language(language),
        paragraphs=tuple(_paragraph(each, number) for number, each in enumerate(paragraphs.items(), start=1)),
        coverage=Coverage(
            characters_in=characters_in.count(),
            characters_kept=characters_kept.count(),
            dropped=tuple(map(_dropped, dropped.items())),
        ),
        notices=_notices(notices),
    )


def _source(value: JsonValue) -> SourceInfo:
    name, kind, size, digest = value.members("name", "format", "bytes", "sha256")
    if not _DIGEST.fullmatch(digest.text()):
        raise digest.fault("is no SHA-256 digest")
    return SourceInfo(
        name=name.filled(), format=kind.one_of(InputFormat), size_bytes=size.count(), sha256=digest.text()
    )


def _dropped(value: JsonValue) -> Dropped:
    why, characters = value.members("why", "characters")
    return Dropped(why=why.text(), characters=characters.count())


def _paragraph(value: JsonValue, number: int) -> ArticleParagraph:
    identifier, role, locator, text, sentences = value.members("id", "role", "locator", "text", "sentences")
    if identifier.text() != f"p{number}":
        raise identifier.fault(f"is {identifier.text()!r}, not 'p{number}'", "paragraphs are numbered from 1")
    return ArticleParagraph(
        id=identifier.text(),
        role=role.one_of(Role),
        locator=locator.text(),
        text=text.text(),
        sentences=tuple(
            _sentence(each, f"p{number}.s{count}", text.text()) for count, each in enumerate(sentences.items(), start=1)
        ),
    )


def _sentence(value: JsonValue, wanted: str, paragraph: str) -> Sentence:
    identifier, text, start, end = value.members("id", "text", "start", "end")
    if identifier.text() != wanted:
        raise identifier.fault(f"is {identifier.text()!r}, not {wanted!r}", "sentences are numbered from 1")
    if paragraph[start.count() : end.count()] != text.text():
        raise text.fault("is not what its paragraph says there", "the article is the evidence: leave it as it was")
    return Sentence(id=wanted, text=text.text(), start=start.count(), end=end.count())


def _field(value: JsonValue) -> Field[str] | None:
    if value.is_null():
        return None
    inner, method, evidence = value.members("value", "method", "evidence")
    return Field(value=inner.filled(), method=method.one_of(Method), evidence=evidence.text())


def _date(value: JsonValue) -> Field[str] | None:
    return _formed(value, _DATE, "is no date such as 2024, 2024-09 or 2024-09-30")


def _language(value: JsonValue) -> Field[str] | None:
    return _formed(value, _TAG, "is no language tag such as en or pt-BR")


def _formed(value: JsonValue, pattern: re.Pattern[str], problem: str) -> Field[str] | None:
    """Return a field whose value has a form."""
    field = _field(value)
    if field is not None and not pattern.fullmatch(field.value):
        raise value.members("value", "method", "evidence")[0].fault(problem)
    return field


def _names(value: JsonValue) -> Field[tuple[str, ...]] | None:
    if value.is_null():
        return None
    inner, method, evidence = value.members("value", "method", "evidence")
    names = tuple(each.filled() for each in inner.items())
    if not names:
        raise inner.fault("is empty", "write null for authors that are not known")
    return Field(value=names, method=method.one_of(Method), evidence=evidence.text())


def _changed(top: Field[F] | None, inside: Field[F] | None) -> Field[F] | None:
    """Return a field of the briefing, marked as the user's where its value is no longer the article's."""
    if top is None or (inside is not None and top.value == inside.value):
        return top
    return replace(top, method=Method.SUPPLIED, evidence=_CHANGED)


class _References:
    """Reads what refers to sentences; a class because each reference must be to one that the article has."""

    def __init__(self, known: frozenset[str]) -> None:
        """Take the ids of the article's sentences."""
        self._known = known

    def _refs(self, value: JsonValue) -> tuple[str, ...]:
        refs = []
        for each in value.items():
            if each.text() not in self._known:
                raise each.fault(f"is {each.text()!r}, and the article has no such sentence", "write it as p2.s5")
            refs.append(each.text())
        if not refs:
            raise value.fault("is empty", "name the sentence of the article that says so, such as p2.s5")
        return tuple(dict.fromkeys(refs))

    def statements(self, value: JsonValue) -> tuple[Statement, ...]:
        found = []
        for each in value.items():
            text, refs = each.members("text", "refs")
            found.append(Statement(text=text.filled(), refs=self._refs(refs)))
        return tuple(found)

    def facts(self, value: JsonValue) -> Facts:
        people, organisations, places, figures = value.members("people", "organisations", "places", "figures")
        return Facts(
            people=tuple(map(self._named, people.items())),
            organisations=tuple(map(self._named, organisations.items())),
            places=tuple(map(self._named, places.items())),
            figures=tuple(map(self._figure, figures.items())),
        )

    def _named(self, value: JsonValue) -> NamedFact:
        name, role, refs = value.members("name", "role", "refs")
        return NamedFact(name=name.filled(), role=None if role.is_null() else role.filled(), refs=self._refs(refs))

    def _figure(self, value: JsonValue) -> FigureFact:
        amount, text, refs = value.members("value", "text", "refs")
        return FigureFact(value=amount.filled(), text=text.filled(), refs=self._refs(refs))

    def event(self, value: JsonValue) -> Event:
        date, planned, text, refs = value.members("date", "planned", "text", "refs")
        if not _DATE.fullmatch(date.text()):
            raise date.fault("is no date such as 2024, 2024-09 or 2024-09-30")
        return Event(date=date.text(), planned=planned.flag(), text=text.filled(), refs=self._refs(refs))

    def quotation(self, value: JsonValue) -> Quotation:
        speaker, quote, refs = value.members("speaker", "quote", "refs")
        name = None if speaker.is_null() else speaker.filled()
        return Quotation(speaker=name, quote=quote.filled(), refs=self._refs(refs))


def _notices(value: JsonValue) -> tuple[Notice, ...]:
    found = []
    for each in value.items():
        code, detail, where = each.members("code", "detail", "where")
        place = None if where.is_null() else where.text()
        found.append(Notice(code=code.one_of(NoticeCode), detail=detail.text(), where=place))
    return tuple(found)
