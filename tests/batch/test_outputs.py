"""Files are put on disk whole, and nothing that reportkit did not make is overwritten."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reportkit.batch.ledger import Ledger
from reportkit.batch.outputs import Guard, write_whole
from reportkit.cli.state import state_folder
from reportkit.errors import OutputExistsError, WriteError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="permissions and links as POSIX has them")


@pytest.fixture
def guard(tmp_path: Path) -> Guard:
    """A guard with a ledger of its own, that forces nothing."""
    return Guard(ledger=Ledger(tmp_path / "state"), sources=(), force=False)


def forced(guard: Guard) -> Guard:
    return Guard(ledger=guard.ledger, sources=guard.sources, force=True)


def test_new_files_appear_with_their_folders_and_nothing_else(tmp_path: Path, guard: Guard) -> None:
    """Missing folders are made, the files hold the bytes, no passing file stays."""
    folder = tmp_path / "deep" / "er"
    assert write_whole({folder / "a.pdf": b"pdf", folder / "a.md": b"md"}, guard)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a.pdf": b"pdf", "a.md": b"md"}


def test_own_file_is_replaced(tmp_path: Path, guard: Guard) -> None:
    """What we wrote may be written anew, as often as one likes."""
    path = tmp_path / "a.md"
    for data in (b"one", b"two", b"three", b"one"):
        write_whole({path: data}, guard)
        assert path.read_bytes() == data


def test_changed_file_is_kept(tmp_path: Path, guard: Guard) -> None:
    """What somebody changed is theirs, until they force it."""
    path = tmp_path / "a.md"
    write_whole({path: b"one"}, guard)
    path.write_bytes(b"one, edited")
    with pytest.raises(OutputExistsError) as caught:
        write_whole({path: b"two"}, guard)
    assert "--force" in str(caught.value.hint)
    assert path.read_bytes() == b"one, edited"
    write_whole({path: b"two"}, forced(guard))
    assert path.read_bytes() == b"two"


def test_same_bytes_are_left_alone(tmp_path: Path, guard: Guard) -> None:
    """A file that holds the bytes already is not touched, whoever made it."""
    path = tmp_path / "a.md"
    path.write_bytes(b"same")
    os.utime(path, (1, 1))
    write_whole({path: b"same"}, guard)
    assert path.stat().st_mtime == 1


def test_one_refusal_keeps_all_files_of_the_source_back(tmp_path: Path, guard: Guard) -> None:
    """Where the second file is refused, the first is not written either."""
    (tmp_path / "b.md").write_bytes(b"mine")
    with pytest.raises(OutputExistsError):
        write_whole({tmp_path / "a.md": b"a", tmp_path / "b.md": b"b"}, guard)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "state") == ["b.md"]


@pytest.mark.parametrize("link", ["samefile", "symlink", "hardlink"])
def test_sources_are_never_overwritten(tmp_path: Path, link: str, guard: Guard) -> None:
    """No output takes the place of a source, under whatever name it goes, forced or not."""
    source, output = tmp_path / "story.md", tmp_path / "out.md"
    source.write_bytes(b"source")
    if link == "samefile":
        output = tmp_path / "sub" / ".." / "story.md"
        (tmp_path / "sub").mkdir()
    elif link == "symlink":
        output.symlink_to(source)
    else:
        output.hardlink_to(source)
    with pytest.raises(OutputExistsError):
        write_whole({output: b"new"}, Guard(ledger=guard.ledger, sources=(str(source),), force=True))
    assert source.read_bytes() == b"source"


def test_link_is_written_through(tmp_path: Path, guard: Guard) -> None:
    """A symbolic link stays one; the file that it leads to is replaced, under the same rules."""
    target, link = tmp_path / "there" / "real.md", tmp_path / "link.md"
    target.parent.mkdir()
    link.symlink_to(target)
    write_whole({link: b"one"}, guard)
    write_whole({link: b"two"}, guard)
    assert link.is_symlink()
    assert target.read_bytes() == b"two"
    target.write_bytes(b"edited")
    with pytest.raises(OutputExistsError):
        write_whole({link: b"three"}, guard)


def test_link_that_leads_in_circles(tmp_path: Path, guard: Guard) -> None:
    """A link without an end is told, not replaced."""
    path = tmp_path / "loop.md"
    path.symlink_to(path)
    with pytest.raises(WriteError):
        write_whole({path: b"data"}, guard)
    assert path.is_symlink()


def test_permissions_follow_umask_and_then_the_file(tmp_path: Path, guard: Guard) -> None:
    """A new file is as the umask wants it, a replaced one keeps its permissions."""
    path = tmp_path / "a.md"
    before = os.umask(0o027)
    try:
        write_whole({path: b"one"}, guard)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o600)
    write_whole({path: b"two"}, guard)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_not_replaced(tmp_path: Path, guard: Guard, kind: str) -> None:
    """A folder or a pipe in an output's place is refused even when forced."""
    path = tmp_path / "a.md"
    if kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    with pytest.raises(OutputExistsError):
        write_whole({path: b"data"}, forced(guard))


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_what_the_file_system_refuses(
    tmp_path: Path, guard: Guard, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    """A full disk, a read-only one, a denied or a failing one is one line, and leaves no file and no part of one."""

    def refuse(_descriptor: int) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(WriteError) as caught:
        write_whole({tmp_path / "out" / "a.md": b"data"}, guard)
    assert os.strerror(fault).lower() in caught.value.problem.lower()
    assert list((tmp_path / "out").iterdir()) == []


def test_name_that_no_file_can_have(tmp_path: Path, guard: Guard) -> None:
    """Names that are too long or hold a null character are told."""
    for name in ("x" * 300 + ".md", "null\0.md"):
        with pytest.raises(WriteError) as caught:
            write_whole({tmp_path / name: b"data"}, guard)
        assert (caught.value.hint == "-o gives it a shorter name") == ("null" not in name)


def test_without_a_ledger_files_are_written_all_the_same(tmp_path: Path) -> None:
    """Where nothing can be noted, files are written, that is told, and the next rewrite is refused."""
    (tmp_path / "state").write_text("a file in the folder's place")
    for folder in (None, tmp_path / "state"):
        guard = Guard(ledger=Ledger(folder), sources=(), force=False)
        path = tmp_path / f"{folder is None}.md"
        assert not write_whole({path: b"one"}, guard)
        with pytest.raises(OutputExistsError):
            write_whole({path: b"two"}, guard)


def test_broken_ledger_is_as_good_as_none(tmp_path: Path) -> None:
    """A ledger that is no database any more knows nothing and breaks nothing."""
    (tmp_path / "written.sqlite3").write_bytes(b"not a database, but long enough to be taken for one" * 20)
    ledger = Ledger(tmp_path)
    assert not ledger.note(tmp_path / "a.md", "0" * 64)
    assert not ledger.knows(tmp_path / "a.md", "0" * 64)


def test_ledger_keeps_two_digests_of_a_path(tmp_path: Path) -> None:
    """The last two are known, for a run may end between noting and renaming; older ones are forgotten."""
    ledger = Ledger(tmp_path)
    for digest in ("a", "b", "c"):
        assert ledger.note(tmp_path / "x.md", digest)
    assert [ledger.knows(tmp_path / "x.md", each) for each in "abc"] == [False, True, True]
    assert not ledger.knows(tmp_path / "y.md", "c")


def test_ledger_does_not_grow_without_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many files the latest are kept."""
    monkeypatch.setattr("reportkit.batch.ledger.KEPT_PATHS", 3)
    ledger = Ledger(tmp_path)
    for number in range(5):
        ledger.note(tmp_path / f"{number}.md", "d")
    assert [ledger.knows(tmp_path / f"{number}.md", "d") for number in range(5)] == [False, False, True, True, True]


def test_runs_at_once_share_the_ledger(tmp_path: Path) -> None:
    """Several processes note their files at the same time, and none gets lost."""
    program = (
        "import sys; from pathlib import Path; from reportkit.batch.ledger import Ledger\n"
        "ledger = Ledger(Path(sys.argv[1]))\n"
        "assert all(ledger.note(Path(sys.argv[2] + str(number)), 'd') for number in range(20))"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path), f"/{name}"]) for name in "abc"]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    ledger = Ledger(tmp_path)
    assert all(ledger.knows(Path(f"/{name}{number}"), "d") for name in "abc" for number in range(20))


def test_state_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is where XDG says, below the home folder else, and nowhere without one."""
    monkeypatch.setenv("XDG_STATE_HOME", "/x")
    assert state_folder() == Path("/x/reportkit")
    monkeypatch.setenv("XDG_STATE_HOME", "relative/is/ignored")
    monkeypatch.setenv("HOME", "/h")
    assert state_folder() == Path("/h/.local/state/reportkit")

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    assert state_folder() is None
