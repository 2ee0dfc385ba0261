"""Templates are read once, found whole, and refused with the file and the reason where they are not."""

import re
import tomllib
from pathlib import Path

import pytest

from reportkit.errors import ConfigError, TemplateError
from reportkit.layout import load_template, load_theme, template_names, theme_names
from reportkit.layout.installed import templates_folder
from reportkit.layout.labels import labels_of
from reportkit.limits import TEMPLATE_BYTES, TEMPLATE_FILES
from reportkit.text.dates import format_date
from reportkit.writers.pdf_glyphs import missing_glyphs
from tests.support.templates import DECLARATION, laid_out, template_at
from tests.support.trees import default_theme

SHIPPED = ("briefing", "background", "executive-summary", "key-points", "one-page")


def test_names() -> None:
    """The default comes first, the others by name; themes and shared folders are no templates."""
    assert template_names() == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_template(name: str) -> None:
    """Every template that ships loads by its name, says what it is, and explains each of its settings."""
    template = load_template(name)
    assert template.name == name
    assert template.title
    assert template.description.endswith(".")
    assert template.files[0].path == f"templates/{name}/report.md.j2"
    for setting in template.settings.values():
        assert setting.help.endswith(".")
        assert setting.takes != "text"


def test_by_path(tmp_path: Path) -> None:
    """A folder of the user's loads by its path, under its own name."""
    template = template_at(tmp_path / "mine", "# {{ title }}\n")
    assert template.name == "mine"
    assert template.file("report.md.j2").path == f"{tmp_path}/mine/report.md.j2"


def test_own_sections_before_shared_ones(tmp_path: Path) -> None:
    """A folder's own section takes the place of the shared one of that name; the rest are shared."""
    template = template_at(tmp_path, '{% include "sections/title.md.j2" %}', title="# Mine\n")
    assert laid_out(template).title == "Mine"
    assert template.file("sections/key-points.md.j2").path == "templates/sections/key-points.md.j2"
    assert template.file("sections/title.md.j2").path == f"{tmp_path}/sections/title.md.j2"


def test_labels_by_language(tmp_path: Path) -> None:
    """Labels are those of the article's language where there is a file, English otherwise and for what it lacks."""
    template = template_at(tmp_path, "# {{ title }}\n")
    assert labels_of(template, "sv-FI")[0] == "en"
    assert labels_of(template, None)[1]["key_points"] == "Key points"
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "sv.toml").write_text('key_points = "Huvudpunkter"', encoding="utf-8")
    template = load_template(str(tmp_path))
    language, labels = labels_of(template, "sv-FI")
    assert (language, labels["key_points"], labels["figure"]) == ("sv", "Huvudpunkter", "Figure")


def test_a_template_changes_one_word(tmp_path: Path) -> None:
    """Words of a template's own stand in place of the shared ones; all others are the shared ones of that language."""
    template_at(tmp_path, "# {{ title }}\n")
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "de.toml").write_text('key_points = "Kernaussagen"', encoding="utf-8")
    (tmp_path / "labels" / "en.toml").write_text('figure = "Number"', encoding="utf-8")
    template = load_template(str(tmp_path))
    language, labels = labels_of(template, "de-AT")
    assert (language, labels["key_points"], labels["figure"]) == ("de", "Kernaussagen", "Zahl")
    language, labels = labels_of(template, None)
    assert (language, labels["key_points"], labels["figure"]) == ("en", "Key points", "Number")


SHARED_LABELS = {file.name[7:-5]: file for file in load_template("briefing").files if file.name.startswith("labels/")}


def test_languages_of_labels() -> None:
    """These are the languages that a report's own words come in; dates come in each of them too."""
    assert set(SHARED_LABELS) == {"de", "en", "es", "fr", "it", "nl", "pt", "tr"}
    assert all(format_date("2024-09", language) != "2024-09" for language in SHARED_LABELS)


