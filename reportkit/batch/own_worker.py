"""The one Dask worker of a run's own cluster: a process that lives as long as whoever started it holds its standard input.

Started afresh, not by Dask's nanny: a nanny lets its worker load the program of the client again, hears Ctrl-C with it,
and gives up on a worker that is killed while it starts.
"""

import asyncio
import json
import os
import signal
import sys
import threading
from typing import Any, NoReturn

from reportkit.batch.crew import close_all


def main() -> NoReturn:
    """Work for the scheduler that the first line of standard input names, until standard input ends."""
    said: dict[str, Any] = json.loads(sys.stdin.readline())
    threading.Thread(target=_wait_for_end, daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *_: _end())
    asyncio.run(_work(said))
    _end()


def _wait_for_end() -> None:
    sys.stdin.read()
    _end()


def _end() -> NoReturn:
    """Leave, and take all processes along; nobody waits for what threads are still doing."""
    close_all()
    os._exit(0)


async def _work(said: dict[str, Any]) -> None:
    import dask
    from distributed import Security, Worker

    dask.config.set({"distributed.worker.profile.enabled": False})
    worker = Worker(
        said["scheduler"],
        nthreads=said["threads"],
        local_directory=said["folder"],
        host=said["host"],
        security=Security(**said["security"]),
        memory_limit=0,  # documents take it in processes of their own, which have a limit of their own
        dashboard=False,
    )
    async with worker:
        await worker.finished()
