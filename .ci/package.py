#!/usr/bin/env python3
"""Validate datapackage.json, and compare what pandas, DuckDB and R read with what was written.

usage: package.py --bin ONRECORD --articles FOLDER --profile WHEEL --work FOLDER

For each style of CSV: the description keeps to the profile of the Data Package standard (a JSON
schema within WHEEL); Frictionless finds each cell of its type and within its constraints, each key
unique, each reference met, each file as long as said; and the three programs, told no more than
the description says, read the same cells as Python's csv module. Exit code 1 at the first
difference. Needs frictionless, jsonschema, pandas, duckdb and Rscript.
"""
import argparse
import csv
import datetime
import json
import math
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import frictionless
import jsonschema
import pandas

import nasty

STYLES = {
    "default": [],
    "decimal comma": ["--delimiter", ";", "--decimal-comma"],
    "no byte order mark": ["--no-bom"],
}
PROFILE = "check_datapackage/schemas/data-package-2-0.json"
# Type of the Table Schema: those of pandas, DuckDB and R
TYPES = {
    "string": ("str", "VARCHAR", "character"),
    "integer": ("Int64", "BIGINT", "integer"),
    "number": ("float64", "DOUBLE", "numeric"),
    "boolean": ("boolean", "BOOLEAN", "logical"),
    "date": ("str", "DATE", "Date"),
}
csv.field_size_limit(1 << 24)


def fail(*words):
    sys.exit("package: " + " ".join(map(str, words)))


def plain(value):
    """A value as text: the one form in which cells are compared."""
    if value is None or value is pandas.NA or value is pandas.NaT or isinstance(value, float) and math.isnan(value):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value)


class Table:
    """A table as the description of it says, and its cells as Python's csv module reads them."""

    def __init__(self, folder, resource):
        self.name, self.path = resource["name"], folder / resource["path"]
        self.fields, dialect = resource["schema"]["fields"], resource["dialect"]
        self.encoding, self.delimiter = resource["encoding"], dialect["delimiter"]
        self.names = [field["name"] for field in self.fields]
        self.types = [field["type"] for field in self.fields]
        self.decimal = next((f["decimalChar"] for f in self.fields if "decimalChar" in f), ".")
        with open(self.path, encoding="utf-8-sig", newline="") as f:
            header, *rows = csv.reader(f, delimiter=self.delimiter)
        if header != self.names:
            fail(f"{self.name}: the header is {header}, described are {self.names}")
        numbers = [kind == "number" for kind in self.types]
        self.rows = [[t.replace(self.decimal, ".") if n else t for t, n in zip(row, numbers, strict=True)] for row in rows]

    def types_of(self, at):
        """The columns' types by name, for pandas (0), DuckDB (1) or R (2)."""
        return {name: TYPES[kind][at] for name, kind in zip(self.names, self.types)}

    def pandas(self):
        frame = pandas.read_csv(
            self.path, encoding=self.encoding, sep=self.delimiter, decimal=self.decimal, dtype=self.types_of(0),
            keep_default_na=False, na_values=[""], true_values=["true"], false_values=["false"],
        )
        for name, kind in zip(self.names, self.types):
            if kind == "date":
                frame[name] = pandas.to_datetime(frame[name], format="%Y-%m-%d").astype("datetime64[s]")
        columns = [frame[name].astype(object).tolist() for name in frame.columns]
        return list(frame.columns), [[plain(value) for value in row] for row in zip(*columns)]

    def duckdb(self):
        read = duckdb.read_csv(
            str(self.path), header=True, delimiter=self.delimiter, decimal=self.decimal, dtype=self.types_of(1),
            quotechar='"', escapechar='"', na_values="", max_line_size=1 << 24,
        )
        return read.columns, [[plain(value) for value in row] for row in read.fetchall()]

    def guessed(self):
        """Types that DuckDB guesses by itself, with nothing but the path."""
        read = duckdb.read_csv(str(self.path), sample_size=-1, max_line_size=1 << 24)
        return dict(zip(read.columns, map(str, read.types)))

    def task_of_r(self, out):
        types = " ".join(TYPES[kind][2] for kind in self.types)
        return "\t".join([str(self.path), self.delimiter, self.decimal, types, str(out)])

    def compare(self, whose, names, rows):
        """Holds what a program reads against what was written."""
        here = f"{self.path.parent.name}/{self.name}.csv in {whose}"
        if list(names) != self.names:
            fail(f"{here}: columns {names}")
        if len(rows) != len(self.rows):
            fail(f"{here}: {len(rows)} rows instead of {len(self.rows)}")
        for at, (wanted, seen) in enumerate(zip(self.rows, rows), start=2):
            for name, value, other in zip(self.names, wanted, seen, strict=True):
                if value != other:
                    fail(f"{here}: row {at}, column {name}: {value!r} is written, {other!r} is read")

    def compare_guesses(self):
        """Numbers, days and truths are known as such by themselves, wherever a column has any."""
        filled = {name for row in self.rows for name, value in zip(self.names, row) if value}
        fits = {"integer": {"BIGINT"}, "number": {"DOUBLE", "BIGINT"}, "boolean": {"BOOLEAN"}, "date": {"DATE"}}
        for (name, guess), kind in zip(self.guessed().items(), self.types, strict=True):
            if name in filled and kind in fits and guess not in fits[kind]:
                fail(f"{self.name}.csv: DuckDB takes column {name} for {guess}, not {kind}")


