"""The plan of a batch, made before any work: what is rendered, where to, what is left alone, and why."""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from typing import BinaryIO, NamedTuple

from reportkit.batch.collect import collect
from reportkit.batch.inputs import Input, Skipped, called
from reportkit.batch.objects import is_address
from reportkit.batch.state import State, fold
from reportkit.batch.stores import Store
from reportkit.errors import UsageError

RESERVED = ".reportkit"
"""Folder of the run itself, at the top of the output tree."""
INDEX = "index.html"
"""Name of the page that lists the briefings, at the top of the output tree."""

_AT_ONCE = 5_000
_RACY_NS = 50_000_000
"""A file that changed less than this before it was read may have changed again within one tick of the file system's clock."""


class Todo(NamedTuple):
    """An input that is to be rendered."""

    number: int
    place: str
    member: str
    stem: str
    """Its outputs' place in the output tree, without suffix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """One part of a batch that is divided among machines."""

    number: int = 1
    of: int = 1

    def holds(self, name: str) -> bool:
        """Whether something belongs to this part; which part never depends on what else there is."""
        return self.of == 1 or int.from_bytes(sha256(name.encode()).digest()[:8]) % self.of == self.number - 1


WHOLE = Shard()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the user asks of a plan."""

    inputs: tuple[str, ...]
    output: str
    """Folder or URL."""
    formats: tuple[str, ...]
    shard: Shard = WHOLE
    stdin: BinaryIO | None = None

    @property
    def own_folder(self) -> str | None:
        """The real path of the output folder; `None` for a store."""
        return None if is_address(self.output) else os.path.realpath(self.output)


def find_inputs(request: Request, state: State) -> None:
    """Fill `seen`, `passed` and `refused` with all that the inputs stand for, and give each its place in the output tree.

    Raises: UsageError: an input is not understood, two would share outputs, or a reserved name would be taken.
            SourceNotFoundError: a list cannot be read.
    """
    with state.transaction():
        for given in request.inputs:
            found = collect(given, request.own_folder, request.stdin)
            while batch := list(islice(found, _AT_ONCE)):
                _keep(batch, request, state)
        _pass_over_outputs(state)
    with state.transaction():
        _part_names(request, state)
    if request.shard.of > 1:
        _keep_shard(request.shard, state)


def _keep(batch: Iterable[object], request: Request, state: State) -> None:
    """Put what was found into its tables; what is found twice is kept once."""
    own_folder = request.own_folder
    seen, passed, refused = [], [], []
    for each in batch:
        if isinstance(each, Input):
            head, dot, suffix = each.name.rpartition(".")
            stem = head if dot and head and not head.endswith("/") and "/" not in suffix else each.name
            uri = _identity(each, own_folder)
            seen.append((each.place, each.member, uri, each.name, stem, fold(stem), each.version, each.changed_ns))
        elif isinstance(each, Skipped):
            passed.append(each)
        else:
            error = each.error  # type: ignore[attr-defined]  # the one kind that is left
            refused.append((each.place, error.code, error.problem, error.hint, error.exit_code))  # type: ignore[attr-defined]
    connection = state.connection
    connection.executemany(
        "insert or ignore into seen (place, member, uri, name, stem, fold, version, changed_ns, state)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, 'todo')",
        seen,
    )
    connection.executemany("insert into passed values (?, ?)", passed)
    connection.executemany("insert into refused values (?, ?, ?, ?, ?)", refused)


def _identity(found: Input, own_folder: str | None) -> str:
    """What tells an input from all others, however the run was called: a file's path as seen from the output folder."""
    if is_address(found.place):
        return found.place
    folder, _, name = found.place.rpartition("/")
    return called(f"{_way_to(folder or ('/' if found.place.startswith('/') else '.'), own_folder)}{name}", found.member)


@lru_cache(maxsize=1024)
def _way_to(folder: str, own_folder: str | None) -> str:
    real = os.path.realpath(folder)
    way = real if own_folder is None else os.path.relpath(real, own_folder)
    return "" if way == "." else f"{way.replace(os.sep, '/').rstrip('/')}/"


def _pass_over_outputs(state: State) -> None:
    """Take out of the inputs what an earlier run wrote, where the output folder is an input folder as well."""
    ours = "uri in (select path from outputs union select path from noted)"
    why = "'written by an earlier run'"
    state.connection.execute(f"insert into passed select place, {why} from seen where {ours}")
    state.connection.execute(f"delete from seen where {ours}")


