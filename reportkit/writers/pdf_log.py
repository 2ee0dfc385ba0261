"""What WeasyPrint does not raise as an error.

Characters without a glyph and faults go to its log; a fetch refused ends it in a way that `except Exception` misses.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from reportkit.errors import RendererError

_BOX = ".notdef glyph"
_NO_SUBSETTER = "Using fontTools instead of HarfBuzz-Subset"
"""Costs time and nothing else; `doctor` tells it."""


class _Heard(logging.Handler):
    """The log of one rendering."""

    def __init__(self, *, foreign_fonts: bool) -> None:
        super().__init__(logging.WARNING)
        self._foreign_fonts = foreign_fonts
        self.complaints: list[str] = []
        self.boxes: set[str] = set()
        """Characters that no font has: a box was drawn."""

    def emit(self, record: logging.LogRecord) -> None:
        """Sort a record."""
        kind = str(record.msg)
        if kind.startswith(_BOX) and isinstance(record.args, tuple):
            self.boxes.add(str(record.args[0]))
        elif not (kind.startswith(_NO_SUBSETTER) or (self._foreign_fonts and record.levelno < logging.ERROR)):
            self.complaints.append(record.getMessage().rstrip("."))


@contextmanager
def listening(*, foreign_fonts: bool = False) -> Iterator[_Heard]:
    """Hear the log of what is done inside, and make an error of a complaint.

    With `foreign_fonts`, warnings are let pass: a document that is drawn with fonts of the machine already says so in
    a notice, and what such a font lacks (outlines, colours) is no fault of the document.

    Raises: RendererError: there was a complaint, of which the first is told, or an address was asked for that is not
            the theme's.
    """
    from weasyprint.urls import FatalURLFetchingError

    heard = _Heard(foreign_fonts=foreign_fonts)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(heard)
    try:
        yield heard
    except FatalURLFetchingError as exc:  # no `Exception`: it must not get past us
        raise RendererError("PDF", f"the theme asks for {exc}, which is not among its files") from exc
    finally:
        logger.removeHandler(heard)
    if heard.complaints:
        raise RendererError("PDF", f"WeasyPrint: {heard.complaints[0]}")
