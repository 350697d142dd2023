#!/usr/bin/env python3
"""How often is a confidence right? Prints the tables of docs/calibration.md.

usage: calibration.py --bin ONRECORD --eval FOLDER

mention_confidence is compared with the labelled speaker words of the attribution set,
speaker_confidence with the labelled names of every third article, which were kept aside while
the rules were written. Only the Python standard library is needed.
"""
import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from quality import SETS  # noqa: E402

BANDS = (0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.0)
ASIDE = ("dev_a", "dev_b", "dev_c", "dev_d")


def run(binary, folder, name, out):
    """The rows of statements.csv for one set."""
    command = [binary, "run", folder / SETS[name][0], "--out", out, "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with open(out / "statements.csv", encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def spans(cell):
    return [tuple(map(int, s.split(".."))) for s in cell.split(";") if s]


def shared(a, b):
    return min(a[1], b[1]) - max(a[0], b[0])


def mentions(rows, gold):
    """(confidence, right) of each labelled quotation whose speaker words were found."""
    by_article = {}
    for row in rows:
        by_article.setdefault(row["article"], []).append(row)
    for line in open(gold, encoding="utf-8"):
        doc = json.loads(line)
        for region in map(tuple, doc["regions"]):
            def overlap(attribution):
                return sum(max(0, shared(region, c)) for c in attribution["content"])
            best = max(doc["attributions"], key=overlap, default=None)
            if best is None or not overlap(best) or not best["speaker"]:
                continue
            for row in by_article.get(doc["id"], []):
                hit = any(shared(region, s) >= 0.5 * (region[1] - region[0]) for s in spans(row["segments"]))
                if hit and row["speaker_span"]:
                    who = spans(row["speaker_span"])[0]
                    yield float(row["mention_confidence"]), any(shared(who, s) > 0 for s in best["speaker"])
                    break


def speakers(rows, gold, evaluate):
    """(confidence, right) of each labelled statement kept aside that was given a speaker."""
    by_article = {}
    for row in rows:
        by_article.setdefault(row["article"].split("/")[-1], []).append(row)
    for i, line in enumerate(open(gold, encoding="utf-8")):
        doc = json.loads(line)
        if i % 3 != 2:
            continue
        mine = by_article.get(doc["article"].split("/")[-1], [])
        predicted = [{"spans": spans(row["segments"])} for row in mine]
        found = {k: i for (i, _), (k, _) in evaluate.match(doc["statements"], predicted).items()}
        for k, i in sorted(found.items()):
            statement, row = doc["statements"][i], mine[k]
            if statement["optional"] or not row["speaker"]:
                continue
            names = [statement["speaker"], *statement.get("speaker_aliases", [])]
            right = any(evaluate.same_speaker(row["speaker"], name) for name in names)
            yield float(row["speaker_confidence"]), right


def table(title, pairs):
    """Prints how many were right in each band of confidence."""
    pairs = list(pairs)
    print(f"\n| {title} | right | of | share |\n| --- | --- | --- | --- |")
    for low, high in zip(BANDS, (1.01, *BANDS)):
        band = [right for confidence, right in pairs if low <= confidence < high]
        if band:
            print(f"| {low:.2f} and more | {sum(band)} | {len(band)} | {sum(band) / len(band):.2f} |")
    sure = [right for confidence, right in pairs if confidence >= 0.9]
    print(f"| all from 0.90 | {sum(sure)} | {len(sure)} | {sum(sure) / len(sure):.3f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    args = parser.parse_args()
    binary, folder = args.bin.resolve(), args.eval.resolve()
    sys.path.insert(0, str(folder))
    import evaluate

    with tempfile.TemporaryDirectory() as tmp:
        rows = run(binary, folder, "polnear", Path(tmp) / "polnear")
        table("mention_confidence", mentions(rows, folder / SETS["polnear"][1]))
        pairs = []
        for name in ASIDE:
            rows = run(binary, folder, name, Path(tmp) / name)
            pairs += speakers(rows, folder / SETS[name][1], evaluate)
        table("speaker_confidence", pairs)


if __name__ == "__main__":
    main()
