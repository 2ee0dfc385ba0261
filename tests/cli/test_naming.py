"""Names of outputs: every form of `-o`, and no two sources under one name."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.cli.naming import Plan, Request, output_names, plan
from reportkit.errors import UsageError
from reportkit.model.artefact import OutputFormat

PDF, MD = OutputFormat.PDF, OutputFormat.MD


def planned(*sources: str, output: str | None = None, formats: tuple[OutputFormat, ...] = (PDF, MD)) -> list[list[str]]:
    """Return the paths of every source."""
    made = plan(Request(sources=sources, output=output, formats=formats, asked=False))
    assert made.paths is not None
    return [[str(path) for path in files.values()] for files in made.paths]


@pytest.mark.parametrize(
    ("output", "paths"),
    [
        (None, ["story.pdf", "story.md"]),
        ("brief", ["brief.pdf", "brief.md"]),
        ("brief.pdf", ["brief.pdf"]),
        ("brief.htm", ["brief.htm"]),
        ("brief.2026", ["brief.2026.pdf", "brief.2026.md"]),
        ("new/", ["new/story.pdf", "new/story.md"]),
        ("new/brief", ["new/brief.pdf", "new/brief.md"]),
        (".", ["story.pdf", "story.md"]),
        ("there.pdf", ["there.pdf/story.pdf", "there.pdf/story.md"]),
    ],
)
def test_forms(output: str | None, paths: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each form of `-o` names these files (`there.pdf` is a folder)."""
    monkeypatch.chdir(tmp_path)
    Path("there.pdf").mkdir()
    assert planned("in/story.txt", output=output) == [paths]


def test_stream_and_device(tmp_path: Path) -> None:
    """`-` and a pipe that stands in the file system take the one format as a stream."""
    os.mkfifo(tmp_path / "pipe")
    for output, stream in (("-", None), (str(tmp_path / "pipe"), tmp_path / "pipe")):
        made = plan(Request(sources=("a.txt",), output=output, formats=(MD,), asked=True))
        assert made == Plan(formats=(MD,), paths=None, stream=stream)


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        (["a/story.txt"], ["story"]),
        (["-"], ["stdin"]),
        (["story"], ["story"]),
        (["story.v2.docx"], ["story.v2"]),
        (["same.txt", "other.txt", "same.md"], ["same.txt", "other", "same.md"]),
        (["same.txt", "same.md", "same.txt.html"], ["same.txt", "same.md", "same.txt.html"]),
        (["Same.txt", "same.md"], ["Same.txt", "same.md"]),
        (["é.txt", "e\u0301.md"], ["é.txt", "e\u0301.md"]),
        (["-", "stdin.txt"], ["stdin", "stdin.txt"]),
    ],
)
def test_names(sources: list[str], names: list[str]) -> None:
    """Sources give these names; those that would meet keep their suffix."""
    if sources == ["-", "stdin.txt"]:
        assert sorted(output_names(sources)) == sorted(names)
    else:
        assert list(output_names(sources)) == names


def test_outputs_beside_their_own_source_keep_its_suffix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an output would take its source's place, all outputs of that source keep its suffix; elsewhere they don't."""
    monkeypatch.chdir(tmp_path)
    Path("memo.docx").touch()
    formats = (OutputFormat.PDF, OutputFormat.DOCX)
    assert output_names(["memo.docx"], Path(), formats) == ("memo.docx",)
    assert output_names(["memo.docx"], Path(), (OutputFormat.PDF,)) == ("memo",)
    assert output_names(["memo.docx"], Path("out"), formats) == ("memo",)


@given(st.lists(st.from_regex(r"[ab]?/?[aAbé]{1,2}(\.(txt|md)){0,2}", fullmatch=True), unique=True, max_size=6))
def test_no_two_sources_share_a_name(sources: list[str]) -> None:
    """Whatever the sources, either all names differ on any file system, or the run is refused."""
    try:
        names = output_names(sources)
    except UsageError:
        return
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(sources)
