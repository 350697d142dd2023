#!/usr/bin/env python3
"""Open every table in LibreOffice, and the workbook with openpyxl, and compare each cell.

usage: spreadsheets.py --bin ONRECORD --articles FOLDER --work FOLDER

Runs the program on the articles and on nasty ones (nasty.py), in each style of CSV that it writes.
What LibreOffice makes of a file comes back as a workbook, so that its types are seen too: a text
that became a date or a number is a fault. Whole numbers that stand as text (an article id 48213)
may become numbers, for they keep their digits; these are counted. Exit code 1 at the first cell
that differs. Needs soffice and openpyxl.
"""
import argparse
import csv
import datetime
import json
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
from openpyxl.utils.escape import unescape

import nasty

csv.field_size_limit(1 << 24)

# Name: (options of the program, sign between cells, language of the spreadsheet)
ENGLISH, GERMAN = 1033, 1031
STYLES = {
    "default": ([], ",", ENGLISH),
    "decimal comma": (["--delimiter", ";", "--decimal-comma"], ";", GERMAN),
    "no byte order mark": (["--no-bom"], ",", ENGLISH),
    "raw": (["--raw-csv"], ",", ENGLISH),
}
WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]{0,10}")
LONGEST, CUT = 32_767, " … [cut]"
FORMATS = {"number": "0.00", "date": "yyyy-mm-dd"}
# From here on Excel and LibreOffice count days alike (to Excel 1900 was a leap year); earlier ones
# stand as text in a workbook.
FIRST_DAY = datetime.date(1900, 3, 1)


def fail(*words):
    sys.exit("spreadsheets: " + " ".join(map(str, words)))


def run(binary, articles, out, options):
    command = [binary, "run", *articles, "--out", out, "--quiet", "--formats", "csv,xlsx", *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def office(work, files, out, infilter=None):
    """Lets LibreOffice open files and save them as workbooks in `out`."""
    out.mkdir()
    command = ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "xlsx"]
    command += [f"--infilter={infilter}"] if infilter else []
    done = subprocess.run([*command, "--outdir", out, *files], capture_output=True, text=True, timeout=300)
    for file in files:
        if not (out / file.with_suffix(".xlsx").name).exists():
            fail(f"LibreOffice does not open {file.name}:", done.stdout, done.stderr)


