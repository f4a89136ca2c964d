"""Cuts the power of a disk while the program edits, and looks at what outlasts it: power_cut.py

    STANDPOINT_TORTURE_ROUNDS=1000    cuts; 32 without it

The corpus lies on an ext4 over a loop device over a disk that records all writes and flushes (recording_disk.py). A cut
at a moment makes an image with what that disk had promised by then and a random part of what was under way; it is
mounted, so that the journal is replayed, and everything answered before the moment must be there. Where there is no
FUSE, the image is a copy of the file behind the loop device, taken while it stands still.

First three small writers show that the method sees loss: one that waits for nothing, one that waits for the content but
not for the name, and one that waits for both. Needs root.
"""

import sys

sys.dont_write_bytecode = True

import copy
import os
import random
import shutil
import signal
import subprocess
import threading
import time
import uuid

from bench import Corpus, Stream, Tally, Workshop, need, rounds, skip, sweep
from recording_disk import RecordingDisk

KINDS = ["data=ordered", "data=writeback", "data=journal", "noauto_da_alloc,nodelalloc"]
CUTS_OF_A_SESSION = 8
N_SMALL = 12
N_RESUMED = 12


class CopiedDisk:
    """The disk where there is no FUSE: an image file that is copied while no write is under way."""

    def __init__(self, folder, image):
        self.device, self.folder, self.n = image, folder, 0

    def moment(self):
        self.n += 1
        copied, loop = self.folder / f"copy-{self.n}", self.loop()
        while True:
            before = (loop / "stat").read_text().split()
            shutil.copyfile(self.device, copied)
            after = (loop / "stat").read_text().split()
            if before[4] == after[4] and before[8] == after[8] == "0":
                return copied

    def loop(self):
        for file in os.scandir("/sys/block"):
            backing = os.path.join(file.path, "loop/backing_file")
            if os.path.exists(backing) and open(backing).read().strip() == str(self.device):
                return self.folder.__class__(file.path)
        raise OSError("the loop device is gone")

    def after_cut(self, moment, to):
        shutil.move(moment, to)

    def stop(self):
        pass


