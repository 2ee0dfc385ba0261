"""`make bench-batch`: throughput, sameness, very many inputs, kills.

python tests/bench/batch.py [--data FOLDER] [--articles 200] [--runs 5] [--kills 30]

Ratios are of medians within this run; seconds of two machines, or of a busy and a quiet one, say nothing.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.batch_dask import measure_dask, measure_kills
from tests.bench.batch_kills import digests

ROOT = Path(__file__).parents[2]
LOOP = "pandoc docx, html + weasyprint pdf"
"""What makes the same of an article as `--to docx,pdf`: two files by three cold programs."""
LOOP_ARTICLES = 10


def batch(inputs: Path, output: Path, *options: str) -> float:
    """Seconds that a whole batch takes, its start included."""
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "reportkit", "batch", str(inputs), "-o", str(output), "-q", *options]
    began = time.monotonic()
    subprocess.run(command, check=True, cwd=ROOT)
    return time.monotonic() - began


def throughput(inputs: Path, box: Path, runs: int) -> dict[str, float]:
    """Median seconds of one job and of two, run in turn."""
    seconds: dict[str, list[float]] = {"-j 1": [], "-j 2": []}
    for _ in range(runs):
        for jobs, found in seconds.items():
            found.append(batch(inputs, box / jobs.replace(" ", ""), *jobs.split()))
    return {jobs: statistics.median(found) for jobs, found in seconds.items()}


def loop(data: Path, inputs: Path) -> float | None:
    """Seconds an article of the loop that people run today; `None` where its programs are not there."""
    script = data / "bench/batch/peers_loop.py"
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [sys.executable, str(script), str(inputs), "-n", str(LOOP_ARTICLES), "--only", LOOP],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    print(done.stdout.rstrip())
    match = re.search(r"([\d.]+) s/article", done.stdout)
    return float(match[1]) if match else None


def row(name: str, value: str, asked: str) -> None:
    """Print one figure."""
    print(f"{name:<58}{value:>14}   {asked}", flush=True)


def measure_throughput(data: Path, inputs: Path, box: Path, articles: int, runs: int) -> None:
    """Print the ratios of throughput."""
    seconds = throughput(inputs, box, runs)
    row(f"{articles} articles, three formats, -j 1", f"{seconds['-j 1']:.1f} s", "")
    row("  -j 2 / -j 1, throughput", f"{seconds['-j 1'] / seconds['-j 2']:.2f}", ">= 1.7")
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(batch(inputs, box / "two", "-j", "2", "--to", "docx,pdf") / articles)
        once = loop(data, inputs)
        if once is None:
            row("  loop of pandoc and weasyprint", "skipped", "its programs are not installed")
            return
        theirs.append(once)
    row(
        "  DOCX and PDF, -j 2 / that loop, throughput",
        f"{statistics.median(theirs) / statistics.median(ours):.1f}",
        ">= 6, aim 8",
    )


def measure_sameness(inputs: Path, box: Path) -> None:
    """Print whether one job, two and four shards leave the same bytes."""
    shutil.rmtree(box / "shards", ignore_errors=True)
    for number in range(1, 5):
        command = [sys.executable, "-m", "reportkit", "batch", str(inputs), "-o", str(box / "shards"), "-q"]
        subprocess.run([*command, "--shard", f"{number}/4"], check=True, cwd=ROOT)
    trees = [digests(box / name) for name in ("-j1", "-j2", "shards")]
    for tree in trees:
        tree.pop("index.html", None)  # a part of a batch has no page of its own
    row("-j 1, -j 2 and four shards: outputs the same", f"{trees[0] == trees[1] == trees[2]}", "True")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--kills", type=int, default=30)
    options = parser.parse_args()
    maker = options.data / "bench/batch/make_articles.py"
    if not maker.is_file():
        print(f"skipped: no benchmark data in {options.data} (name its folder: make bench-batch BENCH_DATA=…)")
        return
    print(f"{f'batch: medians of {options.runs} runs':<58}{'':>14}   asked")
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        box, inputs = Path(name), Path(name, "in")
        articles = ["-n", str(options.articles), "--formats", "txt,md,html"]
        subprocess.run([sys.executable, str(maker), str(inputs), *articles], check=True, stdout=subprocess.DEVNULL)
        measure_throughput(options.data, inputs, box, options.articles, options.runs)
        measure_sameness(inputs, box)
        measure_dask(inputs, box, options.runs)
        here = Path(__file__).parent
        subprocess.run([sys.executable, str(here / "batch_many.py")], check=True, cwd=ROOT)
        kills = [str(here / "batch_kills.py"), str(inputs), "--kills", str(options.kills)]
        subprocess.run([sys.executable, *kills], check=False, cwd=ROOT)
        measure_kills(inputs, box, options.kills)


if __name__ == "__main__":
    main()
