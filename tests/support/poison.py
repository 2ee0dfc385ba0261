"""Loaded by Dask workers of tests (`--preload`): a document of a certain name kills the worker itself.

That is what running out of memory does to it, and what no document can do to it by way of its guarded process.
"""

import os
import signal
from collections.abc import Sequence

from reportkit.batch import crew
from reportkit.batch.work import Result, Task

_do_chunk = crew.do_chunk


def do_chunk(run: str, sent: crew.Sent, tasks: Sequence[Task]) -> list[Result]:
    """Do as the product does, unless a task is poison."""
    if any("poison" in task.place for task in tasks):
        os.kill(os.getpid(), signal.SIGKILL)
    return _do_chunk(run, sent, tasks)


crew.do_chunk = do_chunk
