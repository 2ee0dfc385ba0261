"""Whole briefings of the summaries' articles, as the scorer's `--text` reads them: JSON Lines.

python tests/bench/briefings.py FOLDER-OF-THE-SUMMARIES LIMIT OUT
"""

import importlib
import json
import sys
from pathlib import Path

from tests.bench.adapters import briefing

SETS = ("cnn", "dm", "gum", "xsum", "inshorts", "llmref")


def main(folder: str, limit: int, out: str) -> None:
    """Write a briefing for the scorer's own sample of each set."""
    sys.path.insert(0, folder)
    scorer = importlib.import_module("bench")
    rows = [row for name in SETS for row in scorer.load(folder, name, limit)]
    Path(out).write_text("".join(json.dumps(briefing(row)) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
