"""Loaded by Dask workers of tests (`--preload`): a document of a certain name kills the worker itself.

That is what running out of memory does to it, and what no document can do to it by way of its guarded process.
"""

import os
import signal
from collections.abc import Sequence

from reportkit.batch import crew
from reportkit.batch.work import Result, Task

ORIGINAL = "do_chunk_of_the_product"
if not hasattr(crew, ORIGINAL):  # Dask loads this file more than once
    setattr(crew, ORIGINAL, crew.do_chunk)


def do_chunk(run: str, sent: crew.Sent, tasks: Sequence[Task]) -> list[Result]:
    """Do as the product does, unless a task is poison."""
    if any("poison" in task.place for task in tasks):
        os.kill(os.getpid(), signal.SIGKILL)
    results: list[Result] = getattr(crew, ORIGINAL)(run, sent, tasks)
    return results


crew.do_chunk = do_chunk
