"""`make bench`: speed, then quality on the benchmark data, where it lies.

python tests/bench/run.py [--data FOLDER] [speed extraction metadata sentences facts summaries faithfulness]
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
ADAPTERS = "tests.bench.adapters"
SETS = "cnn,dm,gum,xsum,inshorts,llmref"
PEERS_OF_SENTENCES = ("pysbd", "blingfire", "syntok")
"""Run beside ours where they are installed; the scorer says so where they are not."""


def commands(data: Path, out: Path) -> dict[str, list[list[str]]]:
    """The commands of each subject; all but `speed` are the scorers that lie with the data."""
    bench = data / "bench"
    pages = bench / "extraction"
    sets = [str(pages / name) for name in ("fundus", "postlight", "traf", "htmldate")]
    summaries = ["--system", "lead", f"{ADAPTERS}:rank", "--limit", "120"]
    whole = str(out / "briefings.jsonl")
    return {
        "speed": [[str(ROOT / "tests/bench/speed.py"), "--data", str(data)]],
        "extraction": [
            [str(pages / "bench.py"), str(pages / name), "-s", f"reportkit=py:{ADAPTERS}:body"]
            for name in ("zyte", "fundus", "traf")
        ],
        "metadata": [[str(pages / "bench_meta.py"), *sets, "-s", f"reportkit=py:{ADAPTERS}:meta"]],
        "sentences": [
            [str(bench / "sentences/bench.py"), "--system", "regex", *PEERS_OF_SENTENCES, f"{ADAPTERS}:spans"]
        ],
        "facts": [
            [
                str(bench / "facts/bench.py"),
                *(
                    "--entities",
                    f"{ADAPTERS}:names",
                    "--antecedents",
                    f"{ADAPTERS}:opening",
                    "--genre",
                    "news,bio,interview",
                ),
            ]
        ],
        "summaries": [
            [str(bench / "summaries/bench.py"), *summaries],
            [str(ROOT / "tests/bench/briefings.py"), str(bench / "summaries"), "120", whole],
            [str(bench / "summaries/bench.py"), "--system", "lead", "--text", whole, "--limit", "120", "--sets", SETS],
        ],
        "faithfulness": [[str(ROOT / "tests/bench/faults.py"), str(bench / "summaries")]],
    }


def main() -> int:
    """Run the subjects asked for, one after another; 1 where one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("subjects", nargs="*")
    options = parser.parse_args()
    data = options.data.resolve()
    known = commands(data, Path(tempfile.mkdtemp(prefix="bench-")))
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))  # peers may lie elsewhere
    failed = 0
    for subject in options.subjects or known:
        print(f"\n== {subject} ==", flush=True)
        if subject != "speed" and not (data / "bench").is_dir():
            print(f"skipped: no benchmark data in {data} (name its folder: make bench BENCH_DATA=…)")
            continue
        for command in known[subject]:
            done = subprocess.run(
                [sys.executable, *command], cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, check=False
            )
            failed |= done.returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
