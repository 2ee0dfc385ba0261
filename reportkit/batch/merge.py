"""The manifests of the parts of a batch, made one: what a manifest of the whole would tell, in the same order.

A merge by name of streams that are each in the order of names: it takes no more memory for a million outcomes than for
ten. Paths are told anew, as they look from where the merged manifest lies.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from reportkit.batch.manifest import Run, way
from reportkit.batch.objects import is_address
from reportkit.batch.recorded import Manifest
from reportkit.batch.records import DONE, Record, record_of
from reportkit.errors import ConfigError, DamagedSourceError, SourceNotFoundError, UsageError

Key = tuple[int, str, str]
_TOLD = 5
"""How many missing parts are told by number."""


class _Told(NamedTuple):
    """An outcome on its way into the merged manifest."""

    key: Key
    raw: dict[str, object]
    record: Record
    manifest: Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Several manifests, seen as one."""

    manifests: tuple[Manifest, ...]
    runs: tuple[Run, ...]
    shard: str | None
    """Which parts there are, where some are missing: `1,3/4`."""
    base: str
    """Top of the output tree: a real path, or a URL."""
    sources: str
    output_ways: tuple[str, ...]
    """What stands before the outputs' paths of each manifest, as seen from `base`."""
    source_ways: tuple[str, ...]

    def run(self, target: Path) -> Run:
        """What the merged manifest says of the run, where it goes to this file."""
        base = self.base if is_address(self.base) else way(self.base, target)
        return replace(self.runs[0], base=base, sources=way(self.sources, target), shard=self.shard)

    def lines(self) -> Iterator[str]:
        """The outcomes, a line of JSON each.

        Raises: as `records`.
        """
        return (json.dumps(each.raw, ensure_ascii=False) for each in self._outcomes())

    def records(self) -> Iterator[Record]:
        """The outcomes.

        Raises: DamagedSourceError: a manifest is not whole, or two contradict one another.
                SourceNotFoundError: one can no longer be read.
        """
        return (each.record for each in self._outcomes())

    def prefix(self, page: Path) -> str:
        """What leads from the folder of a page to the top of the output tree, as links have it."""
        if is_address(self.base):
            return f"{self.base}/"
        found = way(self.base, page)
        return "" if found == "." else f"{quote(found)}/"

    def _outcomes(self) -> Iterator[_Told]:
        streams = [self._stream(number) for number in range(len(self.manifests))]
        last: _Told | None = None
        for told in merge(*streams, key=lambda told: told.key):
            if last is not None and told.key[:2] == last.key[:2]:
                _check_twins(last, told)
                continue
            last = told
            yield told

    def _stream(self, number: int) -> Iterator[_Told]:
        """The outcomes of one manifest, with their paths told anew.

        Raises: DamagedSourceError: they are not in the order of names.
        """
        manifest, last = self.manifests[number], (-1, "", "")
        for raw, record in manifest.outcomes():
            key = _key(record)
            if key < last:
                raise DamagedSourceError(manifest.called, f"its outcomes are out of order at {record.path}")
            last = key
            rebased = self._rebased(raw, number)
            yield _Told(key, rebased, record if rebased is raw else record_of(rebased), manifest)

    def _rebased(self, raw: dict[str, object], number: int) -> dict[str, object]:
        before_output, before_source = self.output_ways[number], self.source_ways[number]
        if not before_output and not before_source:
            return raw
        path, outputs = str(raw["path"]), raw["outputs"]
        if not is_address(path) and not path.startswith("/"):
            path = before_source + path
        moved = [{**each, "path": before_output + each["path"]} for each in outputs]  # type: ignore[attr-defined]  # a record was made of it
        return {**raw, "path": path, "outputs": moved}


def whole_of(manifests: Sequence[Manifest], *, partial: bool) -> Whole:
    """The manifests as one; `partial`: though parts are missing.

    Raises: UsageError: one is of `render`, and does not tell of a tree.
            ConfigError: they are of runs that do not belong together.
            SourceNotFoundError: a part is missing.
    """
    runs = []
    for each in manifests:
        if each.run is None:
            raise UsageError(each.called, "is a manifest of `render`", "merge those of `batch --shard`")
        _check_configuration(manifests[0].run or each.run, each, each.run)
        runs.append(each.run)
    bases = [_real(each.place(run.base)) for each, run in zip(manifests, runs, strict=True)]
    sources = [_real(each.place(run.sources)) for each, run in zip(manifests, runs, strict=True)]
    base, output_ways = _common(bases, manifests)
    source, source_ways = _common(sources, manifests)
    return Whole(
        manifests=tuple(manifests),
        runs=tuple(runs),
        shard=_shard(manifests, runs, partial=partial),
        base=base,
        sources=source,
        output_ways=output_ways,
        source_ways=source_ways,
    )