def tables(out):
    """The tables of a run: name, title, fields, and rows as the CSV holds them."""
    for resource in json.loads((out / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        with open(out / resource["path"], encoding="utf-8-sig", newline="") as f:
            rows = list(csv.reader(f, delimiter=resource["dialect"]["delimiter"]))
        yield resource["name"], resource["title"], resource["schema"]["fields"], rows


def grid(sheet, width):
    """Cells of a sheet, row by row, as wide as the table."""
    return [[*row, *[None] * (width - len(row))] for row in sheet.iter_rows()]


def wanted(text, field):
    """The value that a cell of CSV stands for."""
    kind = field["type"]
    if text == "" or kind == "string":
        return text or None
    if kind == "number":
        return float(text.replace(field.get("decimalChar", "."), "."))
    if kind == "date":
        return datetime.date.fromisoformat(text)
    return {"true": True, "false": False}[text] if kind == "boolean" else int(text)


def found(cell):
    """The value of a cell of a workbook."""
    value = cell.value if cell is not None else None
    return value.date() if isinstance(value, datetime.datetime) else value


def same(value, seen):
    if isinstance(value, bool) or isinstance(seen, bool):
        return type(value) is type(seen) and value == seen
    if isinstance(value, (int, float)) and isinstance(seen, (int, float)):
        return abs(value - seen) < 1e-9
    return type(value) is type(seen) and value == seen


def compare(where, fields, rows, cells, of):
    """Holds a sheet against a table; `of` says what a cell may be. Counts cells and whole numbers."""
    if len(cells) != len(rows):
        fail(f"{where}: {len(cells)} rows instead of {len(rows)}")
    if (names := [found(cell) for cell in cells[0]]) != [field["name"] for field in fields] or names != rows[0]:
        fail(f"{where}: another header: {names}")
    numbers = 0
    for at, (row, line) in enumerate(zip(rows[1:], cells[1:]), start=2):
        for text, cell, field in zip(row, line, fields, strict=True):
            seen, values = found(cell), of(text, field)
            # A workbook holds _x0041_ as _x005F_x0041_, which openpyxl leaves as it is.
            unescaped = unescape(seen) if isinstance(seen, str) else seen
            if any(same(value, seen) or same(value, unescaped) for value in values):
                continue
            if field["type"] == "string" and WHOLE_NUMBER.fullmatch(text) and same(int(text), seen):
                numbers += 1
                continue
            fail(f"{where}: row {at}, column {field['name']}: {values[0]!r} is written, {seen!r} is read")
    return (len(rows) - 1) * len(fields), numbers


def in_csv(text, field):
    """What a cell of CSV may become: truths stay words to some, early days are a day later by Excel's count."""
    value = wanted(text, field)
    if isinstance(value, bool):
        return [value, text]
    early = isinstance(value, datetime.date) and value < FIRST_DAY
    return [value, value + datetime.timedelta(days=1)] if early else [value]


def in_workbook(text, field):
    """What a cell of the workbook may hold: text without the sign that keeps it text in CSV."""
    value = wanted(text, field)
    if isinstance(value, datetime.date) and value < FIRST_DAY:
        return [text]
    if isinstance(value, bool):
        # LibreOffice saves a truth as a formula; that ours are none is seen in check_shape.
        return [value, f"={text.upper()}()"]
    marked = isinstance(value, str) and value.startswith("'")
    return [value[1:], value] if marked else [value]


def check_csv(work, out, delimiter, language):
    """Every CSV through LibreOffice, which looks for dates, numbers and truths in all cells."""
    files = [out / f"{name}.csv" for name, *_ in tables(out)]
    seen = out / "seen"
    office(work, files, seen, f"CSV:{ord(delimiter)},34,76,1,,{language},false,true")
    cells = numbers = 0
    for name, _, fields, rows in tables(out):
        sheet = openpyxl.load_workbook(seen / f"{name}.xlsx").worksheets[0]
        more = compare(f"{name}.csv in LibreOffice", fields, rows, grid(sheet, len(fields)), in_csv)
        cells, numbers = cells + more[0], numbers + more[1]
    return cells, numbers


def check_raw(work, out, default):
    """CSV with the text as it is: that of the default style without what was done to it, in as many rows to LibreOffice."""
    seen = out / "seen"
    office(work, [out / f"{name}.csv" for name, *_ in tables(out)], seen, f"CSV:44,34,76,1,,{ENGLISH},false,false")
    for (name, _, fields, rows), (_, _, _, tamed) in zip(tables(out), tables(default), strict=True):
        for at, (row, tame) in enumerate(zip(rows, tamed, strict=True), start=1):
            for text, other, field in zip(row, tame, fields, strict=True):
                line = "".join(" " if c < " " else c for c in re.sub(r"[\n\r\u2028\u2029]+", " ", text))
                cut = len(text) > LONGEST and line.startswith(other.removesuffix(CUT))
                if other not in (line, "'" + line) and not cut:
                    fail(f"{name}.csv, raw: row {at}, column {field['name']}: {text!r} stands for {other!r}")
        sheet = openpyxl.load_workbook(seen / f"{name}.xlsx").worksheets[0]
        if (sheet.max_row, sheet.max_column) != (len(rows), len(fields)):
            fail(f"{name}.csv, raw: {sheet.max_row} rows by {sheet.max_column} in LibreOffice, {len(rows)} by {len(fields)} written")


def check_shape(where, sheet, fields, rows):
    """Header, filter, widths, formats, colours and wrapping of a sheet."""
    last = f"{openpyxl.utils.get_column_letter(len(fields))}{max(len(rows), 1)}"
    if not re.fullmatch(r"[A-Z]+2", sheet.freeze_panes or ""):
        fail(f"{where}: the header row does not stay in sight: {sheet.freeze_panes}")
    if sheet.auto_filter.ref != f"A1:{last}":
        fail(f"{where}: the filter covers {sheet.auto_filter.ref}, not A1:{last}")
    if sheet.print_title_rows != "$1:$1" or sheet.page_setup.orientation != "landscape":
        fail(f"{where}: paper is not in landscape with the header on each page")
    coloured = {str(area.sqref) for area in sheet.conditional_formatting if area.rules[0].type == "colorScale"}
    for column, field in zip(sheet.iter_cols(min_row=1), fields, strict=True):
        letter, here = column[0].column_letter, f"{where}: column {field['name']}"
        widths = [d for d in sheet.column_dimensions.values() if d.min <= column[0].column <= d.max]
        if not any(dimension.width >= 7 for dimension in widths):
            fail(f"{here}: no width")
        range_ = field.get("constraints", {})
        mean = range_.get("minimum") == -1 and field["name"].endswith(("mean", "estimate", "score"))
        if mean and len(rows) > 1 and f"{letter}2:{letter}{len(rows)}" not in coloured:
            fail(f"{here}: no colours, only {sorted(coloured)}")
        for cell in column[1:]:
            if cell.value is None:
                continue
            if cell.data_type == "f":
                fail(f"{here}: a formula in {cell.coordinate}: {cell.value}")
            if not isinstance(cell.value, str) and (wanted_ := FORMATS.get(field["type"])) not in (None, cell.number_format):
                fail(f"{here}: {cell.coordinate} has the format {cell.number_format}, not {wanted_}")
            if field["name"] == "quote" and not cell.alignment.wrap_text:
                fail(f"{here}: {cell.coordinate} is not wrapped")


def check_workbook(work, out):
    """The workbook as written, and as LibreOffice saves it again."""
    all_tables, seen = list(tables(out)), out / "again"
    office(work, [out / "onrecord.xlsx"], seen)
    book, again = (openpyxl.load_workbook(folder / "onrecord.xlsx") for folder in (out, seen))
    names = [title for _, title, _, _ in all_tables] + ["Codebook"]
    for each in (book, again):
        if each.sheetnames != names:
            fail(f"onrecord.xlsx: sheets {each.sheetnames}, not {names}")
    cells = 0
    for _, title, fields, rows in all_tables:
        check_shape(f"sheet {title}", book[title], fields, rows)
        for whose, sheet in (("openpyxl", book[title]), ("LibreOffice", again[title])):
            seen_cells = grid(sheet, len(fields))
            more = compare(f"sheet {title} in {whose}", fields, rows, seen_cells, in_workbook)
            if more[1]:
                fail(f"sheet {title} in {whose}: {more[1]} texts became numbers")
        cells += more[0]
    described = [[cell.value for cell in row[:2]] for row in book["Codebook"].iter_rows(min_row=2)]
    columns = [[name, field["name"]] for name, _, fields, _ in all_tables for field in fields]
    if described != columns:
        fail("sheet Codebook: its rows are not the columns of the tables")
    return cells


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    args = parser.parse_args()
    work = args.work.resolve()
    nasty.write(work / "nasty.jsonl")
    articles = [args.articles, work / "nasty.jsonl"]
    cells = numbers = 0
    for style, (options, delimiter, language) in STYLES.items():
        out = work / style.replace(" ", "-")
        run(args.bin.resolve(), articles, out, options)
        if style == "raw":
            check_raw(work, out, work / "default")
        else:
            more = check_csv(work, out, delimiter, language)
            cells, numbers = cells + more[0], numbers + more[1]
    again = work / "again"
    run(args.bin.resolve(), articles, again, [])
    if (again / "onrecord.xlsx").read_bytes() != (work / "default" / "onrecord.xlsx").read_bytes():
        fail("onrecord.xlsx: two runs differ")
    sheets = check_workbook(work, work / "default")
    print(
        f"spreadsheets: {cells} cells of CSV in {len(STYLES) - 1} styles and {sheets} of the workbook are in LibreOffice "
        f"what was written ({numbers} whole numbers in text became numbers); the workbook is well made"
    )


if __name__ == "__main__":
    main()
