"""Settings that a template declares in `template.toml`: what they may be set to, and the settings that come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from reportkit.errors import ConfigError, TemplateError
from reportkit.settings import Annex, PageSize, Settings

if TYPE_CHECKING:
    from reportkit.layout.template import Template

Toml: TypeAlias = "str | int | float | bool | list[Toml] | dict[str, Toml] | object"
Value = str | int | bool

_KEYS = frozenset({"default", "choices", "min", "max", "help"})
_TRUE, _FALSE = frozenset({"yes", "true", "on", "1"}), frozenset({"no", "false", "off", "0"})
_FIELDS: Mapping[str, type] = MappingProxyType(
    {each.name: type(each.default) for each in fields(Settings) if isinstance(each.default, int | Annex | PageSize)}
)
"""Fields of the settings that a template may preset; what else it declares goes into `Settings.extra`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredSetting:
    """A setting that a template takes."""

    name: str
    default: Value
    choices: tuple[str, ...] = ()
    """What text may be; empty: anything."""
    min: int | None = None
    max: int | None = None
    help: str = ""

    @property
    def takes(self) -> str:
        """What it may be set to, in words: `full, cited or none`, `a whole number from 1 to 4`."""
        if isinstance(self.default, bool):
            return "yes or no"
        if isinstance(self.default, int):
            least = "" if self.min is None else f" from {self.min}"
            return f"a whole number{least}" + ("" if self.max is None else f" to {self.max}")
        *others, last = self.choices or ("text",)
        return f"{', '.join(others)} or {last}" if others else last


PAGE = DeclaredSetting(
    name="page",
    default=Settings().page.value,
    choices=tuple(size.value for size in PageSize),
    help="Paper of PDF and Word.",
)
"""Every template takes it: paper is no affair of a template's."""


def template_settings(template: "Template", settings: Settings, given: Mapping[str, str]) -> Settings:
    """Return the settings with the template's presets, and over these what the user gave as `KEY=VALUE`.

    Raises:  ConfigError: a key that the template does not declare, or a value that it does not take.
    """
    declared = {PAGE.name: PAGE, **template.settings}
    values: dict[str, Value] = {name: setting.default for name, setting in template.settings.items()}
    for name, text in given.items():
        if name not in declared:
            raise ConfigError(
                name, f"the template {template.name} has no such setting", f"it takes {', '.join(sorted(declared))}"
            )
        values[name] = _parsed(declared[name], text)
    ours = {name: _FIELDS[name](value) for name, value in values.items() if name in _FIELDS}
    extra = {name: value for name, value in values.items() if name not in _FIELDS}
    return replace(settings, **ours, extra=MappingProxyType({**settings.extra, **extra}))


def _parsed(setting: DeclaredSetting, text: str) -> Value:
    """Return a value that the user wrote.

    Raises:  ConfigError: not one that the setting takes.
    """
    value: Value | None = text.strip()
    if isinstance(setting.default, bool):
        value = True if text.strip().lower() in _TRUE else False if text.strip().lower() in _FALSE else None
    elif isinstance(setting.default, int):
        try:
            value = int(text)
        except ValueError:
            value = None
    elif setting.choices:
        value = next((choice for choice in setting.choices if choice.lower() == text.strip().lower()), None)
    if value is None or not _fits(setting, value):
        raise ConfigError(setting.name, f"{text!r} is not {setting.takes}")
    return value


def _fits(setting: DeclaredSetting, value: Value) -> bool:
    if isinstance(value, str):
        return not setting.choices or value in setting.choices
    return (setting.min is None or value >= setting.min) and (setting.max is None or value <= setting.max)


def declared_settings(table: Toml, path: str) -> dict[str, DeclaredSetting]:
    """Return the settings that the `[settings]` table of a `template.toml` declares.

    Raises:  TemplateError: not a table of tables, or a declaration that contradicts itself.
    """
    if not isinstance(table, dict):
        raise TemplateError(path, "settings is not a table")
    return {str(name): _declared(str(name), given, path) for name, given in table.items()}


def _declared(name: str, given: Toml, path: str) -> DeclaredSetting:
    if not isinstance(given, dict) or "default" not in given:
        raise TemplateError(path, f"settings.{name} is not a table with a default")
    if unknown := sorted(given.keys() - _KEYS):
        raise TemplateError(path, f"settings.{name}: unknown key {unknown[0]!r}", f"known: {', '.join(sorted(_KEYS))}")
    default, least, most = given["default"], given.get("min"), given.get("max")
    choices, words = given.get("choices", []), given.get("help", "")
    if not isinstance(default, str | int):
        raise TemplateError(path, f"settings.{name}: default is neither text, a whole number, true nor false")
    if not (least is None or isinstance(least, int)) or not (most is None or isinstance(most, int)):
        raise TemplateError(path, f"settings.{name}: min and max are whole numbers")
    if not isinstance(choices, list) or not all(isinstance(choice, str) for choice in choices):
        raise TemplateError(path, f"settings.{name}: choices is a list of texts")
    setting = DeclaredSetting(
        name=name, default=default, choices=tuple(map(str, choices)), min=least, max=most, help=str(words)
    )
    if not _fits(setting, default) or not _suits_field(name, default):
        raise TemplateError(path, f"settings.{name}: default {default!r} is not {setting.takes}")
    return setting


def _suits_field(name: str, default: Value) -> bool:
    """Tell whether a preset of one of our own settings is of its kind."""
    kind = _FIELDS.get(name)
    if kind is None:
        return name not in {each.name for each in fields(Settings)}
    if issubclass(kind, Annex | PageSize):
        return default in list(kind)
    return isinstance(default, int) and isinstance(default, bool) == (kind is bool)
