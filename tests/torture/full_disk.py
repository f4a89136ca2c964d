"""Fills a tiny file system while the program edits, and makes room again: full_disk.py

Once on a tmpfs of 256 KB and once on an ext4 of 1 MB in a file. Needs root, in a mount namespace of its own (run.sh).
"""

import sys

sys.dont_write_bytecode = True

import os
import subprocess
import time

from bench import Corpus, Stream, Tally, Workshop, need, skip, sweep


def main():
    need("mount", "umount")
    if os.geteuid():
        skip("mounting a tiny file system needs root")
    tally = Tally("a full tiny file system")
    kinds = []
    with Workshop() as workshop:
        for n in range(2):
            for kind, mount in [("tmpfs of 256 KB", tmpfs), ("ext4 of 1 MB", ext4)]:
                disk = workshop / "disk"
                disk.mkdir(exist_ok=True)
                why = mount(workshop, disk)
                if why:
                    print(f"{tally.name}: no {kind}: {why}", flush=True)
                    continue
                kinds.append(kind)
                try:
                    fill(disk, tally, with_ballast=n % 2 == 0)
                finally:
                    subprocess.run(["umount", str(disk)], check=True)
        if not kinds:
            skip("no tiny file system could be mounted here")
    tally.end(f", on {' and '.join(dict.fromkeys(kinds))}")


def tmpfs(_, disk):
    return said(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)])


def ext4(workshop, disk):
    image = workshop / "image"
    with open(image, "wb") as file:
        file.truncate(1 << 20)
    make = ["mkfs.ext4", "-q", "-F", "-O", "^has_journal", "-m", "0", "-b", "1024", str(image)]
    return said(make) or said(["mount", "-o", "loop", str(image), str(disk)])


def said(command):
    """What a command complains about, if it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        return f"{command[0]} is not installed"
    return (done.stderr.strip() or "it failed") if done.returncode else ""


def fill(disk, tally, with_ballast):
    """Edits until the disk is full and a while longer; then makes room, and everything must arrive by itself."""
    tally.n_rounds += 1
    corpus = Corpus(disk / "corpus", n_documents=3, n_words=300)
    ballast = disk / "ballast"
    if with_ballast:  # the disk gets full by somebody else
        ballast.write_bytes(b"\1" * (64 << 10))
    stream = Stream(corpus)
    while "disk is full" not in stream.said and len(stream.sent) < 5000:
        if not stream.put(*(corpus.row(n_themes=300) for _ in range(20))):
            break
        stream.until(lambda: len(stream.answers) == len(stream.sent) or "disk is full" in stream.said, patience=5)
        if not with_ballast and not ballast.exists() and len(stream.sent) > 60:
            grow(ballast, disk, leave=24 << 10)  # nearly full at once, so that the next files do not fit
    tally.expect("The disk is full" in stream.said, f"it did not get full: {stream.said}")
    for _ in range(5):
        stream.put(corpus.row(n_themes=300))
        time.sleep(0.1)
    tally.expect(len(stream.answers) < len(stream.sent), "everything was answered on a full disk")
    corpus.check(tally, answered=dict(corpus.answered), is_failing=True)
    n_before = len(stream.answers)
    ballast.unlink(missing_ok=True)
    if with_ballast:
        stream.put(corpus.row())
    tally.expect(stream.all_answered(60), f"after room was made {len(stream.sent) - len(stream.answers)} rows never arrived")
    tally.expect(len(stream.answers) > n_before and stream.end() == 0, f"it ended badly: {stream.said}")
    tally.n_answered += len(corpus.answered)
    corpus.check(tally)
    sweep(corpus, tally)


def grow(ballast, disk, leave):
    """Fills the disk up to some room."""
    state = os.statvfs(disk)
    with open(ballast, "wb") as file:
        file.write(b"\1" * max(0, state.f_bavail * state.f_frsize - leave))


main()
