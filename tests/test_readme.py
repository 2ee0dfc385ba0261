"""What the README says is true: its template renders, and no command is missing from it."""

import io
import re
from pathlib import Path

from reportkit.__main__ import run
from tests.support.reference import commands

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def fenced(language: str) -> str:
    """The one fenced block of a language."""
    (block,) = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return str(block)


def test_the_template_of_the_readme_renders(tmp_path: Path) -> None:
    """The two files that the README shows are a template, and its report holds the key points under its own heading."""
    (tmp_path / "template.toml").write_text(fenced("toml"), "utf-8")
    (tmp_path / "report.md.j2").write_text(fenced("jinja"), "utf-8")
    stdout = io.BytesIO()
    source = ROOT / "samples/ferry/source.html"
    assert run(["render", str(source), "--template", str(tmp_path), "-o", "-", "--to", "md"], stdout=stdout) == 0
    report = stdout.getvalue().decode()
    assert report.count("\n## In short\n\n1. ") == 1
    assert "Situation report" in report


def test_every_command_is_in_the_readme() -> None:
    """Every command and subcommand that there is has its own heading in the README."""
    for command in commands():
        assert f"### reportkit {' '.join(command)}\n" in README
