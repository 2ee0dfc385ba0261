"""The commands, in the order in which help lists them."""

from typing import Annotated

import typer

from reportkit import __version__
from reportkit.cli.batch import batch
from reportkit.cli.config import config
from reportkit.cli.console import Console
from reportkit.cli.doctor import doctor
from reportkit.cli.inspect import inspect
from reportkit.cli.manifest import manifest
from reportkit.cli.options import Quiet, Verbose, console_of
from reportkit.cli.render import render
from reportkit.cli.schema import schema
from reportkit.cli.template import template
from reportkit.cli.trace import trace
from reportkit.cli.verify import verify

_HELP = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="reportkit",
    context_settings=_HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(short_help="Make a briefing of each source.")(render)
app.command(short_help="Make briefings of folders, feeds and buckets.")(batch)
app.command(short_help="Check that outputs are as their manifest tells.")(verify)
app.add_typer(manifest, name="manifest")
app.command(short_help="Show the article that a source holds.")(inspect)
app.command(short_help="Hold each sentence of a briefing against its source.")(trace)
app.add_typer(template, name="template")
app.add_typer(config, name="config")
app.command(short_help="Print the JSON schema of a document.")(schema)
app.command(short_help="Check what a render needs.")(doctor)


def _show_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"reportkit {__version__}")
        raise typer.Exit


@app.callback()
def reportkit(
    context: typer.Context,
    *,
    quiet: Quiet = False,
    verbose: Verbose = False,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """A source article in, a briefing out: as PDF, Word and Markdown, every sentence traceable to its source.

    Example: reportkit render story.html -o out/
    """
    console: Console = console_of(context, quiet=quiet, verbose=verbose)
    context.obj = console
