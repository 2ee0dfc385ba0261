"""The same source gives the same bytes, wherever and under whatever locale it is rendered."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.commands import STORY


def rendered(folder: Path, **environment: str) -> dict[str, bytes]:
    """Render the story in a process of its own; return the outputs by name."""
    folder.mkdir(parents=True)
    (folder / "story.txt").write_text(STORY)
    argv = ["render", "story.txt", "--to", "pdf,docx,md,html,json", "-o", "out/", "--manifest", "out/manifest.json"]
    subprocess.run(
        [sys.executable, "-m", "reportkit", *argv], cwd=folder, env={**os.environ, **environment}, check=True
    )
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


def test_two_renders_are_the_same_to_the_byte(tmp_path: Path) -> None:
    """Another folder, time zone, locale, hash seed and width of terminal change nothing in any format."""
    first = rendered(tmp_path / "a", TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1", COLUMNS="80")
    second = rendered(
        tmp_path / "b" / "deeper",
        TZ="Asia/Kolkata",
        LC_ALL="de_DE.UTF-8",
        PYTHONHASHSEED="2",
        COLUMNS="20",
        LANG="tr_TR",
    )
    assert sorted(first) == ["manifest.json", "story.docx", "story.html", "story.json", "story.md", "story.pdf"]
    assert first == second
