#!/usr/bin/env python3
"""Run the program over labelled articles and slice every span that it reports out of the texts.

usage: spans.py --bin ONRECORD --eval FOLDER

A span counts code points of the text that `--texts` writes. What it cuts out must be the words
that stand beside it in statements.csv: the segments in the column quote, speaker_span in the
column mention. No segment may overlap another of its article. Exit code 1 when a row is wrong.
Only the Python standard library is needed.
"""
import argparse
import csv
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

csv.field_size_limit(1 << 30)

# Articles below the folder of labelled articles.
INPUTS = ["seeds", "dev", "dev_real/dev_c.jsonl", "dev_real/dev_d.jsonl", "polnear/dev.jsonl", "polnear/train.jsonl"]
# Longest cell that a spreadsheet takes; longer ones are cut.
LONGEST_CELL = 32_767


def spans(cell):
    """The spans of a cell, as pairs of numbers."""
    return [tuple(map(int, span.split(".."))) for span in cell.split(";") if span]


def words(text):
    """Words parted by single blanks: a cell holds no line break."""
    return " ".join(text.split())


def faults_of(row, text, seen):
    """What is wrong with a row, in words."""
    segments = spans(row["segments"])
    # A cell that a spreadsheet would run as a formula begins with an apostrophe.
    cells = {column: {words(row[column]), words(row[column].removeprefix("'"))} for column in ("quote", "mention")}
    quote = words(" … ".join(text[a:b] for a, b in segments))
    if len(quote) < LONGEST_CELL and quote not in cells["quote"]:
        yield f"segments slice to {quote[:80]!r}, quote says {row['quote'][:80]!r}"
    for a, b in spans(row["speaker_span"]):
        if words(text[a:b]) not in cells["mention"]:
            yield f"speaker_span slices to {text[a:b]!r}, mention says {row['mention']!r}"
    for a, b in segments:
        if not 0 <= a < b <= len(text):
            yield f"{a}..{b} is no span of a text of {len(text)}"
        if any(a < d and c < b for c, d in seen):
            yield f"{a}..{b} overlaps another segment"
        seen.append((a, b))


def check(binary, articles, tmp):
    """Number of rows of one input, and its faults."""
    out, texts = tmp / "reports", tmp / "texts"
    run = [binary, "run", articles, "--out", out, "--texts", texts, "--quiet"]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    with open(out / "articles.csv", encoding="utf-8-sig", newline="") as f:
        hashes = {row["article"]: row["text_hash"].split(":")[-1] for row in csv.DictReader(f) if row["text_hash"]}
    # The name of a text ends in the first digits of its hash.
    files = {path.stem[-12:]: path for path in texts.iterdir()}
    found = {article: files[digest[:12]].read_text(encoding="utf-8") for article, digest in hashes.items()}
    seen, rows, faults = defaultdict(list), 0, []
    with open(out / "statements.csv", encoding="utf-8-sig", newline="") as f:
        for row in csv.DictReader(f):
            rows += 1
            for fault in faults_of(row, found[row["article"]], seen[row["article"]]):
                faults.append(f"{row['statement_id']} of {row['article']}: {fault}")
    return rows, faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    args = parser.parse_args()
    wrong = 0
    for name in INPUTS:
        with tempfile.TemporaryDirectory() as tmp:
            rows, faults = check(args.bin.resolve(), args.eval.resolve() / name, Path(tmp))
        print(f"{name:24} {rows:6} statements, {len(faults)} faults")
        for fault in faults[:10]:
            print("   ", fault)
        wrong += len(faults)
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
