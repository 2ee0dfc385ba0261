"""Write: a report becomes bytes in a format.

In:   the report, its theme, the settings (paper, creation date, PDF variant).
Out:  an artefact: the same bytes every time, on any machine with the same versions.
Lost: characters that the theme's fonts lack, in PDF (`glyph-missing`).
Not here: what a report says (`layout`), where files go (`cli`, `batch`).
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from reportkit.model.artefact import Artefact, OutputFormat
from reportkit.model.report import Report
from reportkit.model.theme import Theme
from reportkit.settings import Settings
from reportkit.writers.docx import write_docx
from reportkit.writers.html import write_html
from reportkit.writers.json import write_json
from reportkit.writers.markdown import write_markdown
from reportkit.writers.pdf import write_pdf

Writer = Callable[[Report, Theme, Settings], Artefact]

WRITERS: Mapping[OutputFormat, Writer] = MappingProxyType(
    {
        OutputFormat.PDF: write_pdf,
        OutputFormat.DOCX: write_docx,
        OutputFormat.MD: write_markdown,
        OutputFormat.HTML: write_html,
        OutputFormat.JSON: write_json,
    }
)
"""One writer for each format; adding one is a file and a line."""