def _part_names(request: Request, state: State) -> None:
    """Let inputs keep their suffix whose outputs would meet those of another, or take the place of an input.

    Names that differ by case alone (`Story.txt`, `story.txt`) are one name to some file systems: they bear a digest too.

    Raises: UsageError: two have the same name altogether, or a reserved name would be taken.
    """
    connection = state.connection
    meeting = "fold in (select fold from seen group by fold having count(*) > 1)"
    inside = state.count("select exists (select 1 from seen where uri not like '../%' and uri not like '%://%')")
    covering = [f"stem || '.{each}' in (select uri from seen)" for each in request.formats] if inside else []
    crossing = " or ".join([meeting, *covering])
    query = f"update seen set stem = name, fold = fold(name) where stem <> name and ({crossing})"
    while connection.execute(query).rowcount:
        pass
    connection.create_function("twin", 1, _twin, deterministic=True)
    alike = "fold in (select fold from seen group by fold having count(*) > 1 and count(*) = count(distinct name))"
    connection.execute(f"update seen set stem = twin(name), fold = fold(twin(name)) where {alike}")
    crossed = connection.execute(
        f"select place, member, stem from seen where {crossing} order by fold limit 2"
    ).fetchall()
    if crossed:
        subject = called(*crossed[-1][:2])
        other = f"those of {called(*crossed[0][:2])}" if len(crossed) > 1 else "an input"
        raise UsageError(
            subject, f"its outputs would have the same names as {other}", "give the folder above both, or another -o"
        )
    _check_reserved(request, state)


def _twin(name: str) -> str:
    """A name of its own for one that differs from another by case or composition of letters only."""
    return f"{name}~{sha256(name.encode()).hexdigest()[:6]}"


def _check_reserved(request: Request, state: State) -> None:
    """Make sure that no output takes a name that the run needs itself.

    Raises: UsageError: one would.
    """
    row = state.connection.execute(
        "select place, member from seen where stem like ? || '/%' or stem = ? limit 1", (RESERVED, RESERVED)
    ).fetchone()
    if row is None and "html" in request.formats:
        query = "select place, member from seen where fold = ? limit 1"
        row = state.connection.execute(query, (INDEX.removesuffix(".html"),)).fetchone()
    if row is not None:
        raise UsageError(
            called(*row),
            f"its output would take a name that the batch needs itself ({INDEX}, {RESERVED}/)",
            "rename it, or leave html out of --to",
        )


def _keep_shard(shard: Shard, state: State) -> None:
    """Take out what belongs to other parts: after names are settled, which depend on the whole."""
    state.connection.create_function("holds", 1, shard.holds, deterministic=True)
    with state.transaction() as connection:
        connection.execute("delete from seen where not holds(name)")
        connection.execute("delete from passed where not holds(place)")
        connection.execute("delete from refused where not holds(place)")


def leave_unchanged(state: State, store: Store, config: str, *, rehash: bool) -> None:
    """Mark in `seen` what need not be rendered: rendered before with this configuration, source and outputs as they were.

    A source whose size, time and inode are as they were is taken to be unchanged, unless `rehash`; one whose are not is
    marked `check`, so that its content decides. Looking at the output tree also removes what a killed run left in it.

    Raises: WriteError: the output tree cannot be looked at.
    """
    connection = state.connection
    with state.transaction():
        folders = (row[0] for row in connection.execute("select distinct folder(stem) from seen"))
        connection.executemany("insert or replace into present values (?, ?)", store.present(folders))
        connection.execute(
            """update seen set state = case when ?1 or i.version <> seen.version or seen.changed_ns > i.noted_ns - ?2
                                       then 'check' else 'unchanged' end
               from inputs i
               where i.uri = seen.uri and i.rendered and i.config = ?3 and i.stem = seen.stem
               and not exists (select 1 from outputs o left join present p on p.path = o.path
                               where o.uri = i.uri and p.version is not o.version)""",
            (rehash, _RACY_NS, config),
        )


def check_contents(state: State, digests: Iterable[tuple[int, str | None, int]]) -> None:
    """Settle what was marked `check`, given number, digest and the moment of reading of each: unchanged, or to be rendered."""
    with state.transaction() as connection:
        connection.executemany("insert into checked values (?, ?, ?)", digests)
        connection.execute(
            """update seen set state = case when c.sha256 is i.sha256 then 'unchanged' else 'todo' end
               from checked c, inputs i where c.number = seen.number and i.uri = seen.uri"""
        )
        connection.execute(
            """update inputs set version = s.version, noted_ns = c.moment_ns
               from seen s join checked c on c.number = s.number
               where inputs.uri = s.uri and s.state = 'unchanged' and (inputs.version <> s.version or s.changed_ns > inputs.noted_ns - ?)""",
            (_RACY_NS,),
        )


def todo(state: State, what: str = "todo") -> Iterator[Todo]:
    """The inputs in this state, in the order of their names; the table may change meanwhile."""
    connection = state.connection
    connection.execute("delete from queue")
    connection.execute("insert into queue (number) select number from seen where state = ? order by name, uri", (what,))
    last = 0
    query = """select q.rank, s.number, s.place, s.member, s.stem from queue q join seen s on s.number = q.number
               where q.rank > ? order by q.rank limit ?"""
    while rows := connection.execute(query, (last, _AT_ONCE)).fetchall():
        yield from (Todo(*row[1:]) for row in rows)
        last = rows[-1][0]


def now_ns() -> int:
    """The moment, on the clock of the file system."""
    return time.time_ns()
