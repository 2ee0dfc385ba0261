"""The fixed words of a report, one file a language: `labels/en.toml`."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from reportkit.errors import TemplateError
from reportkit.layout.template import SHARED, Template, TemplateFile, load_template

LANGUAGE_OF_LABELS = "en"
"""The language that every template has labels in; what another one lacks is taken from it."""


def labels_of(template: Template, language: str | None) -> tuple[str, Mapping[str, str]]:
    """Return the labels for an article in a language, and the language that they are in.

    Raises:  TemplateError: a file of labels that is not a list of texts.
    """
    wanted = (language or LANGUAGE_OF_LABELS).replace("_", "-").split("-")[0].lower()
    files = {file.name: file for file in template.files}
    language = wanted if f"labels/{wanted}.toml" in files else LANGUAGE_OF_LABELS
    words: dict[str, str] = {}
    for each in (LANGUAGE_OF_LABELS, language):
        for name in (f"{SHARED}labels/{each}.toml", f"labels/{each}.toml"):
            if name in files:
                words |= _labels(files[name])
    return language, MappingProxyType(words)


@lru_cache(maxsize=1)
def every_label() -> Mapping[str, Mapping[str, str]]:
    """Return the labels that the product has, by their languages."""
    folder = "labels/"
    files = {file.name: file for file in load_template("briefing").files if file.name.startswith(folder)}
    return MappingProxyType(
        {
            name.removeprefix(folder).removesuffix(".toml"): MappingProxyType(_labels(files[name]))
            for name in sorted(files)
        }
    )


@lru_cache(maxsize=32)
def _labels(file: TemplateFile) -> dict[str, str]:
    try:
        words = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as exc:
        raise TemplateError(file.path, f"not valid TOML: {exc}") from exc
    for key, value in words.items():
        if not isinstance(value, str):
            raise TemplateError(file.path, f"{key} is not text")
    return words
