"""A template for people: what it is, its settings, its files."""

from reportkit.cli.tables import table
from reportkit.layout import DeclaredSetting, Template
from reportkit.layout.declared import PAGE


def template_view(template: Template) -> str:
    """Title and description, what `--set` takes, and the files, a template's own and those it shares."""
    settings = {PAGE.name: PAGE, **template.settings}
    parts = [
        f"{template.name}: {template.title}\n{template.description}\n",
        "Settings\n" + table([_setting(each) for each in settings.values()]),
        "Files\n" + table([(each.name, each.path) for each in template.files]),
    ]
    return "\n".join(parts)


def _setting(setting: DeclaredSetting) -> tuple[str, str, str]:
    preset = ("no", "yes")[setting.default] if isinstance(setting.default, bool) else str(setting.default)
    return (setting.name, preset, f"{setting.help} Takes {setting.takes}.".strip())
