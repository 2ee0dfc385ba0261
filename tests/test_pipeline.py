"""The whole way, stage by stage, without files: what comes out, in which order, and what strict runs refuse."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

import reportkit
from reportkit.errors import ConfigError, EmptySourceError, GateError, UsageError
from reportkit.layout import load_template, load_theme
from reportkit.model.artefact import OutputFormat
from reportkit.model.document import FieldName, Method
from reportkit.model.source import Source
from reportkit.notices import Notice, NoticeCode
from reportkit.pipeline import render, understand, unique
from reportkit.settings import Settings
from tests.support.commands import STORY

LATIN = STORY.replace("Lindqvist", "Lindqvist-Müller").encode("latin-1")


def test_formats_come_in_the_order_asked() -> None:
    """There is an artefact for each format, in the order of the settings, all from one report."""
    settings = Settings(to=(OutputFormat.JSON, OutputFormat.MD, OutputFormat.HTML))
    source = Source(name="story.txt", data=STORY.encode())
    rendered = render(source, settings, load_template("briefing"), load_theme("default"))
    assert [each.format for each in rendered.artefacts] == list(settings.to)
    assert rendered.report.briefing is rendered.briefing
    assert rendered.briefing.article is rendered.article
    assert rendered.notices == ()


def test_notices_are_told_once() -> None:
    """The same notice from two stages is one; different ones keep their order."""
    first = Notice(code=NoticeCode.ENCODING_GUESSED, detail="a")
    second = Notice(code=NoticeCode.ENCODING_GUESSED, detail="a", where="line 2")
    assert unique((first, second), (second,), (first,)) == (first, second)


def test_strict_run_refuses_notices_and_tells_them() -> None:
    """What is written with a notice otherwise is an error that names it."""
    source = Source(name="latin.txt", data=LATIN)
    easy, strict = Settings(to=(OutputFormat.MD,)), Settings(to=(OutputFormat.MD,), strict=True)
    template, theme = load_template("briefing"), load_theme("default")
    notices = render(source, easy, template, theme).notices
    assert [each.code for each in notices] == [NoticeCode.ENCODING_GUESSED]
    with pytest.raises(GateError, match="encoding-guessed"):
        render(source, strict, template, theme)


def test_supplied_fields_are_cleaned() -> None:
    """What the user supplies is cleaned like any other text before a writer sees it."""
    source = Source(name="story.txt", data=STORY.encode())
    article = understand(source, Settings(), {FieldName.OUTLET: "Harbour\u202e Post\x07"})
    assert article.outlet is not None
    assert (article.outlet.value, article.outlet.method) == ("Harbour Post", Method.SUPPLIED)


def test_public_api() -> None:
    """The two functions of the package do what the commands do, without reading anything but their arguments."""
    article = reportkit.inspect(STORY.encode(), "story.txt", fields={FieldName.PUBLISHED: "2026-03-31"})
    assert article.published is not None
    assert article.published.value == "2026-03-31"
    settings = Settings(to=(OutputFormat.MD,), date=datetime(2026, 3, 31, tzinfo=UTC))
    rendered = reportkit.render(STORY.encode(), "story.txt", settings, sets={"page": "Letter", "annex": "none"})
    (artefact,) = rendered.artefacts
    assert b"sentence by sentence" not in artefact.data
    full = reportkit.render(STORY.encode(), "story.txt", settings, fields={FieldName.TITLE: "Trams"})
    assert full.report.title == "Trams"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"data": b" ", "name": "x.txt"}, EmptySourceError),
        ({"data": STORY.encode(), "name": "x.txt", "sets": {"nix": "1"}}, ConfigError),
        ({"data": STORY.encode(), "name": "x.txt", "settings": Settings(template="nix")}, ConfigError),
        ({"data": STORY.encode(), "name": "x.txt", "fields": {FieldName.URL: "nix"}}, UsageError),
    ],
)
def test_public_api_says_no(arguments: dict[str, object], error: type[Exception]) -> None:
    """Faults come as errors of the one tree."""
    with pytest.raises(error):
        reportkit.render(**arguments)  # type: ignore[arg-type]  # as a table


def test_importing_the_package_is_light() -> None:
    """`import reportkit` loads no stage and no library."""
    code = "import sys; before = set(sys.modules); import reportkit; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not [name for name in done.stdout.split() if name.startswith("reportkit.")]
