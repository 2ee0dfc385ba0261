"""A report as a Word file."""

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from reportkit.model.artefact import Artefact, OutputFormat
from reportkit.model.report import Report
from reportkit.model.theme import Theme
from reportkit.settings import Settings
from reportkit.writers.docx_body import Body
from reportkit.writers.docx_links import Links
from reportkit.writers.docx_package import empty_package, repack, text_width
from reportkit.writers.docx_xml import part
from reportkit.writers.html_page import is_right_to_left

if TYPE_CHECKING:
    from docx.document import Document

_PROPERTY_CHARACTERS = 255
"""The longest text that Word shows as a document's property."""


def write_docx(report: Report, theme: Theme, settings: Settings) -> Artefact:
    """The report as a Word file: real headings, lists, tables and links, the theme as styles.

    Shape: no direct formatting and no empty paragraphs, so that a house style can be laid over it; citations are links
           to bookmarks; the footer counts pages with fields; dates only from `settings.date`.
    """
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    document = docx.Document(BytesIO(empty_package(theme, settings.page, report.language, report.page_of)))
    links = Links(
        report.blocks,
        lambda address: document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
    )
    body = Body(links, text_width=text_width(settings.page), rtl=is_right_to_left(report.language))
    section = document.element.body.sectPr
    for block in parse_xml(part("body", *body.write(report.blocks))):
        section.addprevious(block)
    document.part.numbering_part.element.extend(parse_xml(part("numbering", *body.instances.written)))
    document.sections[0].footer.paragraphs[0].runs[0].text = " ".join(report.footer.split())
    _set_properties(document, report, settings.date)
    saved = BytesIO()
    document.save(saved)
    return Artefact(format=OutputFormat.DOCX, data=repack(saved.getvalue()))


def _set_properties(document: "Document", report: Report, date: datetime | None) -> None:
    """Say what is known of the document; of what is not known there is no property."""
    properties = document.core_properties
    briefing = report.briefing
    properties.title = _property(report.title)
    properties.subject = _property(report.footer)
    properties.language = report.language
    if briefing.article.byline is not None:
        properties.author = _property("; ".join(briefing.article.byline.value))
    if briefing.executive_summary:
        properties.comments = _property(briefing.executive_summary[0].text)
    if date is not None:
        moment = date.astimezone(UTC) if date.tzinfo else date
        properties.created = properties.modified = moment.replace(tzinfo=None)


def _property(text: str) -> str:
    """Return text as a property on one line; one that is too long ends with an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _PROPERTY_CHARACTERS else f"{flat[: _PROPERTY_CHARACTERS - 1].rstrip()}…"
