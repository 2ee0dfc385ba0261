"""The manifest: an outcome for each source, by its schema, the same bytes for the same run."""

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest

from tests.support.commands import STORY, command
from tests.support.manifests import Json, done, failed, run_of, skipped


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a good, a degraded and a broken source."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "latin.txt").write_bytes(STORY.replace("Lindqvist", "Müller").encode("latin-1"))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing\n")
    return tmp_path


def test_outcomes(folder: Path) -> None:
    """Each source has its outcome, in order, with digests that hold; the document follows its schema."""
    argv = ("render", "good.txt", "broken.pdf", "latin.txt", "none.txt", "--to", "md,json", "-o", "out/")
    assert command(*argv, "--manifest", "m.json").code == 1
    first = Path("m.json").read_bytes()
    document = json.loads(first)
    jsonschema.validate(document, json.loads(command("schema", "manifest").out))
    good, broken, latin, none = document["outcomes"]
    assert [each["name"] for each in document["outcomes"]] == ["good.txt", "broken.pdf", "latin.txt", "none.txt"]
    assert good["sha256"] == sha256(STORY.encode()).hexdigest()
    assert [each["path"] for each in good["outputs"]] == ["out/good.md", "out/good.json"]
    for output in good["outputs"]:
        data = Path(output["path"]).read_bytes()
        assert (output["sha256"], output["bytes"]) == (sha256(data).hexdigest(), len(data))
    assert (broken["outcome"], broken["error"]["exit"], broken["outputs"]) == ("failed", 3, [])
    assert broken["sha256"] == sha256(b"%PDF-1.7\nnothing\n").hexdigest()
    assert [each["code"] for each in latin["notices"]] == ["encoding-guessed"]
    assert (none["sha256"], none["error"]["code"]) == (None, "source-not-found")
    assert command(*argv, "--manifest", "m.json").code == 1
    assert Path("m.json").read_bytes() == first


def test_manifest_that_is_not_ours(folder: Path) -> None:
    """A manifest overwrites nothing that reportkit did not make; that is found before anything is rendered."""
    Path("m.json").write_text("mine")
    done = command("render", "good.txt", "--to", "md", "-o", "out/", "--manifest", "m.json")
    assert done.code == 5
    assert Path("m.json").read_text() == "mine"
    assert not Path("out").exists()
    Path("folder").mkdir()
    assert command("render", "good.txt", "--to", "md", "-o", "out/", "--manifest", "folder").code == 5


def test_streams(folder: Path) -> None:
    """On standard output the manifest tells of files, in a file it tells of what went to standard output."""
    done = command("render", "good.txt", "--to", "md", "-o", "out/", "--manifest", "-")
    assert json.loads(done.out)["outcomes"][0]["outputs"][0]["path"] == "out/good.md"
    if Path("/dev/null").exists():
        assert command("render", "good.txt", "--to", "md", "-o", "out/", "--manifest", "/dev/null").code == 0
    done = command("render", "-", "--to", "md", "-o", "-", "--manifest", "m.json", stdin=STORY.encode())
    (outcome,) = json.loads(Path("m.json").read_text())["outcomes"]
    assert (outcome["name"], outcome["path"]) == ("stdin", "-")
    assert outcome["outputs"][0]["path"] == "-"
    assert outcome["outputs"][0]["sha256"] == sha256(done.out.encode()).hexdigest()


@pytest.mark.parametrize("name", ["article", "briefing", "manifest"])
def test_schemas_are_schemas(name: str) -> None:
    """What `schema` prints is a JSON schema."""
    schema = json.loads(command("schema", name).out)
    jsonschema.validators.validator_for(schema).check_schema(schema)


WHOLE = (done("a.txt"), done("b.txt", outcome="unchanged"), failed("c.txt"), failed(None, path="gone"), skipped(".d"))


def valid(outcomes: Sequence[Json], **run: object) -> bool:
    """Whether the manifest of a batch with these outcomes follows the schema."""
    schema = json.loads(command("schema", "manifest").out)
    document = {"schema": "reportkit.manifest/1", "run": run_of(**run), "outcomes": list(outcomes)}
    return jsonschema.Draft202012Validator(schema).is_valid(document)


def test_schema_knows_batches() -> None:
    """All outcomes that there are, of a whole, of a part, and of parts that were merged."""
    assert all(valid(WHOLE, shard=shard) for shard in (None, "2/4", "1,3/4"))


@pytest.mark.parametrize(
    "outcome",
    [
        done("a.txt", outputs=[]),
        done("a.txt", error=failed("a.txt")["error"]),
        done("a.txt", outcome="failed"),
        done("a.txt", outcome="lost"),
        done("a.txt", why="because"),
        done("a.txt", card={"author": "me"}),
        failed("a.txt") | {"error": None},
        {name: value for name, value in skipped("a").items() if name != "why"},
        done("a.txt", colour="red"),
    ],
)
def test_schema_refuses_what_cannot_be(outcome: Json) -> None:
    """An outcome tells what goes with it and nothing else."""
    assert not valid([outcome])


@pytest.mark.parametrize("run", [{"shard": "2"}, {"configuration": "x"}, {"sets": {"key_points": 3}}, {"user": "me"}])
def test_schema_refuses_what_is_no_run(run: dict[str, object]) -> None:
    """So does a run."""
    assert not valid(WHOLE, **run)
