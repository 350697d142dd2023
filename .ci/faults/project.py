"""A project that can be harmed: articles that change, reports, and what they have to be."""

import hashlib
import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

SAMPLES = Path(__file__).resolve().parents[2] / "data/articles"

# How an error of the program ends it, as docs/publishing.md says.
DONE, NO_INPUT, OUTPUT, BUSY, INTERRUPTED, TERMINATED = 0, 3, 74, 75, 130, 143


@dataclass
class Settings:
    bin: Path
    random: Random
    rounds: int


class Project:
    """A folder with `states` of the articles, of which `news` leads to one, and reports."""

    def __init__(self, settings, states=4, options=("--formats", "csv,html"), folder=None):
        self.settings, self.options = settings, list(options)
        self.temporary = tempfile.TemporaryDirectory(prefix="onrecord-faults-", dir=folder)
        self.folder = Path(self.temporary.name)
        self.folder.chmod(0o755)
        self.out = self.folder / "reports"
        self.states = [self._state(number) for number in range(states)]
        self.fresh = []
        for number in range(states):
            self.be_in(number)
            self.run("--out", f"fresh-{number}", expect=DONE)
            self.fresh.append(Set.of(self.folder / f"fresh-{number}"))

    def _state(self, number):
        """The sample articles, some left out and some told again with other names."""
        state = self.folder / f"state-{number}"
        shutil.copytree(SAMPLES, state)
        files = sorted(path for path in state.rglob("*") if path.suffix in (".txt", ".md"))
        files[number % len(files)].unlink()
        for place, path in enumerate(files):
            if path.exists() and place % 3 == number % 3:
                again = path.read_bytes().replace(b"said", b"told reporters")
                path.with_name(f"again-{number}-{path.name}").write_bytes(again)
        return state

    def be_in(self, number):
        """Makes `news` lead to the articles of that state."""
        link = self.folder / "news"
        link.unlink(missing_ok=True)
        link.symlink_to(self.states[number].name)
        self.number = number

    def command(self, *options, before=()):
        return [*map(str, before), str(self.settings.bin), "run", "news", *self.options, *options]

    def start(self, *options, before=(), **popen):
        """A run that goes on while the caller does harm."""
        command = self.command(*options, before=before)
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=self.folder, stderr=pipe, text=True, **popen)

    def run(self, *options, expect=None, before=(), **popen):
        """A run to its end; gives exit code and standard error."""
        process = self.start(*options, before=before, **popen)
        _, stderr = process.communicate()
        if expect is not None:
            assert process.returncode == expect, f"{options}: {process.returncode}\n{stderr}"
        return process.returncode, stderr

    def fails_early(self):
        """A run that finds no articles: all that it does is to complete what another began."""
        command = [str(self.settings.bin), "run", "nowhere", "--out", "reports"]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        assert done.returncode == NO_INPUT, f"{done.returncode}: {done.stderr}"
        return done.stderr

    def publish(self, number, *options):
        """A run that nothing disturbs."""
        self.be_in(number)
        self.run(*options, expect=DONE)
        self.is_whole(number)

    def is_pending(self):
        return (self.out / ".onrecord/journal.json").exists()

    def is_whole(self, *numbers):
        """All reports are those of one of these states; gives which."""
        stand = Set.of(self.out)
        which = [number for number in numbers if self.fresh[number] == stand]
        assert which, f"the reports are none of {numbers}: {sorted(reports(self.out))}"
        besides = {*stand.listed, "run.json"} ^ set(reports(self.out))
        assert not besides, f"reports of state {which[0]} and besides: {besides}"
        return which[0]

    def is_old_or_new(self, *numbers):
        """Each file is that of one of these states, run.json too, whichever the others are of."""
        sets = [self.fresh[number] for number in numbers]
        for name in reports(self.out):
            if name == "run.json":
                listed = Set.of(self.out).listed
                assert listed in [known.listed for known in sets], f"run.json lists {listed}"
            else:
                known = {known.found.get(name) for known in sets}
                assert digest(self.out / name) in known, f"{name} is of none of {numbers}"

    def is_swept(self):
        """Nothing temporary is left."""
        left = [path for path in self.out.rglob("*") if is_temporary(path.relative_to(self.out))]
        assert not left, f"left behind: {left}"

    def kept_sets(self):
        """Sets that are kept, each of which has to be whole; gives how many."""
        sets = [path for path in (self.out / "kept").glob("*") if not path.name.startswith(".")]
        for path in sets:
            assert Set.of(path) in self.fresh, f"{path} is no whole set"
        return len(sets)


def is_temporary(path):
    """Whether what is called so below an output folder has to be gone when no run works there."""
    if path.parts[0] == ".onrecord":
        return len(path.parts) > 1 and path.parts[1] in ("drafts", "journal.json")
    return path.parts[0] == "kept" and len(path.parts) > 1 and path.parts[1].startswith(".")


def reports(out):
    """Names of the files in an output folder, those of kept sets and of ours left out."""
    files = (path.relative_to(out) for path in out.rglob("*") if path.is_file())
    return [path.as_posix() for path in files if path.parts[0] not in (".onrecord", "kept")]


@dataclass
class Set:
    """Reports of one run: what run.json lists, and what the files are."""

    listed: dict
    found: dict

    @staticmethod
    def of(out):
        files = json.loads((out / "run.json").read_text(encoding="utf-8"))["files"]
        listed = {file["name"]: (file["bytes"], file["blake3"]) for file in files}
        return Set(listed, {name: digest(out / name) for name in listed})


def digest(path):
    """Hash of a file; Python has no BLAKE3, so files are compared with those of a fresh run."""
    return hashlib.blake2b(path.read_bytes()).hexdigest() if path.is_file() else None
