"""A report as one HTML file that needs nothing else: style sheet and fonts inside, no script, no request."""

from base64 import b64encode
from hashlib import sha256

from reportkit.model.artefact import Artefact, OutputFormat
from reportkit.model.report import Report
from reportkit.model.theme import FontFace, Theme
from reportkit.settings import Settings
from reportkit.writers.html_page import font_rule, page_html, page_rule, theme_rules


def write_html(report: Report, theme: Theme, settings: Settings) -> Artefact:
    """The report as an HTML document in UTF-8.

    Shape: semantic HTML5; the theme's style sheet for screen and paper; Latin fonts as WOFF2 in data URLs, other
           scripts in the reader's own fonts.
    """
    style = f"{_style(theme)}{page_rule(report, settings.page)}\n"
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; font-src data:; base-uri 'none'; form-action 'none'"
    )
    head = (
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<style>{style}</style>\n"
    )
    return Artefact(format=OutputFormat.HTML, data=page_html(report, settings, head).encode("utf-8"))


def _digest(style: str) -> str:
    return b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")


_kept: list[tuple[Theme, str]] = []
"""The style sheet of the theme that was used last: its fonts need not be unpacked for every document."""


def _style(theme: Theme) -> str:
    if not _kept or _kept[0][0] != theme:
        faces = "".join(_face(face, theme.files[face.web_file]) for face in theme.fonts if face.web_file)
        _kept[:] = [(theme, theme_rules(theme, faces))]
    return _kept[0][1]


def _face(face: FontFace, data: bytes) -> str:
    """Return the rule of a face that carries its file; characters that it lacks come from the reader's fonts."""
    return font_rule(face, f"data:font/woff2;base64,{b64encode(data).decode('ascii')}")
