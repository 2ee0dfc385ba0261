"""Standard input, output and error: data one way, words the other, both in UTF-8 whatever the locale."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from reportkit.batch.outputs import ReaderGoneError
from reportkit.errors import ReportkitError, WriteError, words_of
from reportkit.notices import Notice

_RED, _YELLOW, _DIM, _PLAIN = "\x1b[1;31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"
_FRESH_LINE = "\r\x1b[K"
_PROGRESS_CHARACTERS = 60
"""A line that is to be taken back must not wrap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """The three streams with how much is to be said on the last, and how."""

    stdin: BinaryIO | None
    """`None`: closed."""
    stdout: BinaryIO | None
    stderr: BinaryIO | None
    quiet: bool = False
    """Say nothing but errors."""
    verbose: bool = False
    """Say what is done."""
    colour: bool = False
    terminal: bool = False
    """Standard error is a terminal that can take back what it shows."""

    def adjusted(self, *, quiet: bool, verbose: bool) -> "Console":
        """The console, quieter or more talkative where asked; what was asked before the command stays."""
        return replace(self, quiet=self.quiet or quiet, verbose=self.verbose or verbose)

    def write(self, data: str | bytes) -> None:
        """Put data on standard output.

        Raises: WriteError: it is closed, or its disk is full.
                ReaderGoneError: whoever read it has had enough.
        """
        if self.stdout is None:
            raise WriteError("standard output", "it is closed")
        try:
            self.stdout.write(data if isinstance(data, bytes) else data.encode("utf-8", "backslashreplace"))
            self.stdout.flush()
        except BrokenPipeError as exc:
            raise ReaderGoneError from exc
        except OSError as exc:
            raise WriteError("standard output", words_of(exc)) from exc

    def notice(self, subject: str, notice: Notice) -> None:
        """Tell of a degradation."""
        if not self.quiet:
            where = f" ({notice.where})" if notice.where else ""
            self._say(f"{self._coloured('notice', _YELLOW)}: {printable(f'{subject}: {notice.detail}{where}')}")

    def error(self, error: ReportkitError) -> None:
        """Tell what went wrong and, where there is one, the remedy."""
        self._say(f"{self._coloured('error', _RED)}: {printable(f'{error.subject}: {error.problem}')}")
        if error.hint is not None:
            self._line(f"  {self._coloured('hint', _DIM)}: {printable(error.hint)}")

    def warning(self, words: str) -> None:
        """Tell of something that degrades no result but may surprise later."""
        if not self.quiet:
            self._say(f"{self._coloured('warning', _YELLOW)}: {printable(words)}")

    def detail(self, words: str) -> None:
        """Tell what was done, to those who asked or sit at a terminal."""
        if not self.quiet and (self.verbose or self.terminal):
            self._say(printable(words))

    def say(self, words: str) -> None:
        """Tell how things stand, wherever the user is."""
        if not self.quiet:
            self._say(printable(words))

    def progress(self, words: str) -> None:
        """Show what is being done, on a terminal, until the next line takes its place."""
        if self.terminal and not self.quiet:
            self._put(f"{_FRESH_LINE}reportkit: {printable(words)[:_PROGRESS_CHARACTERS]}")

    def clear(self) -> None:
        """Take the last progress back."""
        if self.terminal and not self.quiet:
            self._put(_FRESH_LINE)

    def block(self, text: str) -> None:
        """Put ready lines on standard error: a traceback, a help text."""
        self.clear()
        self._put(text if text.endswith("\n") else f"{text}\n")

    def _say(self, words: str) -> None:
        self._line(f"reportkit: {words}")

    def _line(self, words: str) -> None:
        self.clear()
        self._put(f"{words}\n")

    def _put(self, text: str) -> None:
        """Write to standard error; where that cannot be done there is nobody to tell."""
        if self.stderr is not None:
            try:
                self.stderr.write(text.encode("utf-8", "backslashreplace"))
                self.stderr.flush()
            except OSError:
                return

    def _coloured(self, words: str, colour: str) -> str:
        return f"{colour}{words}{_PLAIN}" if self.colour else words


def console_over(stdin: BinaryIO | None, stdout: BinaryIO | None, stderr: BinaryIO | None) -> Console:
    """The console of these streams, coloured as terminal and environment allow."""
    is_terminal = stderr is not None and stderr.isatty()
    capable = is_terminal and os.environ.get("TERM") != "dumb"
    return Console(
        stdin=stdin, stdout=stdout, stderr=stderr, terminal=capable, colour=wants_colour(os.environ, capable=capable)
    )


def wants_colour(environment: Mapping[str, str], *, capable: bool) -> bool:
    """Whether to colour: `NO_COLOR` forbids it, `FORCE_COLOR` asks for it anywhere, else a capable terminal decides."""
    if environment.get("NO_COLOR"):
        return False
    return capable or environment.get("FORCE_COLOR", "0") not in {"", "0"}


def hush_libraries() -> None:
    """Keep what libraries log off standard error: readers and writers make notices or errors of what matters."""
    import logging

    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.NullHandler())


def printable(text: str) -> str:
    """The text on one line and safe for a terminal: what is not printable is shown as its escape."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in text)
