"""A report as a tagged PDF, through WeasyPrint."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from reportkit.errors import ConfigError, RendererError
from reportkit.model.artefact import Artefact, OutputFormat
from reportkit.model.report import Report
from reportkit.model.theme import Theme
from reportkit.settings import Settings
from reportkit.writers.html_page import page_html, page_rule
from reportkit.writers.pdf_engine import Look, look_of, subsetter_available, weasyprint
from reportkit.writers.pdf_finish import finish
from reportkit.writers.pdf_glyphs import glyph_notice, missing_glyphs

__all__ = ["subsetter_available", "write_pdf"]

_LOOSE_SPACE = re.compile(r"(?<=[^\s>])\s+(?=</?(?:a|code|em|span|strong)\b)")
"""White space at the end of a text node, before the tag of an inline element."""

_one_at_a_time = Lock()
"""Pango's fonts, which are kept from one document to the next, must not be used by two threads at once."""


def write_pdf(report: Report, theme: Theme, settings: Settings) -> Artefact:
    """The report as a PDF in the variant that the settings name; the same bytes for the same report and versions.

    Notices: `glyph-missing`.
    Raises:  ConfigError: no such variant.
             RendererError: WeasyPrint is not installed completely, cannot keep its files, or finds fault with the document.
    """
    document = page_html(report, settings, f"<style>{page_rule(report, settings.page)}</style>\n")
    lacking = missing_glyphs(document, theme)
    # WeasyPrint 70 breaks a line after its first word where all of a text node fits but for the space at its end
    # (`split_first_line` takes the line for one that cannot be cut). A space in a node of its own does not set that off.
    document = _LOOSE_SPACE.sub("<span> </span>", document)
    with _one_at_a_time, _listening() as heard:
        look = look_of(theme, with_system_fonts=bool(lacking))
        data = _render(document, look, settings.pdf_variant)
    boxes = sorted(heard.boxes)
    missing = sorted({*lacking, *boxes})
    notices = (glyph_notice(missing, boxes, theme),) if missing else ()
    return Artefact(format=OutputFormat.PDF, data=data, notices=notices)


def _render(document: str, look: Look, variant: str) -> bytes:
    _check_variant(variant)
    from weasyprint.urls import FatalURLFetchingError

    try:
        with look.in_force():
            data = (
                weasyprint()
                .HTML(string=document, url_fetcher=look.fetch)
                .write_pdf(
                    stylesheets=[look.css],
                    font_config=look.fonts,
                    counter_style=look.counters,
                    finisher=finish,
                    presentational_hints='<ol start="'
                    in document,  # a tenth of the time, for the one attribute of ours
                    pdf_variant=variant,
                )
            )
    except FatalURLFetchingError as exc:
        raise RendererError("PDF", f"the style sheet asks for {exc}, which is not among the theme's files") from exc
    return bytes(data)


def _check_variant(variant: str) -> None:
    from weasyprint.pdf import VARIANTS

    if variant not in VARIANTS:
        raise ConfigError("pdf_variant", f"{variant!r} is not one of {', '.join(sorted(VARIANTS))}")


class _Heard(logging.Handler):
    """What WeasyPrint only writes into its log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.complaints: list[str] = []
        self.boxes: set[str] = set()
        """Characters that no font has: a box was drawn."""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        if str(record.msg).startswith(".notdef glyph") and isinstance(record.args, tuple):
            self.boxes.add(str(record.args[0]))
        else:
            self.complaints.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[_Heard]:
    """Hear WeasyPrint's log.

    Raises: RendererError: it complained of something; the first complaint is told.
    """
    heard = _Heard()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(heard)
    try:
        yield heard
    finally:
        logger.removeHandler(heard)
    if heard.complaints:
        raise RendererError("PDF", f"WeasyPrint: {heard.complaints[0].rstrip('.')}")
