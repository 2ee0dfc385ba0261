"""What one render has used up and cited so far: no template can keep the machine busy or fill its memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from reportkit.limits import TEMPLATE_CHARACTERS, TEMPLATE_STEPS


class OverLimitError(Exception):
    """A template went over one of its limits."""


class Run:
    """Counts the steps and the characters of one render, and keeps which sentences it has cited."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self._steps = 0
        self._characters = 0
        self.cited: set[str] = set()

    def take_steps(self, steps: int) -> None:
        """Count turns of a loop, calls or inclusions.

        Raises:  OverLimitError: more than `TEMPLATE_STEPS` altogether.
        """
        self._steps += steps
        if self._steps > TEMPLATE_STEPS:
            raise OverLimitError(f"takes more than {TEMPLATE_STEPS:,} steps (TEMPLATE_STEPS)")

    def take_characters(self, characters: int) -> None:
        """Count text that is put out or put together.

        Raises:  OverLimitError: more than `TEMPLATE_CHARACTERS` altogether.
        """
        self._characters += characters
        if self._characters > TEMPLATE_CHARACTERS:
            raise OverLimitError(f"makes more than {TEMPLATE_CHARACTERS:,} characters (TEMPLATE_CHARACTERS)")


_run: ContextVar[Run] = ContextVar("run")


@contextmanager
def new_run() -> Iterator[None]:
    """Begin at nothing for what runs inside, for each thread and each render on its own."""
    token = _run.set(Run())
    try:
        yield
    finally:
        _run.reset(token)


def run() -> Run:
    """Return the render that runs."""
    return _run.get()
