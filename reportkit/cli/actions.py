"""GitHub Actions: a step that runs in it tells its failures where reviewers look, and sums itself up."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from reportkit.batch.github import SUMMARY_BYTES, annotations, gather, step_summary
from reportkit.batch.objects import is_address
from reportkit.batch.records import Record
from reportkit.cli.console import Console
from reportkit.errors import words_of


def tell_github(outcomes: Callable[[], Iterator[Record]], console: Console) -> None:
    """Annotate failures and notices, and add to the summary of the step; nothing where this is no step.

    Raises: WriteError: standard output does not take the annotations.
    """
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return
    found = gather(outcomes())
    for line in annotations(found, _from_workspace):
        console.write(line)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if not summary:
        return
    try:
        with Path(summary).open("ab") as file:
            room = SUMMARY_BYTES - file.tell()
            file.write(step_summary(found, room).encode("utf-8", "backslashreplace"))
    except OSError as exc:
        console.warning(f"GITHUB_STEP_SUMMARY: {summary}: cannot be written: {words_of(exc)}")


def _from_workspace(path: str) -> str | None:
    """The path as seen from the checkout; of what is inside an archive or a feed, that file's."""
    if is_address(path):
        return None
    if not os.path.lexists(path) and "#" in path:
        path = path.partition("#")[0]
    top = os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or os.curdir)
    way = os.path.relpath(os.path.realpath(path), top).replace(os.sep, "/")
    return None if way == ".." or way.startswith("../") else way
