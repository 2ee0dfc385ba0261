"""A Dask worker's side of a distributed batch: each of its threads drives one guarded process.

A document that breaks its process therefore costs itself and never the Dask worker. What is to be done with every
input comes once, as bytes that Dask passes from worker to worker like any result; a chunk of tasks names the run only.
"""

import multiprocessing
import multiprocessing.util
import pickle
import sys
import threading
import time
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import reportkit
from reportkit.batch.guarded import Limits, Worker
from reportkit.batch.key import configuration_key
from reportkit.batch.local import ATTEMPTS
from reportkit.batch.work import Result, Task, Work, failed
from reportkit.errors import ConfigError, WorkerDiedError

IDLE_SECONDS = 60.0
"""How long processes wait for the next chunk before they end: the client of their run may be gone without a word."""

_START_ATTEMPTS = 3
_START_SECONDS = 120.0
_END_SECONDS = 1.0

Sent = tuple[str, bytes]
"""What a run sends to each worker once: the mark of its configuration, and its work with the limits, pickled."""

_starting = threading.RLock()
"""Processes are started and let go by one thread at a time: `multiprocessing` keeps a list of them without a lock."""


def do_chunk(run: str, sent: Sent, tasks: Sequence[Task]) -> list[Result]:
    """The results of some tasks of a run, in their order; called by Dask.

    Raises: ConfigError: this worker would write other bytes than the client.
            WorkerDiedError: processes end before they can do anything.
    """
    from distributed import get_worker

    return _crew(run, sent, get_worker().local_directory).do(tasks)


def mark_of(work: Work) -> str:
    """What must be the same on all machines, so that one writes the bytes that another would: configuration, code,
    packages, and of the system what compresses.
    """  # noqa: D205 - one sentence
    key = configuration_key(work.settings, work.template, work.theme, work.supplied)
    python = ".".join(map(str, sys.version_info[:2]))
    return f"reportkit {reportkit.__version__}, Python {python}, zlib {zlib.ZLIB_RUNTIME_VERSION}, configuration {key[:12]}"


def send(work: Work, limits: Limits) -> Sent:
    """What goes to each worker once; the work is portable."""
    return mark_of(work), pickle.dumps((work, limits))


class Crew:
    """The guarded processes of one run in this Dask worker, as many as threads ask for."""

    def __init__(self, work: Work, limits: Limits) -> None:
        """Start none before there is a task."""
        self._work, self._limits = work, limits
        self._lock = threading.Lock()
        self._free: list[Hand] = []
        self._hands: list[Hand] = []
        self._timer: threading.Timer | None = None
        self.is_closed = False

    def do(self, tasks: Sequence[Task]) -> list[Result]:
        """The results of some tasks, done by one process after the other.

        Raises: WorkerDiedError: processes end before they can do anything, or the crew is being closed.
        """
        hand = self._take()
        try:
            return [hand.do(task) for task in tasks]
        finally:
            self._give_back(hand)

    def close(self) -> None:
        """End all processes, those at work as well; their tasks fail for whoever still waits for them."""
        with self._lock:
            self.is_closed = True
            hands = list(self._hands)
        for hand in hands:
            hand.stop()

    def _take(self) -> "Hand":
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            if self._free:
                return self._free.pop()
            hand = Hand(self._work, self._limits, self)
            self._hands.append(hand)
            return hand

    def _give_back(self, hand: "Hand") -> None:
        with self._lock:
            self._free.append(hand)
            if len(self._free) == len(self._hands):
                self._timer = threading.Timer(IDLE_SECONDS, self._rest)
                self._timer.daemon = True
                self._timer.start()

    def _rest(self) -> None:
        """Let go of processes that nobody has asked for anything for a while."""
        with self._lock:
            if len(self._free) == len(self._hands):
                for hand in self._free:
                    hand.let_go()


