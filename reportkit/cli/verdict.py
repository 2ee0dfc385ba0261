"""The one exit code of many sources."""

from collections.abc import Sequence

from reportkit.cli.console import Console
from reportkit.errors import ReportkitError, SeveralFailedError


def verdict(errors: Sequence[ReportkitError | None], console: Console) -> int:
    """The exit code of a run, given the error of each source or `None`; where only some failed, that is told.

    All failed with one code: that code. Some failed, or all for different reasons: that of `SeveralFailedError`.
    """
    failed = [error for error in errors if error is not None]
    codes = {error.exit_code for error in failed}
    if not failed:
        return 0
    if len(failed) == len(errors) and len(codes) == 1:
        return codes.pop()
    done = len(errors) - len(failed)
    several = SeveralFailedError(f"{len(errors)} sources", f"{len(failed)} failed, {done or 'none'} done")
    console.error(several)
    return several.exit_code
