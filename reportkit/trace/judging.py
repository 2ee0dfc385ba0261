"""The gate's verdict on what a report says, by what it is: a statement, a quotation, a name, a figure, a dated event."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from reportkit.brief.dating import dates_in
from reportkit.brief.faithfulness import Verdict, check
from reportkit.brief.gate import Ground
from reportkit.brief.stated import figure_reasons, named_reasons, quote_reasons
from reportkit.layout import every_label
from reportkit.model.briefing import FigureFact, NamedFact, Quotation
from reportkit.text.dates import format_date
from reportkit.trace.written import Line

_QUOTED = re.compile(r"[“„«‹「『\"‘](?P<quote>.+)[”“»›」』\"’](?:\s+–\s+(?P<speaker>[^“”„«»]+))?", re.DOTALL)
_TABLE_CELLS = 2


def judge_line(line: Line, ground: Ground) -> Verdict:
    """Return whether the sentences that something cites bear it out."""
    unknown = tuple(f"there is no sentence {ref} in the source" for ref in line.refs if ref not in ground.texts)
    if unknown or not line.refs:
        return Verdict(holds=False, reasons=unknown or ("it refers to no sentence of the source",))
    judge = _JUDGES.get(line.part or "", _any_way) if len(line.cells) <= _TABLE_CELLS else _any_way
    reasons = judge(line, ground)
    return Verdict(holds=not reasons, reasons=tuple(dict.fromkeys(reasons)))


def _cited(line: Line, ground: Ground) -> list[str]:
    """Return the sentences that a line cites."""
    return [ground.texts[ref] for ref in line.refs]


def _statement(line: Line, ground: Ground) -> Sequence[str]:
    return check(line.text, _cited(line, ground), ground.language).reasons


def _quote(line: Line, ground: Ground) -> Sequence[str]:
    """Return what speaks against `“…” – Speaker`; words around the marks make it a statement.

    An annex does not tell which paragraphs are quotations: there whole sentences are taken for set apart.
    """
    match = _QUOTED.fullmatch(line.text)
    if match is None:
        return _statement(line, ground)
    quotation = Quotation(speaker=match["speaker"], quote=match["quote"], refs=line.refs)
    apart = ground.set_apart
    whole = apart is None and match["quote"].startswith(tuple(_cited(line, ground)))
    set_apart = whole or (apart is not None and line.refs[0] in apart)
    return tuple(quote_reasons(quotation, _cited(line, ground), set_apart=set_apart))


def _named(line: Line, ground: Ground) -> Sequence[str]:
    name, role = (*line.cells, None)[:2]
    return tuple(named_reasons(NamedFact(name=str(name), role=role, refs=line.refs), _cited(line, ground)))


def _figure(line: Line, ground: Ground) -> Sequence[str]:
    figure = FigureFact(value=line.cells[0], text=line.cells[-1], refs=line.refs)
    return tuple(figure_reasons(figure, _cited(line, ground), ground.language))


def _event(line: Line, ground: Ground) -> Sequence[str]:
    said = check(line.cells[-1], _cited(line, ground), ground.language).reasons
    dated = _undated(line.cells[0], line, ground)
    return (*said, f"the date “{dated}” is not in the source") if dated else said


Judge = Callable[[Line, Ground], Sequence[str]]
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


def _any_way(line: Line, ground: Ground) -> Sequence[str]:
    """Return what speaks against a line of a part that is not ours: each cell may be a statement, a fragment, a date."""
    alone = [Line(part=None, heading="", cells=(cell,), refs=line.refs) for cell in line.cells]
    return tuple(reason for each in alone if not _stands(each, ground) for reason in _statement(each, ground))


def _stands(line: Line, ground: Ground) -> bool:
    return any(not way(line, ground) for way in (_quote, _named)) or not _undated(line.text, line, ground)


def _undated(cell: str, line: Line, ground: Ground) -> str:
    """Return what is left of a cell of dates when those go that its sentences bear out, in whatever language they are put."""
    given = dates_in(_cited(line, ground), ground.language, ground.published)
    shown = {format_date(iso, each) for iso in given for each in every_label()}
    planned = {words["planned"] for words in every_label().values() if "planned" in words}
    rest = cell
    for each in sorted((*shown, *(f"({word})" for word in planned)), key=len, reverse=True):
        rest = rest.replace(each, "")
    return cell if re.search(r"\w", rest) else ""
