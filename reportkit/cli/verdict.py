"""The one exit code of many sources."""

from collections import Counter
from collections.abc import Mapping, Sequence

from reportkit.cli.console import Console
from reportkit.errors import ReportkitError, SeveralFailedError


def verdict(errors: Sequence[ReportkitError | None], console: Console) -> int:
    """The exit code of a run, given the error of each source or `None`; where only some failed, that is told."""
    return verdict_of_counts(len(errors), Counter(error.exit_code for error in errors if error is not None), console)


def verdict_of_counts(sources: int, exits: Mapping[int, int], console: Console) -> int:
    """The exit code of a run, given how many of its sources failed with which code.

    All failed with one code: that code. Some failed, or all for different reasons: that of `SeveralFailedError`.
    """
    failed = sum(exits.values())
    if not failed:
        return 0
    if failed == sources and len(exits) == 1:
        return next(iter(exits))
    several = SeveralFailedError(f"{sources} sources", f"{failed} failed, {sources - failed or 'none'} done")
    console.error(several)
    return several.exit_code
