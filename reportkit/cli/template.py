"""`reportkit template`: which templates there are, and what they can be told."""

from typing import Annotated

import typer

from reportkit.cli.options import console_of

template = typer.Typer(
    help="Show the templates that ship with reportkit, and their settings.", no_args_is_help=True, rich_markup_mode=None
)


@template.command("list")
def show_all(context: typer.Context) -> None:
    """List the templates.

    Example: reportkit template list
    """
    from reportkit.cli.tables import table
    from reportkit.layout import load_template, template_names

    loaded = map(load_template, template_names())
    rows = [(each.name, each.description) for each in loaded]
    console_of(context, quiet=False, verbose=False).write(table(rows, indent=0))


@template.command("show")
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME|DIR", help="A template.", show_default=False)],
) -> None:
    """Show what a template holds, and the settings that --set takes with it.

    Example: reportkit template show briefing
    """
    from reportkit.cli.template_view import template_view
    from reportkit.layout import load_template

    console_of(context, quiet=False, verbose=False).write(template_view(load_template(name)))
