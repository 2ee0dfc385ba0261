"""The wheel, not the checkout, renders a briefing: templates, fonts and data files are in it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(build, check=True, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    (path,) = folder.glob("*.whl")
    return path


def test_wheel_holds_what_a_render_needs(wheel: Path) -> None:
    """Templates, theme, fonts with their licences and schemas are in the wheel; tests and samples are not."""
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "reportkit/_templates/briefing/template.toml",
        "reportkit/_templates/themes/default/theme.css",
        "reportkit/_templates/themes/default/fonts/serif-regular.ttf",
        "reportkit/_templates/themes/default/fonts/OFL-ReportkitSerif.txt",
        "reportkit/model/schemas/article.schema.json",
        "reportkit/text/lexicons/en.toml",
        "reportkit/py.typed",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith(("tests/", "samples/"))]


def test_wheel_renders_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """Unpacked elsewhere, the wheel renders all three formats, and uses no file of the checkout."""
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    work = tmp_path / "work"
    work.mkdir()
    (work / "story.txt").write_bytes((ROOT / "samples/coalition/source.txt").read_bytes())
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import reportkit; from reportkit.__main__ import main;"
        "assert reportkit.__file__.startswith(sys.path[0]), reportkit.__file__; main()"
    )
    command = [sys.executable, "-P", "-c", program, str(site), "render", "story.txt"]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in work.iterdir()) == ["story.docx", "story.md", "story.pdf", "story.txt"]
