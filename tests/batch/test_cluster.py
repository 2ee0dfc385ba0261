"""The distributed engine: the same bytes as the local one, whatever dies, and nothing left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commands import STORY, Done, command

pytest.importorskip("distributed", reason="reportkit[dask] is not installed")

from tests.support.clusters import ROOT, Cluster, cluster, command_of, descendants, wait_for

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # of Dask's own sockets, where it is interrupted
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

OTHER = "import reportkit; reportkit.__version__ = '0.0.1'; from distributed.cli.dask_worker import main; main()"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with six sources."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for number in range(6):
        Path(f"in/{number}.txt").write_text(STORY.replace("84 million", f"{90 + number} million"))
    return tmp_path


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster that others keep, with one worker that a poisonous document kills."""
    with cluster(tmp_path_factory.mktemp("cluster")) as running:
        running.add_worker("--preload", str(ROOT / "tests/support/poison.py"))
        yield running


def batch(*argv: str) -> Done:
    """Run a distributed batch that writes Markdown."""
    return command("batch", "in", "-o", "out", "--to", "md", "--engine", "dask", *argv)


def contents(top: str) -> dict[str, bytes]:
    """The outputs, the run's own folder left out."""
    return {path.name: path.read_bytes() for path in Path(top).rglob("*.md") if ".reportkit" not in path.parts}


