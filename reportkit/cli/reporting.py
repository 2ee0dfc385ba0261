"""The reports of a batch: manifest, the page that lists the briefings, JUnit XML, GitHub's; each appears whole."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import __version__
from reportkit.batch.index_page import page_lines, shell_digest
from reportkit.batch.junit import junit_lines
from reportkit.batch.manifest import Run, contents_of, manifest_lines, outcome_lines, way
from reportkit.batch.objects import is_address
from reportkit.batch.outputs import Guard
from reportkit.batch.plan import INDEX, RESERVED
from reportkit.batch.records import Record, record_of
from reportkit.batch.run import Batch, Ended
from reportkit.batch.sources import STREAM
from reportkit.batch.standing import Contents, Standing, TreeMemory, remember, standing, write_report
from reportkit.batch.state import State
from reportkit.batch.stores import store_at
from reportkit.cli.actions import tell_github
from reportkit.cli.configuration import Configured
from reportkit.cli.console import Console
from reportkit.cli.values import PARSERS
from reportkit.errors import OutputExistsError, UsageError
from reportkit.settings import Settings

if TYPE_CHECKING:
    from reportkit.cli.batching import Call

WHY_LEFT = "not begun: an input failed before (--fail-fast)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """What is to be written, and where."""

    call: "Call"
    configured: Configured
    batch: Batch
    guard: Guard

    @property
    def manifest(self) -> Path:
        """Where the manifest goes; for a store, to the state's folder first."""
        if self.call.manifest is not None:
            return Path(self.call.manifest)
        shard = self.batch.request.shard
        name = "manifest.json" if shard.of == 1 else f"manifest-{shard.number}-of-{shard.of}.json"
        folder = self.batch.state_folder if is_address(self.call.output) else Path(self.call.output) / RESERVED
        return folder / name

    @property
    def index(self) -> Path | None:
        """Where the page goes that lists the briefings; a part of a batch has none, for a store it goes to the state's folder first."""
        if self.batch.request.shard.of > 1:
            return None
        return (self.batch.state_folder if self.is_stored else Path(self.call.output)) / INDEX

    @property
    def is_stored(self) -> bool:
        """Whether the outputs go to an object store."""
        return is_address(self.call.output)

    def check_places(self) -> None:
        """Make sure that reports may be written where they go, before work begins.

        Raises: OutputExistsError: something that is not ours stands there.
                UsageError: two of them would go to standard output, or one to a store.
        """
        given = [each for each in (self.call.manifest, self.call.junit) if each is not None]
        if given.count(STREAM) > 1:
            raise UsageError("--junit -", "standard output takes the manifest already", "name a file")
        for each in given:
            if is_address(each):
                raise UsageError(each, "reports go to files; a store gets its manifest by itself", "name a file")
            if each != STREAM:
                self.guard.keep_others(Path(each))

    def check_index(self, state: State) -> None:
        """Make sure that the page may be written, before work begins.

        Raises: OutputExistsError: something that is not ours stands there.
                WriteError: it cannot be looked at.
        """
        if self.index is None:
            return
        if not self.is_stored:
            self.index_guard(state).keep_others(self.index)
            return
        present = store_at(self.call.output).read(INDEX)
        if present is None or self.guard.force:
            return
        if (INDEX, sha256(present).hexdigest()) not in state.digests([INDEX]):
            raise OutputExistsError(
                f"{self.call.output.rstrip('/')}/{INDEX}",
                "exists, and is not what reportkit wrote there",
                "--force overwrites it; -o names another",
            )

    def index_guard(self, state: State) -> Guard:
        """The guard of the page: what it knows lies in the output tree, and moves with it."""
        root = self.batch.state_folder if self.is_stored else Path(self.call.output)
        return replace(self.guard, ledger=TreeMemory(state=state, root=root))

    def run(self, config: str) -> Run:
        """What the manifest says of the run as a whole."""
        settings, output = self.configured.settings, self.call.output
        return Run(
            version=__version__,
            configuration=config,
            output=output,
            base=output if is_address(output) else way(output, self.manifest),
            sources=os.path.realpath(os.curdir) if self.is_stored else way(os.curdir, self.manifest),
            shard=self.call.shard,
            options={name: _worded(getattr(settings, name)) for name in PARSERS if getattr(settings, name) is not None},
            sets=_content_settings(settings),
            fields={name.value: value for name, value in self.call.supplied.items()},
        )


