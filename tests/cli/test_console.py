"""Words and data on their streams: colours, progress, what a terminal must not be told."""

import io
from dataclasses import replace

import pytest

from reportkit.batch.outputs import ReaderGoneError
from reportkit.cli.console import Console, console_over, printable
from reportkit.cli.tables import table
from reportkit.errors import SourceNotFoundError, WriteError
from reportkit.notices import Notice, NoticeCode


class Terminal(io.BytesIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


class Closing(io.BytesIO):
    """A stream whose reader has gone, or whose disk is full."""

    def __init__(self, error: OSError) -> None:
        """Fail with this."""
        super().__init__()
        self.error = error

    def write(self, _data: object) -> int:
        """Fail."""
        raise self.error


def told(stderr: io.BytesIO) -> str:
    """Tell an error and a notice; return what the stream got."""
    console = console_over(None, None, stderr)
    console.error(SourceNotFoundError("x.txt", "there is no such file", "look again"))
    console.notice("y.txt", Notice(code=NoticeCode.ENCODING_GUESSED, detail="read as latin-1", where="line 2"))
    return stderr.getvalue().decode()


@pytest.mark.parametrize(
    ("environment", "terminal", "coloured"),
    [
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, True),
        ({"TERM": "xterm"}, False, False),
        ({"TERM": "xterm", "FORCE_COLOR": "1"}, False, True),
        ({"TERM": "xterm", "FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colour(
    environment: dict[str, str], *, terminal: bool, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Colour is for capable terminals, unless the environment says otherwise."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[1;31m" in told(Terminal() if terminal else io.BytesIO())) == coloured


def test_words() -> None:
    """Errors and notices have one form."""
    assert told(io.BytesIO()) == (
        "reportkit: error: x.txt: there is no such file\n  hint: look again\n"
        "reportkit: notice: y.txt: read as latin-1 (line 2)\n"
    )


def test_progress_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal sees what is done and has it taken back; a file and the quiet see nothing of it."""
    monkeypatch.setenv("TERM", "xterm")
    for stream, quiet, seen in ((Terminal(), False, True), (io.BytesIO(), False, False), (Terminal(), True, False)):
        console = console_over(None, None, stream).adjusted(quiet=quiet, verbose=False)
        console.progress("story.txt")
        console.detail("story.pdf")
        console.clear()
        assert (b"story.txt" in stream.getvalue()) == (b"story.pdf" in stream.getvalue()) == seen
        assert stream.getvalue().endswith(b"\r\x1b[K") or not seen


def test_verbose_and_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The talkative learn what was done, the quiet only of errors."""
    for quiet, verbose, lines in ((False, False, 1), (False, True, 2), (True, True, 0)):
        stream = io.BytesIO()
        console = console_over(None, None, stream).adjusted(quiet=quiet, verbose=verbose)
        console.detail("done")
        console.warning("odd")
        assert len(stream.getvalue().splitlines()) == lines


def test_terminal_is_not_told_to_do_things() -> None:
    """Escapes, line ends and bidirectional controls in names are shown, not sent; letters of all scripts pass."""
    assert printable("a\x1b]0;x\x07\nb\u202e\udcff") == "a\\x1b]0;x\\x07\\nb\\u202e\\udcff"
    assert printable("Łódź 東京 عربي") == "Łódź 東京 عربي"


def test_output_that_fails() -> None:
    """A full disk is an error, a reader that left is none, a standard error that fails is passed over."""
    console = Console(stdin=None, stdout=Closing(OSError(28, "No space left on device")), stderr=None)
    with pytest.raises(WriteError, match="standard output: no space left on device"):
        console.write("data")
    with pytest.raises(ReaderGoneError):
        replace(console, stdout=Closing(BrokenPipeError(32, "Broken pipe"))).write(b"data")
    with pytest.raises(WriteError, match="it is closed"):
        replace(console, stdout=None).write("data")
    replace(console, stderr=Closing(OSError(5, "Input/output error"))).block("words")
    console.block("words")


def test_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns are aligned by what a terminal shows; the last is wrapped; a long word stands out."""
    monkeypatch.setenv("COLUMNS", "40")
    assert table([]) == ""
    assert table([("a", "one two three four five six seven eight")]) == (
        "  a  one two three four five six seven\n     eight\n"
    )
    assert table([("東京", "x"), ("é", "y"), ("e\u0301", "z")], indent=0) == "東京  x\né     y\ne\u0301     z\n"
    assert table([("a", "")]) == "  a\n"
    assert table([("a", "b" * 60)], indent=0) == f"a  {'b' * 60}\n"
