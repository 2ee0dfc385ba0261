"""`reportkit template`: which templates there are, and what they can be told."""

from typing import Annotated

import typer

from reportkit.cli.options import Quiet, Verbose, console_of

template = typer.Typer(help="Show templates and their settings.", no_args_is_help=True, rich_markup_mode=None)


@template.command("list")
def show_all(context: typer.Context, *, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """List the templates.

    Example: reportkit template list
    """
    from reportkit.cli.tables import table
    from reportkit.layout import load_template, template_names

    loaded = map(load_template, template_names())
    rows = [(each.name, each.description) for each in loaded]
    console_of(context, quiet=quiet, verbose=verbose).write(table(rows, indent=0))


@template.command("show", short_help="Show what a template holds and takes.")
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME|DIR", help="A template.", show_default=False)],
    *,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Show what a template holds, and the settings that --set takes with it.

    Example: reportkit template show briefing
    """
    from reportkit.cli.template_view import template_view
    from reportkit.layout import load_template

    console_of(context, quiet=quiet, verbose=verbose).write(template_view(load_template(name)))
