"""Batches from and to an S3 server: read, written, listed, refused, repeated, over the protocol itself."""

import json
import os
import time
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import STORY, Done, command

pytest.importorskip("s3fs", reason="reportkit[s3] is not installed")
pytest.importorskip("moto", reason="moto[s3] is not installed")
pytest.importorskip("flask_cors", reason="flask and flask-cors are not installed")

from tests.support.s3 import KEYS, NOT_FOR_TESTS, Server, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One server for all tests of this file, named by the environment of processes that are started from here on."""
    with serving() as running, pytest.MonkeyPatch.context() as environment:
        for name in NOT_FOR_TESTS:
            environment.delenv(name, raising=False)
        for name, value in {**KEYS, "AWS_ENDPOINT_URL": running.address, "AWS_MAX_ATTEMPTS": "2"}.items():
            environment.setenv(name, value)
        forkserver._forkserver._stop()  # type: ignore[attr-defined]  # one that runs has the environment of before
        yield running
        forkserver._forkserver._stop()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def bucket(server: Server, request: pytest.FixtureRequest) -> str:
    """A bucket of each test's own."""
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    name = request.node.name.replace("_", "-").replace("[", "-").replace("]", "")[:60].lower()
    store().mkdir(name)
    server.requests.clear()
    server.faults.clear()
    return str(name)


def store() -> Any:  # noqa: ANN401 - fsspec has no types
    """The store as other programs see it."""
    import s3fs

    return s3fs.S3FileSystem(use_listings_cache=False)


def batch(bucket: str, *more: str) -> Done:
    """Run a batch from one half of the bucket into the other."""
    return command("batch", f"s3://{bucket}/in", "-o", f"s3://{bucket}/out", "-j", "1", "--to", "md", *more)


def put(bucket: str, **files: str) -> None:
    """Put articles where a batch reads them."""
    for name, text in files.items():
        store().pipe_file(f"{bucket}/in/{name.replace('__', '/')}.txt", text.encode())


def outputs(bucket: str) -> dict[str, bytes]:
    """The outputs, those of the run itself left out."""
    found = store().find(f"{bucket}/out", detail=False)
    return {
        path.removeprefix(f"{bucket}/out/"): store().cat_file(path)
        for path in found
        if ".reportkit" not in path and not path.endswith("index.html")
    }


def last_manifest() -> dict[str, str]:
    """What became of each input of the last run, by the end of its path."""
    state = Path(os.environ["XDG_STATE_HOME"], "reportkit", "batch")
    (file,) = state.glob("*/manifest.json")
    return {each["path"].rpartition("/")[2]: each["outcome"] for each in json.loads(file.read_bytes())["outcomes"]}


def test_what_changed_is_rendered_and_nothing_else(bucket: str) -> None:
    """A tree is mirrored; same bytes put again render nothing, other bytes do; what somebody deletes or changes among
    the outputs is made again.
    """  # noqa: D205 - one sentence
    put(bucket, a=STORY, deep__b=STORY, deep__er__c=STORY)
    assert batch(bucket).code == 0
    first = outputs(bucket)
    assert sorted(first) == ["a.md", "deep/b.md", "deep/er/c.md"]
    assert first["a.md"].startswith(b"#") or b"tram line" in first["a.md"]
    put(bucket, a=STORY)
    assert batch(bucket).code == 0
    assert set(last_manifest().values()) == {"unchanged"}
    put(bucket, a=STORY.replace("84 million", "85 million"))
    store().rm(f"{bucket}/out/deep/b.md")
    assert batch(bucket).code == 0
    assert last_manifest() == {"a.txt": "rendered", "b.txt": "rendered", "c.txt": "unchanged"}
    assert b"85 million" in outputs(bucket)["a.md"]
    assert outputs(bucket)["deep/b.md"] == first["deep/b.md"]


def test_same_bytes_as_in_a_folder(bucket: str, tmp_path: Path) -> None:
    """A store holds what a folder would."""
    put(bucket, a=STORY, deep__b=STORY)
    to = ("--to", "md,docx")
    assert command("batch", f"s3://{bucket}/in", "-o", str(tmp_path / "out"), "-j", "1", *to).code == 0
    assert command("batch", f"s3://{bucket}/in", "-o", f"s3://{bucket}/out", "-j", "1", *to).code == 0
    for path, data in outputs(bucket).items():
        assert (tmp_path / "out" / path).read_bytes() == data
    assert len(outputs(bucket)) == 4


