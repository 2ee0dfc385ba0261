"""How a batch goes, told while it goes: bars on a terminal, plain lines elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from reportkit.batch.run import Counts, Watch
from reportkit.batch.work import Result
from reportkit.cli.console import Console
from reportkit.errors import ReportkitError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_LINE_SECONDS = 10.0
"""How often a plain line tells how far the run is."""
_REDRAW_SECONDS = 0.1


@contextmanager
def watching(console: Console) -> Iterator[Watch]:
    """Whoever tells how a run goes, for as long as it goes."""
    if console.quiet or not console.terminal:
        yield Lines(console)
        return
    with Bars(console) as bars:
        yield bars


class Lines:
    """Tells failures and notices as they come, and every few seconds how far the run is."""

    def __init__(self, console: Console) -> None:
        """Begin with nothing done."""
        self.console = console
        self.done = self.failed = self.total = 0
        self.began = self._last = time.monotonic()

    def planned(self, counts: Counts) -> None:
        """Tell how much there is to do."""
        self.total = counts.rendered
        self.began = self._last = time.monotonic()
        self.failed = counts.failed
        self.console.detail(
            f"{counts.rendered:,} to render, {counts.unchanged:,} unchanged, {counts.skipped:,} passed over"
        )

    def refused(self, place: str, problem: str, hint: str | None) -> None:
        """Tell of an input that cannot be looked at."""
        self.console.error(ReportkitError(place, problem, hint))

    def result(self, result: Result) -> None:
        """Tell what there is to tell of a result."""
        self.done += 1
        error = result.error
        if result.bug is not None:
            self.console.block(result.bug)
        if error is not None:
            self.failed += 1
            self.console.error(ReportkitError(_subject(error.subject, result), error.problem, error.hint))
        for notice in result.notices:
            self.console.notice(result.called, notice)
        if error is None and self.console.verbose:
            self.console.detail(f"{result.called}: {', '.join(each.path for each in result.outputs)}")
        self.tick()

    def tick(self) -> None:
        """Tell how far the run is, where that has not been told for a while."""
        if time.monotonic() - self._last < _LINE_SECONDS:
            return
        self._last = time.monotonic()
        self.console.say(f"{self.done:,} of {self.total:,} done, {self.failed:,} failed, {self._pace()}")

    def _pace(self) -> str:
        rate = self.done / max(time.monotonic() - self.began, 0.001)
        if not self.done:
            return "0 a second"
        return f"{rate:.1f} a second, {_clock((self.total - self.done) / rate)} left"


class Bars(Lines):
    """The same on a terminal, below a bar that is always up to date."""

    def __init__(self, console: Console) -> None:
        """Show nothing yet."""
        super().__init__(console)
        self._progress, self._task = _bar()
        self._drawn = 0.0
        self.console = replace(console, stderr=_Above(self._progress), terminal=False)  # type: ignore[arg-type]

    def __enter__(self) -> Self:
        """Show the bar."""
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar back."""
        self._progress.stop()

    def planned(self, counts: Counts) -> None:
        """Give the bar its length."""
        super().planned(counts)
        self._progress.update(self._task, total=counts.rendered, skipped=counts.skipped + counts.unchanged)
        self._draw()

    def tick(self) -> None:
        """Bring the bar up to date."""
        if time.monotonic() - self._drawn > _REDRAW_SECONDS or self.done == self.total:
            self._draw()

    def _draw(self) -> None:
        self._drawn = time.monotonic()
        rate = self.done / max(self._drawn - self.began, 0.001)
        self._progress.update(self._task, completed=self.done, failed=self.failed, rate=f"{rate:.1f}")
        self._progress.refresh()


def _bar() -> "tuple[Progress, TaskID]":
    """A bar on standard error that is drawn when we say so."""
    from rich.console import Console as Screen
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]} failed, {task.fields[skipped]} left alone"),
        TextColumn("{task.fields[rate]}/s"),
        TimeRemainingColumn(),
    )
    progress = Progress(*columns, console=Screen(stderr=True, highlight=False), auto_refresh=False, transient=True)
    return progress, progress.add_task("", total=None, failed=0, skipped=0, rate="0.0")


class _Above:
    """A stream whose lines appear above the bar."""

    def __init__(self, progress: "Progress") -> None:
        self._progress = progress

    def write(self, data: bytes) -> int:
        from rich.text import Text

        text = data.decode("utf-8", "replace").rstrip("\n")
        self._progress.console.print(Text.from_ansi(text), soft_wrap=True)
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""


def _subject(subject: str, result: Result) -> str:
    """The input as people call it, where the error knows only its bare name."""
    task = result.task
    bare = (task.member or task.place).rpartition("/")[2]
    return result.called if subject in {bare, task.place} else subject


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"  # noqa: PLR2004 - an hour
