"""How a batch tells that it goes: bars on a terminal, plain lines elsewhere."""

import os
import sys
from pathlib import Path

import pytest

from reportkit.batch.run import Counts
from reportkit.batch.work import Result, Task, failed
from reportkit.cli.console import Console
from reportkit.cli.progress import Lines, _clock
from reportkit.errors import DamagedSourceError
from tests.support.commands import STORY, command

TASK = Task(1, "in/a.txt", "", "a")


class Stream:
    """A stream that keeps what is written."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.text = ""

    def write(self, data: bytes) -> int:
        """Keep the text."""
        self.text += data.decode()
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""


def lines(*, verbose: bool = False) -> tuple[Lines, Stream]:
    """Plain lines into a stream of our own, four articles ahead."""
    stream = Stream()
    console = Console(stdin=None, stdout=None, stderr=stream, verbose=verbose)  # type: ignore[arg-type]
    told = Lines(console)
    told.planned(Counts(rendered=4, unchanged=2, skipped=1))
    return told, stream


def test_failures_are_told_as_they_come() -> None:
    """By the name that people call the input, with the remedy; a success is not worth a line."""
    told, stream = lines()
    told.result(failed(TASK, DamagedSourceError("a.txt", "is broken", "mend it")))
    told.result(Result(task=TASK, record="{}"))
    assert stream.text == "reportkit: error: in/a.txt: is broken\n  hint: mend it\n"


def test_a_bug_comes_with_its_traceback() -> None:
    """It is for us to read."""
    told, stream = lines()
    told.result(failed(TASK, DamagedSourceError("x", "y"), bug="Traceback: here\n"))
    assert stream.text.startswith("Traceback: here\n")


def test_how_far_the_run_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every few seconds a line: done, failed, rate, time left."""
    told, stream = lines(verbose=True)
    assert "4 to render, 2 unchanged, 1 passed over" in stream.text
    monkeypatch.setattr("reportkit.cli.progress._LINE_SECONDS", 0.0)
    told.began -= 10.0
    told.result(Result(task=TASK, record="{}"))
    assert "1 of 4 done, 0 failed, 0.1 a second, 0:3" in stream.text
    stream.text = ""
    told.done = 0
    told.tick()
    assert "0 of 4 done, 0 failed, 0 a second" in stream.text


def test_clock() -> None:
    """Minutes and seconds, hours where there are any."""
    assert [_clock(5), _clock(65), _clock(3_725)] == ["0:05", "1:05", "1:02:05"]


def test_a_run_without_a_terminal_is_one_line(tmp_path: Path) -> None:
    """The sum of the run, on standard error; `-q` leaves it out."""
    (tmp_path / "a.txt").write_text(STORY)
    argv = ("batch", str(tmp_path / "a.txt"), "-j", "1", "--to", "md")
    done = command(*argv, "-o", str(tmp_path / "out"))
    assert (done.out, done.err) == ("", f"reportkit: 1 rendered: {tmp_path}/out\n")
    assert command(*argv, "-q", "-o", str(tmp_path / "out")).err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_a_terminal_shows_a_bar(tmp_path: Path) -> None:
    """It counts what is done, stands below what is told, and is gone at the end."""
    import pty

    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(STORY)
    (tmp_path / "in/b.pdf").write_bytes(b"%PDF-1.7\nnothing\n")
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.environ.update(TERM="xterm-256color", COLUMNS="100")
        argv = [sys.executable, "-m", "reportkit", "batch", "in", "-o", "out", "--to", "md", "-j", "1"]
        os.execv(sys.executable, argv)  # noqa: S606 - our own command
    shown = b""
    while True:
        try:
            more = os.read(terminal, 65_536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not more:
            break
        shown += more
    _, status = os.waitpid(child, 0)
    text = shown.decode()
    assert os.waitstatus_to_exitcode(status) == 1
    assert "2/2" in text
    assert "1 failed, 0 left alone" in text
    assert "in/b.pdf: is no whole PDF" in text
    assert "2 sources: 1 failed, 1 done" in text
