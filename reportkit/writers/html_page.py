"""The page around the content, for `--to html` and for the PDF: head, properties, style sheets that a theme yields."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from types import MappingProxyType

from reportkit import __version__
from reportkit.model.report import Report
from reportkit.model.theme import FontFace, Theme
from reportkit.settings import PageSize, Settings
from reportkit.writers.html_nodes import blocks_html

GENERATOR = f"reportkit {__version__}"

_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi"})
_RTL_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"})
_PLAIN = re.compile(r"[^A-Za-z0-9 ]")
_NUMBERS = re.compile(r"(\{page\}|\{pages\})")
_COUNTERS = MappingProxyType({"{page}": "counter(page)", "{pages}": "counter(pages)"})


def page_html(report: Report, settings: Settings, head: str) -> str:
    """Return the whole document; `head` is what the caller adds to its head element."""
    language = escape(report.language)
    direction = ' dir="rtl"' if is_right_to_left(report.language) else ""
    properties = "".join(
        f'<meta name="{name}" content="{escape(value)}">\n' for name, value in _properties(report, settings)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"{direction}>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(report.title)}</title>\n{properties}{head}</head>\n"
        f"<body>\n<main>\n{blocks_html(report.blocks)}\n</main>\n</body>\n</html>\n"
    )


def _properties(report: Report, settings: Settings) -> list[tuple[str, str]]:
    """Return name and value of what is known of the document; what is not known has no entry."""
    briefing = report.briefing
    found = [("author", name) for name in (briefing.article.byline.value if briefing.article.byline else ())]
    found += [("description", statement.text) for statement in briefing.executive_summary[:1]]
    found.append(("generator", GENERATOR))
    if settings.date is not None:
        found.append(("dcterms.created", w3c_date(settings.date)))
    return found


def w3c_date(moment: datetime) -> str:
    """Return a moment as the W3C writes it, to the second; one without a zone counts as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.isoformat(timespec="seconds")


def is_right_to_left(language: str) -> bool:
    """Tell the writing direction from a BCP 47 tag: by its script where it names one, by its language otherwise."""
    primary, *rest = language.lower().split("-")
    script = next((subtag for subtag in rest if len(subtag) == 4 and subtag.isalpha()), None)  # noqa: PLR2004 - BCP 47
    return script in _RTL_SCRIPTS if script else primary in _RTL_LANGUAGES


def colour_rules(colours: Mapping[str, str]) -> str:
    """Return the theme's tokens as custom properties, of the document and of the margins of its pages."""
    tokens = "".join(f"--{name}:{value};" for name, value in colours.items())
    return f":root{{{tokens}}}\n@page{{{tokens}}}\n"


def font_rule(face: FontFace, address: str) -> str:
    """Return the rule that gives a face of the theme its file."""
    style = "italic" if face.italic else "normal"
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{style};src:url({address})}}\n'
    )


def page_rule(report: Report, page: PageSize) -> str:
    """Return the rule for the paper and the words at every page's foot."""
    counted = " ".join(_COUNTERS.get(part) or f'"{_css_string(part)}"' for part in page_count(report.page_of))
    left = f'@bottom-left{{content:"{_css_string(" ".join(report.footer.split()))}"}}'
    return f"@page{{size:{page.value};{left}@bottom-right{{content:{counted}}}}}"


def page_count(page_of: str) -> list[str]:
    """Return the pieces of `{page} of {pages}`: the two names in their braces, and the words around them."""
    return [part for part in _NUMBERS.split(page_of) if part]


def _css_string(text: str) -> str:
    """Return text for a CSS string: all but letters, digits and spaces as escapes, so that nothing can end it."""
    return _PLAIN.sub(lambda found: f"\\{ord(found.group()):x} ", text)


def theme_rules(theme: Theme, faces: str) -> str:
    """Return the theme's whole style sheet: tokens, the faces given, and its own rules."""
    return colour_rules(theme.colours) + faces + theme.css
