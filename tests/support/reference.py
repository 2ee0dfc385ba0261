"""The parts of the README that are written from the code: `cog` puts them there, `make test` checks them."""

import io
import os
from collections.abc import Iterator
from unittest.mock import patch

from typer.main import get_command

from reportkit import errors
from reportkit.__main__ import run
from reportkit.cli.app import app


def commands() -> Iterator[tuple[str, ...]]:
    """Every command, those of groups after their group's name, in the order in which help lists them."""
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]  # the app is a group
        below = getattr(command, "commands", None)
        yield from ((name, each) for each in below) if below else ((name,),)


def help_of(*command: str) -> str:
    """The help text of a command, 80 columns wide."""
    stdout = io.BytesIO()
    with patch.dict(os.environ, {"COLUMNS": "80", "TERMINAL_WIDTH": "80", "NO_COLOR": "1"}):
        run([*command, "--help"], stdout=stdout)
    return "\n".join(line.rstrip() for line in stdout.getvalue().decode().strip().splitlines())


def command_reference() -> str:
    """The help of every command as Markdown."""
    parts = [f"    {line}".rstrip() for line in help_of().splitlines()]
    for command in commands():
        parts += ["", f"### reportkit {' '.join(command)}", ""]
        parts += [f"    {line}".rstrip() for line in help_of(*command).splitlines()]
    return "\n" + "\n".join(parts) + "\n\n"


def exit_code_table() -> str:
    """The exit codes with their meaning, from the error classes, as a Markdown table."""
    rows = {0: "all done", 70: "a bug: a traceback, and where to report it", 130: "interrupted", 143: "terminated"}
    families = (
        errors.SeveralFailedError,
        errors.UsageError,
        errors.SourceError,
        errors.ConfigError,
        errors.WriteError,
        errors.GateError,
    )
    for family in families:
        rows[family.exit_code] = ""
    lines = ["", "| exit | meaning |", "|---|---|"]
    for family in families:
        kinds = ", ".join(f"`{kind.code}`" for kind in family.__subclasses__())
        words = (family.__doc__ or "").strip().splitlines()[0].rstrip(".")
        rows[family.exit_code] = f"{words[0].lower()}{words[1:]}" + (f" ({kinds})" if kinds else "")
    lines += [f"| {code} | {rows[code]} |" for code in sorted(rows)]
    return "\n".join(lines) + "\n\n"
