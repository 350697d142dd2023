#!/usr/bin/env python3
"""Measure the program on labelled articles and sentences and hold each figure against its floor.

usage: quality.py --bin ONRECORD --eval FOLDER

FOLDER holds the labelled articles and the scripts that measure against them. Floors stand in
floors.csv beside this file (set, figure, floor); they only ever rise. Exit code 1 when a figure
lies below its floor. Only the Python standard library is needed.
"""
import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

# name: (articles, gold, script), all below the folder of labelled articles
SETS = {
    "seeds": ("seeds", "gold/seeds.jsonl", "evaluate.py"),
    "dev_a": ("dev", "gold/dev_a.jsonl", "evaluate.py"),
    "dev_b": ("dev", "gold/dev_b.jsonl", "evaluate.py"),
    "dev_c": ("dev_real/dev_c.jsonl", "gold/dev_c.jsonl", "evaluate.py"),
    "dev_d": ("dev_real/dev_d.jsonl", "gold/dev_d.jsonl", "evaluate.py"),
    "polnear": ("polnear/dev.jsonl", "polnear/dev.jsonl", "evaluate_attribution.py"),
}
# name: sets whose statements are counted together
POOLS = {"dev_all": ("dev_a", "dev_b", "dev_c", "dev_d"), "dev_real": ("dev_c", "dev_d")}
# name: sentences with a marked target
SENTENCES = {"newsmtsc": "newsmtsc/train.jsonl"}


def compare(folder, script, found, gold):
    """What a script of the folder prints for what was found."""
    command = [sys.executable, folder / script, found, gold, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(binary, folder, articles, gold, script, out):
    """The figures of one set: run the program, then the script that compares it with gold."""
    run = [binary, "run", folder / articles, "--out", out, "--quiet"]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    return compare(folder, script, out / "statements.csv", folder / gold)


def pool(folder, sets, out):
    """The figures of several sets together, from the statements that `measure` left in `out`."""
    rows, gold = {}, {}
    for name in sets:
        with open(out / name / "statements.csv", encoding="utf-8-sig", newline="") as f:
            rows.update({row["statement_id"]: row for row in csv.DictReader(f)})
        gold[name] = (folder / SETS[name][1]).read_text(encoding="utf-8")
    found, labels = out / "pool.csv", out / "pool.jsonl"
    with open(found, "w", encoding="utf-8", newline="") as f:
        table = csv.DictWriter(f, next(iter(rows.values())).keys())
        table.writeheader()
        table.writerows(rows.values())
    labels.write_text("".join(gold.values()), encoding="utf-8")
    return compare(folder, "evaluate.py", found, labels)


def sentences(binary, folder, gold, out):
    """The figures of sentences with a marked target, by the hand-written lexicons alone."""
    found = out / "scores.jsonl"
    with open(folder / gold, "rb") as lines, open(found, "wb") as scores:
        subprocess.run([binary, "stance", "--no-hits"], check=True, stdin=lines, stdout=scores)
    return compare(folder, "evaluate_target.py", found, folder / gold)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    args = parser.parse_args()
    binary, folder = args.bin.resolve(), args.eval.resolve()
    with open(Path(__file__).with_name("floors.csv"), newline="") as f:
        floors = list(csv.DictReader(f))
    figures = {}
    with tempfile.TemporaryDirectory() as tmp:
        out = Path(tmp)
        for name, (articles, gold, script) in SETS.items():
            figures[name] = measure(binary, folder, articles, gold, script, out / name)
        for name, sets in POOLS.items():
            figures[name] = pool(folder, sets, out)
        for name, gold in SENTENCES.items():
            figures[name] = sentences(binary, folder, gold, out)
    below = 0
    for row in floors:
        value, floor = figures[row["set"]][row["figure"]], float(row["floor"])
        below += value < floor
        print(f"{row['set']:8} {row['figure']:16} {value:.3f} floor {floor:.3f}{'' if value >= floor else '  BELOW'}")
    print(f"{len(floors) - below} of {len(floors)} figures hold their floor")
    return below > 0


if __name__ == "__main__":
    sys.exit(main())
