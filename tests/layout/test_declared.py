"""What a template declares decides what `--set` takes; its presets give way to what the user gave."""

from pathlib import Path

import pytest

from reportkit.errors import ConfigError
from reportkit.layout import Template, load_template, template_settings
from reportkit.settings import Annex, PageSize, Settings
from tests.support.templates import DECLARATION, laid_out, template_at

DECLARED = (
    DECLARATION
    + """
[settings.annex]
default = "cited"
choices = ["full", "cited", "none"]

[settings.key_points]
default = 4
min = 1
max = 6

[settings.tone]
default = "calm"

[settings.logo]
default = false

[settings.colour]
default = "red"
choices = ["red", "blue"]

[settings.depth]
default = 2
"""
)


@pytest.fixture
def template(tmp_path: Path) -> Template:
    """A template with settings of every kind."""
    return template_at(tmp_path, "# {{ settings.tone }} {{ settings.key_points }} {{ settings.annex }}\n", DECLARED)


def test_presets(template: Template) -> None:
    """Where the user gave nothing the template's presets hold, and what it does not declare stays as it was."""
    settings = template_settings(template, Settings(summary_words=77, key_points=9), {})
    assert settings.annex is Annex.CITED
    assert settings.key_points == 4
    assert settings.summary_words == 77
    assert settings.page is PageSize.A4
    assert dict(settings.extra) == {"tone": "calm", "logo": False, "colour": "red", "depth": 2}
    assert laid_out(template).title == "calm 4 cited"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("annex", "none", Annex.NONE),
        ("annex", " Full ", Annex.FULL),
        ("page", "letter", PageSize.LETTER),
        ("key_points", "6", 6),
        ("tone", "stern", "stern"),
        ("logo", "yes", True),
        ("logo", "Off", False),
        ("colour", "BLUE", "blue"),
        ("depth", "-3", -3),
    ],
)
def test_given(name: str, text: str, value: object, template: Template) -> None:
    """What the user gave is read as the kind that the default has, and takes the preset's place."""
    settings = template_settings(template, Settings(), {name: text})
    found = settings.extra[name] if name in settings.extra else getattr(settings, name)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("annex", "some", "'some' is not full, cited or none"),
        ("page", "A3", "'A3' is not A4 or Letter"),
        ("key_points", "7", "'7' is not a whole number from 1 to 6"),
        ("key_points", "0", "'0' is not a whole number from 1 to 6"),
        ("key_points", "many", "'many' is not a whole number from 1 to 6"),
        ("key_points", "", "'' is not a whole number from 1 to 6"),
        ("logo", "maybe", "'maybe' is not yes or no"),
        ("colour", "green", "'green' is not red or blue"),
        ("depth", "2.5", "'2.5' is not a whole number"),
    ],
)
def test_bad_value(name: str, text: str, problem: str, template: Template) -> None:
    """A value that the setting does not take is refused, saying what it takes."""
    with pytest.raises(ConfigError) as caught:
        template_settings(template, Settings(), {name: text})
    assert (caught.value.subject, caught.value.problem) == (name, problem)


@pytest.mark.parametrize("name", ["summary_words", "strict", "theme", "extra", "", "Tone"])
def test_not_declared(name: str, template: Template) -> None:
    """A key that the template does not declare is refused with the list of those it does, whatever else there is."""
    with pytest.raises(ConfigError) as caught:
        template_settings(template, Settings(), {name: "1"})
    assert caught.value.hint == "it takes annex, colour, depth, key_points, logo, page, tone"


def test_defaults_of_the_default_template() -> None:
    """The default template presets what the settings already are: each default stands in one place and this test."""
    assert template_settings(load_template("briefing"), Settings(), {}) == Settings()
