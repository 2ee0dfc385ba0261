"""Commands run in process through `run`, and case files of commands.

A case file holds cases one after the other. A case is its sentence, the command after `% ` (variables before
`reportkit` are its environment), standard input up to `^D` where there is any, standard output, standard error after
`2> `, and the exit code after `=> `, which ends it. A line `...` stands for any number of lines, and `...` in a line for any words.
"""

import io
import os
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from reportkit.__main__ import run

STORY = """\
City council approves a new tram line to the harbour

The city council approved a new tram line to the harbour on Tuesday by 31 votes to 14. The line will cost 84 million \
euros and open in March 2028, said Maria Lindqvist, the councillor for transport. "We have waited thirty years for \
this," she said. The state will pay 52 million euros of the cost, the city the rest.

Construction starts in June 2026 at the central station. About 12,000 people live within walking distance of the eight \
new stops. Trams will run every seven minutes during the day and replace two bus lines. Critics warned that the budget \
leaves no room for delays. The shopkeepers of Harbour Street fear two years of dust and detours.

The harbour has been without rail since 1994, when the last freight line closed. Two earlier plans failed in 2003 and \
2011 because the state refused to pay its share. The population of the quarter has doubled since then.
"""
"""An article of our own: a title, three paragraphs."""


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has ended."""

    code: int
    out: str
    err: str


def command(
    *argv: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None, stdout: io.BytesIO | None = None
) -> Done:
    """Run a command in this process."""
    out, err = stdout or io.BytesIO(), io.BytesIO()
    with patch.dict(os.environ, {"COLUMNS": "100", **(environment or {})}):
        code = run(argv, stdin=io.BytesIO(stdin), stdout=out, stderr=err)
    return Done(code, out.getvalue().decode("utf-8"), err.getvalue().decode("utf-8"))


@dataclass(frozen=True, slots=True)
class Case:
    """A command with what it is to do."""

    sentence: str
    environment: Mapping[str, str]
    argv: Sequence[str]
    stdin: str
    out: tuple[str, ...]
    err: tuple[str, ...]
    code: int

    def __str__(self) -> str:
        """Name the case in pytest's list."""
        return self.sentence


def cases(file: Path) -> Iterator[Case]:
    """Return the cases of a file, in its order."""
    lines: list[str] = []
    for line in file.read_text("utf-8").splitlines():
        lines.append(line)
        if line.startswith("=> "):
            yield _case(lines)
            lines = []
    assert not any(lines), f"{file.name} ends inside a case"


def _case(lines: list[str]) -> Case:
    start = next(number for number, line in enumerate(lines) if line.startswith("% "))
    words = shlex.split(lines[start].removeprefix("% "))
    program = words.index("reportkit")
    body = lines[start + 1 : -1]
    end = body.index("^D") if "^D" in body else -1
    rest = body[end + 1 :]
    return Case(
        sentence=" ".join(line for line in lines[:start] if line),
        environment=dict(word.split("=", 1) for word in words[:program]),
        argv=tuple(words[program + 1 :]),
        stdin="".join(f"{line}\n" for line in body[:end]) if end >= 0 else "",
        out=tuple(line for line in rest if not line.startswith("2> ")),
        err=tuple(line.removeprefix("2> ") for line in rest if line.startswith("2> ")),
        code=int(lines[-1].removeprefix("=> ")),
    )


def agrees(text: str, expected: Sequence[str]) -> bool:
    """Tell whether the text is the expected lines, `...` standing for any number of them."""
    pattern = "".join(
        "(?:.*\n)*?" if line == "..." else ".*".join(map(re.escape, line.split("..."))) + "\n" for line in expected
    )
    return re.fullmatch(pattern, text) is not None
