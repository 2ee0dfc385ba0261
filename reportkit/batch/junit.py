"""The outcomes of a batch as JUnit XML, which Jenkins, GitLab and most other servers read; written as it is made.

Shape:  one suite, a test case an input: its folder the class, its file name the name.
Source: the schema of Jenkins' xUnit plugin, which allows what others (Ant's, GitLab's parser) allow as well.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from reportkit.batch.records import Record

_SUITE = "reportkit"
_NOT_XML = re.compile("[^\t\n\r -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot carry, and the control characters that it may carry and should not."""
_BUG = 70


@dataclass(slots=True)
class Tally:
    """How many outcomes there are of each kind, and how long they took."""

    tests: int = 0
    failures: int = 0
    errors: int = 0
    skipped: int = 0
    seconds: float = 0.0

    def add(self, record: Record) -> None:
        """Count an outcome."""
        self.tests += 1
        self.seconds += record.seconds or 0.0
        self.skipped += record.outcome == "skipped"
        if record.error is not None:
            self.errors += record.error.exit_code == _BUG
            self.failures += record.error.exit_code != _BUG


def junit_lines(outcomes: Callable[[], Iterator[Record]]) -> Iterator[str]:
    """The lines of the document; the outcomes are gone through twice, because their counts stand first."""
    tally = Tally()
    for record in outcomes():
        tally.add(record)
    counts = f'name="{_SUITE}" tests="{tally.tests}" failures="{tally.failures}" errors="{tally.errors}" time="{tally.seconds:.3f}"'
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n'
    yield f'<testsuite {counts} skipped="{tally.skipped}">\n'
    for record in outcomes():
        yield _case(record)
    yield "</testsuite>\n</testsuites>\n"


def _case(record: Record) -> str:
    folder, _, name = record.path.rpartition("/")
    head = f'<testcase classname="{_xml(folder or ".")}" name="{_xml(name or record.name)}" time="{record.seconds or 0:.3f}"'
    parts = [*_failure(record), *_skip(record), *_notices(record)]
    return f"{head}>\n{''.join(parts)}</testcase>\n" if parts else f"{head}/>\n"


def _failure(record: Record) -> Iterator[str]:
    error = record.error
    if error is not None:
        kind = "error" if error.exit_code == _BUG else "failure"
        words = f"{record.path}: {error.problem}" + (f"\nhint: {error.hint}" if error.hint else "")
        yield f'<{kind} message="{_xml(error.problem)}" type="{_xml(error.code)}">{_xml(words)}</{kind}>\n'


def _skip(record: Record) -> Iterator[str]:
    if record.outcome == "skipped":
        yield f'<skipped message="{_xml(record.why or "")}"/>\n'


def _notices(record: Record) -> Iterator[str]:
    if record.notices:
        words = "\n".join(f"notice: {each.code}: {each.words}" for each in record.notices)
        yield f"<system-out>{_xml(words)}</system-out>\n"


def _xml(text: str) -> str:
    """The text for element and attribute alike: what XML cannot carry is shown as its escape, line breaks are kept."""
    text = _NOT_XML.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)
    return escape(text).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
