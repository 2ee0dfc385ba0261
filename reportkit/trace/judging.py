"""The gate's verdict on what a report says, by what it is: a statement, a quotation, a name, a figure, a dated event."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from reportkit.brief.faithfulness import Verdict, check
from reportkit.brief.stated import figure_reasons, named_reasons, quote_reasons
from reportkit.layout import every_label
from reportkit.model.briefing import FigureFact, NamedFact, Quotation
from reportkit.text.dates import find_dates, format_date
from reportkit.trace.written import Line

_QUOTED = re.compile(r"[“„«‹「『\"‘](?P<quote>.+)[”“»›」』\"’](?:\s+–\s+(?P<speaker>[^“”„«»]+))?", re.DOTALL)
_TABLE_CELLS = 2


def judge_line(line: Line, texts: Mapping[str, str], language: str | None) -> Verdict:
    """Return whether the sentences that something cites bear it out.

    Shape:   texts: the source's sentences by their ids.
    """
    unknown = tuple(f"there is no sentence {ref} in the source" for ref in line.refs if ref not in texts)
    evidence = [texts[ref] for ref in line.refs if ref in texts]
    if unknown or not evidence:
        return Verdict(holds=False, reasons=unknown or ("it refers to no sentence of the source",))
    judge = _JUDGES.get(line.part or "", _any_way) if len(line.cells) <= _TABLE_CELLS else _any_way
    reasons = judge(line, evidence, language)
    return Verdict(holds=not reasons, reasons=tuple(dict.fromkeys(reasons)))


def _statement(line: Line, evidence: Sequence[str], language: str | None) -> Sequence[str]:
    return check(line.text, evidence, language).reasons


def _quote(line: Line, evidence: Sequence[str], language: str | None) -> Sequence[str]:
    """Return what speaks against `“…” – Speaker`; words around the marks make it a statement."""
    match = _QUOTED.fullmatch(line.text)
    if match is None:
        return _statement(line, evidence, language)
    quotation = Quotation(speaker=match["speaker"], quote=match["quote"], refs=line.refs)
    return tuple(quote_reasons(quotation, evidence))


def _named(line: Line, evidence: Sequence[str], _language: str | None) -> Sequence[str]:
    name, role = (*line.cells, None)[:2]
    return tuple(named_reasons(NamedFact(name=str(name), role=role, refs=line.refs), evidence))


def _figure(line: Line, evidence: Sequence[str], language: str | None) -> Sequence[str]:
    value, text = line.cells[0], line.cells[-1]
    return tuple(figure_reasons(FigureFact(value=value, text=text, refs=line.refs), evidence, language))


def _event(line: Line, evidence: Sequence[str], language: str | None) -> Sequence[str]:
    dated = _undated(line.cells[0], evidence, language)
    said = check(line.cells[-1], evidence, language).reasons
    return (*said, f"the date “{dated}” is not in the source") if dated else said


Judge = Callable[[Line, Sequence[str], str | None], Sequence[str]]
_JUDGES: Mapping[str, Judge] = MappingProxyType(
    {
        "executive_summary": _statement,
        "key_points": _statement,
        "background": _statement,
        "quotes": _quote,
        "names": _named,
        "figures": _figure,
        "timeline": _event,
    }
)


def _any_way(line: Line, evidence: Sequence[str], language: str | None) -> Sequence[str]:
    """Return what speaks against a line of a part that is not ours: each cell may be a statement, a fragment, a date."""
    return tuple(
        reason
        for cell in line.cells
        if not _stands(cell, evidence, language)
        for reason in check(cell, evidence, language).reasons
    )


def _stands(cell: str, evidence: Sequence[str], language: str | None) -> bool:
    alone = Line(part=None, heading="", cells=(cell,), refs=("p1.s1",))
    ways = (_quote, _named)
    return any(not way(alone, evidence, language) for way in ways) or not _undated(cell, evidence, language)


def _undated(cell: str, evidence: Sequence[str], language: str | None) -> str:
    """Return what is left of a cell of dates when those go that its sentences state, in whatever language they are put."""
    stated = {mention.iso.partition("T")[0] for sentence in evidence for mention in find_dates(sentence, language)}
    shown = {format_date(iso, each) for iso in stated for each in every_label()}
    planned = {words["planned"] for words in every_label().values() if "planned" in words}
    rest = cell
    for each in sorted((*shown, *(f"({word})" for word in planned)), key=len, reverse=True):
        rest = rest.replace(each, "")
    return cell if re.search(r"\w", rest) else ""
