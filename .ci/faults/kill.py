"""kill -9 at random moments, many times over, while the articles change.

Half of the moments are spread over the whole run, the others begin where reports are put in place.
After each kill every file is that of the old or of the new run; the next start, whatever else it
does, completes a switch that was broken off, also when it is killed too.
"""

import signal
import subprocess
import time

from project import DONE, Project

# Sets kept beside the reports: copying them is part of publishing.
KEEP = ("--keep", "2")

# Rounds after which a run is left alone and compared with a fresh one.
UNDISTURBED = 10


def check(settings):
    project, chance = Project(settings), settings.random
    project.publish(0, *KEEP)
    length, counts = measure(project), {"early": 0, "switch": 0, "late": 0, "twice": 0}
    state = 0
    for number in range(1, settings.rounds + 1):
        old, new = state, chance.choice([n for n in range(len(project.states)) if n != state])
        project.be_in(new)
        kill(project, chance, length)
        project.is_old_or_new(old, new)
        if project.is_pending():
            counts["switch"] += 1
            counts["twice"] += complete(project, chance, old, new)
        state = project.is_whole(old, new)
        counts["late" if state == new else "early"] += 1
        project.kept_sets()
        if number % UNDISTURBED == 0:
            project.publish(new, *KEEP)
            project.is_swept()
            assert project.kept_sets() <= 2
            state = new
    return f"{settings.rounds} rounds: " + ", ".join(f"{n} {what}" for what, n in counts.items())


def measure(project):
    """Seconds that a run takes here."""
    started = time.monotonic()
    project.run(*KEEP, expect=DONE)
    return time.monotonic() - started


def kill(project, chance, length):
    process = project.start(*KEEP)
    if chance.random() < 0.5:
        time.sleep(chance.uniform(0, length * 1.1))
    else:
        phase = chance.choice(["drafts/statements.csv", "drafts/run.json", "journal.json"])
        wait_for(project.out / ".onrecord" / phase, process)
        time.sleep(chance.choice([0, chance.uniform(0, 0.002), chance.uniform(0, 0.02)]))
    process.send_signal(signal.SIGKILL)
    process.communicate()


def wait_for(path, process):
    while not path.exists() and process.poll() is None:
        pass


def complete(project, chance, old, new):
    """The next start, killed itself in every second case; whether it was."""
    twice = chance.random() < 0.5
    if twice:
        command = [str(project.settings.bin), "run", "nowhere", "--out", "reports"]
        process = subprocess.Popen(command, cwd=project.folder, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, 0.01))
        process.send_signal(signal.SIGKILL)
        process.wait()
        project.is_old_or_new(old, new)
    pending = project.is_pending()
    stderr = project.fails_early()
    assert not pending or "in place now" in stderr, stderr
    assert not project.is_pending(), "the switch is still broken off"
    assert project.is_whole(old, new) == new, "what had begun was not completed"
    return twice