class Hand:
    """One guarded process after the other, for one thread at a time."""

    def __init__(self, work: Work, limits: Limits, crew: Crew) -> None:
        """Start none before there is a task."""
        self._work, self._limits, self._crew = work, limits, crew
        self._worker: Worker | None = None

    def do(self, task: Task) -> Result:
        """The result of a task; one whose process dies is tried once more.

        Raises: WorkerDiedError: processes end before they can do anything, or the crew is being closed.
        """
        for attempt in range(1, ATTEMPTS + 1):
            worker = self._ready()
            worker.begin(task)
            if not worker.end.poll(max(0.0, worker.seconds_left)):
                self._worker = None
                with _starting:
                    return worker.too_slow()
            try:
                result = worker.answer()
            except WorkerDiedError as exc:
                self.let_go()
                if attempt == ATTEMPTS:
                    return failed(task, exc)
                continue
            assert result is not None  # noqa: S101 - it has said before that it is ready
            return result
        raise AssertionError(task)

    def stop(self) -> None:
        """Ask the process to end, whatever it is doing, by the way that removes passing files."""
        with suppress(AttributeError):  # another thread may let go of it at the same moment
            self._worker.stop()  # type: ignore[union-attr]

    def let_go(self) -> None:
        """End the process."""
        worker, self._worker = self._worker, None
        if worker is not None:
            with _starting:
                worker.kill()

    def _ready(self) -> Worker:
        """A process that waits for a task.

        Raises: WorkerDiedError: one after the other ends before it does.
        """
        if self._worker is not None and self._worker.is_worn:
            self.let_go()
        for attempt in range(1, _START_ATTEMPTS + 1):
            if self._crew.is_closed:
                raise WorkerDiedError("batch", "was ended")
            if self._worker is None:
                with _starting:
                    self._worker = Worker(self._work, self._limits)
            try:
                self._wait_for(self._worker)
            except WorkerDiedError:
                self.let_go()
                if attempt == _START_ATTEMPTS:
                    raise
            else:
                return self._worker
        raise AssertionError

    def _wait_for(self, worker: Worker) -> None:
        """Wait until a process has loaded what it needs.

        Raises: WorkerDiedError: it ends before, or takes for ever.
        """
        while not worker.is_ready:
            if not worker.end.poll(_START_SECONDS):
                raise WorkerDiedError("worker", f"a process was not ready after {_START_SECONDS:g} seconds")
            worker.answer()


_crews: dict[str, Crew] = {}
_crews_lock = threading.Lock()


def _crew(run: str, sent: Sent, folder: str) -> Crew:
    """The crew of a run in this Dask worker.

    Raises: ConfigError: this worker would write other bytes than the client.
    """
    with _crews_lock:
        if run not in _crews:
            mark, pickled = sent
            try:
                work, limits = pickle.loads(pickled)  # noqa: S301 - by the client, whom Dask lets run any code anyway
                present = mark_of(work)
            except (ImportError, AttributeError, TypeError) as exc:
                raise differing(mark, f"cannot read what the client sends ({exc})") from exc
            if present != mark:
                raise differing(mark, f"has {present}")
            if not _crews:  # before `multiprocessing` waits for processes that wait for us: priority above its 0
                multiprocessing.util.Finalize(None, close_all, exitpriority=100)
            multiprocessing.current_process().daemon = False  # Dask's are by default, and may then have no children
            _crews[run] = Crew(replace(work, temporary=Path(folder)), limits)
        return _crews[run]


def differing(mark: str, problem: str) -> ConfigError:
    """The error that says that client and workers would not write the same bytes."""
    return ConfigError(
        "Dask worker",
        f"{problem}, the client {mark}: outputs would differ",
        "install the same versions on all machines",
    )


def close_run(run: str) -> None:
    """End the processes of a run in this Dask worker, where it has any."""
    with _crews_lock:
        crew = _crews.pop(run, None)
    if crew is not None:
        crew.close()


def close_all() -> None:
    """End the processes of all runs, and wait for a moment until they are gone."""
    for run in list(_crews):
        close_run(run)
    patience = time.monotonic() + _END_SECONDS
    while multiprocessing.active_children() and time.monotonic() < patience:
        time.sleep(0.02)
