"""The distributed engine: Dask workers, on this machine or on many, do the tasks in small chunks.

Chosen by measurement over Ray, parsl and Celery. Only so many chunks are in flight as the workers need to be busy: ten
million inputs never become ten million futures. Nothing but names, digests and records goes over the wire; workers read
the sources and put the outputs in place themselves.
"""

import logging
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Thread
from time import monotonic
from uuid import uuid4

from distributed import Client, Future, KilledWorker
from distributed.client import ClosedClientError
from distributed.comm import CommClosedError

from reportkit.batch import crew
from reportkit.batch.guarded import Limits
from reportkit.batch.objects import is_address
from reportkit.batch.own_cluster import OwnCluster
from reportkit.batch.work import Result, Task, Work, failed, portable
from reportkit.errors import SchedulerLostError, UsageError, WorkerDiedError
from reportkit.text.paths import shown

_CHUNK = 20
"""Most tasks of a chunk."""
_CHUNK_SECONDS = 1.0
"""What a chunk should take: Dask spends 4 ms on each, and at the end the workers wait for the last."""
_WINDOW = 16
"""Fewest chunks in flight: enough for a cluster that grows by what waits."""
_WINDOW_A_THREAD = 3
_TICK_SECONDS = 0.1
_COUNT_SECONDS = 5.0
_CONNECT_SECONDS = 10.0
_END_SECONDS = 1.0

Chunk = tuple[Task, ...]


def run_dask(
    tasks: Iterator[Task], work: Work, limits: Limits, jobs: int, scheduler: str | None
) -> Iterator[Result | None]:
    """The results of the tasks as they come, `None` whenever there is none for a while.

    Without a scheduler's address they are done on a cluster of the run's own, so many at once.

    Raises: UsageError, SchedulerLostError: the scheduler cannot be reached, or is lost.
            ConfigError: workers that would write other bytes.
            WorkerDiedError: workers end before they can do anything.
    """
    first = next(tasks, None)
    if first is None:
        return
    _hush()
    cluster = _own(jobs, work) if scheduler is None else _joined(scheduler)
    with cluster as (client, keep):
        flight = Flight(client, keep, replace(portable(work), start=Path.cwd()), limits)
        try:
            yield from flight.run(chain((first,), tasks))
        finally:
            if scheduler is not None:
                flight.close()


@contextmanager
def _own(jobs: int, work: Work) -> Iterator[tuple[Client, Callable[[], None]]]:
    """A client of a cluster on this machine, and what keeps its worker alive.

    Raises: SchedulerLostError: it cannot be started.
    """
    with ExitStack() as ending:
        folder = work.temporary or Path(ending.enter_context(TemporaryDirectory(prefix="reportkit-")))
        try:
            cluster = OwnCluster(jobs, folder / "dask")
        except (OSError, RuntimeError) as exc:
            raise lost(f"cannot be started: {exc}") from exc
        ending.callback(cluster.close)
        client = ending.enter_context(closing(cluster.client()))
        ending.callback(cluster.end_worker)  # first of all: with it everything ends
        yield client, cluster.keep


@contextmanager
def _joined(scheduler: str) -> Iterator[tuple[Client, Callable[[], None]]]:
    """A client of a cluster that others keep alive.

    Raises: UsageError: the address is none.
            SchedulerLostError: nobody answers there.
    """
    where = {"address": scheduler} if is_address(scheduler) else {"scheduler_file": scheduler}
    if not is_address(scheduler) and not Path(scheduler).is_file():  # Dask would wait for it for ever
        hint = "it looks like tcp://host:8786, or is the file of `dask scheduler --scheduler-file`"
        raise UsageError(f"--scheduler {shown(scheduler)}", "is neither an address nor a file", hint)
    try:
        client = Client(**where, timeout=_CONNECT_SECONDS, set_as_default=False)
    except ValueError as exc:
        problem = f"is not understood: {exc}"
        raise UsageError(f"--scheduler {shown(scheduler)}", problem, "it looks like tcp://host:8786") from exc
    except (OSError, RuntimeError) as exc:
        raise lost("does not answer", shown(scheduler)) from exc
    with closing(client):
        yield client, _leave_alone


def _leave_alone() -> None:
    """See to nothing: the workers are others'."""


