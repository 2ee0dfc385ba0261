"""The samples' accepted outputs still are what the product makes; `--accept` takes new ones after a look at the diff."""

import io
import shutil
import zipfile
from pathlib import Path
from typing import cast

import numpy as np
import pypdfium2
import pytest

from reportkit.__main__ import run

STORIES = ("coalition", "drinking-water", "ferry", "heat-networks", "night-trains", "recall")
OUTPUTS = ("article.json", "briefing.docx", "briefing.md", "briefing.pdf")
SAMPLES = Path(__file__).parents[2] / "samples"


def source_of(story: str) -> Path:
    """Return the one source of a story."""
    (source,) = (SAMPLES / story).glob("source.*")
    return source


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Render every story once: folder of the outputs by story."""
    folders = {}
    for story in STORIES:
        folder = tmp_path_factory.mktemp(story)
        stdout = io.BytesIO()
        assert run(["inspect", "--json", str(source_of(story))], stdout=stdout) == 0
        (folder / "article.json").write_bytes(stdout.getvalue())
        assert run(["render", str(source_of(story)), "--to", "pdf,docx,md", "-o", str(folder / "briefing"), "-q"]) == 0
        folders[story] = folder
    return folders


@pytest.fixture
def accepted(request: pytest.FixtureRequest, made: dict[str, Path]) -> Path:
    """Folder of the accepted outputs; with `--accept` they are replaced first."""
    if request.config.getoption("--accept"):
        for story in STORIES:
            for name in OUTPUTS:
                shutil.copyfile(made[story] / name, SAMPLES / story / name)
    return SAMPLES


def docx_parts(path: Path) -> dict[str, bytes]:
    """Return the parts of a Word file; its ZIP bytes depend on the machine's zlib, its parts don't."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pdf_texts(path: Path) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def first_page(path: Path) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Return the first page as greys from 0 to 255, at 24 dots an inch."""
    with pypdfium2.PdfDocument(path) as document:
        bitmap = document[0].render(scale=24 / 72, grayscale=True)
        return cast("np.ndarray[tuple[int, ...], np.dtype[np.float64]]", bitmap.to_numpy().astype(float))


def test_every_sample_is_listed() -> None:
    """No folder of samples/ is without a test, and none holds a file that no test compares."""
    assert sorted(folder.name for folder in SAMPLES.iterdir() if folder.is_dir()) == list(STORIES)
    for story in STORIES:
        names = {path.name for path in (SAMPLES / story).iterdir()}
        assert names == {source_of(story).name, *OUTPUTS}


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("name", ["article.json", "briefing.md"])
def test_text_outputs_are_the_accepted_ones(story: str, name: str, made: dict[str, Path], accepted: Path) -> None:
    """The article and the Markdown briefing equal the accepted ones to the byte."""
    assert (made[story] / name).read_text("utf-8") == (accepted / story / name).read_text("utf-8")


@pytest.mark.parametrize("story", STORIES)
def test_word_file_is_the_accepted_one(story: str, made: dict[str, Path], accepted: Path) -> None:
    """Every part of the Word file equals the accepted one to the byte."""
    assert docx_parts(made[story] / "briefing.docx") == docx_parts(accepted / story / "briefing.docx")


@pytest.mark.parametrize("story", STORIES)
def test_pdf_is_the_accepted_one(story: str, made: dict[str, Path], accepted: Path) -> None:
    """The PDF has the accepted text on the accepted pages, and its first page looks the same from afar.

    The drawing is compared with a tolerance: glyphs are placed by the machine's Pango and HarfBuzz.
    """
    here, there = made[story] / "briefing.pdf", accepted / story / "briefing.pdf"
    assert pdf_texts(here) == pdf_texts(there)
    assert np.abs(first_page(here) - first_page(there)).mean() < 4
