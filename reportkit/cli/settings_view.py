"""The settings that hold, for people."""

from datetime import datetime

from reportkit.cli.configuration import Configured
from reportkit.cli.tables import table


def settings_view(configured: Configured) -> str:
    """A line for each setting: name, value, origin."""
    settings = configured.settings
    rows = [
        (name, _shown(settings.extra[name] if name in settings.extra else getattr(settings, name)), origin)
        for name, origin in configured.origins.items()
    ]
    return table(rows, indent=0)


def _shown(value: object) -> str:
    """A value as it would be written in `reportkit.toml`, without quotation marks; `-` for none."""
    match value:
        case None:
            return "-"
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat()
        case tuple():
            return ",".join(map(str, value))
        case _:
            return str(value)
