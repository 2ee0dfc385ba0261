"""What a render needs of the machine, checked one thing after the other."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from reportkit.cli.console import Console
from reportkit.cli.state import state_folder
from reportkit.cli.tables import table
from reportkit.errors import ReportkitError
from reportkit.layout import load_template, load_theme, template_names, theme_names

OLDEST_PYTHON = (3, 11)


class Verdict(StrEnum):
    """How a check went."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check."""

    verdict: Verdict
    subject: str
    words: str


def checkup(console: Console) -> int:
    """Print what every check finds; 0 where a render would work, else 1."""
    findings = [check() for check in CHECKS]
    console.write(table([(each.verdict.value, each.subject, each.words) for each in findings], indent=0))
    return int(any(each.verdict is Verdict.FAILED for each in findings))


def python() -> Finding:
    """Whether Python is new enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    verdict = Verdict.OK if sys.version_info >= OLDEST_PYTHON else Verdict.FAILED
    return Finding(verdict, "Python", version if verdict is Verdict.OK else f"{version}: 3.11 or later is needed")


def pdf_renderer() -> Finding:
    """Whether WeasyPrint and Pango can be loaded."""
    from reportkit.writers.pdf_engine import weasyprint

    try:
        module = weasyprint()
    except ReportkitError as exc:
        return Finding(Verdict.FAILED, "PDF", f"{exc.problem}; {exc.hint}" if exc.hint else exc.problem)
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    pango_version = f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
    return Finding(Verdict.OK, "PDF", f"WeasyPrint {module.__version__}, Pango {pango_version}")


def subsetter() -> Finding:
    """Whether fonts are subset by HarfBuzz."""
    from reportkit.writers.pdf_engine import subsetter_available

    try:
        available = subsetter_available()
    except ReportkitError:
        return Finding(Verdict.WARNING, "font subsetter", "not looked for: WeasyPrint cannot be loaded")
    if available:
        return Finding(Verdict.OK, "font subsetter", "harfbuzz-subset")
    return Finding(
        Verdict.WARNING,
        "font subsetter",
        "no libharfbuzz-subset: a PDF takes about three times as long; on Debian: apt-get install libharfbuzz-subset0",
    )


def templates() -> Finding:
    """Whether all templates load."""
    try:
        names = [load_template(name).name for name in template_names()]
    except ReportkitError as exc:
        return Finding(Verdict.FAILED, "templates", str(exc))
    if not names:
        return Finding(Verdict.FAILED, "templates", "there are none: install reportkit anew")
    return Finding(Verdict.OK, "templates", ", ".join(names))


def themes() -> Finding:
    """Whether themes and their fonts load."""
    try:
        loaded = [load_theme(name) for name in theme_names()]
    except (ReportkitError, OSError) as exc:
        return Finding(Verdict.FAILED, "themes", str(exc))
    if not loaded:
        return Finding(Verdict.FAILED, "themes", "there are none: install reportkit anew")
    return Finding(Verdict.OK, "themes", ", ".join(f"{each.name} ({len(each.fonts)} fonts)" for each in loaded))


def state() -> Finding:
    """Whether reportkit can remember what it wrote."""
    folder = state_folder()
    if folder is None:
        return Finding(Verdict.WARNING, "state folder", "no home folder: every rewrite will take --force")
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    if os.access(nearest, os.W_OK | os.X_OK) and nearest.is_dir():
        return Finding(Verdict.OK, "state folder", str(folder))
    return Finding(Verdict.WARNING, "state folder", f"{folder} cannot be written: every rewrite will take --force")


CHECKS: tuple[Callable[[], Finding], ...] = (python, pdf_renderer, subsetter, templates, themes, state)
