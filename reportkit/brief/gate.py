"""Every part of a briefing before the gate: what holds, and what speaks against the rest.

Used where a briefing is made (what does not hold is dropped, with a notice), where one is read again that an editor
changed (what does not hold is a notice), and where one is traced.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from reportkit.brief.faithfulness import Verdict, check
from reportkit.brief.stated import event_reasons, figure_reasons, named_reasons, quote_reasons
from reportkit.model.article import Article, Role
from reportkit.model.briefing import Briefing, Event, Facts, FigureFact, NamedFact, Quotation, Statement
from reportkit.notices import Notice, NoticeCode

Entry: TypeAlias = Statement | NamedFact | FigureFact | Event | Quotation
E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What entries are held against."""

    texts: Mapping[str, str]
    """The source's sentences by their ids, as far as they are known."""
    language: str | None
    published: str | None
    """The day of publication, by which `last Tuesday` is read, ISO 8601."""
    set_apart: frozenset[str] | None
    """Sentences of quotations that stand as blocks of their own, without marks; `None` where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An entry of a briefing with its verdict."""

    part: str
    """Where it stands, by the keys of the JSON contract: `key_points`, `facts.people`."""
    number: int
    """Its place in the part, from 1."""
    entry: Entry
    verdict: Verdict

    @property
    def text(self) -> str:
        """What it says, as one line."""
        return said(self.entry)


def said(entry: Entry) -> str:
    """Return an entry as one line of text."""
    match entry:
        case Statement(text=text):
            return text
        case NamedFact(name=name, role=role):
            return f"{name}, {role}" if role else name
        case FigureFact(value=value, text=text):
            return text if value in text else f"{value}: {text}"
        case Event(date=date, text=text):
            return f"{date}: {text}"
        case Quotation(quote=quote, speaker=speaker):
            return f"“{quote}” – {speaker}" if speaker else f"“{quote}”"


def judge(briefing: Briefing) -> Iterator[Judged]:
    """Yield every entry of a briefing, in the order of the contract, with its verdict."""
    facts, ground = briefing.facts, ground_of(briefing.article)
    parts: tuple[tuple[str, Sequence[Entry]], ...] = (
        ("executive_summary", briefing.executive_summary),
        ("key_points", briefing.key_points),
        ("background", briefing.background),
        ("facts.people", facts.people),
        ("facts.organisations", facts.organisations),
        ("facts.places", facts.places),
        ("facts.figures", facts.figures),
        ("timeline", briefing.timeline),
        ("quotes", briefing.quotes),
    )
    for part, entries in parts:
        for number, entry in enumerate(entries, start=1):
            yield Judged(part=part, number=number, entry=entry, verdict=verdict(entry, ground))


def ground_of(article: Article) -> Ground:
    """Return what the entries of an article's briefing are held against."""
    return Ground(
        texts={identifier: sentence.text for identifier, sentence in article.sentences().items()},
        language=article.language.value if article.language else None,
        published=article.published.value if article.published else None,
        set_apart=frozenset(
            sentence.id
            for paragraph in article.paragraphs
            if paragraph.role is Role.QUOTE
            for sentence in paragraph.sentences
        ),
    )


def verdict(entry: Entry, ground: Ground) -> Verdict:
    """Return whether the sentences that an entry refers to bear it out."""
    unknown = tuple(f"there is no sentence {ref} in the source" for ref in entry.refs if ref not in ground.texts)
    evidence = [ground.texts[ref] for ref in entry.refs if ref in ground.texts]
    if unknown or not evidence:
        return Verdict(holds=False, reasons=unknown or ("it refers to no sentence of the source",))
    if isinstance(entry, Statement):
        return check(entry.text, evidence, ground.language)
    reasons = tuple(dict.fromkeys(_reasons(entry, evidence, ground)))
    return Verdict(holds=not reasons, reasons=reasons)


def _reasons(
    entry: NamedFact | FigureFact | Event | Quotation, evidence: Sequence[str], ground: Ground
) -> Iterator[str]:
    match entry:
        case NamedFact():
            return named_reasons(entry, evidence)
        case FigureFact():
            return figure_reasons(entry, evidence, ground.language)
        case Event():
            return event_reasons(entry, evidence, ground.language, ground.published)
        case Quotation():
            return quote_reasons(entry, evidence, set_apart=entry.refs[0] in (ground.set_apart or ()))


def drop_unfaithful(briefing: Briefing) -> Briefing:
    """Return the briefing without the facts, events and quotations that their sentences do not bear out.

    Statements have passed when they were chosen, so that another could take the place of one that did not.

    Notices: `statement-dropped`.
    """
    dropped = [each for each in judge(briefing) if not each.verdict.holds]
    if not dropped:
        return briefing
    gone = {id(each.entry) for each in dropped}
    facts = briefing.facts
    return replace(
        briefing,
        executive_summary=_without(briefing.executive_summary, gone),
        key_points=_without(briefing.key_points, gone),
        background=_without(briefing.background, gone),
        facts=Facts(
            people=_without(facts.people, gone),
            organisations=_without(facts.organisations, gone),
            places=_without(facts.places, gone),
            figures=_without(facts.figures, gone),
        ),
        timeline=_without(briefing.timeline, gone),
        quotes=_without(briefing.quotes, gone),
        notices=briefing.notices + tuple(_notice(NoticeCode.STATEMENT_DROPPED, each) for each in dropped),
    )


def mark_unfaithful(briefing: Briefing) -> Briefing:
    """Return a briefing that somebody changed with a notice for each entry that its sentences do not bear out.

    Notices: `statement-unfaithful`; those of an earlier reading are judged anew.
    """
    earlier = tuple(each for each in briefing.notices if each.code is not NoticeCode.STATEMENT_UNFAITHFUL)
    found = tuple(
        _notice(NoticeCode.STATEMENT_UNFAITHFUL, each, f"{each.part} {each.number}: ")
        for each in judge(briefing)
        if not each.verdict.holds
    )
    return replace(briefing, notices=earlier + found)


def _notice(code: NoticeCode, judged: Judged, place: str = "") -> Notice:
    """Return the notice of an entry that does not hold."""
    detail = f"{place}“{judged.text}”: {'; '.join(judged.verdict.reasons)}"
    return Notice(code=code, detail=detail, where=judged.entry.refs[0] if judged.entry.refs else None)


def _without(entries: tuple[E, ...], gone: set[int]) -> tuple[E, ...]:
    return tuple(entry for entry in entries if id(entry) not in gone)
