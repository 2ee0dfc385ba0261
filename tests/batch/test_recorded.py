"""Manifests read back: any layout, any size, and one line for one that is damaged."""

import json
from pathlib import Path

import pytest

from reportkit.batch import recorded
from reportkit.batch.recorded import read_manifest
from reportkit.errors import DamagedSourceError, SourceNotFoundError, UnknownFormatError
from tests.support.commands import STORY, command
from tests.support.manifests import done, failed, run_of, skipped, write_manifest

OUTCOMES = [done("a.txt"), failed("b.txt"), skipped("in/.c")]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("order", [("schema", "run", "outcomes"), ("outcomes", "run", "schema")])
@pytest.mark.parametrize("chunk", [1, 7, 1 << 20])
def test_any_layout(
    tmp_path: Path, indent: int | None, order: tuple[str, ...], chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order of its parts, its white space, and where a chunk ends make no difference."""
    monkeypatch.setattr(recorded, "_CHUNK_CHARACTERS", chunk)
    parts = {"schema": "reportkit.manifest/1", "run": run_of(), "outcomes": OUTCOMES}
    file = tmp_path / "m.json"
    file.write_text(json.dumps({name: parts[name] for name in order}, indent=indent), "utf-8")
    manifest = read_manifest(str(file))
    assert manifest.run is not None
    assert manifest.run.sets == {"page": "A4"}
    assert [raw for raw, _ in manifest.outcomes()] == OUTCOMES


def test_no_outcomes(tmp_path: Path) -> None:
    """An empty list is a list."""
    assert list(read_manifest(str(write_manifest(tmp_path / "m.json", []))).outcomes()) == []


def test_manifest_of_render(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It tells of no run, and its outcomes are read alike."""
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(STORY)
    command("render", "story.txt", "--to", "md", "--manifest", "m.json")
    manifest = read_manifest("m.json")
    assert manifest.run is None
    ((_, record),) = manifest.outcomes()
    assert (record.outcome, record.tree_path, record.card) == ("rendered", None, None)


WHOLE = json.dumps({"schema": "reportkit.manifest/1", "run": run_of(), "outcomes": OUTCOMES})


@pytest.mark.parametrize(
    "text",
    [
        WHOLE[:-1],
        WHOLE[: len(WHOLE) // 2],
        WHOLE + "{}",
        WHOLE.replace('"outcomes": [', '"outcomes": [,'),
        WHOLE.replace('"rendered"', '"done"'),
        WHOLE.replace('"seconds": 0.25', '"seconds": "long"'),
        WHOLE.replace('"seconds": 0.25', '"seconds": NaN'),
        WHOLE.replace('"seconds": 0.25', '"seconds": -1'),
        WHOLE.replace('"bytes": 5', '"bytes": "5"'),
        WHOLE.replace('"exit": 3', '"exit": null'),
        WHOLE.replace('"summary": ["It is so."]', '"summary": "It is so."'),
        WHOLE.replace('"name": "a.txt", ', ""),
        WHOLE.replace('"error": null', '"error": []', 1),
        WHOLE.replace('"notices": []', '"notices": [1]', 1),
        WHOLE.replace('"run": {', '"run": [{').replace('"fields": {}}', '"fields": {}}]'),
        WHOLE.replace('"sets": {"page": "A4"}', '"sets": {"page": 4}'),
        WHOLE.replace('"base": "..", ', ""),
        '{"schema": "reportkit.manifest/1", "outcomes": ' + "[" * 100_000,
    ],
)
def test_damaged(tmp_path: Path, text: str) -> None:
    """What is cut off or not of the form is told in one line; it is never half believed."""
    file = tmp_path / "m.json"
    file.write_text(text, "utf-8")
    with pytest.raises(DamagedSourceError) as caught:
        list(read_manifest(str(file)).outcomes())
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["{}", '{"schema": "other/1", "outcomes": []}', '{"schema": "reportkit.article/1"}'])
def test_no_manifest(tmp_path: Path, text: str) -> None:
    """Other JSON is another thing, not a damaged manifest."""
    file = tmp_path / "m.json"
    file.write_text(text, "utf-8")
    with pytest.raises(UnknownFormatError):
        read_manifest(str(file))


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff\xfe{", b"%PDF-1.7", b'"text"'])
def test_no_object(tmp_path: Path, data: bytes) -> None:
    """So is what is no JSON object at all."""
    file = tmp_path / "m.json"
    file.write_bytes(data)
    with pytest.raises(DamagedSourceError):
        read_manifest(str(file))


def test_missing(tmp_path: Path) -> None:
    """A file that is not there, and a folder, are sources that are not found."""
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(SourceNotFoundError):
            read_manifest(str(path))


def test_places_are_seen_from_the_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A way that a manifest tells leads on from its own folder; addresses and full paths stay."""
    monkeypatch.chdir(tmp_path)
    write_manifest(Path("out/.reportkit/m.json"), [])
    manifest = read_manifest("out/.reportkit/m.json")
    assert [manifest.place(way) for way in ("..", "../..", "s3://b/out", "/in")] == ["out", ".", "s3://b/out", "/in"]
    monkeypatch.chdir("out/.reportkit")
    assert read_manifest("m.json").place("..") == ".."


def test_objects(tmp_path: Path) -> None:
    """A manifest in a store is read like one in a file."""
    file = write_manifest(tmp_path / "m.json", OUTCOMES)
    pytest.importorskip("fsspec")
    manifest = read_manifest(file.as_uri())
    assert len(list(manifest.outcomes())) == 3
    with pytest.raises(DamagedSourceError):
        manifest.place("..")
