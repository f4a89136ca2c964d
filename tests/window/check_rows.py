"""Checks exported rows against the texts, code point by code point: check_rows.py CORPUS ROWS.jsonl N

Reads nothing that the program computed beside the rows, so that an error in its offsets can not hide itself.
"""

import json
import pathlib
import sys


def main(corpus, rows, n_expected):
    n = 0
    for number, line in enumerate(pathlib.Path(rows).read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        raw = (pathlib.Path(corpus) / row["document"]).read_bytes()
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        spans = row["spans"]
        found = " […] ".join(text[start:end] for start, end in spans)
        first, last = spans[0][0], spans[-1][1]
        for name, said, real in [
            ("passage", row["passage"], found),
            ("start", row["start"], first),
            ("end", row["end"], last),
            ("before", row["before"], text[max(0, first - len(row["before"])) : first]),
            ("after", row["after"], text[last : last + len(row["after"])]),
        ]:
            if said != real:
                sys.exit(f"{rows}:{number}: {name} is {said!r}, and the text says {real!r}")
        n += 1
    if n != n_expected:
        sys.exit(f"{rows}: {n} rows, {n_expected} expected")


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
