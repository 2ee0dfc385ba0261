"""The distributed engine beside the local one: wall time on this machine, the same bytes, and kills of its Dask worker.

python tests/bench/batch_dask.py ARTICLES [--runs 5] [--kills 10]
"""

import argparse
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.batch_kills import children, digests, left_over

ROOT = Path(__file__).parents[2]
DASK = ("--engine", "dask", "-j", "2")


def command(inputs: Path, output: Path, *options: str) -> list[str]:
    """The command of a batch."""
    return [sys.executable, "-m", "reportkit", "batch", str(inputs), "-o", str(output), "-q", *options]


def seconds(inputs: Path, output: Path, *options: str) -> float:
    """Seconds that a whole batch takes, the start of a cluster included."""
    shutil.rmtree(output, ignore_errors=True)
    began = time.monotonic()
    subprocess.run(command(inputs, output, *options), check=True, cwd=ROOT)
    return time.monotonic() - began


def measure_dask(inputs: Path, box: Path, runs: int) -> None:
    """Print the distributed engine's time over the local one's, run in turn, and whether they leave the same bytes."""
    local, dask = [], []
    for _ in range(runs):
        local.append(seconds(inputs, box / "local", "-j", "2"))
        dask.append(seconds(inputs, box / "dask", *DASK))
    ratio = statistics.median(dask) / statistics.median(local)
    print(f"{'--engine dask / -j 2, seconds, cluster start included':<58}{ratio:>14.2f}   <= 1.25")
    same = digests(box / "local") == digests(box / "dask")
    print(f"{'  outputs the same':<58}{same!s:>14}   True", flush=True)


def measure_kills(inputs: Path, box: Path, kills: int) -> None:
    """Print what random kills of the Dask worker, the scheduler kept, leave of a batch, run again until it is done."""
    wild, done, runs = box / "wild", 0, 0
    span = seconds(inputs, box / "calm", *DASK) / kills
    shutil.rmtree(wild, ignore_errors=True)
    code = 1
    while code or done < kills:
        if not code:
            shutil.rmtree(wild)  # all done before all kills: once more from the start
        runs += 1
        process = subprocess.Popen(command(inputs, wild, *DASK), cwd=ROOT, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            time.sleep(random.uniform(0.5, 2 * span) if done < kills else 0.1)
            workers = [each for each in children(process.pid) if "own_worker" in _words(each)]
            if workers and done < kills:
                os.kill(workers[0], signal.SIGKILL)
                done += 1
        code = process.returncode
    same, left = digests(box / "calm") == digests(wild), left_over(wild)
    print(f"{f'{done} kills of the Dask worker, {runs} runs: outputs the same':<58}{same!s:>14}   True")
    print(f"{'  left over':<58}{len(left):>14}   0", flush=True)


def _words(process: int) -> str:
    done = subprocess.run(["ps", "-o", "args=", str(process)], capture_output=True, text=True, check=False)
    return done.stdout


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--kills", type=int, default=10)
    options = parser.parse_args()
    random.seed(1)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        if options.runs:
            measure_dask(options.articles.absolute(), Path(name), options.runs)
        if options.kills:
            measure_kills(options.articles.absolute(), Path(name), options.kills)


if __name__ == "__main__":
    main()
