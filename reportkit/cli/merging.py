"""One call of `manifest merge`: places settled first, then the manifest, then the reports that follow from it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportkit.batch.index_page import page_lines
from reportkit.batch.junit import junit_lines
from reportkit.batch.ledger import Ledger
from reportkit.batch.manifest import manifest_lines
from reportkit.batch.merge import whole_of
from reportkit.batch.objects import is_address
from reportkit.batch.outputs import Guard
from reportkit.batch.recorded import read_manifest
from reportkit.batch.sources import STREAM
from reportkit.batch.standing import write_report
from reportkit.cli.console import Console
from reportkit.cli.state import state_folder
from reportkit.errors import UsageError
from reportkit.text.paths import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """What the command line says."""

    manifests: tuple[str, ...]
    output: str
    index: str | None
    junit: str | None
    partial: bool
    force: bool


def merge_manifests(merging: Merging, console: Console) -> None:
    """Write the merged manifest, and the reports that were asked for.

    Raises: ReportkitError: manifests cannot be read, do not belong together or contradict one another, or a report cannot
            be written.
    """
    sources = tuple(each for each in merging.manifests if not is_address(each))
    guard = Guard(ledger=Ledger(state_folder()), sources=sources, force=merging.force)
    _check_places(merging, guard)
    whole = whole_of([read_manifest(each) for each in dict.fromkeys(merging.manifests)], partial=merging.partial)
    counts: Counter[str] = Counter()
    target = Path() / "manifest.json" if merging.output == STREAM else Path(merging.output)
    for record in whole.records():  # all of it is found to be sound before anything is written
        counts[record.outcome] += 1
    _put(merging.output, manifest_lines(whole.run(target), whole.lines()), guard, console)
    if merging.index is not None:
        page = Path(merging.index)
        _put(merging.index, page_lines(whole.records(), whole.prefix(page)), guard, console)
    if merging.junit is not None:
        _put(merging.junit, junit_lines(whole.records), guard, console)
    told = ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(counts.items())) or "no inputs"
    console.say(f"{len(whole.manifests)} manifests, {told}: {shown(merging.output)}")


def _check_places(merging: Merging, guard: Guard) -> None:
    """Make sure that each report has a place of its own.

    Raises: UsageError: two would share it, or it is no file.
            OutputExistsError: a manifest stands there that is to be merged, or something else that is not ours.
    """
    given = [each for each in (merging.output, merging.index, merging.junit) if each is not None]
    if url := next(filter(is_address, given), None):
        raise UsageError(url, "reports of a merge go to files", "write it to a file, and copy that")
    if len(set(given)) < len(given):
        raise UsageError(given[-1], "would take two reports", "name a file for each")
    files = [Path(each) for each in given if each != STREAM]
    guard.keep_sources(files)
    for file in files:
        guard.keep_others(file)


def _put(given: str, lines: Iterator[str], guard: Guard, console: Console) -> None:
    if given == STREAM:
        for line in lines:
            console.write(line)
    else:
        write_report(Path(given), lines, guard)
