"""Guarded processes: what a document does to its process costs that document alone."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reportkit.batch.guarded import Limits, Worker
from reportkit.batch.local import Pool, run_local
from reportkit.batch.work import Result, Task, Work, portable
from reportkit.errors import WorkerDiedError
from reportkit.layout import load_template, load_theme
from reportkit.model.artefact import OutputFormat
from reportkit.settings import Settings
from tests.support.commands import STORY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and named pipes are POSIX")
LIMITS = Limits(seconds=60, memory_bytes=2**31)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    """Work that writes Markdown below a working folder with one good source and one that never ends."""
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(STORY)
    os.mkfifo("endless.txt")
    return Work(
        settings=Settings(to=(OutputFormat.MD,)),
        template=load_template("briefing"),
        theme=load_theme("default"),
        supplied={},
        output=str(tmp_path / "out"),
        mark="batch-",
        notes=tmp_path / "notes",
        temporary=tmp_path / "tmp",
    )


def tasks(*places: str) -> Iterator[Task]:
    """A task for each place, numbered."""
    return (Task(number, place, "", f"{number}-{Path(place).stem}") for number, place in enumerate(places))


def results(found: Iterator[Result | None]) -> dict[int, str]:
    """How each task ended: `done`, or the code of its error."""
    return {each.task.number: each.error.code if each.error else "done" for each in found if each is not None}


def test_tasks_are_done_by_several_processes(work: Work) -> None:
    """Each once, whole, and at the end no process and no temporary file is left."""
    found = results(run_local(tasks(*["good.txt"] * 7), work, 2, LIMITS))
    assert found == dict.fromkeys(range(7), "done")
    outputs = sorted(Path("out").iterdir())
    assert [path.name for path in outputs] == [f"{number}-good.md" for number in range(7)]
    assert len({path.read_bytes() for path in outputs}) == 1
    assert list(Path("tmp").iterdir()) == []


def test_a_document_that_takes_too_long(work: Work) -> None:
    """Its process is killed, it is told as too slow, and the others are done."""
    limits = Limits(seconds=4.0, memory_bytes=2**31)
    found = results(run_local(tasks("endless.txt", "good.txt", "good.txt"), work, 1, limits))
    assert found == {0: "too-slow", 1: "done", 2: "done"}


def test_a_document_that_takes_too_much_memory(work: Work) -> None:
    """It is told as too large, and the others are done."""
    Path("huge.txt").write_bytes(b"word " * 6_000_000)
    limits = Limits(seconds=60, memory_bytes=40 * 1024 * 1024)
    found = results(run_local(tasks("huge.txt", "good.txt"), work, 1, limits))
    assert found == {0: "too-large", 1: "done"}


def test_a_process_that_is_killed_once(work: Work) -> None:
    """Its document is done by another."""
    pool = Pool(portable(work), 1, LIMITS)
    found = pool.run(tasks("endless.txt", "good.txt"))
    while not (busy := [each for each in pool._workers if each.task]):
        next(found)
    first = busy[0]
    os.kill(process_of(first), signal.SIGKILL)
    feed_pipe()
    assert results(found) == {0: "empty", 1: "done"}
    pool.close()


def test_a_process_that_is_killed_each_time(work: Work) -> None:
    """Its document is told as failed after the second time, and the others are done."""
    pool = Pool(portable(work), 1, LIMITS)
    killed: set[int] = set()

    def kill_all() -> Iterator[Result | None]:
        for result in pool.run(tasks("endless.txt", "good.txt")):
            yield result
            for worker in pool._workers:
                if worker.task and worker.task.number == 0 and process_of(worker) not in killed:
                    killed.add(process_of(worker))
                    os.kill(process_of(worker), signal.SIGKILL)

    assert results(kill_all()) == {0: "worker-died", 1: "done"}
    assert len(killed) == 2
    pool.close()


def test_processes_that_cannot_start(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a few the run ends with one error, rather than never."""

    def stillborn(self: Worker) -> None:
        os.kill(process_of(self), signal.SIGKILL)

    begin = Worker.__init__

    def begin_and_die(self: Worker, work: Work, limits: Limits) -> None:
        begin(self, work, limits)
        stillborn(self)

    monkeypatch.setattr(Worker, "__init__", begin_and_die)
    with pytest.raises(WorkerDiedError, match="killed by signal 9"):
        list(run_local(tasks("good.txt"), work, 1, LIMITS))


