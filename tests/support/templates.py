"""Templates made by tests, as folders."""

from collections.abc import Mapping
from pathlib import Path

from reportkit.layout import Template, lay_out, load_template, load_theme, template_settings
from reportkit.layout.render import render
from reportkit.model.briefing import Briefing
from reportkit.model.report import Report
from reportkit.settings import Settings
from tests.support.briefings import coalition_briefing

DECLARATION = 'title = "Kind"\ndescription = "A template of a test."\n'


def template_at(folder: Path, main: str, declaration: str = DECLARATION, **sections: str) -> Template:
    """Write a template and load it; `sections` are by name, without folder and suffix, `_` for `-`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "template.toml").write_text(declaration, encoding="utf-8")
    (folder / "report.md.j2").write_text(main, encoding="utf-8")
    for name, text in sections.items():
        (folder / "sections").mkdir(exist_ok=True)
        (folder / "sections" / f"{name.replace('_', '-')}.md.j2").write_text(text, encoding="utf-8")
    return load_template(str(folder))


def laid_out(template: Template, briefing: Briefing | None = None) -> Report:
    """Return a briefing, by default that of the first sample, laid out by a template with its own presets."""
    settings = template_settings(template, Settings(), {})
    return lay_out(briefing or coalition_briefing(), template, load_theme("default"), settings)


def rendered(template: Template, context: Mapping[str, object]) -> str:
    """Return the Markdown that a template yields for these values."""
    return render(template, context)
