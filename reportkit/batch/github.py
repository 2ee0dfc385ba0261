"""What a batch tells GitHub Actions: annotations on standard output, and a summary of the step in Markdown.

GitHub shows ten errors and ten warnings of a step, and refuses a summary of more than 1 MiB: the worst comes first, and
what is left out is told. Environment, streams and files are the caller's (`cli`).

Source: GitHub's documentation of workflow commands; the escaping is that of `actions/toolkit`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from reportkit.batch.records import DONE, Record
from reportkit.text import markdown

SHOWN_ANNOTATIONS = 10
"""Of each kind, in one step."""
SUMMARY_BYTES = 1024 * 1024
"""Size of the summary of a step."""

_FAILURES, _BRIEFINGS = 200, 1_000
"""Rows of the summary's tables."""
_CELL_CHARACTERS = 300
_MARGIN_BYTES = 4096

Locate = Callable[[str], str | None]
"""A source's path as seen from the root of the repository; `None` where it lies elsewhere."""


@dataclass(slots=True)
class Gathered:
    """Counts of all outcomes, and as many of them as can be shown."""

    counts: Counter[str] = field(default_factory=Counter)
    noticed_count: int = 0
    failures: list[Record] = field(default_factory=list)
    noticed: list[Record] = field(default_factory=list)
    briefings: list[Record] = field(default_factory=list)


def gather(records: Iterable[Record]) -> Gathered:
    """Go through all outcomes once."""
    found = Gathered()
    for record in records:
        found.counts[record.outcome] += 1
        if record.error is not None and len(found.failures) < _FAILURES:
            found.failures.append(record)
        if record.notices:
            found.noticed_count += 1
            if len(found.noticed) < SHOWN_ANNOTATIONS:
                found.noticed.append(record)
        if record.outcome in DONE and len(found.briefings) < _BRIEFINGS:
            found.briefings.append(record)
    return found


def annotations(found: Gathered, locate: Locate) -> Iterator[str]:
    """The lines for standard output: failures as errors, notices as warnings, and how many more there are of both."""
    for record in found.failures[:SHOWN_ANNOTATIONS]:
        error = record.error
        assert error is not None  # noqa: S101 - failures have one
        words = f"{error.problem}\nhint: {error.hint}" if error.hint else error.problem
        yield _command("error", record, f"briefing failed: {error.code}", words, locate)
    for record in found.noticed:
        codes = ", ".join(dict.fromkeys(each.code for each in record.notices))
        yield _command("warning", record, codes, "\n".join(each.words for each in record.notices), locate)
    more = [
        (found.counts["failed"] - SHOWN_ANNOTATIONS, "failed"),
        (found.noticed_count - len(found.noticed), "have notices"),
    ]
    if told := " and ".join(f"{number:,} more {words}" for number, words in more if number > 0):
        yield f"::notice title=reportkit::{_data(f'{told}: see the summary of this step and the manifest')}\n"


def _command(kind: str, record: Record, title: str, words: str, locate: Locate) -> str:
    path = locate(record.path)
    place = f"file={_property(path)}," if path is not None else ""
    return f"::{kind} {place}title={_property(title)}::{_data(f'{record.path}: {words}')}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def step_summary(found: Gathered, room_bytes: int = SUMMARY_BYTES) -> str:
    """The summary: counts, failures, briefings; rows that there is no room for are counted."""
    counts = found.counts
    told = ", ".join(
        f"{counts[kind]:,} {kind}" for kind in ("rendered", "unchanged", "failed", "skipped") if counts[kind]
    )
    parts = [f"## Briefings\n\n{told or 'Nothing to do'}.\n"]
    left = room_bytes - _MARGIN_BYTES - len(parts[0].encode())
    if found.failures:
        head = "\n### Failed\n\n| source | problem | remedy |\n|---|---|---|\n"
        part, left = _table(head, map(_failure_row, found.failures), counts["failed"], left)
        parts.append(part)
    if found.briefings:
        head = "\n### Made\n\n| title | outlet | date | source |\n|---|---|---|---|\n"
        part, left = _table(head, map(_briefing_row, found.briefings), counts["rendered"] + counts["unchanged"], left)
        parts.append(part)
    return "".join(parts) if left >= 0 else ""


def _table(head: str, rows: Iterable[str], total: int, room_bytes: int) -> tuple[str, int]:
    """A table as far as there is room for it, and the room that is left."""
    parts, left = [head], room_bytes - len(head.encode())
    for row in rows:
        if (size := len(row.encode())) > left:
            break
        parts.append(row)
        left -= size
    if (more := total - len(parts) + 1) > 0:
        parts.append(f"\n… and {more:,} more: see the manifest.\n")
    return "".join(parts), left


def _failure_row(record: Record) -> str:
    error = record.error
    assert error is not None  # noqa: S101 - failures have one
    return _row(record.path, error.problem, error.hint or "")


def _briefing_row(record: Record) -> str:
    card = record.card
    if card is None:
        return _row(record.name, "", "", record.path)
    return _row(card.title or record.name, card.outlet or "not stated", card.published or "not stated", record.path)


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(_cell, cells))} |\n"


def _cell(text: str) -> str:
    """A text for a cell of a table: one line, without markup."""
    line = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    if len(line) > _CELL_CHARACTERS:
        line = f"{line[:_CELL_CHARACTERS]}…"
    return markdown.escape(line)
