"""Results, written down as they come: rows of the state, and a line each in a file that can be followed."""

import time
from collections import Counter
from pathlib import Path

from reportkit.batch.state import State
from reportkit.batch.work import Result
from reportkit.errors import WriteError, words_of
from reportkit.text.paths import shown

_AT_ONCE = 50
_SECONDS = 1.0
"""What a run that is killed has to do again is no more than these many results, or the results of this time."""


class Recorder:
    """What has come in and is not on disk yet."""

    def __init__(self, state: State, config: str, moment_ns: int, lines: Path) -> None:
        """Begin a fresh file of lines.

        Raises: WriteError: it cannot be made.
        """
        self._state, self._config, self._moment_ns, self._lines = state, config, moment_ns, lines
        self._waiting: list[Result] = []
        self._last = time.monotonic()
        self.exits: Counter[int] = Counter()
        """How many inputs failed with which exit code."""
        self.rendered = 0
        self._append("", mode="w")

    def add(self, result: Result) -> None:
        """Take in a result."""
        self._waiting.append(result)
        if result.error is None:
            self.rendered += 1
        else:
            self.exits[result.error.exit_code] += 1
        self.keep_up()

    def keep_up(self) -> None:
        """Write down what waits, where it is much or has waited long."""
        if len(self._waiting) >= _AT_ONCE or time.monotonic() - self._last > _SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write down what waits: the files that it tells of are in place.

        Raises: WriteError: the disk is full, or fails.
        """
        waiting, self._waiting = self._waiting, []
        self._last = time.monotonic()
        if not waiting:
            return
        with self._state.transaction():
            for result in waiting:
                self._write(result)
        self._append("".join(f"{outcome_line(_outcome(each), each.seconds, each.record)}\n" for each in waiting))

    def _write(self, result: Result) -> None:
        connection, number = self._state.connection, result.task.number
        (uri,) = connection.execute("select uri from seen where number = ?", (number,)).fetchone()
        connection.execute(
            "insert or replace into inputs select uri, stem, version, ?, ?, ?, ?, ? from seen where number = ?",
            (self._moment_ns, result.sha256, self._config, result.error is None, result.record, number),
        )
        connection.execute(
            "insert or replace into results values (?, ?, ?)", (number, _outcome(result), result.seconds)
        )
        if result.error is not None:
            return
        connection.execute("insert or ignore into noted select path, sha256 from outputs where uri = ?", (uri,))
        connection.execute("delete from outputs where uri = ?", (uri,))
        for written in result.outputs:
            connection.execute("delete from noted where path = ?", (written.path,))
            connection.execute(
                "insert or replace into outputs values (?, ?, ?, ?)",
                (written.path, uri, written.sha256, written.version),
            )

    def _append(self, text: str, mode: str = "a") -> None:
        try:
            with self._lines.open(mode, encoding="utf-8") as file:
                file.write(text)
        except OSError as exc:
            raise WriteError(shown(str(self._lines)), f"cannot be written: {words_of(exc)}") from exc


def _outcome(result: Result) -> str:
    return "rendered" if result.error is None else "failed"


def outcome_line(outcome: str, seconds: float | None, record: str) -> str:
    """An outcome as one line of JSON: what this run has to say of it, before what the state keeps."""
    spent = "null" if seconds is None else f"{seconds:.3f}"
    return f'{{"outcome": "{outcome}", "seconds": {spent}, {record[1:]}'
