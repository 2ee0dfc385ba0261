"""The settings of a run: option > environment > project file > user's file > preset of the template > default."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path

from reportkit.cli import layers
from reportkit.cli.layers import Given, Layer
from reportkit.cli.values import PARSERS
from reportkit.errors import ConfigError, ReportkitError, UsageError
from reportkit.layout import Template, load_template, template_settings
from reportkit.settings import Settings

OPTIONS: Mapping[str, str] = {
    "to": "--to",
    "template": "--template",
    "theme": "--theme",
    "language": "--lang",
    "date": "--date",
    "pdf_variant": "--pdf-variant",
    "strict": "--strict",
    "force": "--force",
}
"""How each setting of a run is called as an option; the others are given with `--set`."""

_SHARED = tuple(each.name for each in fields(Settings) if each.name not in {*PARSERS, "extra"})
"""Settings that a template may declare, and that a configuration file may hold whichever template is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """The settings with the template that they are for, and where each came from."""

    settings: Settings
    template: Template
    origins: Mapping[str, str]
    """For each setting that is in force; `default` and `template NAME` among them."""

    def asked(self, name: str) -> bool:
        """Whether the setting was given as an option."""
        return self.origins[name].startswith("--")


def configure(options: Mapping[str, object], sets: Mapping[str, str]) -> Configured:
    """The settings that hold, from all that was given.

    Raises: UsageError: an option's value cannot be understood.
            ConfigError: a key or a value that environment, file or `--set` gives is not valid.
            TemplateError: there is no such template.
    """
    asked = {name: Given(value=value, origin=OPTIONS[name]) for name, value in options.items()}
    chosen = {name: Given(value=value, origin=f"--set {name}") for name, value in sets.items()}
    configured = {**layers.user(), **layers.project(), **layers.environment()}
    run = _run_settings({**configured, **asked})
    template = load_template(run.template)
    known = ("page", *template.settings)
    _check_names(configured, (*PARSERS, *_SHARED, *known))
    content = {name: given for name, given in {**configured, **chosen}.items() if name in {*known, *chosen}}
    return Configured(
        settings=_with_content(template, run, content),
        template=template,
        origins=_origins(template, {**configured, **asked, **content}),
    )


def _run_settings(given: Layer) -> Settings:
    """The settings that say what a run is to do."""
    values: dict[str, object] = {}
    for name in PARSERS.keys() & given.keys():
        try:
            values[name] = PARSERS[name](given[name].value)
        except ValueError as exc:
            raise _refusal(name, given[name], str(exc)) from exc
    settings = replace(Settings(), **values)  # type: ignore[arg-type]  # each parser gives its field's type
    folder = given["template"].folder if "template" in given else None
    if folder is not None and ("/" in settings.template or (folder / settings.template).is_dir()):
        settings = replace(settings, template=str(folder / Path(settings.template).expanduser()))
    return settings


def _with_content(template: Template, run: Settings, content: Layer) -> Settings:
    """The settings with what the template presets, and over that what was given."""
    words = {name: _words(name, given) for name, given in content.items()}
    for name, given in content.items():
        try:
            template_settings(template, run, {name: words[name]})
        except ConfigError as exc:
            raise _refusal(name, given, exc.problem, exc.hint) from exc
    return template_settings(template, run, words)


def _words(name: str, given: Given) -> str:
    """The value as it would be written after `--set`."""
    if isinstance(given.value, bool):
        return "yes" if given.value else "no"
    if isinstance(given.value, str | int | float):
        return str(given.value)
    raise _refusal(name, given, f"{given.value!r} is neither text, a number, true nor false")


def _origins(template: Template, given: Layer) -> dict[str, str]:
    names = dict.fromkeys((*PARSERS, *_SHARED, *template.settings))
    return {
        name: given[name].origin
        if name in given
        else f"template {template.name}"
        if name in template.settings
        else "default"
        for name in names
    }


def _refusal(name: str, given: Given, problem: str, hint: str | None = None) -> ReportkitError:
    """The error of a value that is not valid: of usage where it is an option's, else of configuration."""
    if given.folder is not None:
        return ConfigError(given.origin, f"{name}: {problem}", hint)
    if given.origin.startswith("--") and name in OPTIONS:
        return UsageError(given.origin, problem, hint)
    return ConfigError(given.origin, problem, hint)


def _check_names(given: Layer, known: tuple[str, ...]) -> None:
    """Make sure that every name is that of a setting.

    A file is ours alone, the environment is not: there only what looks like a slip of the pen is refused.

    Raises: ConfigError: one is not, with the setting that was probably meant.
    """
    for name, value in given.items():
        if name in known:
            continue
        near = get_close_matches(name, known, n=1)
        if value.folder is None and not near:
            continue
        hint = f"did you mean {near[0]}?" if near else "`reportkit config show` lists all settings"
        raise ConfigError(value.origin, f"there is no setting {name}", hint)
