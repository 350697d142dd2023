"""An output folder that others have their hands in: closed, occupied, taken away.

The system lets root do anything, so the runs are those of another user where this one is root.
"""

import os
import shutil
import subprocess
import time

from kill import wait_for
from project import DONE, OUTPUT, Project

NOBODY = 65534


def check(settings):
    project = Project(settings, states=2)
    if os.geteuid() == 0:
        lower(project)
    project.publish(0)
    project.be_in(1)
    for name, harm, mend, said in HARMS:
        harm(project)
        code, stderr = project.run()
        mend(project)
        assert code == OUTPUT and said in stderr, f"{name}: exit {code}: {stderr}"
        project.is_whole(0)
        project.is_swept()
    foreign(project)
    away(project)
    return f"{len(HARMS)} obstacles, a file of somebody else, a folder taken away"


def lower(project):
    """From here on runs are those of nobody in particular."""
    program = project.folder / "onrecord"
    shutil.copy(project.settings.bin, program)
    project.settings.bin = program
    subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", str(project.folder)], check=True)
    start = project.start

    def as_nobody(*options, before=(), **popen):
        return start(*options, before=before, user=NOBODY, group=NOBODY, extra_groups=[], **popen)

    project.start = as_nobody


def mode(name, bits):
    return lambda project: (project.out / name).chmod(bits)


def occupy(name):
    """A folder in the place of a report, which waits beside it."""

    def harm(project):
        (project.out / name).rename(project.folder / "aside")
        (project.out / name).mkdir()

    return harm


def vacate(name):
    def mend(project):
        (project.out / name).rmdir()
        (project.folder / "aside").rename(project.out / name)

    return mend


HARMS = [
    ("closed", mode("", 0o555), mode("", 0o755), "Permission denied"),
    ("ours closed", mode(".onrecord", 0o555), mode(".onrecord", 0o755), "Permission denied"),
    ("a folder below closed", mode("charts", 0o555), mode("charts", 0o755), "Permission denied"),
    ("read-only", mode("speakers.csv", 0o444), mode("speakers.csv", 0o644), "is read-only"),
    ("occupied", occupy("parties.csv"), vacate("parties.csv"), "a folder is in its place"),
    ("run.json occupied", occupy("run.json"), vacate("run.json"), "a folder is in its place"),
]


def foreign(project):
    """What others put there stays, and does not hinder."""
    own = [project.out / name for name in ("notes.txt", "charts/mine.svg", ".hidden")]
    for path in own:
        path.write_text("mine")
    project.run(expect=DONE)
    for path in own:
        assert path.read_text() == "mine", path
        path.unlink()
    project.is_whole(1)


def away(project):
    """Taken away while a run writes there: no success, and the next run is as good as any."""
    project.be_in(0)
    process = project.start()
    wait_for(project.out / ".onrecord/drafts/statements.csv", process)
    shutil.rmtree(project.out, ignore_errors=True)
    time.sleep(0.01)
    shutil.rmtree(project.out, ignore_errors=True)
    _, stderr = process.communicate()
    assert process.returncode == OUTPUT and "reports" in stderr, f"{process.returncode}: {stderr}"
    shutil.rmtree(project.out, ignore_errors=True)
    project.publish(0)