def test_distributed_engine(bucket: str) -> None:
    """Dask workers read and write the bucket as local processes do, and a second run of either kind does nothing."""
    pytest.importorskip("distributed", reason="reportkit[dask] is not installed")
    put(bucket, a=STORY, deep__b=STORY)
    assert batch(bucket, "--engine", "dask").code == 0
    first = outputs(bucket)
    assert sorted(first) == ["a.md", "deep/b.md"]
    assert batch(bucket).code == 0
    assert set(last_manifest().values()) == {"unchanged"}
    store().rm(f"{bucket}/out", recursive=True)
    assert batch(bucket).code == 0
    assert outputs(bucket) == first


@pytest.mark.parametrize("fault", ["refuse", "cut"])
def test_failed_upload_is_repeated(bucket: str, server: Server, fault: str) -> None:
    """A PUT that is refused or cut off is made again, and no part of an object is ever there."""
    put(bucket, a=STORY)
    server.faults[:] = [fault, fault]
    assert batch(bucket).code == 0
    assert server.faults == []
    puts = [each for each in server.requests if each == f"PUT /{bucket}/out/a.md"]
    assert len(puts) == 3
    assert outputs(bucket)["a.md"].endswith(b"\n")


def test_upload_that_fails_for_good(bucket: str, server: Server) -> None:
    """Where every attempt fails that is told, nothing stands there, and the next run does it."""
    put(bucket, a=STORY)
    server.faults[:] = ["cut"] * 60
    done = batch(bucket)
    assert done.code == 5
    assert f"s3://{bucket}/out/a.md: cannot be written: " in done.err
    server.faults.clear()
    assert outputs(bucket) == {}
    assert batch(bucket).code == 0
    assert sorted(outputs(bucket)) == ["a.md"]


def test_what_is_not_ours_is_kept(bucket: str) -> None:
    """An object that somebody else put there is refused unless forced."""
    put(bucket, a=STORY)
    store().pipe_file(f"{bucket}/out/a.md", b"mine")
    done = batch(bucket)
    assert (done.code, outputs(bucket)["a.md"]) == (5, b"mine")
    assert "exists, and is not what reportkit wrote there" in done.err
    assert batch(bucket, "--force").code == 0
    assert b"tram line" in outputs(bucket)["a.md"]


def test_ours_is_replaced_whatever_it_was(bucket: str) -> None:
    """What an earlier run wrote is replaced when the settings change."""
    put(bucket, a=STORY)
    assert batch(bucket).code == 0
    first = outputs(bucket)["a.md"]
    assert batch(bucket, "--set", "annex=none").code == 0
    assert outputs(bucket)["a.md"] != first


def test_odd_objects(bucket: str) -> None:
    """Odd names are read as they are; folders' own objects are passed over; what cannot be named is told, not lost."""
    put(bucket, a=STORY)
    system = store()
    system.pipe_file(f"{bucket}/in/ü #1?.txt", STORY.encode())
    system.pipe_file(f"{bucket}/in/deep/", b"")
    system.pipe_file(f"{bucket}/in/deep/b.txt", STORY.encode())
    system.pipe_file(f"{bucket}/in//lost.txt", STORY.encode())
    system.pipe_file(f"{bucket}/in/empty.txt", b"")
    system.pipe_file(f"{bucket}/in/.hidden.txt", b"")
    done = batch(bucket)
    assert done.code == 1
    assert sorted(outputs(bucket)) == ["a.md", "deep/b.md", "ü #1?.md"]
    told = last_manifest()
    assert {name for name, outcome in told.items() if outcome == "failed"} == {"empty.txt"}
    assert {name for name, outcome in told.items() if outcome == "skipped"} == {".hidden.txt", ""}


def test_one_object_and_a_pattern(bucket: str, tmp_path: Path) -> None:
    """A URL may name one object, or have `*` in it; one that names nothing is told."""
    put(bucket, a=STORY, b=STORY, deep__c=STORY)
    for given, expected in {
        "a.txt": ["a.md"],
        "*.txt": ["a.md", "b.md"],
        "**/*.txt": ["a.md", "b.md", "deep/c.md"],
    }.items():
        done = command("batch", f"s3://{bucket}/in/{given}", "-o", str(tmp_path / "out"), "--dry-run")
        assert done.code == 0
        assert [path for path in ("a.md", "b.md", "deep/c.md") if f"/out/{path}" in done.out] == expected, done.out
    done = command("batch", f"s3://{bucket}/nothing", "-o", str(tmp_path / "out"), "-j", "1", "--to", "md")
    assert (done.code, "there is nothing in it" in done.err) == (3, True)


