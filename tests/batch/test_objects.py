"""Stores of fsspec without a server: listing, reading, repeating, and URLs that are no place for outputs."""

import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from reportkit.batch.inputs import Input, Skipped, Unreadable
from reportkit.batch.objects import ATTEMPTS, attempt, list_objects, read_object
from reportkit.batch.stores import ObjectStore
from reportkit.errors import OutputExistsError, WriteError
from tests.support.commands import STORY, command

pytest.importorskip("fsspec", reason="neither reportkit[dask] nor reportkit[s3] is installed")


@pytest.fixture
def top() -> Iterator[str]:
    """A folder in memory."""
    import fsspec

    name = f"/{uuid4().hex}"
    system = fsspec.filesystem("memory")
    for path in ("a.txt", "deep/b.md", "deep/.hidden.txt", "deep/picture.png"):
        system.pipe_file(f"{name}/{path}", STORY.encode())
    yield f"memory:/{name}"
    system.rm(name, recursive=True)


def test_listing(top: str) -> None:
    """Articles are listed with their place in the tree, what is none with the reason."""
    found = list(list_objects(top))
    assert sorted(each.name for each in found if isinstance(each, Input)) == ["a.txt", "deep/b.md"]
    assert sorted(each.place[-11:] for each in found if isinstance(each, Skipped)) == [".hidden.txt", "picture.png"]
    (one,) = list_objects(f"{top}/deep/b.md")
    assert isinstance(one, Input)
    assert (one.name, read_object(one.place).data) == ("b.md", STORY.encode())


def test_listing_of_nothing(top: str) -> None:
    """A folder that is not there is told."""
    (found,) = list_objects(f"{top}/nothing")
    assert isinstance(found, Unreadable)
    assert found.error.problem == "there is nothing in it"


def test_outputs(top: str) -> None:
    """What is not ours is kept, what is ours replaced; a version tells one from the other."""
    store = ObjectStore(f"{top}/out")
    first = store.put({"x.md": b"one"}, lambda *_: False, force=False)
    assert {each.path: each.version for each in store.present([""])} == first
    assert store.put({"x.md": b"one"}, lambda *_: False, force=False) == first
    with pytest.raises(OutputExistsError):
        store.put({"x.md": b"two", "y.md": b"two"}, lambda *_: False, force=False)
    assert store.read("y.md") is None
    assert store.put({"x.md": b"two"}, lambda *_: True, force=False) != first
    assert store.read("x.md") == b"two"


def test_store_that_fails(top: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the library raises at last is told with the object's name."""
    from fsspec.implementations.memory import MemoryFileSystem

    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("The disk\nis full")

    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr(MemoryFileSystem, "pipe_file", refuse)
    with pytest.raises(WriteError, match=r"out/x\.md: cannot be written: the disk is full"):
        ObjectStore(f"{top}/out").put({"x.md": b"one"}, lambda *_: False, force=False)


def test_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request is repeated so often, unless the answer is final or the library has repeated it for long."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    made: list[Exception] = []

    def request(error: Exception) -> None:
        made.append(error)
        raise error

    with pytest.raises(RuntimeError):
        attempt(lambda: request(RuntimeError()))
    assert len(made) == ATTEMPTS
    with pytest.raises(PermissionError):
        attempt(lambda: request(PermissionError()))
    assert len(made) == ATTEMPTS + 1
    monkeypatch.setattr("reportkit.batch.objects._LONG_SECONDS", -1.0)
    with pytest.raises(RuntimeError):
        attempt(lambda: request(RuntimeError()))
    assert len(made) == ATTEMPTS + 2


def test_urls_of_this_machine(tmp_path: Path) -> None:
    """A file's URL is read; as a place for outputs it is refused, and so is memory, which other processes do not see."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(STORY)
    done = command("batch", f"file://{tmp_path}/in", "-o", str(tmp_path / "out"), "--dry-run")
    assert (done.code, "a.md" in done.out) == (0, True), done.err
    for url in (f"file://{tmp_path}/out", "memory://out"):
        done = command("batch", str(tmp_path / "in"), "-o", url)
        assert (done.code, "is no store that other processes see" in done.err) == (2, True), done.err


@pytest.mark.parametrize("argv", [("s3://b/in", "-o", "out"), ("in", "-o", "s3://b/out")])
def test_without_the_extra(argv: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package for a store is not installed it is said how to get it."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(STORY)
    for name in [each for each in sys.modules if each.partition(".")[0] == "s3fs"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "s3fs", None)
    for scheme in ("s3", "s3a"):
        monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, scheme, raising=False)
    done = command("batch", *argv, "--to", "md")
    assert (done.code, "hint: pip install 'reportkit[s3]'" in done.err) == (4, True), done.err
