"""Edits in folders that may not be written, as an ordinary user, and makes them writable meanwhile: read_only.py

Needs root, to become somebody else.
"""

import sys

sys.dont_write_bytecode = True

import os
import shutil
import subprocess

from bench import Corpus, Stream, Tally, Workshop, binary, need, skip, sweep

NOBODY = 65534
AS_NOBODY = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"]


def main():
    need("setpriv")
    if os.geteuid():
        skip("becoming an ordinary user needs root")
    if subprocess.run([*AS_NOBODY, "true"], capture_output=True).returncode:
        skip("setpriv may not change the user here")
    tally = Tally("a read-only folder as an ordinary user")
    with Workshop() as workshop:
        os.chmod(workshop, 0o755)
        program = shutil.copy(binary(), workshop / "standpoint")
        os.chmod(program, 0o755)
        (workshop / "state").mkdir()
        os.chown(workshop / "state", NOBODY, NOBODY)
        cases = [bare_folder, coded_folder, one_set, codebook, sets_of_one_coder]
        for case in cases:
            tally.n_rounds += 1
            root = workshop / case.__name__
            corpus = Corpus(root, n_documents=2, n_words=300)
            case(corpus, tally, program)
            os.chmod(root, 0o755)
            tally.n_answered += len(corpus.answered)
            corpus.check(tally)
            sweep(corpus, tally)
    tally.end()


def bare_folder(corpus, tally, program):
    """Nothing can be made; then the folder is given to the user."""
    os.chmod(corpus.root, 0o555)
    before = everything(corpus)
    stream = start(corpus, program)
    stream.put(*(corpus.row() for _ in range(10)))
    refused(tally, stream, "You may not write in this folder")
    tally.expect(not stream.answers and everything(corpus) == before, "something was written or answered")
    os.chmod(corpus.root, 0o777)
    arrives(tally, stream)


def coded_folder(corpus, tally, program):
    """Files are there and are the user's, but the folders may not be written; and this lasts to the end."""
    coded(corpus, tally)
    own(corpus)
    chmod_folders(corpus, 0o555)
    before = everything(corpus)
    stream = start(corpus, program)
    stream.put(*(corpus.row() for _ in range(10)))
    refused(tally, stream, "You may not write in this folder")
    code = stream.end()
    tally.expect(code == 3 and not stream.answers, f"exit code {code}, {len(stream.answers)} answers")
    tally.expect(everything(corpus) == before, "the files changed")
    chmod_folders(corpus, 0o755)


def one_set(corpus, tally, program):
    """One set is marked read-only: the others are saved and answered, and it is too when the mark is taken off."""
    coded(corpus, tally)
    own(corpus)
    marked = corpus.root / "annotations/ann/0.txt.ron"
    os.chmod(marked, 0o444)
    stream = start(corpus, program)
    stream.put(corpus.row("0.txt", "ann", n_themes=1))
    refused(tally, stream, "marked read-only")
    stream.put(*(corpus.row("press/1.txt", "ann", n_themes=1) for _ in range(5)))
    tally.expect(stream.until(lambda: len(stream.answers) == 5, 20), f"the others were not saved: {stream.said}")
    tally.expect(1 not in stream.answers, "answered, though marked read-only")
    os.chmod(marked, 0o644)
    arrives(tally, stream)
    tally.expect(marked.stat().st_mode & 0o777 == 0o644, "the mode was not kept")


def codebook(corpus, tally, program):
    """The codebook is marked read-only: nothing that it might be needed for is answered until it is saved."""
    coded(corpus, tally)
    own(corpus)
    marked = corpus.root / "codebook.ron"
    os.chmod(marked, 0o444)
    stream = start(corpus, program)
    stream.put({**corpus.row("0.txt", "ann"), "theme": "Quite new"})
    refused(tally, stream, "codebook.ron: The file is marked read-only")
    tally.expect(not stream.answers, "answered, though its theme is nowhere")
    os.chmod(marked, 0o644)
    arrives(tally, stream)


def sets_of_one_coder(corpus, tally, program):
    """The folder of one coder is somebody else's: the other one's work goes on."""
    coded(corpus, tally)
    own(corpus)
    theirs = corpus.root / "annotations/Zoë"
    os.chown(theirs, 0, 0)
    stream = start(corpus, program)
    for coder in ["Zoë", "ann", "ann"]:
        stream.put(corpus.row("0.txt", coder, n_themes=1))
    tally.expect(stream.until(lambda: {2, 3} <= set(stream.answers), 20), f"ann's work was held up: {stream.said}")
    refused(tally, stream, "annotations/Zoë/0.txt.ron: You may not write in this folder")
    tally.expect(1 not in stream.answers, "answered, though it cannot be written")
    os.chown(theirs, NOBODY, NOBODY)
    arrives(tally, stream)


def start(corpus, program):
    return Stream(corpus, before=AS_NOBODY, program=str(program), environment={"USER": "nobody"})


def coded(corpus, tally):
    """Makes every file beforehand."""
    stream = Stream(corpus)
    stream.put(*(corpus.row(document, coder, n_themes=1) for document in corpus.texts for coder in ["ann", "Zoë"]))
    stream.put({**corpus.row("0.txt", "ann"), "speakers": [f"Speaker {n}" for n in range(5)], "stance": "Supports"})
    stream.put({**corpus.row("0.txt", "ann"), "stance": "Opposes", "theme": "Theme 0"})
    tally.expect(stream.all_answered() and stream.end() == 0, f"could not begin: {stream.said}")


def own(corpus):
    for path in [corpus.root, *corpus.root.rglob("*")]:
        os.chown(path, NOBODY, NOBODY)


def chmod_folders(corpus, mode):
    for path in [corpus.root, *corpus.root.rglob("*")]:
        if path.is_dir():
            os.chmod(path, mode)


def everything(corpus):
    """All files but locks, in which stands who holds them."""
    files = (path for path in corpus.root.rglob("*") if path.is_file() and path.name != ".standpoint-lock")
    return {path: path.read_bytes() for path in files}


def refused(tally, stream, words):
    tally.expect(stream.until(lambda: words in stream.said, 20), f"it did not say “{words}”, but: {stream.said!r}")


def arrives(tally, stream):
    """What was kept in memory is saved by itself."""
    n_missing = len(stream.sent) - len(stream.answers)
    tally.expect(stream.all_answered(60), f"{n_missing} rows never arrived: {stream.said}")
    code = stream.end()
    tally.expect(code == 0, f"exit code {code}: {stream.said}")


main()
