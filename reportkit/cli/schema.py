"""`reportkit schema`: the JSON schemas of what reportkit writes."""

from typing import Annotated

import typer

from reportkit.cli.options import Quiet, Verbose, console_of
from reportkit.errors import UsageError

SCHEMAS = ("article", "briefing", "manifest")
"""The documents that have a schema."""


def schema(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="|".join(SCHEMAS), help="The document.", show_default=False)],
    *,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print the JSON schema of what inspect --json, render --to json, or batch and render --manifest write.

    Example: reportkit schema briefing > briefing.schema.json
    """
    from importlib.resources import files

    if name not in SCHEMAS:
        raise UsageError(f"schema {name}", "there is no such schema", f"choose from {', '.join(SCHEMAS)}")
    text = files("reportkit.model").joinpath("schemas", f"{name}.schema.json").read_text("utf-8")
    console_of(context, quiet=quiet, verbose=verbose).write(text)
