"""The PDF written by a second process beside the first, so that WeasyPrint's import costs the user nothing to wait for.

`import weasyprint` is the longest single step of a cold render, and none of what comes before the PDF needs it. So a
forked child imports it while the parent reads, normalises, briefs and lays out; the parent then hands over the report,
writes the other formats meanwhile, and takes the finished PDF. On two cores a cold render takes a third less time.
Where there is one core, or no safe fork, everything stays in one process, and the bytes are the same.
"""

import os
import pickle
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from shutil import rmtree
from tempfile import mkdtemp
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

from reportkit.errors import RendererError, ReportkitError
from reportkit.model.artefact import Artefact, OutputFormat
from reportkit.model.report import Report
from reportkit.model.theme import Theme
from reportkit.settings import Settings

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from reportkit.pipeline import Elsewhere


def pays(settings: Settings) -> bool:
    """Whether a second process is worth its while here: a PDF is asked for, and a second core and a safe fork are there.

    macOS forks, but its system libraries do not survive it; a process with threads may hold a lock that the child would
    wait for; where WeasyPrint is loaded already, there is nothing left to win.
    """
    if OutputFormat.PDF not in settings.to or sys.platform != "linux":
        return False
    return len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1 and "weasyprint" not in sys.modules


class PdfAside:
    """A process that writes PDFs; it ends with the `with` block, or with its parent."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        """Start the process, which begins with the import."""
        from multiprocessing.connection import Pipe

        self._end, far_end = Pipe()
        self._owed = 0
        """Answers that were asked for and not fetched."""
        self._folder = mkdtemp(prefix="reportkit-")
        """Takes the child's temporary files, so that they go even where it is killed."""
        self.process = os.fork()
        """Its number."""
        if self.process == 0:
            self._end.close()
            _serve(far_end, theme, settings, self._folder)
        far_end.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process, at once where the block ended by an exception."""
        self._end.close()
        if error is not None:
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        rmtree(self._folder, ignore_errors=True)

    @property
    def formats(self) -> "Elsewhere":
        """What the process writes, as `pipeline.render` takes it."""
        return {OutputFormat.PDF: self.begin}

    def begin(self, report: Report) -> Callable[[], Artefact]:
        """Hand over a report; what comes back waits for its PDF.

        Raises: ReportkitError: from the call that waits, as `write_pdf` does; RendererError also where the process died.
        """
        try:
            self._end.send_bytes(pickle.dumps(report))
        except OSError as exc:
            raise _died() from exc
        self._owed += 1
        return self._fetch

    def _fetch(self) -> Artefact:
        """The answer to the last report; answers to reports whose other formats failed are passed over."""
        try:
            while self._owed > 1:
                self._end.recv_bytes()
                self._owed -= 1
            answer = pickle.loads(self._end.recv_bytes())  # noqa: S301 - from our own child
        except (EOFError, OSError) as exc:
            raise _died() from exc
        self._owed = 0
        if isinstance(answer, Artefact):
            return answer
        if isinstance(answer, ReportkitError):
            raise answer
        raise RuntimeError(str(answer))


def _died() -> RendererError:
    return RendererError(
        "PDF", "the process that writes it ended by itself", "run it again; if it recurs, please report it"
    )


def _serve(end: "Connection", theme: Theme, settings: Settings, folder: str) -> NoReturn:
    """The child's whole life: it must not unwind into its parent's stack."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # as well
    code = 1
    try:
        tempfile.tempdir = folder
        _answer_all(end, theme, settings)
    except (EOFError, OSError):  # the parent is gone, or wants no more
        code = 0
    finally:
        rmtree(folder, ignore_errors=True)
        os._exit(code)


def _answer_all(end: "Connection", theme: Theme, settings: Settings) -> NoReturn:
    """Answer each report with its artefact, its error, or the traceback of a bug.

    Raises: EOFError: the parent closed its end.
            OSError: it did so in the middle of an answer.
    """
    from reportkit.writers.pdf import write_pdf
    from reportkit.writers.pdf_engine import look_of

    with suppress(ReportkitError):  # it will be raised again, and told, with the first report
        look_of(theme, with_system_fonts=False)
    while True:
        report = pickle.loads(end.recv_bytes())  # noqa: S301 - from our own parent
        end.send_bytes(pickle.dumps(_answer(write_pdf, report, theme, settings)))


def _answer(
    write: Callable[[Report, Theme, Settings], Artefact], report: Report, theme: Theme, settings: Settings
) -> Artefact | ReportkitError | str:
    try:
        return write(report, theme, settings)
    except ReportkitError as exc:
        return exc
    except Exception:  # noqa: BLE001 - a bug: its traceback goes to the parent, which tells it
        import traceback

        return traceback.format_exc()
