"""The plan of a batch for people and `grep`: a line for each thing that was found."""

from collections.abc import Iterator

from reportkit.batch.inputs import called
from reportkit.batch.plan import Request
from reportkit.batch.state import State
from reportkit.cli.console import printable
from reportkit.text.paths import shown

_VERBS = {"todo": "render", "unchanged": "unchanged", "check": "render"}


def plan_lines(state: State, request: Request) -> Iterator[str]:
    """What would become of each input, in the order of their names, then what cannot be looked at, then what is passed over."""
    query = "select state, place, member, stem from seen order by name, uri"
    top = request.output.rstrip("/")
    for what, place, member, stem in state.connection.execute(query):
        outputs = " ".join(f"{top}/{stem}.{each}" for each in request.formats)
        yield _line(_VERBS[what], f"{shown(called(place, member))} -> {shown(outputs)}")
    for place, problem in state.connection.execute("select distinct place, problem from refused order by place"):
        yield _line("fail", f"{place}: {problem}")
    for place, why in state.connection.execute("select distinct place, why from passed order by place"):
        yield _line("skip", f"{place}: {why}")


def _line(verb: str, words: str) -> str:
    return f"{verb:<10}{printable(words)}\n"
