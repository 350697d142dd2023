"""Articles that change under the hands of a run: each is read or listed with the reason."""

import csv
import os
import json
import time

import folder
from kill import wait_for
from project import DONE, Project

STORY = (
    "Council weighs aid package\n\nSen. Mira Oakes (R-Ohio) said Monday that the vote would come soon. "
    "“We must not abandon Ukraine,” Oakes said. “Russia started this war.”\n"
)

# Articles that are read before those that change, so that there is time to change them.
BEFORE = 6_000


def check(settings):
    project = Project(settings, states=1, options=("--formats", "csv"))
    if os.geteuid() == 0:
        folder.lower(project)
    news = project.folder / "news"
    record = json.dumps({"text": STORY}) + "\n"
    (news / "0.jsonl").write_text(record * BEFORE)
    for name in ("gone", "kept", "replaced"):
        (news / f"zz-{name}.txt").write_text(STORY)
    (news / "zz-grows.jsonl").write_text(record * 10)
    (news / "zz-secret.txt").write_text(STORY)
    (news / "zz-secret.txt").chmod(0)
    closed = news / "closed"
    closed.mkdir()
    (closed / "a.txt").write_text(STORY)
    closed.chmod(0)
    process = project.start()
    wait_for(project.out / ".onrecord/drafts", process)
    (news / "zz-gone.txt").unlink()
    (news / "zz-replaced.txt").unlink()
    (news / "zz-replaced.txt").mkdir()
    with (news / "zz-grows.jsonl").open("a") as grows:
        while process.poll() is None:
            grows.write(record)
            grows.flush()
            time.sleep(0.0005)
    _, stderr = process.communicate()
    closed.chmod(0o755)
    assert process.returncode == DONE, f"{process.returncode}: {stderr}"
    status = read_status(project)
    for name, expected in {
        "zz-kept.txt": ("read", ""),
        "zz-gone.txt": ("skipped", "unreadable"),
        "zz-replaced.txt": ("skipped", "unreadable"),
        "zz-secret.txt": ("skipped", "unreadable"),
        "closed": ("skipped", "unreadable"),
    }.items():
        assert status.get(name) == expected, f"{name}: {status.get(name)}"
    grown = sum(name.startswith("zz-grows") for name in status)
    assert grown >= 10, f"of a file that grew only {grown} articles were read"
    return f"vanished, replaced, closed files are listed; of one that grew {grown} articles are read"


def read_status(project):
    with (project.out / "articles.csv").open(encoding="utf-8-sig", newline="") as table:
        return {row["article"]: (row["status"], row["reason"]) for row in csv.DictReader(table)}
