"""The reports of a batch: manifest, JUnit XML, the page that lists the briefings; each appears whole."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from reportkit import __version__
from reportkit.batch.manifest import Run, manifest_lines, outcome_lines, way
from reportkit.batch.objects import is_address
from reportkit.batch.outputs import Guard, write_lines
from reportkit.batch.plan import RESERVED
from reportkit.batch.run import Batch, Ended
from reportkit.batch.state import State
from reportkit.cli.configuration import Configured
from reportkit.cli.console import Console
from reportkit.cli.values import PARSERS
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

    def check_places(self) -> None:
        """Make sure that reports may be written where they go, before work begins.

        Raises: OutputExistsError: something that is not ours stands there.
        """
        for given in (self.call.manifest, self.call.junit):
            if given is not None:
                self.guard.keep_others(Path(given))

    def run(self, config: str) -> Run:
        """What the manifest says of the run as a whole."""
        settings, output = self.configured.settings, self.call.output
        return Run(
            version=__version__,
            configuration=config,
            output=output,
            base=output if is_address(output) else way(output, self.manifest),
            sources=way(os.curdir, self.manifest),
            shard=self.call.shard,
            options={name: _worded(getattr(settings, name)) for name in PARSERS if getattr(settings, name) is not None},
            sets=_content_settings(settings),
            fields={name.value: value for name, value in self.call.supplied.items()},
        )


def write_reports(reports: Reports, state: State, config: str, ended: Ended, console: Console) -> None:
    """Write all reports of a run that has ended.

    Raises: WriteError: one cannot be written.
    """
    del ended, console

    def outcomes() -> Iterator[str]:
        return outcome_lines(state, WHY_LEFT)

    write_lines(reports.manifest, manifest_lines(reports.run(config), outcomes()), reports.guard)


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
