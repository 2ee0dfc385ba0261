"""Dask clusters for tests: scheduler and workers as processes of their own on loopback, as others would run them."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_QUICK = {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s",
}


@dataclass
class Cluster:
    """A scheduler and its workers."""

    folder: Path
    ending: ExitStack
    scheduler: "subprocess.Popen[bytes]"
    workers: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    @property
    def file(self) -> str:
        """Path of the file that tells where the scheduler is."""
        return str(self.folder / "scheduler.json")

    def add_worker(self, *options: str, program: str = "from distributed.cli.dask_worker import main; main()") -> None:
        """Start a worker with two threads, under a nanny as is Dask's way."""
        argv = ["--scheduler-file", self.file, "--nthreads", "2", "--no-dashboard", "--host", "127.0.0.1"]
        argv += ["--local-directory", str(self.folder), *options]
        worker = _started(["-c", program, *argv], self.folder / "worker.log")
        self.ending.callback(_end, worker)
        self.workers.append(worker)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    with ExitStack() as ending:
        program = "from distributed.cli.dask_scheduler import main; main()"
        file = folder / "scheduler.json"
        argv = ["--scheduler-file", str(file), "--port", "0", "--host", "127.0.0.1", "--no-dashboard"]
        scheduler = _started(["-c", program, *argv], folder / "scheduler.log")
        ending.callback(_end, scheduler)
        wait_for(file.exists)
        yield Cluster(folder, ending, scheduler)


def _started(argv: list[str], log: Path) -> "subprocess.Popen[bytes]":
    with log.open("ab") as file:
        environment = {**os.environ, **_QUICK, "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            [sys.executable, *argv], stdout=file, stderr=file, env=environment, start_new_session=True
        )


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(condition: object, seconds: float = 30.0) -> None:
    """Wait until something holds, and fail where it takes too long."""
    assert callable(condition)
    patience = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < patience, "waited in vain"
        time.sleep(0.05)


def descendants(pid: int) -> dict[int, str]:
    """Return the processes below a process, each with its command."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "stat").read_text()
            except OSError:
                continue
            children.setdefault(int(status.rsplit(")", 1)[1].split()[1]), []).append(int(entry.name))
    found, waiting = {}, [pid]
    while waiting:
        for child in children.get(waiting.pop(), []):
            waiting.append(child)
            found[child] = command_of(child)
    return found


def command_of(pid: int) -> str:
    """Return the command of a process; empty where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