def main():
    need("mount", "umount", "mkfs.ext4")
    if os.geteuid():
        skip("mounting a file system needs root")
    tally = Tally("power cut")
    with Workshop() as workshop:
        why = try_loop(workshop)
        if why:
            skip(f"no ext4 on a loop device: {why}")
        make = disk_maker(workshop)
        self_check(workshop, make, tally)
        resumed(workshop, make, tally)
        n_cuts = rounds(32) + tally.n_rounds
        for n in range(-(-rounds(32) // CUTS_OF_A_SESSION)):
            session(workshop, make, tally, KINDS[n % len(KINDS)], min(CUTS_OF_A_SESSION, n_cuts - tally.n_rounds))
    tally.end(f", ext4 with {', '.join(KINDS)}")


def try_loop(workshop):
    image, folder = workshop / "try", workshop / "tried"
    make_image(image)
    folder.mkdir()
    done = subprocess.run(["mount", "-o", "loop", str(image), str(folder)], capture_output=True, text=True)
    if done.returncode == 0:
        subprocess.run(["umount", str(folder)], check=True)
    return done.stderr.strip()


def disk_maker(workshop):
    """Which disk there can be here."""
    (workshop / "probe").mkdir()
    try:
        RecordingDisk(workshop / "probe", workshop / "try").stop()
        return RecordingDisk
    except OSError as error:
        print(f"power cut: no recording disk ({error}); the file behind the loop device is copied", flush=True)
        return CopiedDisk


def make_image(path):
    with open(path, "wb") as file:
        file.truncate(10 << 20)
    subprocess.run(["mkfs.ext4", "-q", "-b", "1024", "-m", "0", "-J", "size=1", str(path)], check=True)


class Mounted:
    """A fresh disk with an ext4, mounted; or an image after a cut."""

    def __init__(self, workshop, make=None, image=None, options="defaults"):
        self.folder, self.make, self.image, self.options = workshop / f"fs-{random.random()}", make, image, options

    def __enter__(self):
        self.folder.mkdir()
        self.disk, device = None, self.image
        if self.make:
            image = self.folder / "image"
            make_image(image)
            self.disk = self.make(self.folder, image)
            device = self.disk.device
        self.path = self.folder / "fs"
        self.path.mkdir()
        subprocess.run(["mount", "-o", f"loop,{self.options}", str(device), str(self.path)], check=True)
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", str(self.path)], check=True)
        if self.disk:
            self.disk.stop()
        shutil.rmtree(self.folder)


def session(workshop, make, tally, kind, n_cuts):
    """Edits on one disk for a while, and looks at the disk as it was at some moments."""
    with Mounted(workshop, make, options=kind) as mounted:
        corpus = Corpus(mounted.path / "corpus", n_documents=3, n_words=400)
        subprocess.run(["sync", "-f", str(mounted.path)], check=True)
        stream, cuts = Stream(corpus), []
        feeder = threading.Thread(target=stream.feed, args=(60, 100_000))
        feeder.start()
        tally.expect(stream.until(lambda: stream.answers), f"no answer came: {stream.said}")
        for _ in range(n_cuts):
            time.sleep(random.uniform(0.01, 0.12))
            is_copied = make is CopiedDisk
            if is_copied:  # a busy disk would never stand still
                os.kill(stream.process.pid, signal.SIGSTOP)
            with stream.changed:
                answered = dict(corpus.answered)
            cuts.append((answered, mounted.disk.moment()))
            if is_copied:
                os.kill(stream.process.pid, signal.SIGCONT)
        stream.kill()
        feeder.join()
        tally.expect(not stream.said, f"it said: {stream.said}")
        tally.n_answered += len(corpus.answered)
        for answered, moment in cuts:
            tally.n_rounds += 1
            look(workshop, mounted.disk, moment, corpus, answered, tally)


def look(workshop, disk, moment, corpus, answered, tally):
    """Looks at the corpus as it is after the power of its disk was cut at `moment`."""
    image = workshop / "image"
    disk.after_cut(moment, image)
    try:
        with Mounted(workshop, image=image) as after:
            seen = copy.copy(corpus)
            seen.root = after.path / "corpus"
            seen.check(tally, answered=answered)
            sweep(seen, tally)
    except subprocess.CalledProcessError as error:
        tally.unreadable(f"the whole file system: {error}")
    image.unlink()


def resumed(workshop, make, tally):
    """Kills the program at each wait for the disk; the next one is sent the rows that are there, and the power goes.

    What it finds there already may have a name that outlasts the kill but not the cut: it must wait for that itself.
    """
    if not shutil.which("strace"):
        print("power cut: no kills before cuts: strace is not installed", flush=True)
        return
    for n in range(1, N_RESUMED + 1):
        tally.n_rounds += 1
        with Mounted(workshop, make) as mounted:
            corpus = Corpus(mounted.path / "corpus", n_documents=1, n_words=300)
            subprocess.run(["sync", "-f", str(mounted.path)], check=True)
            rows = [{**corpus.row("0.txt", "ann"), "id": str(uuid.uuid4())} for _ in range(3)]
            kill = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject=fsync,fdatasync:signal=KILL:when={n}"]
            first = Stream(corpus, kill)
            for row in rows:
                if not first.put(row) or not first.all_answered():
                    break
            first.end()
            files = b"".join(path.read_bytes() for path in corpus.root.rglob("*.txt.ron"))
            second = Stream(corpus)
            second.put(*(row for row in rows if row["id"].encode() in files))
            tally.expect(second.all_answered(), f"not all was answered: {second.said}")
            answered, moment = dict(corpus.answered), mounted.disk.moment()
            second.kill()
            tally.n_answered += len(answered)
            look(workshop, mounted.disk, moment, corpus, answered, tally)


WRITER = """
import os, sys
folder, waits = sys.argv[1], sys.argv[2]
for n in range(int(sys.argv[3])):
    with open(f"{folder}/new", "w") as file:
        file.write(f"content of {n}")
        file.flush()
        if waits != "nothing":
            os.fsync(file.fileno())
    os.rename(f"{folder}/new", f"{folder}/{n}")
    if waits == "both":
        names = os.open(folder, os.O_RDONLY)
        os.fsync(names)
        os.close(names)
    print(n, flush=True)
    sys.stdin.readline()
"""


def self_check(workshop, make, tally):
    """Whether loss is seen where there must be some, and none where there is none."""
    lost = {}
    for waits in ["nothing", "content", "both"]:
        lost[waits] = 0
        with Mounted(workshop, make) as mounted:
            writer = [sys.executable, "-c", WRITER, str(mounted.path), waits, str(N_SMALL)]
            pipe = subprocess.PIPE
            cuts = []
            with subprocess.Popen(writer, stdin=pipe, stdout=pipe, text=True) as process:
                for line in process.stdout:
                    cuts.append((int(line), mounted.disk.moment()))
                    process.stdin.write("\n")
                    process.stdin.flush()
            image = workshop / "image"
            for n, moment in cuts:
                mounted.disk.after_cut(moment, image)
                with Mounted(workshop, image=image) as after:
                    path = after.path / str(n)
                    lost[waits] += not (path.is_file() and path.read_text() == f"content of {n}")
                image.unlink()
    print(
        f"power cut: self-check: of {N_SMALL} files, called saved and then cut off, a writer that waits for nothing loses "
        f"{lost['nothing']}, one that waits for the content and not the name {lost['content']}, for both {lost['both']}",
        flush=True,
    )
    tally.expect(lost["nothing"] and lost["content"] and not lost["both"], "the method does not see what it should")


main()
