"""What the README says is true: its template renders, and no command is missing from it."""

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

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


def section(heading: str) -> str:
    """What stands under a heading of the second rank."""
    return README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


@pytest.mark.skipif(shutil.which("bash") is None, reason="the README's commands are written for a POSIX shell")
def test_the_commands_of_reports_and_ci_run(tmp_path: Path) -> None:
    """Every command of the section does what it says, one after the other, in a folder that holds `articles`."""
    (tmp_path / "articles").mkdir()
    for sample in ("ferry/source.html", "coalition/source.txt"):
        shutil.copy(ROOT / "samples" / sample, tmp_path / "articles" / sample.replace("/", "-"))
    commands = re.findall(r"^    (reportkit .*)$", section("Reports and CI"), re.MULTILINE)
    assert len(commands) == 6
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in commands:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PATH": path},
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
    for name in (".reportkit/manifest.json", "index.html", "ferry-source.pdf"):
        assert (tmp_path / "out" / name).is_file()
    assert (tmp_path / "out/index.html").read_bytes() == (tmp_path / "parts/index.html").read_bytes()


def test_the_workflow_of_the_readme_fits_the_action() -> None:
    """It is YAML, it gives the action inputs that there are, and it merges what the parts upload."""
    jobs = yaml.safe_load(fenced("yaml"))["jobs"]
    inputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    (given,) = (each["with"] for each in jobs["briefings"]["steps"] if each["uses"].startswith("OWNER/"))
    assert given.keys() <= inputs.keys()
    assert {name for name, each in inputs.items() if each.get("required")} <= given.keys()
    parts = len(jobs["briefings"]["strategy"]["matrix"]["part"])
    assert given["shard"].endswith(f"/{parts}")
    (merge,) = (each["run"] for each in jobs["page"]["steps"] if "manifest merge" in each.get("run", ""))
    assert f"manifest-*-of-{parts}.json" in merge
