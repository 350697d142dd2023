"""A run over articles that did not change, against the run before it and against the disk.

    python3 benches/second_run.py target/release/onrecord FOLDER

Prints how long the second run takes as a share of the first, and as a multiple of what no program
can save: asking the system for the state of every article, and reading the reports.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 9


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def stat_all(folder):
    for entry in os.scandir(folder):
        if entry.is_dir():
            stat_all(entry.path)
        else:
            os.stat(entry.path)


def read_all(folder):
    for path in Path(folder).rglob("*"):
        if path.is_file() and ".onrecord" not in path.parts:
            with open(path, "rb", buffering=0) as file:
                while file.read(1 << 20):
                    pass


def main():
    program, articles = (str(Path(argument).resolve()) for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as place:
        out = os.path.join(place, "reports")
        command = [program, articles, "--out", out, "--quiet"]

        def run():
            subprocess.run(command, check=True)

        def memory():
            # Of all children so far: the first run, then the larger of both.
            return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss

        first = seconds(run)
        most = memory()
        # The second makes the reports once more where articles were written just before the first.
        run()
        rounds = [(seconds(run), seconds(lambda: stat_all(articles)), seconds(lambda: read_all(out)))
                  for _ in range(ROUNDS)]
        second, stat, read = (statistics.median(column) for column in zip(*rounds))
        print(f"first run {first:.2f} s, unchanged {second:.3f} s: {100 * second / first:.2f} %")
        print(f"stat {stat:.3f} s + reading the reports {read:.3f} s: {second / (stat + read):.2f} times")
        print(f"most memory: first run {most} KB, all runs {memory()} KB")


main()
