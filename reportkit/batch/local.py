"""The local engine: as many guarded processes as there are cores, driven by one thread through their pipes."""

import os
from collections import deque
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import wait

from reportkit.batch.guarded import Limits, Worker
from reportkit.batch.work import Result, Task, Work, failed, portable
from reportkit.errors import WorkerDiedError

ATTEMPTS = 2
"""How often a task is tried whose process dies: once more may be luck, a third time would be obstinacy."""

_TICK_SECONDS = 0.1
_START_ATTEMPTS = 3


def run_local(tasks: Iterator[Task], work: Work, jobs: int, limits: Limits) -> Iterator[Result | None]:
    """The results of the tasks as they come, `None` whenever there is none for a while; at its end no process is left.

    Raises: WorkerDiedError: processes end before they can do anything.
    """
    pool = Pool(portable(work), jobs, limits)
    try:
        yield from pool.run(tasks)
    finally:
        pool.close()


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """Workers, and the tasks that they do next, those to be tried again among them."""

    def __init__(self, work: Work, jobs: int, limits: Limits) -> None:
        """Start no process before there is a task for it."""
        self._work, self._jobs, self._limits = work, jobs, limits
        self._workers: list[Worker] = []
        self._backlog: deque[Task] = deque()
        self._deaths: dict[int, int] = {}
        self._stillborn = 0

    def run(self, tasks: Iterator[Task]) -> Iterator[Result | None]:
        """The results of the tasks as they come.

        Raises: WorkerDiedError: processes end before they can do anything.
        """
        while self._fill(tasks) or any(worker.task for worker in self._workers):
            while self._backlog and (worker := self._free()) is not None:
                worker.begin(self._backlog.popleft())
            busy = sum(worker.task is not None for worker in self._workers)
            while len(self._workers) < min(self._jobs, busy + len(self._backlog)):
                self._workers.append(Worker(self._work, self._limits))
            yield from self._results()

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            if worker.task is not None:
                worker.stop()
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def _fill(self, tasks: Iterator[Task]) -> bool:
        """Have a task ready for each worker, as far as there are any; tell whether there are."""
        self._backlog.extend(islice(tasks, max(0, self._jobs - len(self._backlog))))
        return bool(self._backlog)

    def _free(self) -> Worker | None:
        """A worker that waits for a task; worn ones are let go."""
        for worker in list(self._workers):
            if worker.is_idle and worker.is_worn:
                self._let_go(worker)
            elif worker.is_idle:
                return worker
        return None

    def _results(self) -> Iterator[Result | None]:
        """What the workers have to say now, or within a tick."""
        ends = {worker.end: worker for worker in self._workers if not worker.is_idle}
        ready = wait(list(ends), _TICK_SECONDS)
        for end in ready:
            yield from self._heard(ends[end])  # type: ignore[index]  # what goes in comes out
        late = [
            worker for worker in ends.values() if worker.task and worker.end not in ready and worker.seconds_left < 0
        ]
        for worker in late:
            yield worker.too_slow()
            self._workers.remove(worker)
        if not ready and not late:
            yield None

    def _heard(self, worker: Worker) -> Iterator[Result]:
        """The result that a worker has sent, or the end of its task where the process died for good."""
        try:
            result = worker.answer()
        except WorkerDiedError as exc:
            task = worker.task
            self._let_go(worker)
            if task is None:
                self._count_stillborn(exc)
                return
            self._deaths[task.number] = self._deaths.get(task.number, 0) + 1
            if self._deaths[task.number] < ATTEMPTS:
                self._backlog.append(task)
            else:
                yield failed(task, exc)
            return
        self._stillborn = 0
        if result is not None:
            yield result

    def _count_stillborn(self, error: WorkerDiedError) -> None:
        """Give up where one process after the other ends before its first task.

        Raises: WorkerDiedError: they do.
        """
        self._stillborn += 1
        if self._stillborn >= _START_ATTEMPTS:
            raise error

    def _let_go(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.kill()
