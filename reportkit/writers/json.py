"""A briefing as JSON: the contract that `reportkit schema briefing` publishes."""

import json

from reportkit.model.artefact import Artefact, OutputFormat
from reportkit.model.contract import briefing_as_json
from reportkit.model.report import Report
from reportkit.model.theme import Theme
from reportkit.settings import Settings


def write_json(report: Report, _theme: Theme, _settings: Settings) -> Artefact:
    """The briefing that the report was laid out from, in UTF-8, its keys in the order of the contract."""
    text = json.dumps(briefing_as_json(report.briefing), ensure_ascii=False, indent=2)
    return Artefact(format=OutputFormat.JSON, data=f"{text}\n".encode())
