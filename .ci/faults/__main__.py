"""Faults, really done: what a newsroom's machine does to a run that nobody watches.

    python3 .ci/faults --bin target/release/onrecord [--seed N] [--rounds N] [CHECK]...

Each check is a module of this folder with a function `check`; it raises AssertionError with what
went wrong. Needs Linux; some checks need root or strace, and say so where they have to do less.
"""

import argparse
import importlib
import random
import time
import traceback
from pathlib import Path

from project import Settings

CHECKS = ["kill", "steps", "power", "signals", "disk", "folder", "inputs", "locks"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=Path, default=Path("target/release/onrecord"))
    parser.add_argument("--seed", type=int, default=20261127)
    parser.add_argument("--rounds", type=int, default=200, help="rounds of random kills")
    parser.add_argument("checks", nargs="*", metavar="CHECK", help=" ".join(CHECKS))
    arguments = parser.parse_args()
    failed = []
    for name in arguments.checks or CHECKS:
        started = time.monotonic()
        settings = Settings(arguments.bin.resolve(), random.Random(arguments.seed), arguments.rounds)
        try:
            done = importlib.import_module(name).check(settings)
        except AssertionError:
            failed.append(name)
            done = "FAILED\n" + traceback.format_exc()
        print(f"faults: {name}: {done} ({time.monotonic() - started:.0f} s)", flush=True)
    raise SystemExit(f"faults: seed {arguments.seed}: failed: {', '.join(failed)}" if failed else 0)


main()
