"""`reportkit batch`: folders of sources in, a tree of briefings out."""

from typing import Annotated

import typer

from reportkit.cli.options import (
    CreationDate,
    Fields,
    Force,
    Language,
    PdfVariant,
    Quiet,
    Sets,
    Strict,
    TemplateName,
    ThemeName,
    To,
    Verbose,
    console_of,
    given_options,
    once_each,
    pairs,
    supplied_fields,
)

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, 'globs', ZIP archives, RSS or Atom files, URLs such as s3://bucket/folder; @FILE lists some.",
        show_default=False,
    ),
]


def batch(  # noqa: PLR0913 - a parameter for each option
    context: typer.Context,
    inputs: Inputs,
    *,
    output: Annotated[
        str,
        typer.Option("-o", "--output", metavar="DIR|URL", help="Where the tree of briefings goes.", show_default=False),
    ],
    to: To = None,
    template: TemplateName = None,
    theme: ThemeName = None,
    sets: Sets = None,
    fields: Fields = None,
    language: Language = None,
    date: CreationDate = None,
    pdf_variant: PdfVariant = None,
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", metavar="N", min=1, help="Processes at work. [as many as cores]")
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", metavar="local|dask", help="Who does the work: this machine, or a Dask cluster.")
    ] = "local",
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Of the Dask cluster: tcp://host:8786. [one of its own]"),
    ] = None,
    shard: Annotated[
        str | None, typer.Option("--shard", metavar="I/N", help="Do only the I-th of N parts, as a job of a CI matrix.")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option("--timeout", metavar="SECONDS", help="That one article may take. [120]")
    ] = None,
    memory: Annotated[
        int | None, typer.Option("--memory", metavar="MB", min=64, help="That one process may take. [2048]")
    ] = None,
    rehash: Annotated[bool, typer.Option("--rehash", help="Read every source, even where it seems unchanged.")] = False,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="End with the first failure.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be done, and do nothing.")] = False,
    manifest: Annotated[
        str | None,
        typer.Option("--manifest", metavar="FILE", help="What became of each input. [DIR/.reportkit/manifest.json]"),
    ] = None,
    junit: Annotated[
        str | None, typer.Option("--junit", metavar="FILE", help="Write what became of each input as JUnit XML.")
    ] = None,
    strict: Strict = False,
    force: Force = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make briefings of all INPUTs: a tree that mirrors theirs, a manifest, and a page that lists them.

    What an earlier run did and nothing has changed since is left alone; what failed is tried again.

    Example: reportkit batch news/ -o out/ -j 4 --to pdf,docx
    """
    console = console_of(context, quiet=quiet, verbose=verbose)
    from reportkit.cli.batching import Call, run_call

    call = Call(
        inputs=once_each(inputs),
        output=output,
        options=given_options(
            to=to,
            template=template,
            theme=theme,
            language=language,
            date=date,
            pdf_variant=pdf_variant,
            strict=strict,
            force=force,
        ),
        sets=pairs("--set", sets or ()),
        supplied=supplied_fields(fields or ()),
        jobs=jobs,
        engine=engine,
        scheduler=scheduler,
        shard=shard,
        timeout=timeout,
        memory=memory,
        rehash=rehash,
        fail_fast=fail_fast,
        dry_run=dry_run,
        manifest=manifest,
        junit=junit,
    )
    raise typer.Exit(run_call(call, console))
