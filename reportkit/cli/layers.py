"""Where settings come from: environment, the nearest project file upwards, the user's own file."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportkit.cli.values import epoch
from reportkit.errors import ConfigError, words_of
from reportkit.text.paths import shown

PREFIX = "REPORTKIT_"
PROJECT_FILE = "reportkit.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A value that somebody gave for a setting."""

    value: object
    origin: str
    """Where it stands, as a person would look for it: `--set page`, `REPORTKIT_PAGE`, a file's path."""
    folder: Path | None = None
    """What paths in it are relative to; `None`: the working folder."""


Layer = Mapping[str, Given]
"""Values by the name of the setting."""


def environment() -> Layer:
    """What `REPORTKIT_*` sets, and the date of `SOURCE_DATE_EPOCH`; an empty variable sets nothing.

    Raises: ConfigError: `SOURCE_DATE_EPOCH` is no number of seconds.
    """
    layer = {}
    if moment := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            layer["date"] = Given(value=epoch(moment), origin="SOURCE_DATE_EPOCH")
        except ValueError as exc:
            raise ConfigError("SOURCE_DATE_EPOCH", str(exc)) from exc
    for name, value in sorted(os.environ.items()):
        if name.startswith(PREFIX) and value:
            layer[name.removeprefix(PREFIX).lower()] = Given(value=value, origin=name)
    return layer


def project() -> Layer:
    """What the nearest `reportkit.toml`, or `pyproject.toml` with a table for us, sets: here or in a folder above.

    Raises: ConfigError: the file is not valid TOML, or cannot be read.
    """
    try:
        here = Path.cwd()
    except FileNotFoundError:
        return {}
    for folder in (here, *here.parents):
        if (folder / PROJECT_FILE).is_file():
            return _layer(folder / PROJECT_FILE, _parsed(folder / PROJECT_FILE))
        table = _table_of_ours(folder / "pyproject.toml")
        if table is not None:
            return _layer(folder / "pyproject.toml", table)
    return {}


def user() -> Layer:
    """What the user's own configuration file sets.

    Raises: ConfigError: the file is not valid TOML, or cannot be read.
    """
    folder = configuration_folder()
    if folder is None or not (folder / "config.toml").is_file():
        return {}
    return _layer(folder / "config.toml", _parsed(folder / "config.toml"))


def configuration_folder() -> Path | None:
    """The folder of the user's configuration; `None` where the user has no home."""
    given = os.environ.get("XDG_CONFIG_HOME", "")
    if Path(given).is_absolute():
        return Path(given) / "reportkit"
    if os.name == "nt" and os.environ.get("APPDATA"):
        return Path(os.environ["APPDATA"]) / "reportkit"
    try:
        return Path.home() / ".config" / "reportkit"
    except RuntimeError:
        return None


def _layer(file: Path, table: Mapping[str, object]) -> Layer:
    return {key: Given(value=value, origin=shown(str(file)), folder=file.parent) for key, value in table.items()}


def _parsed(file: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise ConfigError(shown(str(file)), f"is not valid TOML: {exc}") from exc
    except OSError as exc:
        raise ConfigError(shown(str(file)), f"cannot be read: {words_of(exc)}") from exc


def _table_of_ours(file: Path) -> Mapping[str, object] | None:
    """The table `[tool.reportkit]`; a file that does not name it is nobody's mistake of ours, whatever is wrong with it."""
    try:
        if b"reportkit" not in file.read_bytes():
            return None
    except OSError:
        return None
    tools = _parsed(file).get("tool")
    table = tools.get("reportkit") if isinstance(tools, dict) else None
    return table if isinstance(table, dict) else None
