"""A batch from beginning to end: plan, work, reports; what was cut off before is taken up where it was left.

The state lies in `.reportkit/` in the output folder. For a store, and for one part of a divided batch, it lies in the
user's state folder: SQLite's WAL does not work on stores and network folders, and parts must not share a file.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from shutil import rmtree
from typing import IO, Protocol

from reportkit.batch.key import configuration_key
from reportkit.batch.objects import is_address
from reportkit.batch.plan import RESERVED, Request, Todo, check_contents, find_inputs, leave_unchanged, now_ns, todo
from reportkit.batch.reading import digest_input
from reportkit.batch.recorder import Recorder
from reportkit.batch.state import State
from reportkit.batch.stores import store_at
from reportkit.batch.work import Result, Task, Work
from reportkit.errors import ReportkitError, WriteError, words_of
from reportkit.text.paths import shown

LINES = "manifest.jsonl"
"""The outcomes of a run that is under way, one a line."""

Engine = Callable[[Iterator[Task], Work], Iterator[Result | None]]
"""Does the tasks in whichever order; yields results as they come, and `None` whenever there is none for a while."""

_READERS = 8
_CHECKED_AT_ONCE = 2_000
_LOCK_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is to be done."""

    request: Request
    work: Work
    engine: Engine
    state_folder: Path
    rehash: bool = False
    fail_fast: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many inputs there are of each kind."""

    rendered: int = 0
    """In a plan: to be rendered."""
    unchanged: int = 0
    failed: int = 0
    skipped: int = 0
    left: int = 0
    """Not come to, because the run ended with its first failure."""


class Watch(Protocol):
    """Who is told how a run goes."""

    def planned(self, counts: Counts) -> None:
        """The plan is made."""

    def refused(self, place: str, problem: str, hint: str | None) -> None:
        """An input cannot even be looked at."""

    def result(self, result: Result) -> None:
        """An input is done."""

    def tick(self) -> None:
        """Nothing has happened for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a run went."""

    counts: Counts
    exits: Counter[int]
    """How many inputs failed with which exit code."""


def state_folder_of(request: Request, users: Path | None) -> Path:
    """Where the state of a run lies; `users` is the user's state folder.

    Raises: WriteError: it should lie in the user's state folder, and there is none.
    """
    if request.own_folder is not None and request.shard.of == 1:
        return Path(request.output) / RESERVED
    if users is None:
        raise WriteError("state folder", "there is no home folder for it", "set XDG_STATE_HOME")
    whole = request.own_folder or request.output.rstrip("/")
    name = sha256(f"{whole}\n{request.shard.number}/{request.shard.of}".encode()).hexdigest()[:32]
    return users / "batch" / name


@contextmanager
def planned(batch: Batch) -> Iterator[tuple[State, str]]:
    """The state with the plan of a run in it, and the digest of its configuration; nobody else works on it meanwhile.

    Raises: ReportkitError: an input is not understood, names meet, or the state cannot be written.
    """
    with _locked(batch.state_folder / "lock"):
        state = State(batch.state_folder)
        try:
            config = configuration_key(batch.work.settings, batch.work.template, batch.work.theme, batch.work.supplied)
            find_inputs(batch.request, state)
            leave_unchanged(state, store_at(batch.request.output, batch.work.mark), config, rehash=batch.rehash)
            _check(state)
            yield state, config
        finally:
            state.close()


def run_batch(batch: Batch, state: State, config: str, watch: Watch) -> Ended:
    """Do what a plan says; every outcome is in the state then.

    Raises: WriteError: the state cannot be written.
            WorkerDiedError: the engine cannot work at all.
    """
    if batch.work.temporary is not None:
        rmtree(batch.work.temporary, ignore_errors=True)
    recorder = Recorder(state, config, now_ns(), batch.state_folder / LINES)
    refused = state.connection.execute("select place, problem, hint, exit from refused").fetchall()
    for place, problem, hint, exit_code in refused:
        watch.refused(place, problem, hint)
        recorder.exits[exit_code] += 1
    watch.planned(plan_counts(state))
    if not (refused and batch.fail_fast):
        _work(batch, state, recorder, watch)
    if batch.work.temporary is not None:
        rmtree(batch.work.temporary, ignore_errors=True)
    return Ended(counts=_end_counts(state), exits=recorder.exits)


def _work(batch: Batch, state: State, recorder: Recorder, watch: Watch) -> None:
    """Let the engine work, and write down what comes."""
    formats = [each.value for each in batch.work.settings.to]
    tasks = (_task(each, formats, state) for each in todo(state))
    results = batch.engine(tasks, batch.work)
    try:
        for result in results:
            if result is None:
                recorder.keep_up()
                watch.tick()
                continue
            recorder.add(result)
            watch.result(result)
            if batch.fail_fast and result.error is not None:
                break
    finally:
        results.close()  # type: ignore[attr-defined]  # engines are generators: their processes end here
        recorder.flush()
        state.take_notes()


def _task(found: Todo, formats: list[str], state: State) -> Task:
    known = state.digests(f"{found.stem}.{each}" for each in formats)
    return Task(found.number, found.place, found.member, found.stem, tuple(known))


def _check(state: State) -> None:
    """Settle by their content which of the inputs marked `check` are unchanged."""
    if not state.count("select exists (select 1 from seen where state = 'check')"):
        return
    with ThreadPoolExecutor(_READERS) as pool:
        check_contents(state, _digests(todo(state, "check"), pool))


def _digests(marked: Iterator[Todo], pool: ThreadPoolExecutor) -> Iterator[tuple[int, str | None, int]]:
    """Number, digest and moment of reading of each input.

    Stores are asked by many threads at once; small files are read fastest by one.
    """
    while some := list(islice(marked, _CHECKED_AT_ONCE)):
        yield from pool.map(_digest, some) if is_address(some[0].place) else map(_digest, some)


def _digest(found: Todo) -> tuple[int, str | None, int]:
    """Number, digest of the source, moment before it was read; no digest where it cannot be read."""
    moment = now_ns()
    try:
        return found.number, digest_input(found.place, found.member), moment
    except ReportkitError:
        return found.number, None, moment


def plan_counts(state: State) -> Counts:
    """How many inputs are to be rendered, left alone, cannot be looked at, are passed over."""
    return Counts(
        rendered=state.count("select count(*) from seen where state = 'todo'"),
        unchanged=state.count("select count(*) from seen where state = 'unchanged'"),
        failed=state.count("select count(distinct place) from refused"),
        skipped=state.count("select count(distinct place) from passed"),
    )


def _end_counts(state: State) -> Counts:
    done = state.count("select count(*) from results where outcome = 'rendered'")
    failed = state.count("select count(*) from results where outcome = 'failed'")
    plan = plan_counts(state)
    return replace(plan, rendered=done, failed=plan.failed + failed, left=plan.rendered - done - failed)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Work while no other run does; one that was just killed may take a moment to be gone.

    Raises: WriteError: another run is at work, or the file cannot be made.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = file.open("a")
    except OSError as exc:
        raise WriteError(shown(str(file)), f"cannot be written: {words_of(exc)}") from exc
    with lock:
        _lock(lock, file)
        yield


def _lock(lock: IO[str], file: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        return
    patience = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > patience:
                folder = shown(os.path.dirname(file.parent))  # noqa: PTH120 - beside strings
                raise WriteError(folder, "another run is at work there", "wait until it has ended") from None
            time.sleep(0.1)
        else:
            return
