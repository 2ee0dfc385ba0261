"""Every way in which reportkit says no.

    ReportkitError                     exit   when
    ├── UsageError                        2   options that contradict one another
    ├── SourceError                       3   the source cannot become a briefing
    │   ├── SourceNotFoundError               no such file, or it cannot be read
    │   ├── UnknownFormatError                no reader for what the bytes are
    │   ├── DamagedSourceError                the bytes break their own format
    │   ├── LockedSourceError                 encrypted
    │   ├── EmptySourceError                  readable, but without any text
    │   ├── SourceTooLargeError               over a limit with a name (`reportkit.limits`)
    │   └── SourceTooSlowError                over the time that one article of a batch may take
    ├── ConfigError                       4   a setting, template or theme is not valid
    │   └── TemplateError                     with the template's file and line
    ├── WriteError                        5   an output could not be written
    │   ├── OutputExistsError                 a file that we did not make stands there
    │   ├── RendererError                     the library behind a writer refused
    │   ├── WorkerDiedError                   the process that rendered it ended by itself
    │   └── SchedulerLostError                the Dask cluster does not answer, or no longer
    ├── GateError                         6   `--strict`: degraded, unfaithful, formats differ
    │   └── VerificationError                 an output is not as its manifest tells
    └── SeveralFailedError                1   several sources, some failed

Anything else that is raised is a bug and ends with exit code 70. Codes never change meaning.
"""

from typing import ClassVar


class ReportkitError(Exception):
    """What went wrong, in the user's words: `subject: problem`, then a hint where there is a remedy."""

    exit_code: ClassVar[int] = 70
    code: ClassVar[str] = "bug"
    """Stable name of the kind of error, as manifests and tests know it."""

    def __init__(self, subject: str, problem: str, hint: str | None = None) -> None:
        """Keep the three parts apart, so that every surface can lay them out its own way."""
        super().__init__(f"{subject}: {problem}")
        self.subject = subject
        self.problem = problem
        self.hint = hint

    def __reduce__(self) -> tuple[type["ReportkitError"], tuple[str, str, str | None]]:
        """Survive the way from a worker process to its parent."""
        return type(self), (self.subject, self.problem, self.hint)


class UsageError(ReportkitError):
    """Options that contradict one another, or an argument that cannot be understood."""

    exit_code = 2
    code = "usage"


class SourceError(ReportkitError):
    """The source cannot become a briefing."""

    exit_code = 3
    code = "source"


class SourceNotFoundError(SourceError):
    """No such file, or the file system does not let us read it."""

    code = "source-not-found"


class UnknownFormatError(SourceError):
    """No reader for what the bytes are."""

    code = "unknown-format"


class DamagedSourceError(SourceError):
    """The bytes break the rules of their own format."""

    code = "damaged"


class LockedSourceError(SourceError):
    """The document is encrypted and asks for a password."""

    code = "locked"


class EmptySourceError(SourceError):
    """The document can be read, but holds no text."""

    code = "empty"


class SourceTooLargeError(SourceError):
    """The source passes one of the named limits."""

    code = "too-large"


class SourceTooSlowError(SourceError):
    """An article takes more time than one of a batch may."""

    code = "too-slow"


class ConfigError(ReportkitError):
    """A setting, a template or a theme is not valid."""

    exit_code = 4
    code = "configuration"


class TemplateError(ConfigError):
    """A template does not load, or asks for what is not there; the subject is its file, with the line where known."""

    code = "template"


class WriteError(ReportkitError):
    """An output could not be written."""

    exit_code = 5
    code = "write"


class OutputExistsError(WriteError):
    """Where the output should go stands a file that reportkit did not make."""

    code = "output-exists"


class RendererError(WriteError):
    """The library behind a writer refused the document."""

    code = "renderer"


class WorkerDiedError(WriteError):
    """The process that rendered an article of a batch ended by itself: killed, or by a fault of a library."""

    code = "worker-died"


class SchedulerLostError(WriteError):
    """The scheduler of a Dask cluster does not answer, or no longer; what was done by then is kept."""

    code = "scheduler-lost"


class GateError(ReportkitError):
    """A gate failed: `--strict` refused a notice, `verify` found a difference, `trace` a statement that does not hold."""

    exit_code = 6
    code = "gate"


class VerificationError(GateError):
    """Outputs are missing, have changed, or do not come out the same again."""

    code = "verification"


class SeveralFailedError(ReportkitError):
    """Several sources were given; some failed, the rest are done."""

    exit_code = 1
    code = "several-failed"


def words_of(error: OSError) -> str:
    """What the operating system says, without number and file name, as the end of our own sentence."""
    words = error.strerror or str(error) or type(error).__name__
    return f"{words[:1].lower()}{words[1:]}"
