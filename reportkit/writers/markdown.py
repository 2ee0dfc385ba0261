"""A report as Markdown: CommonMark with tables, YAML front matter, citations as links that hold on GitHub."""

import json
import re
from collections.abc import Iterator

from reportkit import __version__
from reportkit.model.artefact import Artefact, OutputFormat
from reportkit.model.report import Report
from reportkit.model.theme import Theme
from reportkit.settings import Settings
from reportkit.writers.markdown_nodes import blocks_markdown

_NO_SECONDS = re.compile(r"(?<=T\d\d:\d\d)(?!:)")


def write_markdown(report: Report, _theme: Theme, _settings: Settings) -> Artefact:
    """The report as Markdown in UTF-8.

    Shape: a block is a line, so that a changed word is a changed line; no raw HTML; looks are left to who shows it.
    """
    text = f"---\n{''.join(_front_matter(report))}---\n\n{blocks_markdown(report.blocks)}\n"
    return Artefact(format=OutputFormat.MD, data=text.encode())


def _front_matter(report: Report) -> Iterator[str]:
    """Yield the lines of what is known of the document, under the names that Hugo, Jekyll and Pandoc use."""
    article = report.briefing.article
    yield _entry("title", report.title)
    if article.published:
        yield f"date: {_date(article.published.value)}\n"
    yield _entry("lang", report.language)
    if article.byline:
        yield "author:\n" + "".join(f"  - {_quoted(name)}\n" for name in article.byline.value)
    if report.briefing.executive_summary:
        yield _entry("description", report.briefing.executive_summary[0].text)
    yield "source:\n"
    yield f"  {_entry('name', article.source.name)}"
    if article.outlet:
        yield f"  {_entry('outlet', article.outlet.value)}"
    if article.url:
        yield f"  {_entry('url', article.url.value)}"
    yield f"  {_entry('sha256', article.source.sha256)}"
    yield _entry("generator", f"reportkit {__version__}")


def _entry(key: str, text: str) -> str:
    return f"{key}: {_quoted(text)}\n"


def _quoted(text: str) -> str:
    """Return text that YAML reads as that text, whatever is in it: a string of JSON is one of YAML."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _date(iso: str) -> str:
    """Return a date as YAML knows it: quoted where it is no full day; a time has seconds."""
    if len(iso) < len("2024-09-30"):
        return _quoted(iso)
    return _NO_SECONDS.sub(":00", iso)