def by_r(tables, work):
    """What R reads of all tables."""
    tasks, outs = work / "tasks", [work / f"r-{at}" for at in range(len(tables))]
    tasks.write_text("".join(table.task_of_r(out) + "\n" for table, out in zip(tables, outs)), encoding="utf-8")
    script = Path(__file__).with_name("package.R")
    environment = {"LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"}
    done = subprocess.run(["Rscript", script, tasks], env=environment, capture_output=True, text=True)
    if done.returncode or "warning" in done.stderr.lower():
        fail("R:", done.stderr)
    for out in outs:
        names, *rows = [line.split("\x1f") for line in out.read_text(encoding="utf-8").split("\n")[:-1]]
        yield names, rows


def check_description(folder, profile):
    """The profile of the standard, and Frictionless with each cell, key and reference."""
    description = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for error in jsonschema.Draft7Validator(profile).iter_errors(description):
        fail(f"{folder.name}/datapackage.json does not keep to the profile: {error.json_path}: {error.message}")
    report = frictionless.validate(str(folder / "datapackage.json"))
    for task in report.tasks:
        for at, field, note in task.flatten(["rowNumber", "fieldName", "message"]):
            fail(f"{folder.name}/{task.name}.csv: row {at}, column {field}: {note}")
    if not report.valid or len(report.tasks) != len(description["resources"]):
        fail(f"{folder.name}: Frictionless does not find all tables valid: {report.errors}")
    return description["resources"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--bin", "--articles", "--profile", "--work"):
        parser.add_argument(option, type=Path, required=True)
    args = parser.parse_args()
    work = args.work.resolve()
    profile = json.loads(zipfile.ZipFile(args.profile).read(PROFILE))
    nasty.write(work / "nasty.jsonl")
    tables = []
    for style, options in STYLES.items():
        folder = work / style.replace(" ", "-")
        command = [args.bin.resolve(), "run", args.articles, work / "nasty.jsonl", "--out", folder, "--quiet", *options]
        subprocess.run([*command, "--formats", "csv"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        tables += [Table(folder, resource) for resource in check_description(folder, profile)]
    for table, read in zip(tables, by_r(tables, work), strict=True):
        table.compare("pandas", *table.pandas())
        table.compare("DuckDB", *table.duckdb())
        table.compare("R", *read)
        if table.delimiter == ",":
            table.compare_guesses()
    cells = sum(len(table.rows) * len(table.names) for table in tables)
    print(
        f"package: datapackage.json keeps to its standard and Frictionless finds {len(tables)} tables in {len(STYLES)} styles "
        f"valid; pandas, DuckDB and R read their {cells} cells as they were written"
    )


if __name__ == "__main__":
    main()
