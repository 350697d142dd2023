"""A disk that fills up: old reports stay whole, and the message says what did not fit where.

A small file system of the size in question is mounted where that is allowed; else a limit of the
size of files stands in, and the answer says so.
"""

import resource
import signal
import subprocess
import tempfile
from pathlib import Path

from project import DONE, OUTPUT, Project

PAGE = 4096

# Parts of what a run writes, as its messages name them.
PARTS = {
    "a set": "/kept/",
    "a temporary file": "temporary file",
    "a draft": ".csv",
    "the page": "report.html",
    "the workbook": "workbook",
    "the journal": "journal",
    "another report": "cannot write",
}


def check(settings):
    with tempfile.TemporaryDirectory(prefix="onrecord-disk-") as folder:
        disk = Path(folder) / "disk"
        disk.mkdir()
        try:
            mount("-t", "tmpfs", "-o", "size=256m", "tmpfs", disk)
        except (OSError, subprocess.CalledProcessError):
            return limits(settings)
        try:
            return fill(settings, disk)
        finally:
            subprocess.run(["umount", "-l", str(disk)], check=True)


def mount(*arguments):
    subprocess.run(["mount", *map(str, arguments)], check=True, capture_output=True)


def fill(settings, disk):
    """Runs with ever less room beyond what stands there already."""
    met, runs = {}, 0
    for options in (["--formats", "csv,html"], ["--formats", "csv,html,xlsx"]):
        project = Project(settings, states=2, options=[*options, "--keep", "1"])
        project.out.symlink_to(disk)
        project.publish(0)
        enough = bisect(project, disk)
        steps = [*range(1, 9), *(enough * part // 25 for part in range(1, 25)), enough]
        for less in sorted({less for less in steps if less <= enough}):
            code, stderr = run_with(project, disk, enough - less)
            runs += 1
            if code != DONE:
                met.setdefault(part(stderr), stderr.strip())
    wanted = {"a temporary file", "a draft", "a set"}
    assert wanted <= met.keys(), f"never hit: {wanted - met.keys()}; {met}"
    return f"{runs} runs on disks too small; hit: {', '.join(sorted(met))}"


def bisect(project, disk):
    """Pages beyond those in use that a run needs."""
    low, high = 0, (64 << 20) // PAGE
    while high - low > 1:
        middle = (low + high) // 2
        code, _ = run_with(project, disk, middle)
        low, high = (low, middle) if code == DONE else (middle, high)
    return high


def run_with(project, disk, pages):
    """A run with so many pages free; what it leaves has to be whole. The old reports stand again
    afterwards, on a disk with room."""
    project.be_in(1)
    used = int(subprocess.check_output(["df", "-B", str(PAGE), "--output=used", str(disk)]).split()[-1])
    mount("-o", f"remount,size={(used + pages) * PAGE}", disk)
    code, stderr = project.run()
    assert code in (DONE, OUTPUT), f"{pages} pages: exit {code}: {stderr}"
    project.is_whole(0 if code == OUTPUT else 1)
    project.is_swept()
    project.kept_sets()
    if code == OUTPUT:
        assert "No space left" in stderr and "reports" in stderr, stderr
    mount("-o", "remount,size=256m", disk)
    if code == DONE:
        project.publish(0)
    return code, stderr


def part(stderr):
    """What did not fit, as the message says it."""
    return next(name for name, words in PARTS.items() if words in stderr)


def limits(settings):
    """No file may become larger than so much: where no file system can be mounted."""
    project = Project(settings, states=2)
    project.publish(0)
    project.be_in(1)
    failed = 0
    for size in (0, 1, PAGE, 5 * PAGE, 20 * PAGE, 50 * PAGE):

        def limit(size=size):
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        code, stderr = project.run(preexec_fn=limit)
        assert code in (DONE, OUTPUT), f"{size} bytes: exit {code}: {stderr}"
        project.is_whole(0 if code == OUTPUT else 1)
        failed += code == OUTPUT
        project.publish(0)
        project.be_in(1)
    assert failed, "no limit was low enough"
    return f"no file system can be mounted here, so the size of files was limited: {failed} failed"
