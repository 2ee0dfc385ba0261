"""Reports laid out by the real templates, for tests of writers."""

from functools import cache

from reportkit.layout import lay_out, load_template, load_theme, template_settings
from reportkit.model.report import Report
from reportkit.settings import Settings
from tests.support.briefings import coalition_briefing


@cache
def coalition_report(template: str = "briefing", **given: str) -> Report:
    """The hand-made briefing of the first sample, laid out by a template with the settings given."""
    chosen = load_template(template)
    settings = template_settings(chosen, Settings(), given)
    return lay_out(coalition_briefing(), chosen, load_theme("default"), settings)