@pytest.mark.parametrize("language", SHARED_LABELS)
def test_labels_are_complete(language: str) -> None:
    """Each language has each word, none of them empty, and the same numbers to put in."""
    words = tomllib.loads(SHARED_LABELS[language].text)
    english = tomllib.loads(SHARED_LABELS["en"].text)
    assert list(words) == list(english)
    for key, word in words.items():
        assert word.strip(" "), key
        assert sorted(re.findall(r"\{\w*\}", word)) == sorted(re.findall(r"\{\w*\}", english[key])), key
        assert "'" not in word, f"{key}: typographic apostrophes"
        assert '"' not in word, f"{key}: typographic quotation marks"


@pytest.mark.parametrize("language", SHARED_LABELS)
def test_the_theme_has_the_letters_of_the_labels(language: str) -> None:
    """No word of a report's own needs a font that the default theme doesn't have."""
    assert missing_glyphs(SHARED_LABELS[language].text, load_theme("default")) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_titles_in_all_languages(name: str) -> None:
    """Each template that ships says what it is in each language that there are labels in."""
    assert set(load_template(name).titles) == set(SHARED_LABELS) - {"en"}


def fault_of(folder: Path) -> TemplateError:
    """Return what is wrong with the template in a folder, short of laying it out."""
    with pytest.raises(TemplateError) as caught:
        labels_of(load_template(str(folder)), "de")
    return caught.value


FAULTS: dict[str, tuple[str, bytes, str, str]] = {
    "broken toml": ("template.toml", b"title = ", "template.toml", "not valid TOML"),
    "no title": ("template.toml", b'description = "x"', "template.toml", "title is missing or not text"),
    "blank title": ("template.toml", b'title = " "\ndescription = "x"', "template.toml", "title is missing or not text"),
    "titles no table": ("template.toml", DECLARATION.encode() + b"titles = 1", "template.toml", "titles is not a table"),
    "titles no text": ("template.toml", DECLARATION.encode() + b"[titles]\nde = 1", "template.toml", "titles.de is missing or not text"),
    "unknown key": ("template.toml", DECLARATION.encode() + b"x = 1", "template.toml", "unknown key 'x'"),
    "settings no table": ("template.toml", DECLARATION.encode() + b"settings = 1", "template.toml", "settings is not a table"),
    "setting no table": ("template.toml", DECLARATION.encode() + b"[settings]\nx = 1", "template.toml", "settings.x is not a table with a default"),
    "setting without default": ("template.toml", DECLARATION.encode() + b"[settings.x]\nmin = 1", "template.toml", "settings.x is not a table with a default"),
    "setting's unknown key": ("template.toml", DECLARATION.encode() + b"[settings.x]\ndefault = 1\nstep = 2", "template.toml", "unknown key 'step'"),
    "setting of a list": ("template.toml", DECLARATION.encode() + b"[settings.x]\ndefault = [1]", "template.toml", "default is neither"),
    "setting's minimum": ("template.toml", DECLARATION.encode() + b"[settings.x]\ndefault = 1\nmin = 'a'", "template.toml", "min and max are whole numbers"),
    "setting's choices": ("template.toml", DECLARATION.encode() + b"[settings.x]\ndefault = 'a'\nchoices = [1]", "template.toml", "choices is a list of texts"),
    "default out of range": ("template.toml", DECLARATION.encode() + b"[settings.x]\ndefault = 5\nmax = 4", "template.toml", "default 5 is not a whole number to 4"),
    "default no choice": ("template.toml", DECLARATION.encode() + b"[settings.x]\ndefault = 'c'\nchoices = ['a', 'b']", "template.toml", "default 'c' is not a or b"),
    "one of ours, of another kind": ("template.toml", DECLARATION.encode() + b"[settings.annex]\ndefault = 'some'", "template.toml", "default 'some' is not"),
    "one of ours that is none of a template's": ("template.toml", DECLARATION.encode() + b"[settings.strict]\ndefault = 3", "template.toml", "default 3 is not"),
    "one of ours with text": ("template.toml", DECLARATION.encode() + b"[settings.theme]\ndefault = 'x'", "template.toml", "default 'x' is not"),
    "not UTF-8": ("report.md.j2", b"# caf\xe9", "report.md.j2", "not UTF-8 (byte 5)"),
    "too large": ("report.md.j2", b"x" * (TEMPLATE_BYTES + 1), "report.md.j2", "TEMPLATE_BYTES"),
    "labels broken": ("labels/de.toml", b"x", "labels/de.toml", "not valid TOML"),
    "labels no text": ("labels/de.toml", b"x = 1", "labels/de.toml", "x is not text"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "subject", "problem"), FAULTS.values(), ids=FAULTS)