def test_many_objects(bucket: str, server: Server) -> None:
    """200 objects in 40 folders are listed by a request a folder, and read by one each."""
    from reportkit.batch.objects import list_objects, read_object

    store().pipe({f"{bucket}/in/{number % 40}/{number}.txt": STORY.encode() for number in range(200)})
    server.requests.clear()
    found = list(list_objects(f"s3://{bucket}/in"))
    assert len(found) == 200
    assert len(server.requests) <= 42
    server.requests.clear()
    assert {read_object(each.place).data for each in found} == {STORY.encode()}
    assert len(server.requests) == 200


def test_requests_of_one_output(bucket: str, server: Server) -> None:
    """An output takes two requests: what stands there, and the PUT."""
    from reportkit.batch.stores import ObjectStore

    server.requests.clear()
    target = ObjectStore(f"s3://{bucket}/out")
    versions = target.put({"a.md": b"a", "a.pdf": b"p", "a.docx": b"d"}, lambda *_: False, force=False)
    assert sorted(each.split()[0] for each in server.requests) == ["GET", "GET", "GET", "PUT", "PUT", "PUT"]
    assert {each.path: each.version for each in target.present([""])} == versions
    assert list(target.present(["nothing"])) == []


def test_dry_run_writes_nothing(bucket: str) -> None:
    """The plan of a batch between stores is printed, and nothing is put."""
    put(bucket, a=STORY)
    done = batch(bucket, "--dry-run")
    assert done.code == 0
    assert "a.md" in done.out
    assert outputs(bucket) == {}


FAULTS: dict[str, tuple[dict[str, str | None], str]] = {
    "bucket": ({}, "there is no bucket 'no-such-bucket'"),
    "keys": ({"AWS_ACCESS_KEY_ID": None, "AWS_EC2_METADATA_DISABLED": "true"}, "unable to locate credentials"),
    "profile": ({"AWS_PROFILE": "nobody"}, "could not be found"),
    "endpoint": ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "could not connect to the endpoint"),
    "address": ({"AWS_ENDPOINT_URL": "nonsense"}, "invalid endpoint"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("side", ["in", "out"])
def test_store_that_does_not_answer(
    bucket: str, tmp_path: Path, fault: str, side: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An absent bucket, absent keys, a wrong address are one line each, before any work, and soon."""
    import s3fs

    variables, words = FAULTS[fault]
    for name, value in variables.items():
        if value is None:
            monkeypatch.delenv(name)
        else:
            monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOME", str(tmp_path))
    s3fs.S3FileSystem.clear_instance_cache()
    (tmp_path / "a.txt").write_text(STORY)
    began = time.monotonic()
    if side == "in":
        done = command("batch", "s3://no-such-bucket/in", "-o", str(tmp_path / "out"), "-j", "1")
        words = "there is nothing in it" if fault == "bucket" else words
    else:
        done = command("batch", str(tmp_path / "a.txt"), "-o", "s3://no-such-bucket/out", "-j", "1")
    assert done.code == (3 if side == "in" else 5)
    assert words in done.err
    assert "Traceback" not in done.err
    assert time.monotonic() - began < 30


def test_reports_of_a_store(bucket: str) -> None:
    """Page and manifest are put there as well; a page there that is not ours is refused before work."""
    put(bucket, a=STORY, deep__b=STORY)
    url = f"s3://{bucket}/out"
    manifest = f"{url}/.reportkit/manifest.json"

    def page() -> str:
        return str(store().cat_file(f"{bucket}/out/index.html").decode())

    assert batch(bucket).code == 0
    assert "2 briefings" in page()
    assert command("verify", manifest, "--rebuild", "-j", "1").code == 0
    store().rm(f"{bucket}/out/a.md")
    assert command("verify", manifest).out == f"output missing  {url}/a.md\n"
    store().rm(f"{bucket}/in/a.txt")
    assert batch(bucket).code == 0
    assert "1 briefing," in page()
    store().pipe_file(f"{bucket}/out/index.html", b"mine")
    done = batch(bucket)
    assert done.code == 5
    assert f"{url}/index.html: exists, and is not what reportkit wrote there" in done.err
    assert batch(bucket, "--force").code == 0
    assert "1 briefing," in page()