def write_reports(reports: Reports, state: State, config: str, ended: Ended, console: Console) -> None:
    """Write all reports of a run that has ended.

    Raises: WriteError: one cannot be written.
    """

    def outcomes() -> Iterator[Record]:
        return (record_of(json.loads(line)) for line in outcome_lines(state, WHY_LEFT))

    listed = _write_manifest(reports, state, config, ended, console)
    if reports.index is not None:
        _write_index(reports, state, listed, outcomes())
    if reports.call.junit == STREAM:
        _print(junit_lines(outcomes), console)
    elif reports.call.junit is not None:
        write_report(Path(reports.call.junit), junit_lines(outcomes), reports.guard)
    tell_github(outcomes, console)


def _write_manifest(reports: Reports, state: State, config: str, ended: Ended, console: Console) -> str:
    """Write the manifest, unless it would tell what it tells already; the digest of the briefings that the page lists.

    Raises: WriteError: it cannot be written.
    """
    run, contents = reports.run(config), Contents()
    lines = manifest_lines(run, outcome_lines(state, WHY_LEFT, contents))
    if reports.call.manifest == STREAM:
        _print(lines, console)
        return contents.listed
    gist = sha256(f"{run} {ended.counts}".encode("utf-8", "backslashreplace")).hexdigest()
    last = standing(state, reports.manifest)
    if last is not None and last.gist == gist and not reports.is_stored:  # what a store holds is not known for nothing
        now = contents_of(state)
        if now.told == last.contents:
            return now.listed
    # The run's own folder holds nothing of anybody else's; a place that the user names may.
    write_report(
        reports.manifest, lines, replace(reports.guard, force=reports.call.manifest is None or reports.guard.force)
    )
    if reports.is_stored and reports.call.manifest is None:
        _upload(reports, state, f"{RESERVED}/{reports.manifest.name}", reports.manifest)
    remember(state, reports.manifest, Standing(gist, contents.told))
    return contents.listed


def _write_index(reports: Reports, state: State, listed: str, outcomes: Iterator[Record]) -> None:
    """Write the page, unless it would list what it lists already.

    Raises: OutputExistsError: something that is not ours has come to stand there meanwhile.
            WriteError: it cannot be written.
    """
    path, guard = reports.index, reports.index_guard(state)
    now = Standing(shell_digest(), listed)
    if path is None or (standing(state, path) == now and not reports.is_stored):
        return
    write_report(path, page_lines(outcomes), guard)
    if reports.is_stored:
        _upload(reports, state, INDEX, path)
    with path.open("rb") as file:
        TreeMemory(state=state, root=path.parent).forget_others(path, file_digest(file, "sha256").hexdigest())
    remember(state, path, now)


def _upload(reports: Reports, state: State, name: str, file: Path) -> None:
    """Put a report that was written to the state's folder into the store as well, by one request.

    Raises: OutputExistsError: something that is not ours stands there.
            WriteError: the store refuses.
    """
    is_own = name != INDEX  # the page's place is the user's, the run's folder is ours
    known = frozenset(state.digests([name]))  # asked beforehand: a store asks from threads of its own
    store_at(reports.call.output).put(
        {name: file.read_bytes()},
        lambda path, digest: (path, digest) in known,
        force=is_own or reports.guard.force,
    )


def _print(lines: Iterator[str], console: Console) -> None:
    for line in lines:
        console.write(line)


def _content_settings(settings: Settings) -> dict[str, str]:
    """The settings that a template declares, as they would be written after `--set`."""
    shared = {
        each.name: getattr(settings, each.name) for each in fields(settings) if each.name not in {*PARSERS, "extra"}
    }
    return {name: _worded(value) for name, value in {**shared, **settings.extra}.items()}


def _worded(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ",".join(map(str, value))
        case _:
            return value.isoformat() if hasattr(value, "isoformat") else str(value)
