"""What commands print and how they end, case by case: `cases/*.txt`."""

from pathlib import Path

import pytest

from tests.support.commands import STORY, Case, agrees, cases, command

CASES = [case for file in sorted((Path(__file__).parent / "cases").glob("*.txt")) for case in cases(file)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of a case."""
    monkeypatch.chdir(tmp_path)
    files = {
        "story.txt": STORY.encode(),
        "note.md": b"# A note\n\nThe council met on Monday. It decided nothing, said Maria Lindqvist.\n",
        "latin.txt": STORY.replace("Lindqvist", "Lindqvist-Müller").encode("latin-1"),
        "empty.txt": b"",
        "broken.pdf": b"%PDF-1.7\nnothing of the kind\n",
        "a/same.txt": STORY.encode(),
        "b/same.txt": STORY.encode(),
        "c/same.md": b"# A note\n\nThe council met on Monday. It decided nothing, said Maria Lindqvist.\n",
        "taken.md": b"Mine.\n",
        "house/template.toml": b'title = "House"\ndescription = "None."\n\n[settings.tone]\ndefault = "calm"\n',
        "house/report.md.j2": b"# {{ undefined_name }}\n",
        "bad/reportkit.toml": b"page = [\n",
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case, folder: Path) -> None:
    """The command prints what the case says, on the right stream, and ends with its code."""
    done = command(*case.argv, stdin=case.stdin.encode(), environment=case.environment)
    assert done.code == case.code, done.err
    assert agrees(done.err, case.err), done.err
    assert agrees(done.out, case.out), done.out