def test_faulty_files(name: str, data: bytes, subject: str, problem: str, tmp_path: Path) -> None:
    """Each fault is told with the file that it is in."""
    template_at(tmp_path, "# {{ title }}\n")
    (tmp_path / "labels").mkdir()
    (tmp_path / name).write_bytes(data)
    error = fault_of(tmp_path)
    assert error.subject == f"{tmp_path}/{subject}"
    assert problem in error.problem


@pytest.mark.parametrize("missing", ["template.toml", "report.md.j2"])
def test_incomplete_folder(missing: str, tmp_path: Path) -> None:
    """A folder without one of its two files is no template."""
    template_at(tmp_path, "# {{ title }}\n")
    (tmp_path / missing).unlink()
    error = fault_of(tmp_path)
    assert error.subject == str(tmp_path)
    assert error.problem == f"the folder has no {missing}"


@pytest.mark.parametrize("name", ["nowhere", "themes", "../briefing", "/", ""])
def test_no_such_template(name: str) -> None:
    """A name that is neither a template's nor a template's folder is refused."""
    with pytest.raises(TemplateError, match=r"no such template|has no template\.toml"):
        load_template(name)


def test_no_such_template_names_the_others() -> None:
    """The hint lists the templates that there are."""
    with pytest.raises(TemplateError) as caught:
        load_template("brefing")
    assert caught.value.hint is not None
    assert "briefing, background, executive-summary" in caught.value.hint


def test_too_many_files(tmp_path: Path) -> None:
    """A template of endless sections is refused by the limit's name."""
    template_at(tmp_path, "# {{ title }}\n", own="x")
    for number in range(TEMPLATE_FILES):
        (tmp_path / "sections" / f"s{number}.md.j2").write_text("x", encoding="utf-8")
    assert "TEMPLATE_FILES" in fault_of(tmp_path).problem


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """A section that is a link to a file elsewhere is none of the template's."""
    (tmp_path / "secret.md.j2").write_text("secret", encoding="utf-8")
    folder = tmp_path / "mine"
    template_at(folder, "# {{ title }}\n", own="x")
    (folder / "sections" / "leak.md.j2").symlink_to(tmp_path / "secret.md.j2")
    names = [file.name for file in load_template(str(folder)).files]
    assert "sections/own.md.j2" in names
    assert "sections/leak.md.j2" not in names
    (folder / "labels").symlink_to(tmp_path)
    (tmp_path / "sv.toml").write_text('key_points = "secret"', encoding="utf-8")
    assert labels_of(load_template(str(folder)), "sv")[0] == "en"
    (folder / "report.md.j2").unlink()
    (folder / "report.md.j2").symlink_to(tmp_path / "secret.md.j2")
    assert fault_of(folder).problem == "the folder has no report.md.j2"


def test_byte_order_mark_and_windows_lines(tmp_path: Path) -> None:
    """A template written on Windows is the same template."""
    template_at(tmp_path, "# {{ title }}\n\ntext\n")
    main = tmp_path / "report.md.j2"
    main.write_bytes(b"\xef\xbb\xbf" + main.read_bytes().replace(b"\n", b"\r\n"))
    assert load_template(str(tmp_path)).file("report.md.j2").text == "# {{ title }}\n\ntext\n"


def test_theme() -> None:
    """The default theme loads with all its files, once in a process; another name is refused with those there are."""
    assert load_theme("default") == default_theme()
    assert load_theme("default") is load_theme("default")
    assert theme_names() == ("default",)
    with pytest.raises(ConfigError) as caught:
        load_theme("../default")
    assert (caught.value.subject, caught.value.hint) == ("../default", "name one of default")


def test_folder_of_a_checkout() -> None:
    """In a checkout the templates are read where they are written; the wheel's own are tested with the wheel."""
    assert templates_folder() == Path(__file__).parents[2] / "templates"
