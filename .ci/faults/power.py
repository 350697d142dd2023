"""Power loss: what a name leads to is on the disk before the name is.

No power is cut here. strace writes down in which order the program brings files and folders to the
disk and renames them, and the order is checked: it is what a journalling file system promises to
keep.
"""

import re
import shutil

from project import DONE, Project

LINE = re.compile(r"(?P<call>\w+)\((?P<arguments>.*)\)\s+= 0\b")
PATH = re.compile(r'"([^"]*)"|\d+<([^>]*)>')


def check(settings):
    if not shutil.which("strace"):
        return "left out: strace is not installed"
    project = Project(settings, states=2, options=("--formats", "csv,html,xlsx", "--keep", "2"))
    project.publish(0)
    project.be_in(1)
    log = project.folder / "strace.log"
    calls = "trace=fsync,rename,renameat,renameat2,unlink"
    project.run(before=["strace", "-f", "-y", "-qq", "-e", calls, "-o", log], expect=DONE)
    steps = [step for line in log.read_text().splitlines() if (step := parse(project, line))]
    renamed = follow(project, steps)
    missing = set(project.fresh[1].listed) - renamed
    assert not missing, f"not renamed into place: {missing}"
    return f"{len(steps)} steps, {len(renamed)} files put in place"


def parse(project, line):
    """The call and the paths that it names, below the output folder."""
    found = LINE.search(line)
    if not found:
        return None
    paths = [quoted or opened for quoted, opened in PATH.findall(found["arguments"])]
    paths = [(project.folder / path).resolve().relative_to(project.folder.resolve()) for path in paths]
    return found["call"], [path.as_posix() for path in paths]


def contents(project, path):
    """What has to be on the disk before that path is renamed: of a set, all that is in it."""
    if path != "reports/kept/.onrecord-new":
        return [path]
    names = [*project.fresh[1].listed, "run.json", "charts"]
    return [path, *(f"{path}/{name}" for name in names)]


def follow(project, steps):
    """Goes through the steps; gives the reports that were renamed into their places."""
    synced, journal, renamed = set(), False, set()
    names = set()  # of folders with changes that are not on the disk
    for call, paths in steps:
        if call == "fsync":
            synced.add(paths[0])
            names.discard(paths[0])
        elif call.startswith("rename"):
            source, target = paths[0], paths[-1]
            late = [path for path in contents(project, source) if path not in synced]
            assert not late, f"{target} is renamed before its bytes are on the disk: {late}"
            if target == "reports/.onrecord/journal.json":
                assert not names, f"the journal is written before {names} are on the disk"
                assert "reports/.onrecord/drafts" in synced, "the drafts' names are not on the disk"
                journal = True
            elif target == "reports/.onrecord/stamp.json":
                # It says what the reports were made from: without its name a run works once more.
                continue
            else:
                assert journal, f"{target} is put in place without a journal"
                assert "reports/.onrecord" not in names, "the journal's name is not on the disk"
                renamed.add(target.removeprefix("reports/"))
            names.add(target.rpartition("/")[0])
        elif paths[0] == "reports/.onrecord/journal.json":
            assert not names - {"reports/.onrecord/drafts"}, f"not on the disk at the end: {names}"
            journal = False
    return renamed
