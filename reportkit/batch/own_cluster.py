"""A Dask cluster of the run's own on this machine: a scheduler in this process and one worker process beside it.

It listens on loopback only, and talks TLS with a certificate made for the run: a scheduler does what anybody who reaches
it says, and on a shared machine everybody reaches loopback.
"""

import json
import logging
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import dask
from distributed import Client, LocalCluster, Security

from reportkit.errors import WorkerDiedError

ALLOWED_FAILURES = 2
"""How often a chunk is tried again whose worker was killed."""

_HOST = "127.0.0.1"
_END_SECONDS = 1.5
_YOUNG_SECONDS = 5.0
_STILLBORN = 3
_PROGRAM = "import sys; sys.path[:] = {path!r}; from reportkit.batch.own_worker import main; main()"


class OwnCluster:
    """Scheduler and worker, for as long as a run goes."""

    def __init__(self, threads: int, folder: Path) -> None:
        """Start both.

        Raises: OSError: there is no port, or no place for the worker's files.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._threads, self._folder = threads, folder
        self._security = Security.temporary()
        with dask.config.set({"distributed.scheduler.allowed-failures": ALLOWED_FAILURES}):
            self._cluster = LocalCluster(
                n_workers=0,
                processes=False,
                protocol="tls://",
                security=self._security,
                host=_HOST,
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            )
        self._stillborn = 0
        self._start()

    def client(self) -> Client:
        """A client of it."""
        return Client(self._cluster, set_as_default=False)

    def keep(self) -> None:
        """Start the worker again where it has died.

        Raises: WorkerDiedError: it dies again and again before it can do anything.
        """
        code = self._process.poll()
        if code is None:
            return
        self._stillborn = self._stillborn + 1 if time.monotonic() - self._began < _YOUNG_SECONDS else 0
        if self._stillborn >= _STILLBORN and code > 0:
            lines = self._log.read_text("utf-8", "replace").split("\n")
            said = next((line.strip() for line in reversed(lines) if line.strip()), f"exit code {code}")
            raise WorkerDiedError("Dask worker", f"ends before it can do anything: {said}")
        self._start()

    def close(self) -> None:
        """End both."""
        self.end_worker()
        self._cluster.close(timeout=_END_SECONDS)

    def end_worker(self) -> None:
        """End the worker with all that it started: by ending its standard input, by force where that is not enough."""
        with suppress(OSError):
            assert self._process.stdin is not None  # noqa: S101 - it was asked for
            self._process.stdin.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def _log(self) -> Path:
        return self._folder / "worker.log"

    def _start(self) -> None:
        self._began = time.monotonic()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-c", _PROGRAM.format(path=sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches the whole group; the client decides
            )
        tls = self._security.get_tls_config_for_role("worker")
        said = {
            "scheduler": self._cluster.scheduler_address,
            "threads": self._threads,
            "folder": str(self._folder),
            "host": _HOST,
            "security": {
                "require_encryption": True,
                "tls_ca_file": tls["ca_file"],
                "tls_worker_cert": tls["cert"],
                "tls_worker_key": tls["key"],
            },
        }
        with suppress(BrokenPipeError):
            assert self._process.stdin is not None  # noqa: S101 - it was asked for
            self._process.stdin.write(json.dumps(said).encode() + b"\n")
            self._process.stdin.flush()
