"""Kills the program at each system call by which files come to be, one after the other: syscalls.py

Of each call the first is made to kill, then the second, and so on until a run ends by itself. The kill comes when the
call begins, so that what is found is the state between two calls.
"""

import sys

sys.dont_write_bytecode = True

import os
import shutil
import signal
import subprocess

from bench import Corpus, Stream, Tally, Workshop, need, skip, sweep

CALLS = ["openat", "write", "fsync", "fdatasync", "rename", "renameat", "renameat2", "linkat", "unlink", "mkdir"]
MOST = 400  # runs of one call


def main():
    need("strace")
    if subprocess.run(["strace", "-f", "-e", "trace=none", "true"], capture_output=True).returncode:
        skip("strace may not trace here")
    tally = Tally("kill at each system call")
    runs = []
    with Workshop() as workshop:
        for call in CALLS:
            for n in range(1, MOST):
                # Of the libraries and documents opened at the start every eighth is enough.
                if call == "openat" and n < first_own_openat(workshop) and n % 8:
                    continue
                tally.n_rounds += 1
                if edit(workshop / "run", tally, call, n):
                    runs.append(f"{call} {n - 1}")
                    break
            else:
                tally.expect(False, f"{call} has no end")
    tally.end(", kills at " + ", ".join(run for run in runs if not run.endswith(" 0")))


def edit(root, tally, call, n):
    """Edits new files and old ones until the kill; True when there was none."""
    corpus = Corpus(root, n_documents=2, n_words=200)
    first = Stream(corpus)
    first.put(corpus.row("0.txt", "ann"))
    tally.expect(first.all_answered(), f"no answer came: {first.said}")
    first.end()
    inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={n}"]
    stream = Stream(corpus, inject)
    for document, coder in [("0.txt", "ann"), ("press/1.txt", "ann"), ("0.txt", "Zoë"), ("0.txt", "ann")]:
        if not stream.put(corpus.row(document, coder)) or not stream.all_answered():
            break
    code = stream.end()
    tally.expect(code in (0, 128 + signal.SIGKILL, -signal.SIGKILL), f"{call} {n}: exit code {code}: {stream.said}")
    tally.expect(code or stream.all_answered(), f"{call} {n}: not all was answered")
    tally.n_answered += len(corpus.answered)
    corpus.check(tally)
    sweep(corpus, tally)
    corpus.check(tally)
    shutil.rmtree(root)
    # What was kept of this round, backups above all, would be read in the next, which would never come to its end.
    shutil.rmtree(os.environ["XDG_STATE_HOME"], ignore_errors=True)
    return code == 0


N_STARTING = []


def first_own_openat(workshop):
    """How many files the program opens before it reads its input."""
    if not N_STARTING:
        corpus = Corpus(workshop / "start", n_documents=2, n_words=200)
        log = workshop / "log"
        Stream(corpus, ["strace", "-qq", "-o", str(log), "-e", "trace=openat"]).end()
        N_STARTING.append(len(log.read_text().splitlines()))
    return N_STARTING[0]


main()
