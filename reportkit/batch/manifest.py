"""The manifest of a batch (`reportkit.manifest/1`): every input with its one outcome, in the order of their names.

It is written and read line by line, an outcome a line, so that it may be larger than memory.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from reportkit.batch.inputs import called
from reportkit.batch.recorder import outcome_line
from reportkit.batch.state import State
from reportkit.text.paths import shown

Outcome: TypeAlias = Mapping[str, object]
"""An outcome as the manifest tells it."""

SCHEMA = "reportkit.manifest/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a manifest says of the run as a whole: all that doing it again takes."""

    version: str
    """Of the product."""
    configuration: str
    """Digest of everything but the sources that the outputs depend on (`batch.key`)."""
    output: str
    """`-o`, as the user wrote it."""
    base: str
    """What the outputs' paths are relative to: seen from the manifest's folder, or a URL."""
    sources: str
    """What the sources' paths are relative to: the same."""
    shard: str | None
    """`2/4`; `None`: the whole."""
    options: Mapping[str, str]
    """What `render` would be told to do the same: `to`, `template`, `theme` …"""
    sets: Mapping[str, str]
    fields: Mapping[str, str]


def manifest_lines(run: Run, outcomes: Iterator[str]) -> Iterator[str]:
    """The lines of the document, given those of its outcomes."""
    head = {name: getattr(run, name) for name in run.__dataclass_fields__}
    yield f'{{"schema": "{SCHEMA}",\n'
    yield f' "run": {json.dumps(_plain(head), ensure_ascii=False)},\n'
    yield ' "outcomes": ['
    between = "\n  "
    for line in outcomes:
        yield f"{between}{line}"
        between = ",\n  "
    yield "\n ]}\n"


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in values.items()}


def outcome_lines(state: State, why_left: str) -> Iterator[str]:
    """Every input of the run as a line of JSON: rendered, unchanged or failed, then what was passed over.

    `why_left` says why inputs were not come to.
    """
    query = """
        select coalesce(r.outcome, s.state), r.seconds, i.record, s.place, s.member
        from seen s left join results r on r.number = s.number left join inputs i on i.uri = s.uri
        order by s.name, s.uri"""
    for outcome, seconds, record, place, member in state.connection.execute(query):
        if outcome in {"rendered", "failed", "unchanged"}:
            yield outcome_line(outcome, seconds, record)
        else:
            yield outcome_line("skipped", None, _record(shown(called(place, member)), why=why_left))
    refused = "select distinct place, code, problem, hint, exit from refused order by place"
    for place, code, problem, hint, exit_code in state.connection.execute(refused):
        error = {"code": code, "problem": problem, "hint": hint, "exit": exit_code}
        yield outcome_line("failed", None, _record(place, error=error))
    for place, why in state.connection.execute("select distinct place, why from passed order by place"):
        yield outcome_line("skipped", None, _record(place, why=why))


def _record(path: str, *, error: dict[str, object] | None = None, why: str | None = None) -> str:
    """The record of what was never begun."""
    name = path.rstrip("/").rpartition("/")[2]
    record: dict[str, object] = {
        "name": name,
        "path": path,
        "sha256": None,
        "outputs": [],
        "notices": [],
        "error": error,
    }
    return json.dumps({**record, "briefing": None, **({"why": why} if why else {})}, ensure_ascii=False)


def way(to: str, manifest: Path) -> str:
    """A folder as seen from the folder of a manifest, its parts joined by `/`."""
    return os.path.relpath(os.path.realpath(to), os.path.realpath(manifest.parent)).replace(os.sep, "/")
