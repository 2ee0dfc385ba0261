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
from reportkit.notices import Notice
from reportkit.settings import Settings
from reportkit.writers.html_page import page_html, page_rule
from reportkit.writers.pdf_engine import look_of, subsetter_available, weasyprint
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
    missing = missing_glyphs(document, theme)
    # WeasyPrint 70 breaks a line after its first word where all of a text node fits but for the space at its end
    # (`split_first_line` takes the line for one that cannot be cut). A space in a node of its own does not set that off.
    document = _LOOSE_SPACE.sub("<span> </span>", document)
    with _one_at_a_time:
        data = _render(document, theme, settings.pdf_variant, with_system_fonts=bool(missing))
    notices: tuple[Notice, ...] = (glyph_notice(missing, theme),) if missing else ()
    return Artefact(format=OutputFormat.PDF, data=data, notices=notices)


def _render(document: str, theme: Theme, variant: str, *, with_system_fonts: bool) -> bytes:
    module = weasyprint()
    _check_variant(variant)
    from weasyprint.urls import FatalURLFetchingError

    try:
        with _listening():
            look = look_of(theme, with_system_fonts=with_system_fonts)
            html = module.HTML(string=document, url_fetcher=look.fetch)
            data = html.write_pdf(
                stylesheets=[look.css],
                font_config=look.fonts,
                counter_style=look.counters,
                finisher=finish,
                pdf_variant=variant,
                pdf_identifier=True,
            )
    except FatalURLFetchingError as exc:
        raise RendererError("PDF", f"the style sheet asks for {exc}, which is not among the theme's files") from exc
    except OSError as exc:
        raise RendererError("PDF", f"WeasyPrint cannot keep its temporary files: {exc}") from exc
    return bytes(data)


def _check_variant(variant: str) -> None:
    from weasyprint.pdf import VARIANTS

    if variant not in VARIANTS:
        raise ConfigError("pdf_variant", f"{variant!r} is not one of {', '.join(sorted(VARIANTS))}")


@contextmanager
def _listening() -> Iterator[None]:
    """Make an error of what WeasyPrint only writes into its log.

    Raises: RendererError: the first thing that it complained of.
    """
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
    if heard:
        raise RendererError("PDF", f"WeasyPrint: {heard[0].rstrip('.')}")
