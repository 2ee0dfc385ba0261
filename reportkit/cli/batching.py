"""One call of `batch`: settings and places settled first, then the plan, the work, the reports."""

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportkit.batch.guarded import Limits
from reportkit.batch.ledger import Ledger
from reportkit.batch.local import cores, run_local
from reportkit.batch.objects import is_address
from reportkit.batch.outputs import Guard
from reportkit.batch.plan import Request, Shard
from reportkit.batch.run import Batch, Counts, Ended, Engine, planned, run_batch, state_folder_of
from reportkit.batch.state import FILE, State
from reportkit.batch.stores import check_store
from reportkit.batch.work import Result, Work
from reportkit.cli.configuration import Configured, configure
from reportkit.cli.console import Console, hush_libraries
from reportkit.cli.plan_view import plan_lines
from reportkit.cli.progress import watching
from reportkit.cli.reporting import Reports, write_reports
from reportkit.cli.state import state_folder
from reportkit.cli.verdict import verdict_of_counts
from reportkit.errors import ConfigError, SourceNotFoundError, UsageError
from reportkit.layout import load_theme
from reportkit.limits import DOCUMENT_MEMORY_BYTES, DOCUMENT_SECONDS
from reportkit.model.document import FieldName
from reportkit.text.paths import shown

_SHARD = re.compile(r"([1-9]\d{0,5})/([1-9]\d{0,5})")
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What the command line says."""

    inputs: tuple[str, ...]
    output: str
    options: Mapping[str, object]
    sets: Mapping[str, str]
    supplied: Mapping[FieldName, str]
    jobs: int | None
    engine: str
    scheduler: str | None
    shard: str | None
    timeout: float | None
    memory: int | None
    rehash: bool
    fail_fast: bool
    dry_run: bool
    manifest: str | None
    junit: str | None


def run_call(call: Call, console: Console) -> int:
    """Do what the call says; the exit code.

    Raises: ReportkitError: options, configuration or places are not valid, an input is not understood, or the state or
            a report cannot be written.
    """
    hush_libraries()
    _check_output(call.output)
    check_store(call.output)
    configured = configure(call.options, call.sets)
    shard = _shard(call.shard)
    request = Request(
        inputs=call.inputs,
        output=call.output,
        formats=tuple(each.value for each in configured.settings.to),
        shard=shard,
        stdin=console.stdin,
    )
    engine = _engine(call)
    with _folder_of_state(request, dry_run=call.dry_run) as folder:
        batch = Batch(
            request=request,
            work=_work(call, configured, request, folder),
            engine=engine,
            state_folder=folder,
            rehash=call.rehash,
            fail_fast=call.fail_fast,
        )
        guard = Guard(ledger=Ledger(state_folder()), sources=(), force=configured.settings.force)
        reports = Reports(call=call, configured=configured, batch=batch, guard=guard)
        reports.check_places()
        console.progress("looking for articles")
        with planned(batch) as (state, config):
            console.clear()
            _check_found(state, call)
            reports.check_index(state)
            if call.dry_run:
                return _print_plan(state, request, console)
            with watching(console) as watch:
                ended = run_batch(batch, state, config, watch)
            write_reports(reports, state, config, ended, console)
    return _verdict(ended, call, console)


def _check_output(output: str) -> None:
    """Make sure that `-o` can be a folder.

    Raises: UsageError: it cannot.
    """
    if not output or output == "-":
        raise UsageError(f"-o {output}", "a batch writes a tree of files", "name a folder or a URL: -o out/")
    if not is_address(output) and Path(output).exists() and not Path(output).is_dir():
        raise UsageError(
            f"-o {shown(output)}", "is a file, and a batch writes a tree of them", "name a folder: -o out/"
        )


def _shard(given: str | None) -> Shard:
    """The part that `--shard` names.

    Raises: UsageError: it is not understood.
    """
    if given is None:
        return Shard()
    match = _SHARD.fullmatch(given.strip())
    if match is None or int(match[1]) > int(match[2]):
        raise UsageError(f"--shard {given}", "is no part of a whole", "write --shard 2/4 for the second of four")
    return Shard(number=int(match[1]), of=int(match[2]))


def _engine(call: Call) -> Engine:
    """Who does the work.

    Raises: UsageError: there is no such engine, or an option that is another's.
            ConfigError: the engine's packages are not installed.
    """
    if call.timeout is not None and not call.timeout > 0:
        raise UsageError(f"--timeout {call.timeout:g}", "is no time to work in", "give seconds above 0")
    limits = Limits(
        seconds=call.timeout or DOCUMENT_SECONDS,
        memory_bytes=call.memory * _MEGABYTE if call.memory else DOCUMENT_MEMORY_BYTES,
    )
    jobs = call.jobs or cores()
    match call.engine:
        case "local":
            if call.scheduler is not None:
                raise UsageError("--scheduler", "the local engine has none", "add --engine dask")
            return partial(run_local, jobs=jobs, limits=limits)
        case "dask":
            if call.scheduler is not None and call.jobs is not None:
                raise UsageError("-j", "its workers say how many they do at once", "leave it out with --scheduler")
            return partial(_dask(), jobs=jobs, limits=limits, scheduler=call.scheduler)
        case _:
            raise UsageError(f"--engine {call.engine}", "there is no such engine", "choose local or dask")


def _dask() -> Callable[..., Iterator[Result | None]]:
    """The distributed engine.

    Raises: ConfigError: its packages are not installed.
    """
    try:
        from reportkit.batch.cluster import run_dask
    except ImportError as exc:
        raise ConfigError("--engine dask", f"needs more packages ({exc})", "pip install 'reportkit[dask]'") from exc
    return run_dask


@contextmanager
def _folder_of_state(request: Request, *, dry_run: bool) -> Iterator[Path]:
    """The folder of the run's state; for a dry run without an earlier one a passing folder, so that nothing is left.

    Raises: WriteError: there is no place for it.
    """
    folder = state_folder_of(request, state_folder())
    if not dry_run or (folder / FILE).exists():
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="reportkit-") as passing:
        yield Path(passing)


def _work(call: Call, configured: Configured, request: Request, folder: Path) -> Work:
    shard = request.shard
    mark = "batch-" if shard.of == 1 else f"batch-{shard.number}-of-{shard.of}-"
    return Work(
        settings=configured.settings,
        template=configured.template,
        theme=load_theme(configured.settings.theme),
        supplied=call.supplied,
        output=call.output,
        mark="" if call.dry_run else mark,
        notes=None if is_address(call.output) and call.scheduler else folder.absolute() / "notes",
        temporary=folder.absolute() / "tmp",
    )


def _check_found(state: State, call: Call) -> None:
    """Make sure that there is something to do.

    Raises: SourceNotFoundError: nothing that the inputs name is an article.
    """
    if state.count("select exists (select 1 from seen) or exists (select 1 from refused)"):
        return
    if call.shard is not None:
        return
    passed = state.count("select count(*) from passed")
    subject = shown(call.inputs[0]) if len(call.inputs) == 1 else f"{len(call.inputs)} inputs"
    hint = f"{passed} files were passed over: --dry-run tells why" if passed else "name files or folders with articles"
    raise SourceNotFoundError(subject, "there is no article in it", hint)


def _print_plan(state: State, request: Request, console: Console) -> int:
    for line in plan_lines(state, request):
        console.write(line)
    return 0


def _verdict(ended: Ended, call: Call, console: Console) -> int:
    """The exit code, after the one line that sums the run up."""
    counts = ended.counts
    console.say(f"{_told(counts)}: {shown(call.output)}")
    return verdict_of_counts(counts.rendered + counts.unchanged + counts.failed + counts.left, ended.exits, console)


def _told(counts: Counts) -> str:
    """The counts in words, those that are nought left out."""
    parts = [
        (counts.rendered, "rendered"),
        (counts.unchanged, "unchanged"),
        (counts.failed, "failed"),
        (counts.skipped, "passed over"),
        (counts.left, "not begun (--fail-fast)"),
    ]
    return ", ".join(f"{number:,} {words}" for number, words in parts if number) or "nothing to do"
