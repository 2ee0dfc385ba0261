"""Settings: which source of a value wins, and what is said of one that is not valid."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reportkit.cli.configuration import configure
from reportkit.cli.layers import configuration_folder
from reportkit.cli.values import PARSERS, boolean, formats, moment
from reportkit.errors import ConfigError, TemplateError, UsageError
from reportkit.model.artefact import OutputFormat
from reportkit.settings import Annex, PageSize, Settings


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder; the working folder lies two levels below."""
    below = tmp_path / "project" / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config" / "reportkit").mkdir(parents=True)
    return tmp_path / "project"


def user_file(project: Path, text: str) -> None:
    (project.parent / "config" / "reportkit" / "config.toml").write_text(text)


def test_order_of_layers(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Option, environment, project, user, template, default: the first that has a value gives it, and is named."""
    user_file(project, 'page = "Letter"\ntheme = "default"\nkey_points = 2\nquotes = 1\nfacts = 1\nannex = "none"\n')
    (project / "reportkit.toml").write_text('key_points = 3\nquotes = 2\nfacts = 2\nannex = "none"\n')
    monkeypatch.setenv("REPORTKIT_QUOTES", "3")
    monkeypatch.setenv("REPORTKIT_FACTS", "3")
    configured = configure({}, {"facts": "4", "annex": "cited"})
    settings, origins = configured.settings, configured.origins
    assert (settings.page, origins["page"]) == (
        PageSize.LETTER,
        str(project.parent / "config" / "reportkit" / "config.toml"),
    )
    assert (settings.key_points, origins["key_points"]) == (3, str(project / "reportkit.toml"))
    assert (settings.quotes, origins["quotes"]) == (3, "REPORTKIT_QUOTES")
    assert (settings.facts, origins["facts"]) == (4, "--set facts")
    assert (settings.annex, origins["annex"]) == (Annex.CITED, "--set annex")
    assert (settings.summary_words, origins["summary_words"]) == (100, "template briefing")
    assert (settings.strict, origins["strict"]) == (False, "default")
    assert not configured.asked("to")
    assert configure({"to": "md"}, {}).asked("to")


def test_preset_of_the_template_gives_way_to_files(project: Path) -> None:
    """What a template presets holds where nobody says otherwise."""
    preset = configure({"template": "one-page"}, {}).settings
    assert preset != configure({}, {}).settings
    (project / "reportkit.toml").write_text('template = "one-page"\nsummary_words = 33\n')
    assert configure({}, {}).settings.summary_words == 33


def test_settings_of_other_templates_may_stand_in_a_file(project: Path) -> None:
    """A file serves all templates: what the one at hand does not take is passed over, what none knows is not."""
    (project / "reportkit.toml").write_text('template = "background"\nkey_points = 3\n')
    assert configure({}, {}).settings.template == "background"


def test_nearest_file_wins(project: Path) -> None:
    """The search goes upwards and ends at the first file; a pyproject.toml counts where it has our table."""
    (project / "reportkit.toml").write_text("key_points = 2\n")
    (project / "a" / "pyproject.toml").write_text("[tool.reportkit]\nkey_points = 4\n")
    (project / "a" / "b" / "pyproject.toml").write_text('[project]\nname = "reportkit-user"\n')
    assert configure({}, {}).settings.key_points == 4
    (project / "a" / "b" / "reportkit.toml").write_text("")
    assert configure({}, {}).settings.key_points == 5


def test_somebody_elses_broken_project_file_is_not_our_business(project: Path) -> None:
    """A pyproject.toml that does not name us may be as broken as it likes; one that does is told."""
    (project / "a" / "pyproject.toml").write_text("[tool\n")
    assert configure({}, {}).settings.key_points == 5
    (project / "a" / "pyproject.toml").write_text("[tool.reportkit\n")
    with pytest.raises(ConfigError, match="is not valid TOML"):
        configure({}, {})


def test_template_folder_is_found_from_the_file_that_names_it(project: Path) -> None:
    """A path in a file is relative to that file."""
    house = project / "templates" / "house"
    house.mkdir(parents=True)
    (house / "template.toml").write_text('title = "House"\ndescription = "Ours."\n[settings.tone]\ndefault = "calm"\n')
    (house / "report.md.j2").write_text("# x\n")
    (project / "reportkit.toml").write_text('template = "templates/house"\ntone = "loud"\n')
    configured = configure({}, {})
    assert configured.template.title == "House"
    assert configured.settings.extra == {"tone": "loud"}


@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        ("key_pionts = 3", "there is no setting key_pionts", "did you mean key_points?"),
        ("zzz = 3", "there is no setting zzz", "`reportkit config show` lists all settings"),
        ("key_points = 'many'", "key_points: 'many' is not a whole number from 1 to 20", None),
        ("key_points = true", "key_points: 'yes' is not a whole number from 1 to 20", None),
        ("key_points = [3]", "key_points: [3] is neither text, a number, true nor false", None),
        ("page = 'A5'", "page: 'A5' is not A4 or Letter", None),
        ("to = ['pdf', 3]", "to: 3 is not one of pdf, docx, md, html, json", None),
        ("to = []", "to: [] names no format", None),
        ("strict = 'perhaps'", "strict: 'perhaps' is neither true nor false", None),
        ("language = 3", "language: 3 is not a text", None),
        ("language = 'e'", "language: 'e' is no language tag such as en or pt-BR", None),
        ("date = 12:00:00", "date: datetime.time(12, 0) is no date", None),
        ("date = 'now'", "date: 'now' is no date such as 2026-03-31 or 2026-03-31T14:05+02:00", None),
    ],
)
def test_fault_in_a_file(project: Path, text: str, problem: str, hint: str | None) -> None:
    """It is told with the file, the key and what would be right."""
    (project / "reportkit.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        configure({}, {})
    error = caught.value
    assert (error.subject, error.problem, error.hint) == (str(project / "reportkit.toml"), problem, hint)


def test_broken_files(project: Path) -> None:
    """A file that is no TOML, or no UTF-8, is told."""
    for data in (b"= 3", b"\xff\xfe"):
        (project / "reportkit.toml").write_bytes(data)
        with pytest.raises(ConfigError, match="is not valid TOML"):
            configure({}, {})


def test_options_are_usage(project: Path) -> None:
    """A value that an option cannot take is a fault of usage, not of configuration."""
    with pytest.raises(UsageError, match="--to: 'x' is not one of"):
        configure({"to": "x"}, {})
    with pytest.raises(TemplateError):
        configure({"template": "nix"}, {})


def test_values() -> None:
    """Values are read as people write them."""
    assert formats("PDF, .md,markdown") == (OutputFormat.PDF, OutputFormat.MD)
    assert [boolean(each) for each in (True, "On", "0", "no")] == [True, True, False, False]
    assert moment("2026-03-31") == moment(date(2026, 3, 31)) == datetime(2026, 3, 31, tzinfo=UTC)
    assert moment("2026-03-31T14:05+02:00").isoformat() == "2026-03-31T14:05:00+02:00"


def test_date_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH gives the date; what is said more plainly wins over it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert configure({}, {}).settings.date == datetime(1970, 1, 1, tzinfo=UTC)
    monkeypatch.setenv("REPORTKIT_DATE", "2020-02-02")
    assert configure({}, {}).settings.date == datetime(2020, 2, 2, tzinfo=UTC)
    assert configure({"date": "2021-01-01"}, {}).settings.date == datetime(2021, 1, 1, tzinfo=UTC)


def test_every_setting_has_its_reader() -> None:
    """A field of the settings is read by this package, or declared by the default template or as paper."""
    declared = set(configure({}, {}).template.settings) | {"page", "extra"}
    assert set(Settings.__dataclass_fields__) == set(PARSERS) | declared


def test_without_home_or_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody needs a home folder, nor a working folder that still exists."""

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.delenv("XDG_CONFIG_HOME")
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert configuration_folder() is None
    assert configure({}, {}).settings.template == "briefing"


def test_configuration_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is where XDG says, else below the home folder."""
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", "/h")
    assert configuration_folder() == Path("/h/.config/reportkit")
