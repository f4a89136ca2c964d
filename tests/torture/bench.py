"""What the torture scripts share: a corpus, rows for it, the program at work on them, and the check afterwards.

The check reads the files with a reader of its own (ron.py) and knows nothing of the program but its answers: a row that
was answered as saved must be in the files with its words, whatever happened since.
"""

import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid

import ron

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODERS = ["ann", "Zoë"]
STANCES = [("Supports", 1), ("Opposes", -1), (None, None)]
WORDS = "the bank said no and the union kept “silent” while élan vital 中文 rose; prices \\ fell #\" again".split()
SKIPPED = 77


def binary():
    """The program under test: STANDPOINT_BIN, else the release build, else the debug build."""
    given = os.environ.get("STANDPOINT_BIN")
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target")
    for path in [given] if given else [target / "release" / "standpoint", target / "debug" / "standpoint"]:
        if pathlib.Path(path).is_file():
            return str(pathlib.Path(path).resolve())
    sys.exit("there is no program to torture: cargo build --release, or set STANDPOINT_BIN")


def skip(why):
    """Ends the script visibly: what is missing is no success."""
    print(f"{pathlib.Path(sys.argv[0]).stem}: SKIPPED: {why}", flush=True)
    sys.exit(SKIPPED)


def need(*tools):
    for tool in tools:
        if not shutil.which(tool):
            skip(f"{tool} is not installed")


def rounds(default):
    return int(os.environ.get("STANDPOINT_TORTURE_ROUNDS") or default)


def seed():
    """Makes the random numbers repeatable: STANDPOINT_TORTURE_SEED gives the ones of an earlier run."""
    chosen = int(os.environ.get("STANDPOINT_TORTURE_SEED") or random.SystemRandom().randrange(10**6))
    random.seed(chosen)
    return chosen


