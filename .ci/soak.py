"""A hundred scheduled runs over a folder that changes in between.

Each round edits the folder as editors, feeds and archivists do, and runs the program as a timer
would. Every tenth round, and at the end, the reports must equal those of a run without memory, and
neither the cache nor the memory of a run may grow beyond what the articles need.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PEOPLE = ["Mira Oakes", "Tobias Fenn", "Ilse Brandt", "Odell Granger", "Lucia Farrow"]
SAID = [
    "We must not abandon Ukraine",
    "Russia started this war and Russia can end it",
    "Trump was right to ask for more",
    "The aid package is a mistake",
    "Nobody in Kyiv should doubt us",
]
# A cache may hold this many times what a fresh one of the same articles does: pages that are free
# are used again before the file is made compact.
CACHE_ROOM = 2.5
CACHE_SLACK = 2 << 20
# A run that knows the articles may take this many times the memory of one that reads them.
MEMORY_ROOM = 1.2


def story(draw):
    """An article of a few paragraphs; everybody in it is invented."""
    paragraphs = [f"Council meets on item {draw.randrange(10_000)}"]
    for _ in range(draw.randrange(2, 9)):
        who, what = draw.choice(PEOPLE), draw.choice(SAID)
        day = f"March {draw.randrange(1, 29)}, 2025"
        paragraphs.append(f"“{what},” {who} said on {day}, before item {draw.randrange(10_000)}.")
    return "\n\n".join(paragraphs) + "\n"


def record(draw):
    day = f"2025-03-{draw.randrange(1, 29):02}"
    return json.dumps({"date": day, "title": "Council", "text": story(draw)}) + "\n"


def edit(news, draw, number):
    """One day in the life of the folder."""
    files = sorted(path for path in news.rglob("*.txt"))
    for new in range(draw.randrange(0, 4)):
        folder = news / f"2025-03-{1 + number % 28:02}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number}-{new}.txt").write_text(story(draw), encoding="utf-8")
    with open(news / "feed.jsonl", "a", encoding="utf-8") as feed:
        feed.writelines(record(draw) for _ in range(draw.randrange(0, 5)))
    for path in draw.sample(files, min(len(files), draw.randrange(0, 3))):
        what = draw.choice(["change", "remove", "archive", "touch", "copy"])
        if what == "change":
            path.write_text(story(draw), encoding="utf-8")
        elif what == "remove":
            path.unlink()
        elif what == "archive":
            (news / "archive").mkdir(exist_ok=True)
            path.rename(news / "archive" / path.name)
        elif what == "touch":
            path.touch()
        else:
            shutil.copy(path, path.with_name(f"again-{number}-{path.name[-40:]}"))
    if number % 20 == 19:
        # A feed is cut back once in a while.
        lines = (news / "feed.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        (news / "feed.jsonl").write_text("".join(lines[len(lines) // 2 :]), encoding="utf-8")


def run(program, place, *arguments):
    """Runs the program; its exit code and most memory in kilobytes."""
    code = (
        "import resource, subprocess, sys; "
        "code = subprocess.run(sys.argv[1:]).returncode; "
        "print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", code, program, "news", "--quiet", *arguments]
    done = subprocess.run(command, cwd=place, stdout=subprocess.PIPE, check=True, text=True)
    code, memory = done.stdout.split()
    if code != "0":
        sys.exit(f"soak: the program ended with {code}")
    return int(memory)


def reports(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    named = ((str(path.relative_to(folder)), path) for path in files)
    return {
        name: path.read_bytes()
        for name, path in named
        if not name.startswith((".onrecord", "kept")) and name != "run.json"
    }


def compare(program, place, number):
    """The reports, the cache and the memory against those of a run that knows nothing."""
    shutil.rmtree(place / "fresh", ignore_errors=True)
    memory = run(program, place, "--out", "fresh")
    if reports(place / "reports") != reports(place / "fresh"):
        sys.exit(f"soak: after run {number} the reports are not those of a fresh run")
    size, fresh = (
        (place / out / ".onrecord" / "cache.redb").stat().st_size for out in ("reports", "fresh")
    )
    if size > CACHE_ROOM * fresh + CACHE_SLACK:
        sys.exit(f"soak: after run {number} the cache has {size} bytes, a fresh one {fresh}")
    return memory, size, fresh


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)
    program = str(Path(arguments.bin).resolve())
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        news = place / "news"
        news.mkdir()
        for number in range(60):
            (news / f"start-{number}.txt").write_text(story(draw), encoding="utf-8")
        known = read = 0
        most = fresh_most = 0
        for number in range(1, arguments.runs + 1):
            # Some days bring nothing.
            if number % 7:
                edit(news, draw, number)
            most = max(most, run(program, place))
            work = json.loads((place / "reports" / "run.json").read_bytes())["work"]
            known, read = known + work["kept"], read + work["read"]
            if number % 10 == 0 or number == arguments.runs:
                memory, size, fresh = compare(program, place, number)
                fresh_most = max(fresh_most, memory)
                print(f"run {number}: cache {size} bytes, a fresh one {fresh}", flush=True)
        left = {path.name for path in (place / "reports" / ".onrecord").iterdir()}
        if most > MEMORY_ROOM * fresh_most:
            sys.exit(f"soak: a run took {most} KB, a fresh one {fresh_most} KB")
        if not left <= {"cache.redb", "lock", "stamp.json"}:
            sys.exit(f"soak: runs leave files behind: {sorted(left)}")
        print(f"{arguments.runs} runs: {read} inputs read, {known} known")
        print(f"most memory: {most} KB, fresh runs {fresh_most} KB")


main()
