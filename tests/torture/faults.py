"""Makes system calls fail from outside while the program edits: faults.py

For a while: every call in a range of them fails, and when that is over everything must arrive by itself. For ever: then
nothing of what fails may be answered, and the files are the old ones, whole.
"""

import sys

sys.dont_write_bytecode = True

import shutil
import subprocess
import time

from bench import Corpus, Stream, Tally, Workshop, need, skip, sweep

SYNC, RENAME = "fsync,fdatasync", "rename,renameat,renameat2"
# What fails, how, and which calls of each thread: from the third on every fifth, or a range of them.
FOR_A_WHILE = [
    (SYNC, "EIO", "3+5"),
    (SYNC, "EIO", "2..5"),
    (SYNC, "ENOSPC", "4..9+2"),
    (RENAME, "EIO", "1+3"),
    (RENAME, "EROFS", "2..4"),
    (RENAME, "EACCES", "3+5"),
    ("mkdir", "ENOSPC", "1..2"),
]
FOR_EVER = [(SYNC, "EIO"), (RENAME, "ENOSPC"), (RENAME, "EROFS")]


def main():
    need("strace")
    probe = ["strace", "-f", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO:when=1..2", "true"]
    if subprocess.run(probe, capture_output=True).returncode:
        skip("strace may not trace here, or cannot make a range of calls fail")
    tally = Tally("system calls that fail")
    n_failed = 0
    with Workshop() as workshop:
        for calls, error, when in FOR_A_WHILE:
            n_failed += for_a_while(workshop / "run", tally, calls, error, when)
        for calls, error in FOR_EVER:
            for_ever(workshop / "run", tally, calls, error)
    tally.expect(n_failed == len(FOR_A_WHILE), f"only {n_failed} of {len(FOR_A_WHILE)} runs said that saving failed")
    tally.end()


def failing(calls, error, when):
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", f"inject={calls}:error={error}:{when}"]


def for_a_while(root, tally, calls, error, when):
    """Whether the program said that something failed; whatever did, everything must arrive."""
    tally.n_rounds += 1
    corpus = Corpus(root, n_documents=2, n_words=300)
    stream = Stream(corpus, failing(calls, error, f"when={when}"))
    for n in range(8):
        stream.put(*(corpus.row(n_themes=3) for _ in range(3)))
        stream.until(lambda: len(stream.answers) == len(stream.sent), patience=0.4)
        corpus.check(tally, answered=dict(corpus.answered), is_failing=True)  # while it works: what is answered is there
    what = f"{calls} {error} {when}"
    tally.expect(stream.all_answered(45), f"{what}: {len(stream.sent) - len(stream.answers)} rows are unanswered: {stream.said}")
    code = stream.end()
    tally.expect(code == 0, f"{what}: exit code {code}: {stream.said}")
    finish(corpus, tally)
    return bool(stream.said)


def for_ever(root, tally, calls, error):
    """From the moment on at which the calls fail nothing is answered, and the files stay as they are."""
    tally.n_rounds += 1
    corpus = Corpus(root, n_documents=2, n_words=300)
    before = Stream(corpus)
    before.put(*(corpus.row() for _ in range(30)))
    tally.expect(before.all_answered() and before.end() == 0, f"{before.said}")
    old = files(corpus)
    stream = Stream(corpus, failing(calls, error, "when=1+"))
    stream.put(*(corpus.row() for _ in range(5)))
    told = stream.until(lambda: "failed to save" in stream.said, patience=20)
    time.sleep(0.2)
    code = stream.end()
    what = f"{calls} {error} for ever"
    tally.expect(told and code == 3, f"{what}: exit code {code}: {stream.said}")
    tally.expect(not stream.answers, f"{what}: answered, though nothing can be saved")
    # After a rename the wait for the folder fails: the file is new then, and still not called saved.
    tally.expect(calls == SYNC or files(corpus) == old, f"{what}: the files changed")
    finish(corpus, tally)


def finish(corpus, tally):
    tally.n_answered += len(corpus.answered)
    corpus.check(tally)
    sweep(corpus, tally)
    shutil.rmtree(corpus.root)


def files(corpus):
    return {path: path.read_bytes() for path in corpus.root.rglob("*.ron")}


main()