class Workshop:
    """A temporary folder that is gone in the end, however the script ends."""

    def __enter__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="standpoint-torture-"))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        os.environ["XDG_STATE_HOME"] = str(self.path / "state")
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class Corpus:
    """A corpus on the disk, and every row that was answered as saved."""

    def __init__(self, root, n_documents=3, n_words=4000):
        self.root = pathlib.Path(root)
        self.root.mkdir(parents=True, exist_ok=True)
        self.texts = {}
        for n in range(n_documents):
            name = f"press/{n}.txt" if n % 2 else f"{n}.txt"
            self.texts[name] = " ".join(random.choice(WORDS) for _ in range(n_words))
            (self.root / name).parent.mkdir(exist_ok=True)
            (self.root / name).write_text(self.texts[name], encoding="utf-8", newline="")
        self.answered = {}  # by id
        self.n_rows = 0

    def row(self, document=None, coder=None, n_themes=20):
        """A row that fits: a passage somewhere, with a note that is like no other."""
        document = document or random.choice(list(self.texts))
        start = random.randrange(len(self.texts[document]) - 60)
        stance, value = random.choice(STANCES)
        self.n_rows += 1
        row = {
            "document": document,
            "coder": coder or random.choice(CODERS),
            "start": start,
            "end": start + random.randrange(1, 60),
            "theme": f"Theme {random.randrange(n_themes)}",
            "speakers": [f"Speaker {random.randrange(5)}"],
            "note": f"row {self.n_rows} “{random.choice(WORDS)}”",
        }
        if stance:
            row.update(stance=stance, stance_value=value)
        if random.random() < 0.5:
            row["id"] = str(uuid.uuid4())
        return row

    def strays(self):
        """Files that are neither documents nor what the corpus is made of."""
        ours = {"codebook.ron", "corpus.ron", *self.texts}
        files = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        is_set = lambda path: path.parts[0] == "annotations" and path.name.endswith(".txt.ron")
        is_lock = lambda path: path.parts[0] == "annotations" and path.parts[2:] == (".standpoint-lock",)
        return sorted(str(path) for path in files if str(path) not in ours and not is_set(path) and not is_lock(path))

    def strays_that_stay(self, left):
        """Those of `left` that the program, which is running again, does not sweep up in good time."""
        end = time.monotonic() + 2
        while (stay := set(left) & set(self.strays())) and time.monotonic() < end:
            time.sleep(0.02)
        return sorted(stay)

    def check(self, tally, where=None, answered=None, is_failing=False):
        """Counts what is wrong in the corpus, or in a copy of it at `where`, into `tally`.

        While the codebook cannot be saved, sets go on without it: statements that are not answered may then name what
        it does not have yet.
        """
        root = pathlib.Path(where or self.root)
        answered = self.answered if answered is None else answered
        found, codebook, sets = {}, {"stances": [], "themes": [], "speakers": []}, []
        for path in sorted(root.rglob("*.ron")):
            if path.name.startswith("."):
                continue
            try:
                value = ron.parse(path.read_bytes().decode("utf-8"))
            except (OSError, UnicodeDecodeError, ron.Unreadable) as error:
                tally.unreadable(f"{path}: {error}")
                continue
            if value[""] == "Codebook":
                codebook = value
            elif value[""] == "AnnotationSet":
                sets.append((path, value))
        known = {kind: {entry["id"] for entry in codebook.get(kind, [])} for kind in ("stances", "themes", "speakers")}
        for path, value in sets:
            text = self.texts.get(value["document"], "")
            for statement in value.get("statements", []):
                if statement["id"] in found:
                    tally.unreadable(f"{path}: the id {statement['id']} stands twice")
                found[statement["id"]] = (value["coder"], value["document"], statement)
                words = [text[int(start) : int(end)] for start, end in statement["spans"]]
                if words != statement["quote"]:
                    tally.unreadable(f"{path}: {statement['id']} does not fit its document")
                speakers = {who if isinstance(who, str) else who[0] for who in statement.get("speakers", [])}
                named = [("themes", statement.get("theme")), ("stances", statement.get("stance"))]
                named += [("speakers", who) for who in speakers]
                for kind, name in named:
                    if name is None or name in known[kind]:
                        continue
                    if statement["id"] in answered:
                        tally.lost(f"{path}: {statement['id']} was answered as saved, and the codebook has no {name}")
                    elif not is_failing:
                        tally.unreadable(f"{path}: {statement['id']} names {name}, which is not in the codebook")
        for name, text in self.texts.items():
            if (root / name).read_bytes() != text.encode("utf-8"):
                tally.unreadable(f"{root / name}: the document was changed")
        for key, row in answered.items():
            coder, document, statement = found.get(key, (None, None, {"note": None, "spans": [(-1, -1)]}))
            there = (coder, document, statement.get("note"), *map(int, statement["spans"][0]))
            if there != (row["coder"], row["document"], row["note"], row["start"], row["end"]):
                tally.lost(f"{root}: {key} was answered as saved: {row}; there is {there}")
        report = subprocess.run([binary(), "check", "--json", str(root)], capture_output=True, text=True)
        problems = json.loads(report.stdout)["problems"] if report.stdout else [{"cause": report.stderr}]
        # A rescue copy that waits is a promise kept, and no file that cannot be read.
        kept = "work that could not be saved was kept"
        for problem in (problem for problem in problems if not problem["cause"].startswith(kept)):
            if is_failing and "which the codebook does not hold" in problem.get("cause", ""):
                continue
            tally.unreadable(f"check finds: {problem}")


