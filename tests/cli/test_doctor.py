"""The doctor says what is missing, what that costs, and whether a render would work."""

import ctypes.util
import sys
from pathlib import Path

import pytest

from reportkit.cli import checkup
from reportkit.cli.checkup import Verdict
from reportkit.errors import RendererError, TemplateError
from tests.support.commands import command


def test_here(tmp_path: Path) -> None:
    """Where the tests run a render works, and each check has its line."""
    done = command("doctor")
    assert (done.code, done.err) == (0, "")
    assert [line.split()[0] for line in done.out.splitlines() if not line.startswith(" ")] == [
        "ok",
        "ok",
        "ok" if ctypes.util.find_library("harfbuzz-subset") else "warning",
        "ok",
        "ok",
        "ok",
    ]


def test_without_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where WeasyPrint cannot be loaded a render fails, and so does the doctor, with the remedy."""

    def fail() -> None:
        raise RendererError("PDF", "WeasyPrint cannot be loaded", "install Pango")

    monkeypatch.setattr("reportkit.writers.pdf_engine.weasyprint", fail)
    done = command("doctor")
    assert done.code == 1
    assert "failed   PDF             WeasyPrint cannot be loaded; install Pango" in done.out
    assert "warning  font subsetter  not looked for" in done.out


def test_without_subsetter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without HarfBuzz-Subset a render works; what it costs is said."""
    monkeypatch.setattr("reportkit.writers.pdf_engine.subsetter_available", lambda: False)
    finding = checkup.subsetter()
    assert finding.verdict is Verdict.WARNING
    assert "three times" in finding.words


def test_broken_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates or themes that are missing or do not load are failures; so is an old Python."""

    def broken(_name: str) -> None:
        raise TemplateError("templates/briefing", "the folder has no report.md.j2")

    monkeypatch.setattr(checkup, "load_template", broken)
    monkeypatch.setattr(checkup, "load_theme", broken)
    assert [checkup.templates().verdict, checkup.themes().verdict] == [Verdict.FAILED, Verdict.FAILED]
    monkeypatch.setattr(checkup, "template_names", tuple)
    monkeypatch.setattr(checkup, "theme_names", tuple)
    assert [checkup.templates().verdict, checkup.themes().verdict] == [Verdict.FAILED, Verdict.FAILED]
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    assert checkup.python().verdict is Verdict.FAILED


def test_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state folder that cannot be is a warning: files can be written, and rewritten with --force."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert checkup.state().verdict is Verdict.WARNING
    monkeypatch.setattr(checkup, "state_folder", lambda: None)
    assert checkup.state().verdict is Verdict.WARNING
