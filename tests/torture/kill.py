"""Kills the program at random moments of continuous editing, and looks at what it left: kill.py

    STANDPOINT_TORTURE_ROUNDS=1000    rounds; 200 without it
"""

import sys

sys.dont_write_bytecode = True

import random

from bench import Corpus, Stream, Tally, Workshop, rounds, sweep

ROUNDS_OF_A_CORPUS = 10


def main():
    tally = Tally("kill -9 while editing")
    n_left = 0
    with Workshop() as workshop:
        corpus = None
        for n in range(rounds(200)):
            if n % ROUNDS_OF_A_CORPUS == 0:
                finish(corpus, tally)
                corpus = Corpus(workshop / str(n), n_documents=random.randrange(1, 6))
            tally.n_rounds += 1
            left = corpus.strays()
            n_left += len(left)
            stream = Stream(corpus)
            if n % 8 == 7:  # while it starts, too
                stream.feed(random.uniform(0, 0.06))
            else:
                stream.put(corpus.row())
                tally.expect(stream.until(lambda: stream.answers), f"no answer came: {stream.said}")
                for name in corpus.strays_that_stay(left):
                    tally.stray(f"{corpus.root / name} outlasts the next start")
                stream.feed(random.uniform(0.005, 0.150))
            stream.kill()
            tally.expect(not stream.said, f"it said: {stream.said}")
            refused = [answer for answer in stream.answers.values() if answer["status"] == "refused"]
            tally.expect(not refused, f"a row was refused: {refused[:1]}")
            tally.n_answered += len(stream.answers)
            corpus.check(tally)
        finish(corpus, tally)
    tally.end(f", {n_left} temporary files left by kills")


def finish(corpus, tally):
    if corpus:
        sweep(corpus, tally)


main()
