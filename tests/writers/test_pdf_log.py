"""What becomes of WeasyPrint's log."""

import logging

import pytest

from reportkit.errors import RendererError
from reportkit.writers.pdf_log import listening

LOG = logging.getLogger("weasyprint")


def _complain(*names: str) -> None:
    for name in names:
        LOG.warning("Ignored `%s`.", name)


def _fail() -> None:
    _complain("x")
    raise KeyError("inside")


def test_the_first_complaint_is_the_error() -> None:
    """One line is told, without its full stop."""
    with pytest.raises(RendererError, match=r"^PDF: WeasyPrint: Ignored `x`$"), listening():
        _complain("x", "y")


def test_boxes_are_heard_and_are_no_complaint() -> None:
    """Characters without a glyph are kept for the notice."""
    with listening() as heard:
        LOG.warning('.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)', "東", 0x6771)
        LOG.warning('Using fontTools instead of HarfBuzz-Subset for font "%s".', "Inter")
        LOG.info("Step 1")
    assert heard.boxes == {"東"}


def test_fonts_of_the_machine_may_have_faults() -> None:
    """Their warnings are let pass, errors are not."""
    with listening(foreign_fonts=True):
        LOG.warning('Unable to subset "%s" with HarfBuzz', "Emoji")
    with pytest.raises(RendererError, match="No anchor"), listening(foreign_fonts=True):
        LOG.error("No anchor #x for internal URI reference")


def test_an_error_from_inside_is_not_hidden() -> None:
    """What was raised comes out, whatever the log says; nobody listens afterwards."""
    before = list(LOG.handlers)
    with pytest.raises(KeyError, match="inside"), listening():
        _fail()
    assert LOG.handlers == before
