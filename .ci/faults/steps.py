"""A kill, and an error, at every single call by which reports are put in place.

strace lets the n-th call kill the program or fail; the calls are those that change names or bring
bytes to the disk, so that no step between two states of the disk is left out.
"""

import shutil

from project import OUTPUT, Project

CALLS = ["fsync", "rename", "linkat", "unlink", "unlinkat", "mkdir", "rmdir", "ftruncate"]


def check(settings):
    if not shutil.which("strace"):
        return "left out: strace is not installed"
    project = Project(settings, states=2, options=("--formats", "csv", "--keep", "1"))
    counts = {"killed": 0, "failed": 0, "undone": 0}
    for call in CALLS:
        number = 0
        while strike(project, call, "signal=KILL", number := number + 1, counts):
            pass
        number = 0
        while strike(project, call, "error=EIO", number := number + 1, counts):
            pass
    return ", ".join(f"{n} {what}" for what, n in counts.items())


def strike(project, call, harm, number, counts):
    """One run in which the call of that number comes to harm; whether there was such a call."""
    project.publish(0)
    project.is_swept()
    project.be_in(1)
    log = project.folder / "strace.log"
    before = ["strace", "-f", "-qq", "-e", "signal=none", "-e", f"trace={call}", "-o", log]
    code, stderr = project.run(before=[*before, "-e", f"inject={call}:{harm}:when={number}"])
    if "INJECTED" not in log.read_text(errors="replace") and code == 0:
        return False
    place = f"{call} {number}: {harm}: exit {code}: {stderr}"
    try:
        project.is_old_or_new(0, 1)
        if harm.startswith("signal"):
            counts["killed"] += 1
        else:
            counts["failed"] += 1
            assert code in (0, OUTPUT), "an error ends the run otherwise"
            counts["undone"] += project.is_whole(0, 1) == 0
        project.fails_early()
        project.is_whole(0, 1)
        # What is left of a run that was killed before its switch, the next whole run takes away.
        assert not project.is_pending(), "a switch is not completed"
        project.kept_sets()
    except AssertionError as error:
        raise AssertionError(place) from error
    return True
