"""The PDF written by a second process: the same bytes, the same errors, and nothing left behind."""

import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from reportkit.cli.aside import PdfAside, pays
from reportkit.errors import ConfigError, RendererError
from reportkit.layout import load_template, load_theme
from reportkit.model.artefact import OutputFormat
from reportkit.model.report import Report
from reportkit.model.source import Source
from reportkit.pipeline import render
from reportkit.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the second process is for Linux only")


@pytest.fixture(scope="module")
def report() -> Report:
    """The report of a short article."""
    source = Source(name="quay.txt", data=b"The quay opened on 3 May 2024.\n\nMs Oduya said that it would stay open.")
    return render(source, Settings(to=()), load_template("briefing"), load_theme("default")).report


def test_the_pdf_is_the_same_beside_and_within(report: Report) -> None:
    """A PDF from the second process equals one from the first to the byte, and so does the next."""
    from reportkit.writers.pdf import write_pdf

    theme, settings = load_theme("default"), Settings()
    with PdfAside(theme, settings) as aside:
        first, second = aside.begin(report)(), aside.begin(report)()
    assert first == second == write_pdf(report, theme, settings)


def test_an_error_comes_back_as_itself(report: Report) -> None:
    """What `write_pdf` raises in the second process is raised in the first, with subject, problem and hint."""
    with (
        PdfAside(load_theme("default"), Settings(pdf_variant="pdf/x-9")) as aside,
        pytest.raises(ConfigError, match="pdf/x-9"),
    ):
        aside.begin(report)()


def test_an_answer_that_nobody_fetched_is_passed_over(report: Report) -> None:
    """Where another format of a report failed, its PDF is not taken for the next one's."""
    other = replace(report, footer="another report")
    with PdfAside(load_theme("default"), Settings()) as aside:
        alone = aside.begin(report)()
        aside.begin(other)
        assert aside.begin(report)() == alone
        assert aside.begin(other)() != alone


def test_a_killed_process_is_told(report: Report) -> None:
    """Where the second process dies, the first says so instead of waiting for ever."""
    aside = PdfAside(load_theme("default"), Settings())
    os.kill(aside.process, signal.SIGKILL)
    with aside, pytest.raises(RendererError, match="ended by itself"):
        aside.begin(report)()


def test_nothing_is_left_behind(report: Report, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the end of the block nor a termination leaves fonts in the temporary folder, or a process."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with PdfAside(load_theme("default"), Settings()) as aside:
        aside.begin(report)()
        assert list(tmp_path.iterdir()) != []
    assert list(tmp_path.iterdir()) == []
    interrupted = PdfAside(load_theme("default"), Settings())
    interrupted.begin(report)()
    interrupted.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ChildProcessError):
        os.waitpid(interrupted.process, 0)


def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    """A process whose parent was killed ends by itself."""
    reading, writing = os.pipe()
    parent = os.fork()
    if parent == 0:
        aside = PdfAside(load_theme("default"), Settings())
        os.write(writing, aside.process.to_bytes(8, "big"))
        time.sleep(60)
        os._exit(0)
    child = int.from_bytes(os.read(reading, 8), "big")
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    for _ in range(100):
        if not Path(f"/proc/{child}/cmdline").exists() or not Path(f"/proc/{child}/cmdline").read_bytes():
            break
        time.sleep(0.1)
    else:
        pytest.fail("the second process outlived its parent by ten seconds")


def test_one_core_or_no_pdf_needs_no_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process is started only where there is a second core and a PDF to write."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr("threading.active_count", lambda: 1)  # other tests may have left some at work
    assert pays(Settings())
    assert not pays(Settings(to=(OutputFormat.MD,)))
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0})
    assert not pays(Settings())