def started(*argv: str) -> "subprocess.Popen[bytes]":
    """Start a distributed batch of PDFs, which take their time, in a process group of its own."""
    program = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from reportkit.__main__ import main; main()"
    batch = ["batch", "in", "-o", "out", "--to", "pdf", "--engine", "dask", "-j", "2", *argv]
    return subprocess.Popen(
        [sys.executable, "-c", program, *batch],
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def dask_worker_of(process: "subprocess.Popen[bytes]") -> int | None:
    """The Dask worker of a batch, once there is one."""
    return next((pid for pid, words in descendants(process.pid).items() if "own_worker" in words), None)


def gone(pids: list[int]) -> bool:
    """Tell whether none of these processes runs any more."""
    return not any(command_of(pid) for pid in pids)


def left_over() -> list[str]:
    """Files that no run should leave behind."""
    return [str(path) for path in Path().rglob("*") if ".part" in path.name or "dask" in path.name]


def test_same_bytes_as_the_local_engine(folder: Path) -> None:
    """A cluster of the run's own writes what the local engine writes, and leaves neither process nor file behind."""
    Path("in/broken.docx").write_bytes(b"PK no archive")
    assert command("batch", "in", "-o", "local", "--to", "md", "-j", "1").code == 1
    done = batch("-j", "2")
    assert done.code == 1
    assert "reportkit: error: in/broken.docx: " in done.err
    assert "6 rendered, 1 failed" in done.err
    assert contents("out") == contents("local")
    assert len(contents("out")) == 6
    assert not [words for words in descendants(os.getpid()).values() if "own_worker" in words]
    assert left_over() == []
    assert "6 unchanged, 1 failed" in batch("-j", "2").err


def test_nothing_to_do_starts_nothing(folder: Path) -> None:
    """Where all is done, no cluster is started."""
    assert command("batch", "in", "-o", "out", "--to", "md", "-j", "1").code == 0
    began = time.monotonic()
    assert batch().code == 0
    assert time.monotonic() - began < 5


def test_slow_documents_cost_themselves(folder: Path) -> None:
    """A document over its time fails alone."""
    done = batch("-j", "2", "--timeout", "0.0001")
    assert (done.code, done.err.count("takes more time than the limit")) == (3, 6)
    assert batch("-j", "2").code == 0


def test_killed_dask_worker(folder: Path) -> None:
    """A Dask worker that is killed is started again, and what it had done or was doing is not lost."""
    process = started()
    wait_for(lambda: dask_worker_of(process) and any(Path("out").glob("*.pdf")))
    worker = dask_worker_of(process)
    assert worker is not None
    below = list(descendants(worker))
    os.kill(worker, signal.SIGKILL)
    wait_for(lambda: gone([worker, *below]))
    _, told = process.communicate(timeout=120)
    assert (process.returncode, told.decode().splitlines()[-1]) == (0, "reportkit: 6 rendered: out")
    assert len(list(Path("out").glob("*.pdf"))) == 6


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_interrupted(folder: Path, name: str) -> None:
    """However a run ends, all its processes end with it, and the next one leaves only whole files."""
    process = started()
    wait_for(lambda: any(Path("out").glob("*.pdf")))
    below = [*descendants(process.pid)]
    assert len(below) >= 3
    if name == "SIGINT":
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(getattr(signal, name))
    process.communicate(timeout=10)
    assert process.returncode == {"SIGINT": 130, "SIGTERM": 143, "SIGKILL": -9}[name]
    wait_for(lambda: gone(below), 5)
    assert command("batch", "in", "-o", "out", "--to", "pdf", "-j", "2").code == 0
    assert len(list(Path("out").glob("*.pdf"))) == 6
    assert left_over() == []


def test_cluster_of_others(folder: Path, others: Cluster) -> None:
    """A cluster that others keep does the work, and keeps no process of ours when it is done."""
    done = batch("--scheduler", others.file)
    assert (done.code, done.err.splitlines()[-1]) == (0, "reportkit: 6 rendered: out")
    assert len(contents("out")) == 6
    servers = [pid for pid, words in descendants(others.workers[0].pid).items() if "forkserver" in words]
    assert servers
    wait_for(lambda: not any(descendants(pid) for pid in servers))


def test_poison(folder: Path, others: Cluster) -> None:
    """A document that kills every worker fails, and nothing fails that flew beside it."""
    Path("in/3-poison.txt").write_text(STORY)
    done = batch("--scheduler", others.file)
    assert done.code == 1
    assert "in/3-poison.txt: each of 1 Dask workers that rendered it alone was killed" in done.err
    assert "6 rendered, 1 failed" in done.err
    Path("in/3-poison.txt").unlink()
    assert batch("--scheduler", others.file).code == 0
    assert len(contents("out")) == 6


def test_worker_of_another_version(folder: Path, tmp_path: Path) -> None:
    """A worker that would write other bytes is refused by one line."""
    with cluster(tmp_path) as mixed:
        mixed.add_worker("--no-nanny", program=OTHER)
        done = batch("--scheduler", mixed.file)
    assert done.code == 4
    assert "Dask worker: has reportkit 0.0.1" in done.err
    assert "hint: install the same versions on all machines" in done.err
    assert contents("out") == {}


def test_scheduler_that_is_lost(folder: Path, tmp_path: Path) -> None:
    """A scheduler that goes away is told by one line; what is done is kept, and the next run goes on."""
    (tmp_path / "cluster").mkdir()
    with cluster(tmp_path / "cluster") as running:
        running.add_worker("--no-nanny")

        def kill() -> None:
            wait_for(lambda: any(Path("out").glob("*.pdf")))
            running.scheduler.kill()

        killer = threading.Thread(target=kill)
        killer.start()
        done = command("batch", "in", "-o", "out", "--to", "pdf", "--engine", "dask", "--scheduler", running.file)
        killer.join()
    assert done.code == 5
    assert (
        "reportkit: error: Dask scheduler: has gone\n  hint: run again when it is back: what is done is kept\n"
        in done.err
    )
    again = command("batch", "in", "-o", "out", "--to", "pdf", "-j", "1")
    assert again.code == 0
    assert len(list(Path("out").glob("*.pdf"))) == 6


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--scheduler", "nothing.json"), 2, "is neither an address nor a file"),
        (("--scheduler", "odd://host:1"), 2, "is not understood"),
        (("--scheduler", "tcp://127.0.0.1:9"), 5, "tcp://127.0.0.1:9: does not answer"),
        (("--scheduler", "tcp://127.0.0.1:9", "-j", "2"), 2, "-j: its workers say how many they do at once"),
    ],
)
def test_schedulers_that_are_none(folder: Path, options: tuple[str, ...], code: int, words: str) -> None:
    """An address that is none, and one where nobody answers, are one line."""
    done = batch(*options)
    assert (done.code, words in done.err) == (code, True), done.err


def test_without_dask(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra it is said how to get it."""
    monkeypatch.delitem(sys.modules, "reportkit.batch.cluster", raising=False)
    monkeypatch.delitem(sys.modules, "reportkit.batch.own_cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = batch()
    assert (done.code, "pip install 'reportkit[dask]'" in done.err) == (4, True), done.err