def _hush() -> None:
    """Keep Dask's own words off standard error: what matters comes as an error."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module="distributed")


def lost(problem: str, scheduler: str = "Dask scheduler") -> SchedulerLostError:
    """The error that says that there is no scheduler."""
    return SchedulerLostError(scheduler, problem, "run again when it is back: what is done is kept")


@contextmanager
def _told() -> Iterator[None]:
    """Say in our words that the scheduler does not answer.

    Raises: SchedulerLostError: instead of what Dask raises.
    """
    try:
        yield
    except TimeoutError:
        raise
    except (CancelledError, CommClosedError, OSError, ClosedClientError) as exc:
        raise lost("has gone") from exc


class Flight:
    """Chunks in flight, and those that are to fly next."""

    def __init__(self, client: Client, keep: Callable[[], None], work: Work, limits: Limits) -> None:
        """Send no task yet; `keep` sees to it that there are workers."""
        self._client, self._keep, self._work = client, keep, work
        self._run = f"reportkit-{uuid4().hex[:12]}"
        self._sent = client.submit(tuple, crew.send(work, limits), key=f"{self._run}-work", pure=False)
        self._flying: dict[Future, Chunk] = {}
        self._landed: SimpleQueue[Future] = SimpleQueue()
        self._next: deque[Chunk] = deque()
        self._suspects: deque[Task] = deque()
        self._alone: Task | None = None
        self._number = 0
        self._seconds = _CHUNK_SECONDS
        self._threads, self._counted = 0, 0.0

    def run(self, tasks: Iterator[Task]) -> Iterator[Result | None]:
        """The results of the tasks as they come.

        Raises: ReportkitError: as `run_dask`.
        """
        while self._launch(tasks):
            self._keep()
            try:
                future = self._landed.get(timeout=_TICK_SECONDS)
            except Empty:
                self._check()
                yield None
                continue
            yield from self._results(future)

    def close(self) -> None:
        """Take back what waits, and let the workers end the processes of this run."""
        thread = Thread(target=self._take_back, daemon=True)
        thread.start()
        thread.join(_END_SECONDS)

    def _take_back(self) -> None:
        with suppress(Exception):  # a scheduler that is lost hears nothing of it
            self._client.cancel(list(self._flying), force=True)
            self._client.run(crew.close_run, self._run, on_error="ignore")

    def _launch(self, tasks: Iterator[Task]) -> bool:
        """Have as many chunks in flight as the workers need; tell whether there are any."""
        window = max(_WINDOW, _WINDOW_A_THREAD * self._capacity())
        while len(self._flying) < window:
            chunk = self._next.popleft() if self._next else tuple(islice(tasks, self._size()))
            if not chunk:
                break
            self._submit(chunk)
        if not self._flying and self._suspects:
            self._alone = self._suspects.popleft()
            self._submit((self._alone,))
        return bool(self._flying)

    def _submit(self, chunk: Chunk) -> None:
        self._number += 1
        key = f"{self._run}-{self._number}"
        with _told():
            future = self._client.submit(crew.do_chunk, self._run, self._sent, chunk, key=key, pure=False)
        self._flying[future] = chunk
        future.add_done_callback(self._landed.put)

    def _size(self) -> int:
        """How many tasks make a chunk, by what tasks have taken so far."""
        return max(1, min(_CHUNK, round(_CHUNK_SECONDS / max(self._seconds, 0.001))))

    def _capacity(self) -> int:
        """How many threads the workers have; they come and go."""
        if monotonic() - self._counted > _COUNT_SECONDS:
            self._counted = monotonic()
            with _told():
                self._threads = sum(self._client.nthreads().values())
        return self._threads

    def _check(self) -> None:
        """Make sure that the scheduler is there.

        Raises: SchedulerLostError: it is not.
        """
        if self._client.status != "running":
            raise lost("has gone")

    def _results(self, future: Future) -> Iterator[Result]:
        """What became of a chunk that has landed; one that was lost with a worker flies again.

        Raises: ReportkitError: as `run_dask`.
        """
        try:
            with _told():
                error = future.exception(timeout=_TICK_SECONDS)
                results: list[Result] = [] if error else future.result(timeout=_CONNECT_SECONDS)
        except TimeoutError:  # its worker was killed after it was done: it is being done again
            self._landed.put(future)
            return
        chunk = self._flying.pop(future)
        match error:
            case None:
                pass
            case KilledWorker():
                yield from self._killed(chunk, error.allowed_failures + 1)
            case ImportError() | AttributeError():
                problem = f"cannot load what the client asks for ({error})"
                raise crew.differing(crew.mark_of(self._work), problem) from error
            case _:
                raise error
        for result in results:
            self._seconds += (result.seconds - self._seconds) / 8
            yield result

    def _killed(self, chunk: Chunk, times: int) -> Iterator[Result]:
        """Let each task of a chunk whose workers died fly by itself, and what dies again all alone at the end.

        Who flew beside a document that kills workers dies with it: it has failed only where it was alone.
        """
        if len(chunk) > 1:
            self._next.extend((task,) for task in chunk)
        elif chunk[0] != self._alone:
            self._suspects.append(chunk[0])
        else:
            problem = f"each of {times} Dask workers that rendered it alone was killed"
            error = WorkerDiedError(shown(chunk[0].place), problem, "they may be short of memory")
            yield failed(chunk[0], error)
