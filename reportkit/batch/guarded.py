"""A process that does one task after the other, and its guard: what it does to itself costs nobody else anything.

One pipe a process, and no lock or queue that processes share: a process that is killed leaves nothing behind that another
would wait for. Measured against the pools of the standard library, pebble, loky and billiard: the only way in which no
task was lost, doubled or stuck under random kills, and no slower than the fastest.
"""

import gc
import os
import signal
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from queue import SimpleQueue
from shutil import rmtree
from types import FrameType
from typing import NoReturn

from reportkit.batch.work import Result, Task, Work, do, failed
from reportkit.errors import SourceTooSlowError, WorkerDiedError
from reportkit.text.paths import shown

READY = "ready"
_PRELOAD = "reportkit.batch.preload"
_PATIENCE_SECONDS = 1.0
"""How long a process that is asked to end may take before it is killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one article may take."""

    seconds: float
    memory_bytes: int
    tasks: int = 200
    """Articles after which a process gives way to a fresh one: what libraries keep for ever stays bounded."""


class Worker:
    """One process and the end of its pipe."""

    def __init__(self, work: Work, limits: Limits) -> None:
        """Start it; it is ready when its first message comes."""
        context = _context()
        self.end, far_end = context.Pipe()
        self.process = context.Process(target=_serve, args=(far_end,), daemon=False)
        self.process.start()
        far_end.close()
        with suppress(OSError):
            self.end.send((work, limits))  # by the pipe: what starts a process should be too short to be cut off
        self.task: Task | None = None
        self.is_ready = False
        self._limits = limits
        self._began = 0.0
        self._done = 0

    @property
    def is_idle(self) -> bool:
        """Whether it waits for a task."""
        return self.is_ready and self.task is None

    @property
    def is_worn(self) -> bool:
        """Whether it has done as many tasks as one process should."""
        return self._done >= self._limits.tasks

    @property
    def seconds_left(self) -> float:
        """How long its task may still take."""
        return self._began + self._limits.seconds - time.monotonic()

    def begin(self, task: Task) -> None:
        """Hand it a task; a process that is dead already is found out by `answer`."""
        self.task = task
        self._began = time.monotonic()
        self._done += 1
        with suppress(OSError):
            self.end.send(task)

    def answer(self) -> Result | None:
        """The result that it has sent; `None` for the message that it is ready.

        Raises: WorkerDiedError: it has ended instead.
        """
        try:
            message = self.end.recv()
        except (EOFError, OSError) as exc:
            self.process.join(_PATIENCE_SECONDS)
            raise _died(self.task, self.process.exitcode) from exc
        if not isinstance(message, Result):
            self.is_ready = True
            return None
        self.task = None
        return message

    def too_slow(self) -> Result:
        """The result of a task that has taken more than its time; the process is killed for it."""
        task = self.task
        assert task is not None  # noqa: S101 - it was asked because of its task
        self.kill()
        problem = f"takes more time than the limit of {self._limits.seconds:g} seconds"
        error = SourceTooSlowError(shown(task.place), problem, "--timeout allows more")
        return failed(task, error, seconds=time.monotonic() - self._began)

    def stop(self) -> None:
        """Ask it to end, by the way that removes passing files."""
        with suppress(OSError, ValueError):
            self.process.terminate()

    def kill(self) -> None:
        """End it, after asking where it has been asked, and let go of it."""
        with suppress(OSError, ValueError):
            if self.task is None:
                self.end.close()
            else:
                self.process.terminate()
            self.process.join(_PATIENCE_SECONDS)
            if self.process.exitcode is None:
                self.process.kill()
                self.process.join()
        self.end.close()
        self.process.close()


def _context() -> SpawnContext | ForkServerContext:
    """How processes are started: on Linux forked from one that has loaded all libraries, elsewhere afresh."""
    if sys.platform != "linux":
        return SpawnContext()
    context = ForkServerContext()
    context.set_forkserver_preload([_PRELOAD])
    return context


def _died(task: Task | None, code: int | None) -> WorkerDiedError:
    subject = shown(task.place) if task else "worker"
    how = f"killed by signal {-code}" if code is not None and code < 0 else f"exit code {code}"
    return WorkerDiedError(
        subject, f"the process that rendered it ended by itself ({how})", "if it recurs, please report it"
    )


def _serve(end: Connection) -> None:
    """The whole life of the process: tasks in, results out, until its parent has no more or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    signal.signal(signal.SIGTERM, _leave)
    gc.set_threshold(100_000, 50, 100)
    try:
        work, limits = end.recv()
    except (EOFError, OSError):
        os._exit(0)
    if work.start is not None:
        with suppress(OSError):  # where it is not there, relative paths are told to lead nowhere
            os.chdir(work.start)
    folder = _own_temporary(work)
    tasks: SimpleQueue[Task] = SimpleQueue()
    threading.Thread(target=_listen, args=(end, tasks, folder), daemon=True).start()
    try:
        _warm_up(work)
        _bound(limits.memory_bytes)
        end.send(READY)
        while True:
            end.send(do(tasks.get(), work))
    except (BrokenPipeError, ConnectionError):  # the parent is gone, or wants no more
        pass
    finally:
        if folder is not None:
            rmtree(folder, ignore_errors=True)
        os._exit(0)


def _listen(end: Connection, tasks: "SimpleQueue[Task]", folder: str | None) -> NoReturn:
    """Take in tasks, and end the process the moment its parent is gone: nobody would note what it still wrote."""
    try:
        while True:
            tasks.put(end.recv())
    except (EOFError, OSError):
        if folder is not None:
            rmtree(folder, ignore_errors=True)
        os._exit(0)


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _own_temporary(work: Work) -> str | None:
    """The folder for temporary files of this process, inside the run's own."""
    if work.temporary is None:
        return None
    work.temporary.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = tempfile.mkdtemp(dir=work.temporary)
    return tempfile.tempdir


def _warm_up(work: Work) -> None:
    """Load what the first document would wait for; what cannot be loaded is told by that document."""
    from reportkit.errors import ReportkitError
    from reportkit.model.artefact import OutputFormat
    from reportkit.writers.pdf_engine import look_of

    if OutputFormat.PDF in work.settings.to:
        with suppress(ReportkitError):
            look_of(work.theme, with_system_fonts=False)


def _bound(memory_bytes: int) -> None:
    """Bound the memory that this process may take beyond what it has now, where the system can."""
    try:
        import resource
    except ImportError:
        return
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a line of the kernel's
            present = int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        present = 0
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (present + memory_bytes, present + memory_bytes))