def _check_configuration(first: Run, manifest: Manifest, run: Run) -> None:
    """Make sure that two runs would make the same briefing of the same source.

    Raises: ConfigError: they would not.
    """
    if run.configuration == first.configuration:
        return
    groups = (
        ({"version": first.version}, {"version": run.version}),
        (first.options, run.options),
        (first.sets, run.sets),
        (first.fields, run.fields),
    )
    names = [
        name
        for ours, theirs in groups
        for name in sorted(ours.keys() | theirs.keys())
        if ours.get(name) != theirs.get(name) and name != "force"
    ]
    what = f"another {', '.join(names)}" if names else "other code, packages, template files or fonts"
    raise ConfigError(manifest.called, f"was made with {what} than the first manifest", "run all parts alike")


def _shard(manifests: Sequence[Manifest], runs: Sequence[Run], *, partial: bool) -> str | None:
    """What to call the parts together: nothing where they are the whole.

    Raises: ConfigError: they are not parts of one whole.
            SourceNotFoundError: one is missing.
    """
    parts = [run.shard for run in runs]
    if all(part is None for part in parts):
        return None
    present: set[int] = set()
    wholes = {part.rpartition("/")[2] if part else None for part in parts}
    if len(wholes) > 1 or None in wholes:
        told = ", ".join(f"{each.called}: {part or 'the whole'}" for each, part in zip(manifests, parts, strict=True))
        raise ConfigError("the manifests", f"are not parts of one whole ({told})", "merge those of one --shard I/N")
    for part in parts:
        present.update(int(number) for number in str(part).partition("/")[0].split(",") if number.isdigit())
    of = int(next(iter(wholes)) or 0)
    missing = [number for number in range(1, of + 1) if number not in present]
    if not missing:
        return None
    if not partial:
        told = ", ".join(f"{number}/{of}" for number in missing[:_TOLD]) + (" …" if len(missing) > _TOLD else "")
        raise SourceNotFoundError(f"shard {told}", "its manifest is missing", "--partial merges what there is")
    return f"{','.join(map(str, sorted(present)))}/{of}"


def _real(place: str) -> str:
    return place.rstrip("/") if is_address(place) else os.path.realpath(place)


def _common(places: Sequence[str], manifests: Sequence[Manifest]) -> tuple[str, tuple[str, ...]]:
    """The folder that holds all of these, and the way from it to each: empty, or ending in `/`.

    Raises: ConfigError: stores have no folder in common.
    """
    if len(set(places)) == 1:
        return places[0], ("",) * len(places)
    if any(map(is_address, places)):
        other = next(number for number, place in enumerate(places) if place != places[0])
        raise ConfigError(manifests[other].called, f"tells of {places[other]}, the first one of {places[0]}")
    top = os.path.commonpath(places)
    ways = (os.path.relpath(each, top).replace(os.sep, "/") for each in places)
    return top, tuple("" if each == "." else f"{each}/" for each in ways)


def _key(record: Record) -> Key:
    """Where an outcome stands in a manifest: inputs by their place in the tree, then what is none."""
    if record.tree_path is not None:
        return (0, record.tree_path, record.path)
    return (1 if record.error is not None else 2, record.path, "")


def _check_twins(first: _Told, twin: _Told) -> None:
    """Make sure that two outcomes of one input tell the same, but for how long it took and whether it was done again.

    Raises: DamagedSourceError: they contradict one another.
    """
    if _facts(first.record) != _facts(twin.record):
        raise DamagedSourceError(
            twin.record.path, f"{first.manifest.called} and {twin.manifest.called} contradict one another on it"
        )


def _facts(record: Record) -> tuple[object, ...]:
    how = "done" if record.outcome in DONE else record.outcome
    return (how, record.path, record.sha256, record.outputs, record.error, record.why)
