"""A report as a tagged PDF, through WeasyPrint."""

import re
from threading import Lock

from reportkit.errors import ConfigError, RendererError
from reportkit.model.artefact import Artefact, OutputFormat
from reportkit.model.report import Report
from reportkit.model.theme import Theme
from reportkit.settings import Settings
from reportkit.writers.glue import NO_BREAK_SPACE
from reportkit.writers.html_page import page_html, page_rule
from reportkit.writers.pdf_engine import Look, look_of, parsed, subsetter_available
from reportkit.writers.pdf_finish import finish
from reportkit.writers.pdf_glyphs import glyph_notice, missing_glyphs
from reportkit.writers.pdf_log import listening

__all__ = ["subsetter_available", "write_pdf"]

_SPACE = r"(?<=[^ \t\r\n\f>])([ \t\r\n\f]+)"
"""White space at the end of a text node."""
_MOVED_SPACES = (
    (re.compile(rf"({NO_BREAK_SPACE})(<(?:a|span) class=\"citation\"[^>]*>)"), r"\2\1"),
    (re.compile(rf"{_SPACE}(<span class=\"sentence-number\"[^>]*>)"), r"\2 "),
    (re.compile(rf"{_SPACE}(?=</?(?:a|code|em|span|strong)\b)"), "<span> </span>"),
)
"""Where white space stands that would end a text node: in the citation or number that follows, or in a node of its own.

WeasyPrint 70 breaks a line after its first word where all of a text node fits but for the space at its end
(`split_first_line` takes the line for one that cannot be cut).
"""

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
    for space, moved in _MOVED_SPACES:
        document = space.sub(moved, document)
    with _one_at_a_time:
        look = look_of(theme, with_system_fonts=bool(lacking))
        with listening(foreign_fonts=look.with_system_fonts) as heard:
            data = _render(document, look, settings.pdf_variant)
    boxes = sorted(heard.boxes)
    missing = sorted({*lacking, *boxes})
    notices = (glyph_notice(missing, boxes, theme),) if missing else ()
    return Artefact(format=OutputFormat.PDF, data=data, notices=notices)


def _render(document: str, look: Look, variant: str) -> bytes:
    _check_variant(variant)
    html = parsed(document, look)
    try:
        with look.in_force():
            data = html.write_pdf(
                stylesheets=[look.css],
                font_config=look.fonts,
                counter_style=look.counters,
                finisher=finish,
                presentational_hints='<ol start="' in document,  # a tenth of the time, for the one attribute of ours
                pdf_variant=variant,
            )
    except RecursionError as exc:
        raise RendererError("PDF", "lists or quotations of the report are nested too deeply for WeasyPrint") from exc
    return bytes(data)


def _check_variant(variant: str) -> None:
    from weasyprint.pdf import VARIANTS

    if variant not in VARIANTS:
        raise ConfigError("pdf_variant", f"{variant!r} is not one of {', '.join(sorted(VARIANTS))}")
