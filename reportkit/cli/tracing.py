"""A briefing traced and printed: for people in two columns, for programs as JSON Lines."""

import json
import os
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from reportkit.batch.sources import STREAM, called, read_source
from reportkit.cli.configuration import configure
from reportkit.cli.console import Console, hush_libraries, printable, wants_colour
from reportkit.cli.tables import table
from reportkit.errors import GateError, ReportkitError, SourceError, UsageError
from reportkit.text.paths import shown
from reportkit.trace import Trace, Traced, trace

_HOLDS, _FAILS = "holds", "FAILS"
_COLOURS = {_HOLDS: "\x1b[32m", _FAILS: "\x1b[1;31m"}
_PLAIN = "\x1b[0m"
_VERDICT = re.compile(rf"(?<=^  )(?:{_HOLDS}|{_FAILS})(?=\s)", re.MULTILINE)


def trace_briefing(briefing: str, source: str | None, *, as_lines: bool, console: Console) -> int:
    """Print the trace of a briefing; the exit code.

    Raises: UsageError: both are standard input.
            SourceError: one cannot be read, is no briefing, or there is nothing to trace it by.
            WriteError: standard output does not take it.
    """
    hush_libraries()
    if briefing == source == STREAM:
        raise UsageError("trace", "briefing and source cannot both come from standard input")
    settings = configure({}, {}).settings
    given = read_source(briefing, console.stdin)
    origin = read_source(source, console.stdin) if source is not None else None
    try:
        traced = trace(given, origin, settings)
    except SourceError as exc:
        raise _called(exc, briefing, source or STREAM) from exc
    for doubt in traced.doubts:
        console.warning(doubt)
    console.write(_lines(traced) if as_lines else _view(traced, shown(briefing), colour=_coloured(console)))
    return 0 if all(each.verdict.holds for each in traced.statements) else GateError.exit_code


def _called(error: ReportkitError, *paths: str) -> ReportkitError:
    """The error with the path of the file that it is about."""
    for path in paths:
        error = called(error, Path(path).name, shown(path))
    return error


def _coloured(console: Console) -> bool:
    """Whether what goes to standard output is coloured."""
    out = console.stdout
    capable = out is not None and out.isatty() and os.environ.get("TERM") != "dumb"
    return wants_colour(os.environ, capable=capable)


def _lines(traced: Trace) -> str:
    objects = (
        {"text": each.text, "refs": list(each.refs), "holds": each.verdict.holds, "reasons": list(each.verdict.reasons)}
        for each in traced.statements
    )
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects)


def _view(traced: Trace, name: str, *, colour: bool) -> str:
    """The trace for people: under each heading what is said, below it what the source says, and why it does not hold."""
    parts = [f"{name}, held against {traced.against}\n"]
    for part, statements in groupby(traced.statements, key=lambda each: each.part):
        rows = [row for each in statements for row in _rows(each)]
        parts.append(f"{printable(part)}\n{table(rows)}")
    failed = sum(not each.verdict.holds for each in traced.statements)
    count = len(traced.statements)
    parts.append(f"{count} statements: " + (f"{count - failed} hold, {failed} not" if failed else "all hold") + "\n")
    return _painted("\n".join(parts)) if colour else "\n".join(parts)


def _rows(traced: Traced) -> Iterator[tuple[str, str, str]]:
    yield (_HOLDS if traced.verdict.holds else _FAILS, "", printable(traced.text))
    for ref in traced.refs:
        yield ("", _citation(ref), printable(traced.cited.get(ref, "-")))
    for reason in traced.verdict.reasons:
        yield ("", "why", printable(reason))


def _citation(ref: str) -> str:
    """The citation as reports show it: `[2.5]` for `p2.s5`."""
    return f"[{ref.removeprefix('p').replace('.s', '.')}]"


def _painted(text: str) -> str:
    """The text with its verdicts in colour; they alone stand where statements are not indented to."""
    return _VERDICT.sub(lambda match: f"{_COLOURS[match[0]]}{match[0]}{_PLAIN}", text)