class Tally:
    """What went wrong, which is printed as it is found, and the line at the end."""

    def __init__(self, name):
        self.name, self.n_rounds, self.n_answered, self.counts = name, 0, 0, {"unreadable": 0, "lost": 0, "stray": 0}
        self.others, self.begun, self.seed, self.told = 0, time.monotonic(), seed(), set()

    def count(self, kind, what):
        if (kind, what) in self.told:
            return
        self.told.add((kind, what))
        self.counts[kind] += 1
        print(f"{self.name}: round {self.n_rounds}: {kind}: {what}", file=sys.stderr, flush=True)

    def unreadable(self, what):
        self.count("unreadable", what)

    def lost(self, what):
        self.count("lost", what)

    def stray(self, what):
        self.count("stray", what)

    def expect(self, is_so, what):
        """Counts anything else that did not go as it should."""
        if not is_so:
            self.others += 1
            print(f"{self.name}: round {self.n_rounds}: {what}", file=sys.stderr, flush=True)

    def end(self, note=""):
        """Prints the line that counts, and leaves with what it means."""
        counts, seconds = self.counts, time.monotonic() - self.begun
        print(
            f"{self.name}: rounds {self.n_rounds} · unreadable files {counts['unreadable']} · "
            f"acknowledged edits lost {counts['lost']} · stray files {counts['stray']} "
            f"({self.n_answered} edits acknowledged{note}, {seconds:.0f} s)",
            flush=True,
        )
        if any(counts.values()) or self.others:
            print(f"{self.name}: FAILED; again with STANDPOINT_TORTURE_SEED={self.seed}", file=sys.stderr)
            sys.exit(1)
        sys.exit(0)


class Stream:
    """`standpoint import --ack` at work: rows go in by `put`, answers are gathered as they come."""

    def __init__(self, corpus, before=(), program=None, environment=None):
        self.corpus, self.sent, self.answers, self.said = corpus, [], {}, ""
        self.changed = threading.Condition()
        command = [*before, program or binary(), "import", str(corpus.root), "-", "--ack"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=pipe, env={**os.environ, **(environment or {})}
        )
        self.readers = [threading.Thread(target=self.listen), threading.Thread(target=self.hear)]
        for reader in self.readers:
            reader.start()

    def listen(self):
        for line in self.process.stdout:
            if not line.endswith(b"\n"):
                break  # cut off by a kill: no answer
            answer = json.loads(line)
            with self.changed:
                number = answer["row"]
                self.answers[number] = answer
                if answer["status"] in ("saved", "already there"):
                    self.corpus.answered[answer["id"]] = self.sent[number - 1]
                self.changed.notify_all()

    def hear(self):
        for line in self.process.stderr:
            with self.changed:
                self.said += line.decode()
                self.changed.notify_all()

    def put(self, *rows):
        """Sends rows; False when nobody reads any more."""
        self.sent.extend(rows)
        try:
            self.process.stdin.write(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
            self.process.stdin.flush()
            return True
        except (OSError, ValueError):  # the pipe is broken, or closed by `end`
            return False

    def until(self, is_so, patience=60):
        """Waits until `is_so()`, the program ends, or patience does. Returns whether it is so."""
        end = time.monotonic() + patience
        with self.changed:
            while not is_so():
                left = end - time.monotonic()
                if left <= 0 or (self.process.poll() is not None and not self.readers[0].is_alive()):
                    return is_so()
                self.changed.wait(min(left, 0.05))
            return True

    def all_answered(self, patience=60):
        return self.until(lambda: len(self.answers) == len(self.sent), patience)

    def feed(self, seconds, most=120):
        """Sends rows in bursts for some time: now one by one, now many at once."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if len(self.sent) < most:
                if not self.put(*(self.corpus.row() for _ in range(random.choice([1, 1, 2, 5, 20])))):
                    return
            time.sleep(min(left, random.random() * 0.008))

    def kill(self):
        self.process.kill()
        return self.end()

    def end(self, patience=90):
        """Closes the input, waits for the end, and returns the exit code."""
        try:
            self.process.stdin.close()
        except OSError:
            pass
        try:
            code = self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        for reader in self.readers:
            reader.join()
        self.process.stdout.close()
        self.process.stderr.close()
        return code


def sweep(corpus, tally):
    """Starts the program once more and counts what is then left over."""
    Stream(corpus).end()
    for name in corpus.strays():
        tally.stray(f"{corpus.root / name} outlasts the next start")
