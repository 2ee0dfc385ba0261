"""`reportkit config`: which settings hold here, and why."""

import typer

from reportkit.cli.options import Quiet, Verbose, console_of

config = typer.Typer(help="Show the settings that hold here.", no_args_is_help=True, rich_markup_mode=None)


@config.command("show", short_help="Show every setting and where it comes from.")
def show(context: typer.Context, *, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Show every setting, its value, and where it comes from: environment, file, template or default.

    Example: REPORTKIT_PAGE=Letter reportkit config show
    """
    from reportkit.cli.configuration import configure
    from reportkit.cli.settings_view import settings_view

    console_of(context, quiet=quiet, verbose=verbose).write(settings_view(configure({}, {})))


# A group of one command would otherwise take that command's place: `reportkit config` instead of `reportkit config show`.
@config.callback()
def _group() -> None:
    """Show the settings that hold here."""
