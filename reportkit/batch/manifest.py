"""The manifest of a batch (`reportkit.manifest/1`): every input with its one outcome, in the order of their names.

It is written and read line by line, an outcome a line, so that it may be larger than memory.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring
from pathlib import Path

from reportkit.batch.inputs import called
from reportkit.batch.standing import Contents
from reportkit.batch.state import State
from reportkit.text.paths import shown

SCHEMA = "reportkit.manifest/1"

_FOLLOWS = """coalesce(r.outcome, s.state) || '|' || ifnull(r.seconds, ''),
        s.name || '|' || s.place || '|' || s.member || '|' || s.stem || '|' || ifnull(i.sha256, '') || '|' || ifnull(i.config, '')"""
"""How an input ended, and what its record follows from: where it lies and goes, its source, the configuration."""
_JOINED = """
        from (select * from seen order by name, uri limit -1) s
        left join results r on r.number = s.number left join inputs i on i.uri = s.uri"""
"""Put in order before the records are joined to them: a sort that carried those would take their hundred megabytes to disk."""


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


def outcome_lines(state: State, why_left: str, contents: Contents | None = None) -> Iterator[str]:
    """Every input of the run as a line of JSON: rendered, unchanged or failed, then what was passed over.

    `why_left` says why inputs were not come to; `contents` learns what the lines follow from.
    """
    query = f"""
        select {_FOLLOWS}, coalesce(r.outcome, s.state), r.seconds, i.record, s.place, s.member, s.name {_JOINED}"""
    left = _rest(_record(None, why=why_left))
    for how, rest, outcome, seconds, record, place, member, name in state.connection.execute(query):
        if contents is not None:
            contents.add(how, rest)
        path = shown(called(place, member))
        if outcome in {"rendered", "failed", "unchanged"}:
            yield _head(outcome, seconds, name, shown(member or place), path) + _rest(record)
        else:
            yield _head("skipped", None, name, shown(member or place), path) + left
    refused = "select distinct place, code, problem, hint, exit from refused order by place"
    for place, code, problem, hint, exit_code in state.connection.execute(refused):
        error = {"code": code, "problem": problem, "hint": hint, "exit": exit_code}
        yield _head("failed", None, None, place, place) + _rest(_record(error))
    for place, why in state.connection.execute("select distinct place, why from passed order by place"):
        yield _head("skipped", None, None, place, place) + _rest(_record(None, why=why))
    if contents is not None:
        _add_others(state, contents)


def contents_of(state: State) -> Contents:
    """What the outcomes of the run follow from, at less cost than putting them together."""
    contents = Contents()
    for how, rest in state.connection.execute(f"select {_FOLLOWS} {_JOINED}"):
        contents.add(how, rest)
    _add_others(state, contents)
    return contents


def _add_others(state: State, contents: Contents) -> None:
    for query in ("select distinct * from refused order by place", "select distinct * from passed order by place"):
        for row in state.connection.execute(query):
            contents.add("", repr(row))


def _head(outcome: str, seconds: float | None, tree_path: str | None, full_name: str, path: str) -> str:
    """What this run has to say of an input, as the beginning of its line: the path as it is called now, among others."""
    spent = "null" if seconds is None else f"{seconds:.3f}"
    tree = "null" if tree_path is None else encode_basestring(tree_path)
    name = encode_basestring(full_name.rstrip("/").rpartition("/")[2])
    return (
        f'{{"outcome": "{outcome}", "seconds": {spent}, "tree_path": {tree}, '
        f'"name": {name}, "path": {encode_basestring(path)}'
    )


def _rest(record: str) -> str:
    """What the state keeps of an input, as the end of its line: all that comes after its path.

    Quotes inside a text of JSON are escaped, so that the name of the field is found where it stands.
    """
    return record[record.index(', "sha256": ') :]


def _record(error: dict[str, object] | None, *, why: str | None = None) -> str:
    """The record of what was never begun."""
    record: dict[str, object] = {"path": "", "sha256": None, "outputs": [], "notices": [], "error": error}
    return json.dumps({**record, "briefing": None, **({"why": why} if why else {})}, ensure_ascii=False)


def way(to: str, manifest: Path) -> str:
    """A folder as seen from the folder of a manifest, its parts joined by `/`."""
    return os.path.relpath(os.path.realpath(to), os.path.realpath(manifest.parent)).replace(os.sep, "/")
