"""Source article in, briefing out, every sentence traceable, the same content in PDF, DOCX and Markdown.

    from pathlib import Path
    import reportkit
    from reportkit.settings import Settings

    data = Path("story.html").read_bytes()
    rendered = reportkit.render(data, "story.html", Settings(template="one-page"), sets={"page": "Letter"})
    for artefact in rendered.artefacts:
        Path(f"story.{artefact.format}").write_bytes(artefact.data)
    article = reportkit.inspect(data, "story.html")

Whatever a source, a template or a setting is at fault for is raised as a `reportkit.errors.ReportkitError`. Nothing is
read from environment, configuration files, clock or network, and nothing is written.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportkit.model.article import Article
    from reportkit.model.document import FieldName
    from reportkit.pipeline import Rendered
    from reportkit.settings import Settings

__version__ = "0.1.0"
__all__ = ["__version__", "inspect", "render"]


def inspect(
    data: bytes, name: str, *, language: str | None = None, fields: "Mapping[FieldName, str] | None" = None
) -> "Article":
    """The normalised article that a source holds: fields with their evidence, paragraphs, numbered sentences.

    `name` is the source's file name: its suffix counts where the bytes do not tell their format. `fields` are what the
    source lacks.

    Raises: SourceError: the bytes cannot be read, or hold no text.
            UsageError: the value of a field is not in its form.
    """
    from reportkit import pipeline
    from reportkit.model.source import Source
    from reportkit.settings import Settings

    return pipeline.understand(Source(name=name, data=data), Settings(language=language), fields or {})


def render(
    data: bytes,
    name: str,
    settings: "Settings | None" = None,
    *,
    sets: Mapping[str, str] | None = None,
    fields: "Mapping[FieldName, str] | None" = None,
) -> "Rendered":
    """The briefing of a source with everything on the way to it: article, report, bytes of each format, notices.

    `settings` say what to do (formats, template, theme, language …); `sets` are settings of the template, as after
    `--set`; both fill up with the template's presets. `name` and `fields` as in `inspect`.

    Raises: SourceError, UsageError: as `inspect`.
            ConfigError: no such template, theme or setting, or a value that it does not take.
            RendererError: the library behind a format refused the document.
            GateError: the settings are strict, and there are notices.
    """
    from reportkit import layout, pipeline
    from reportkit.model.source import Source
    from reportkit.settings import Settings

    run = settings or Settings()
    template = layout.load_template(run.template)
    full = layout.template_settings(template, run, sets or {})
    return pipeline.render(Source(name=name, data=data), full, template, layout.load_theme(run.theme), fields or {})
