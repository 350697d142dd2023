"""The lock: the second run says who is first, a dead run is no obstacle, and a file system without
locks is named."""

import re
import shutil
import signal

from kill import wait_for
from project import BUSY, DONE, OUTPUT, Project


def check(settings):
    project = Project(settings, states=2)
    project.publish(0)
    project.be_in(1)
    first = project.start()
    first.send_signal(signal.SIGSTOP)
    while first.poll() is None and not is_held(project, first.pid):
        first.send_signal(signal.SIGCONT)
        first.send_signal(signal.SIGSTOP)
    code, stderr = project.run()
    first.send_signal(signal.SIGCONT)
    first.communicate()
    assert code == BUSY, f"{code}: {stderr}"
    assert re.search(rf"process {first.pid} since \d{{4}}-\d\d-\d\dT", stderr), stderr
    dead = project.start()
    wait_for(project.out / ".onrecord/drafts/statements.csv", dead)
    dead.kill()
    dead.communicate()
    project.run(expect=DONE)
    project.is_whole(1)
    if not shutil.which("strace"):
        return "held, dead; strace is not installed, so no file system refused"
    project.be_in(0)
    for error in ("ENOLCK", "EOPNOTSUPP"):
        before = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject=flock:error={error}"]
        code, stderr = project.run(before=before)
        assert code == OUTPUT and "locks no files" in stderr, f"{error}: {code}: {stderr}"
        project.is_whole(1)
    return "held, dead, refused"


def is_held(project, pid):
    return f"process {pid} " in (project.out / ".onrecord/lock").read_text()