def test_processes_are_replaced(work: Work) -> None:
    """After so many documents by a fresh one."""
    pool = Pool(portable(work), 1, Limits(seconds=60, memory_bytes=2**31, tasks=2))
    seen: set[int] = set()

    def watched() -> Iterator[Result | None]:
        for result in pool.run(tasks(*["good.txt"] * 5)):
            seen.update(process_of(worker) for worker in pool._workers)
            yield result

    assert results(watched()) == dict.fromkeys(range(5), "done")
    assert len(seen) == 3
    pool.close()


def test_the_process_that_others_are_forked_from_has_loaded_the_libraries(work: Work) -> None:
    """A preload that is not found is skipped in silence by Python: then each worker would load them anew."""
    worker = Worker(portable(work), LIMITS)
    try:
        assert worker.answer() is None
        maps = Path(f"/proc/{process_of(worker)}/maps").read_text()
        loaded = {line.rpartition("/")[2].split(".")[0] for line in maps.splitlines() if ".so" in line}
        assert {"libpango-1", "etree"} <= loaded
    finally:
        worker.kill()


def process_of(worker: Worker) -> int:
    """The number of a worker's process."""
    assert worker.process.pid is not None
    return worker.process.pid


def feed_pipe() -> None:
    """Let whoever reads the endless source find its end."""

    def feed() -> None:
        with suppress(OSError), Path("endless.txt").open("wb"):
            time.sleep(0.1)

    threading.Thread(target=feed, daemon=True).start()


def command_line(*argv: str) -> list[str]:
    """A batch in a process of its own."""
    return [sys.executable, "-m", "reportkit", "batch", *argv]


def test_ctrl_c(tmp_path: Path) -> None:
    """A run ends at once with 130, only whole files stay, no process and no passing file; the next run goes on."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(STORY)
    argv = command_line("in", "-o", "out", "-j", "2", "--to", "md,docx")
    process = subprocess.Popen(argv, cwd=tmp_path, start_new_session=True, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("out/*.md")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert (process.returncode, told) == (130, "")
    assert not list(tmp_path.glob("out/.reportkit-*"))
    begun = {path.name: path.read_bytes() for path in tmp_path.glob("out/[0-9]*")}
    subprocess.run(argv, cwd=tmp_path, check=True, capture_output=True)
    lines = json.loads((tmp_path / "out/.reportkit/manifest.json").read_text())["outcomes"]
    assert {each["outcome"] for each in lines} <= {"rendered", "unchanged"}
    whole = {path.name: path.read_bytes() for path in tmp_path.glob("out/[0-9]*")}
    assert begun.items() <= whole.items()
    assert len([name for name in whole if name.endswith(".docx")]) == 30


@pytest.mark.parametrize("whom", ["parent", "worker", "all"])
def test_kill_9(tmp_path: Path, whom: str) -> None:
    """Whoever is killed, the same command again leaves what an undisturbed run leaves, and nothing else."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number:02}.txt").write_text(STORY.replace("84 million", f"{number + 10} million"))
    argv = ("in", "-j", "2", "--to", "md,docx", "-q", "-o")
    subprocess.run(command_line(*argv, "calm"), cwd=tmp_path, check=True)
    for pause in (0.0, 0.3):
        process = subprocess.Popen(command_line(*argv, "wild"), cwd=tmp_path, start_new_session=True)
        while not list(tmp_path.glob("wild/.reportkit/tmp/*")) and process.poll() is None:
            time.sleep(0.01)
        time.sleep(pause)
        with suppress(ProcessLookupError, IndexError):
            match whom:
                case "parent":
                    process.kill()
                case "all":
                    os.killpg(process.pid, signal.SIGKILL)
                case _:
                    notes = sorted(tmp_path.glob("wild/.reportkit/notes/*"))
                    os.kill(int(notes[0].name), signal.SIGKILL)
        process.wait()
    subprocess.run(command_line(*argv, "wild"), cwd=tmp_path, check=True)
    found = [
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir() if path.is_file()}
        for name in ("calm", "wild")
    ]
    assert found[0] == found[1]
    own = {path.name for path in (tmp_path / "wild/.reportkit").rglob("*") if path.is_file()}
    assert own <= {"state.sqlite3", "state.sqlite3-wal", "state.sqlite3-shm", "lock", "manifest.json", "manifest.jsonl"}
