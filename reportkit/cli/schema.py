"""`reportkit schema`: the JSON schemas of what reportkit writes."""

from enum import StrEnum
from typing import Annotated

import typer

from reportkit.cli.options import console_of


class SchemaName(StrEnum):
    """The documents that have a schema."""

    ARTICLE = "article"
    BRIEFING = "briefing"
    MANIFEST = "manifest"


def schema(
    context: typer.Context,
    name: Annotated[SchemaName, typer.Argument(help="The document.", show_default=False)],
) -> None:
    """Print the JSON schema of what inspect --json, render --to json or render --manifest writes.

    Example: reportkit schema briefing > briefing.schema.json
    """
    from importlib.resources import files

    text = files("reportkit.model").joinpath("schemas", f"{name.value}.schema.json").read_text("utf-8")
    console_of(context, quiet=False, verbose=False).write(text)
