"""SIGINT and SIGTERM at random moments: a run that is stopped leaves the old reports, and a switch
that has begun is finished."""

import signal
import time

from kill import measure, wait_for
from project import DONE, INTERRUPTED, TERMINATED, Project

CODES = {signal.SIGINT: INTERRUPTED, signal.SIGTERM: TERMINATED}

ROUNDS = 60


def check(settings):
    project, chance = Project(settings, options=("--formats", "csv,html,xlsx")), settings.random
    project.publish(0)
    length, counts, state = measure(project), {"stopped": 0, "done": 0, "at once": 0}, 0
    for _ in range(ROUNDS):
        old, new = state, chance.choice([n for n in range(len(project.states)) if n != state])
        project.be_in(new)
        number, twice = chance.choice(list(CODES)), chance.random() < 0.2
        code, stderr = disturb(project, chance, length, number, twice)
        message = f"{number.name}{' twice' if twice else ''}: exit {code}: {stderr}"
        if code == DONE:
            state = project.is_whole(new)
            counts["done"] += 1
        elif code == CODES[number]:
            if twice and project.is_pending():
                project.fails_early()
            state = project.is_whole(old, new)
            assert twice or (state == old and "stopped by a signal" in stderr), message
            counts["stopped"] += 1
        else:
            # Before the program listens, the signal ends it as it ends any other.
            assert code == -number, message
            project.is_whole(old)
            counts["at once"] += 1
        if twice:
            # What a run that was killed left, the next whole run takes away.
            project.publish(state := new)
        project.is_swept()
    return f"{ROUNDS} rounds: " + ", ".join(f"{n} {what}" for what, n in counts.items())


def disturb(project, chance, length, number, twice):
    process = project.start()
    if chance.random() < 0.6:
        time.sleep(chance.uniform(0, length))
    else:
        phase = chance.choice(["drafts/onrecord.xlsx", "drafts/report.html", "journal.json"])
        wait_for(project.out / ".onrecord" / phase, process)
    process.send_signal(number)
    if twice:
        process.send_signal(number)
    _, stderr = process.communicate()
    return process.returncode, stderr
