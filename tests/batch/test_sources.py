"""Sources are read from wherever they come, no further than the limit, and what cannot be read is told."""

import io
import os
import threading
from pathlib import Path

import pytest

from reportkit.batch.sources import called, read_source
from reportkit.errors import EmptySourceError, SourceNotFoundError, SourceTooLargeError, UsageError
from reportkit.limits import SOURCE_BYTES
from reportkit.text.paths import shown


class Endless(io.RawIOBase):
    """A stream without end that counts what is taken from it."""

    taken = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return as many bytes as asked."""
        self.taken += size
        return b"x" * size


def test_file_and_standard_input(tmp_path: Path) -> None:
    """A file is called by the last part of its path, standard input `stdin`."""
    (tmp_path / "a.txt").write_bytes(b"data")
    assert (read_source(str(tmp_path / "a.txt"), None).name, read_source("-", io.BytesIO(b"in")).name) == (
        "a.txt",
        "stdin",
    )
    assert read_source("-", io.BytesIO(b"in")).data == b"in"


@pytest.mark.skipif(os.name == "nt", reason="pipes as POSIX has them")
def test_pipe(tmp_path: Path) -> None:
    """A named pipe is read to its end, in however many pieces it comes."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def write() -> None:
        with pipe.open("wb", buffering=0) as file:
            for piece in (b"one ", b"two"):
                file.write(piece)

    thread = threading.Thread(target=write)
    thread.start()
    assert read_source(str(pipe), None).data == b"one two"
    thread.join()


def test_limit(tmp_path: Path) -> None:
    """A file over the limit is not read at all, a stream no further than one byte over it."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(SOURCE_BYTES + 1)
    with pytest.raises(SourceTooLargeError, match="SOURCE_BYTES"):
        read_source(str(path), None)
    stream = Endless()
    with pytest.raises(SourceTooLargeError):
        read_source("-", stream)  # type: ignore[arg-type]  # all of BinaryIO that is used
    assert stream.taken == SOURCE_BYTES + 1
    with path.open("wb") as file:
        file.truncate(SOURCE_BYTES)
    assert len(read_source(str(path), None).data) == SOURCE_BYTES


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a device without end")
def test_device_without_end() -> None:
    """A device that never ends is too large."""
    with pytest.raises(SourceTooLargeError):
        read_source("/dev/zero", None)


@pytest.mark.parametrize("name", ["nothing.txt", "", "null\0.txt", "x" * 300, "a.txt/b.txt"])
def test_what_is_not_there(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file of that name, for whatever reason."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").touch()
    with pytest.raises(SourceNotFoundError):
        read_source(name, None)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    """A file without permission is told as such."""
    (tmp_path / "a.txt").touch(mode=0)
    superuser = os.geteuid() == 0  # who may read everything: for a moment somebody else reads
    if superuser:
        os.seteuid(65534)
    try:
        with pytest.raises(SourceNotFoundError, match="cannot be read: permission denied"):
            read_source(str(tmp_path / "a.txt"), None)
    finally:
        if superuser:
            os.seteuid(0)


def test_standard_input_that_fails(tmp_path: Path) -> None:
    """A standard input that is closed, or a folder, is told."""
    with pytest.raises(SourceNotFoundError, match="standard input: it is closed"):
        read_source("-", None)
    descriptor = os.open(tmp_path, os.O_RDONLY)
    with Folder(descriptor) as stream, pytest.raises(SourceNotFoundError, match="standard input: cannot be read"):
        read_source("-", stream)  # type: ignore[arg-type]  # all of BinaryIO that is used


class Folder(io.RawIOBase):
    """Standard input that is a folder."""

    def __init__(self, descriptor: int) -> None:
        """Hold the open folder."""
        super().__init__()
        self.descriptor = descriptor

    def read(self, size: int = -1) -> bytes:
        """Fail as the operating system does."""
        return os.read(self.descriptor, size)

    def close(self) -> None:
        """Close the folder."""
        if not self.closed:
            os.close(self.descriptor)
        super().close()


@pytest.mark.parametrize("address", ["http://example.org", "HTTPS://example.org/a.html", "s3://bucket/a.txt"])
def test_addresses(address: str) -> None:
    """What is an address is not looked for on disk."""
    with pytest.raises(UsageError, match="cannot be read"):
        read_source(address, None)


def test_names_for_people() -> None:
    """Errors name the path; what cannot be shown or encoded is replaced."""
    assert shown(os.fsdecode(b"caf\xe9\n.txt")) == "caf\ufffd\ufffd.txt"
    error = called(EmptySourceError("a.txt", "is empty", "fill it"), "a.txt", "in/a.txt")
    assert (type(error), str(error), error.hint) == (EmptySourceError, "in/a.txt: is empty", "fill it")
    assert str(called(UsageError("--field url", "odd"), "a.txt", "in/a.txt")) == "--field url: odd"
