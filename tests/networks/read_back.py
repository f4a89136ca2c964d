"""Reads networks back with networkx and igraph, and counts them again from the exported statements.

    read_back.py STANDPOINT SAMPLE WORK

What the program prints as JSON is compared twice: with what other programs read in the files, and with figures that
stand here as plain sums over the statements, of which no line is shared with the program.
"""

import csv
import json
import math
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import product
from pathlib import Path

import igraph
import networkx

CLOSE = 1e-9
PROGRAM, SAMPLE, WORK = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
SCALE = {"against": -1.0, "doubts": -0.4, "middle": 0.0, "for": 1.0, "unclear": None}
n_checks, n_ties = Counter(), Counter()


def standpoint(*args):
    ran = subprocess.run([PROGRAM, *map(str, args)], capture_output=True, text=True, encoding="utf-8")
    if ran.returncode != 0:
        sys.exit(f"standpoint {' '.join(map(str, args))}: {ran.returncode}: {ran.stderr}")
    return ran.stdout


def check(what, one, other):
    n_checks[what.split(":")[0]] += 1
    if one != other:
        sys.exit(f"{what}: {one!r} is not {other!r}")


def near(what, one, other):
    """Two maps with the same keys and nearly the same numbers."""
    check(what, sorted(one), sorted(other))
    for key, number in one.items():
        if not math.isclose(number, other[key], rel_tol=CLOSE, abs_tol=CLOSE):
            sys.exit(f"{what}: {key}: {number} is not {other[key]}")


# ── A corpus with names that break out of files, several speakers, dates of every kind, stances of every kind.


def ron(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def awkward_corpus(root):
    root.mkdir()
    names = [
        'Ann "the Knife" O\'Hara', "<b>Bold & Co.</b>", "👩‍👧 family", "عمر بن الخطاب", "a,b;c\td", "=SUM(A1)", "-dash",
        "Same Name", "Same Name", "e\u0301tude", "   spaced  out  ", "\u202egnirts", "x" * 300, "]]>", "&amp;", "0",
    ]
    themes = ["Tax & <spend>", 'The "pay" question', "Wohnen/Miete", "Gesundheit 🏥", "ضرائب", "A", "a;b", "last"]
    book = ["Codebook(", "    format: 1,", "    stances: ["]
    for stance, position in SCALE.items():
        place = "" if position is None else f" position: {position:.1f},"
        book.append(f"        Stance(id: {ron(stance)}, name: {ron(stance)},{place}),")
    book += ["    ],", "    themes: ["]
    for n, theme in enumerate(themes):
        # The id of a speaker, too, once.
        theme_id = "s0" if n == 0 else f"t{n}"
        parent = f" parent: {ron('t1')}," if n in (2, 3) else ""
        book.append(f"        Theme(id: {ron(theme_id)}, name: {ron(theme)},{parent}),")
    book += ["    ],", "    speakers: ["]
    for n, name in enumerate(names):
        kind = ["Person", "Organisation", "Group"][n % 3]
        book.append(f"        Speaker(id: {ron(f's{n}')}, name: {ron(name)}, kind: {kind}),")
    book += ["    ],", ")", ""]
    (root / "codebook.ron").write_text("\n".join(book), encoding="utf-8")
    dates = ["2021-01-03", "2021-01-04", "2021-06-15", "2022-06-15", "2022-06", "2022", None, "2020-12-31"]
    meta = ["Corpus(", "    format: 1,", "    documents: ["]
    for n, date in enumerate(dates):
        (root / f"d{n}.txt").write_text("word " * 400, encoding="utf-8")
        given = "" if date is None else f" date: {ron(date)},"
        meta.append(f"        Document(path: {ron(f'd{n}.txt')}, title: {ron(f'D{n}')},{given}),")
    meta += ["    ],", ")", ""]
    (root / "corpus.ron").write_text("\n".join(meta), encoding="utf-8")
    chance = random.Random(7)
    rows = []
    for n in range(300):
        stance = chance.choice([*SCALE, *SCALE, None])
        theme = chance.choice(["s0", *[f"t{n}" for n in range(1, len(themes))], None])
        speakers = [f"s{n}" for n in sorted(chance.sample(range(len(names)), chance.choice([1, 1, 1, 2, 3, 0])))]
        start = 5 * (n % 300)
        row = {"document": f"d{chance.randrange(len(dates))}.txt", "start": start, "end": start + 4, "coder": "ann"}
        row |= {"speaker_ids": speakers, "speakers": speakers}
        row |= {"theme_id": theme, "theme": theme, "stance_id": stance, "stance": stance}
        rows.append({key: value for key, value in row.items() if value is not None})
    (WORK / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    standpoint("import", root, WORK / "rows.jsonl")
    return root


# ── The statements, and every figure again.


class Statements:
    """n(a,c,s) from the exported statements, by the rule for repeats."""

    def __init__(self, corpus):
        lines = standpoint("export", corpus, "--to", "-", "--format", "jsonl").splitlines()
        self.all = [json.loads(line) for line in lines]
        book = (Path(corpus) / "codebook.ron").read_text(encoding="utf-8")
        entries = re.findall(r'Speaker\(\s*id: "([^"]*)",\s*name: "((?:[^"\\]|\\.)*)",\s*kind: (\w+)', book)
        self.kinds = {who: kind for who, _, kind in entries}
        self.named = {name: who for who, name, _ in entries}

    def actors(self, row, actor):
        """Ids of who acts. An organisation of no other acts for itself; exported rows hold only whom others speak for."""
        if actor == "speaker":
            return row["speaker_ids"]
        acting = []
        for who, organisation in zip(row["speaker_ids"], row["organisations"], strict=True):
            if organisation:
                acting.append(self.named[organisation])
            elif self.kinds.get(who) == "Organisation":
                acting.append(who)
        return acting

    def counted(self, actor="speaker", duplicates="always", every_stance=False):
        n, seen = Counter(), set()
        for at, row in enumerate(self.all):
            theme, stance, place = row.get("theme_id"), row.get("stance_id"), row.get("stance_value")
            if not theme or not stance or (place is None and not every_stance):
                continue
            for who in sorted(set(self.actors(row, actor))):
                key = (who, theme, stance)
                slot = self.slot(at, row, duplicates)
                if (key, slot) not in seen:
                    seen.add((key, slot))
                    n[who, theme, (stance, place)] += 1
        return n

    @staticmethod
    def slot(at, row, duplicates):
        date = row.get("date") or ""
        match duplicates:
            case "always":
                return at
            case "document":
                return row["document"]
            case "once":
                return 0
            case "year" if len(date) >= 4:
                return date[:4]
            case "month" if len(date) >= 7:
                return date[:7]
            case "week" if len(date) == 10:
                import datetime

                return datetime.date.fromisoformat(date).isocalendar()[:2]
        return ("for itself", row["document"])


def one_mode(n, relation, normalise, width):
    actors = sorted({actor for actor, _, _ in n})
    of = {actor: {(c, s): k for (a, c, s), k in n.items() if a == actor} for actor in actors}
    ties = {}
    for at, a in enumerate(actors):
        for b in actors[at + 1 :]:
            congruence = conflict = 0.0
            for (c, (_, p)), k in of[a].items():
                for (d, (_, q)), m in of[b].items():
                    if c == d:
                        congruence += k * m * (1 - abs(p - q) / width)
                        conflict += k * m * abs(p - q) / width
            if normalise == "average":
                mean = (sum(of[a].values()) + sum(of[b].values())) / 2
                congruence, conflict = congruence / mean, conflict / mean
            if normalise in ("jaccard", "cosine"):
                one, other = {(c, s[1]) for c, s in of[a]}, {(c, s[1]) for c, s in of[b]}
                turned = {(c, -p) if p != 0 else (c, "middle") for c, p in other}

                def like(x, y):
                    both = len(x & y)
                    return both / len(x | y) if normalise == "jaccard" else both / math.sqrt(len(x) * len(y))

                congruence, conflict = like(one, other), like(one, turned)
            weight = {"congruence": congruence, "conflict": conflict, "difference": congruence - conflict}[relation]
            if abs(weight) > 1e-12:
                ties[a, b] = weight
    return ties


def two_mode(n, is_signed, normalise):
    ties, of_actor, of_theme = defaultdict(float), Counter(), Counter()
    for (a, c, (_, p)), k in n.items():
        ties[a, c] += k * p if is_signed else k
        of_actor[a] += k
        of_theme[c] += k
    by = {"none": lambda a, c: 1, "activity": lambda a, c: of_actor[a], "prominence": lambda a, c: of_theme[c]}
    return {(a, c): w / by[normalise](a, c) for (a, c), w in ties.items() if abs(w) > 1e-12}


def dna_one_mode(n, qualifier, normalise):
    """Ignore does not look at the stance: what is neither positive nor negative is a third kind."""
    signs, kinds = Counter(), (False, True, None)
    for (a, c, (_, p)), k in n.items():
        if p or qualifier == "ignore":
            signs[a, c, p > 0 if p else None] += k
    actors = sorted({a for a, _, _ in signs})
    themes = sorted({c for _, c, _ in signs})
    total = {a: sum(k for (b, _, _), k in signs.items() if a == b) for a in actors}
    ties = {}
    for at, a in enumerate(actors):
        for b in actors[at + 1 :]:
            same = sum(signs[a, c, s] * signs[b, c, s] for c in themes for s in kinds)
            cross = sum(signs[a, c, s] * signs[b, c, t] for c in themes for s, t in product(kinds, kinds) if s is not t)
            weight = {"ignore": same + cross, "congruence": same, "conflict": cross, "subtract": same - cross}[qualifier]
            norm = 1
            if normalise == "average":
                norm = (total[a] + total[b]) / 2
            elif normalise == "cosine":
                norm = total[a] * total[b]
            elif normalise == "jaccard":
                cells = [(signs[a, c, s], signs[b, c, s]) for c in themes for s in kinds]
                norm = sum(x for x, y in cells if y == 0) + sum(y for x, y in cells if x == 0) + sum(x * y for x, y in cells)
            if abs(weight) > 1e-12:
                ties[a, b] = weight / norm
    return ties


# ── What the program says, and what others read in its files.


def ties_of(network):
    """Signed weights by the ids of entries; pairs of one kind sorted."""
    back = {node["id"]: node["id"].removeprefix("theme.") for node in network["nodes"]}
    is_two_mode = network["request"]["mode"] == "two"
    pairs = {}
    for edge in network["edges"]:
        pair = (back[edge["source"]], back[edge["target"]])
        pair = pair if is_two_mode else tuple(sorted(pair))
        pairs[pair] = edge["signed_weight"]
        check("json: weight is sign times strength", edge["sign"] * edge["weight"], edge["signed_weight"])
    n_ties[network["request"]["mode"]] += len(pairs)
    return pairs


def strip(attributes, wanted):
    """Attributes with nothing where a file says nothing."""
    return {key: attributes.get(key) if attributes.get(key) not in (None, "") else None for key in wanted}


OF_NODES = ["label", "side", "kind", "path", "statements", "counted", "mean_position"]
OF_EDGES = ["sign", "signed_weight", "statements", "through"]


def expected(network):
    nodes = {node["id"]: strip(node, OF_NODES) for node in network["nodes"]}
    edges = {}
    for edge in network["edges"]:
        facts = strip(edge | {"through": "; ".join(edge["through"])}, OF_EDGES) | {"weight": edge["weight"]}
        edges[frozenset((edge["source"], edge["target"]))] = facts
    return nodes, edges


def unguarded(cell):
    """Without the apostrophe that keeps a spreadsheet from taking a text for a formula."""
    return cell[1:] if re.match(r"'+\s*[=+\-@]", cell) else cell


def dl_labels(path):
    """What stands between `labels:` and `data:`."""
    lines = path.read_text(encoding="utf-8").split("\n")
    lines = lines[next(at for at, line in enumerate(lines) if line.endswith("labels:")) + 1 : lines.index("data:")]
    return [line for line in lines if line != "column labels:"]


def dl_words(names):
    """Names as one word each, numbered where they become the same."""
    words, taken = [], set()
    for name in names:
        own = re.sub("[\\s\x00-\x1f\x7f-\x9f,:;='\"“”„‘’]", "_", name)[:250] or "_"
        word, n = own, 1
        while word.lower() in taken:
            n += 1
            word = f"{own}_{n}"
        taken.add(word.lower())
        words.append(word)
    return words


def compare(what, network, graph):
    nodes, edges = expected(network)
    check(f"{what}: nodes", {node: strip(facts, OF_NODES) for node, facts in graph.nodes(data=True)}, nodes)
    read = {frozenset((a, b)): strip(facts, OF_EDGES) | {"weight": facts["weight"]} for a, b, facts in graph.edges(data=True)}
    check(f"{what}: edges", read, edges)
    check(f"{what}: no parallel ties, no direction", (graph.is_multigraph(), graph.is_directed()), (False, False))


def read_back(corpus, args, name):
    network = json.loads(standpoint("network", corpus, *args, "--json"))
    files = {ending: WORK / f"{name}.{ending}" for ending in ("graphml", "gexf", "csv", "dl")}
    for path in files.values():
        standpoint("network", corpus, *args, "--to", path)
    compare("networkx reads GraphML", network, networkx.read_graphml(files["graphml"]))
    compare("networkx reads GEXF", network, networkx.read_gexf(files["gexf"], version="1.3"))
    is_two_mode = network["request"]["mode"] == "two"
    nodes, edges = expected(network)

    graph = igraph.Graph.Read_GraphML(str(files["graphml"]))
    check("igraph reads GraphML: nodes", {v["id"]: v["label"] for v in graph.vs}, {i: f["label"] for i, f in nodes.items()})
    read = {frozenset((graph.vs[e.source]["id"], graph.vs[e.target]["id"])): (e["weight"], e["sign"]) for e in graph.es}
    check("igraph reads GraphML: edges", read, {pair: (f["weight"], f["sign"]) for pair, f in edges.items()})
    if is_two_mode:
        check("igraph reads GraphML: two kinds", graph.is_bipartite(), True)
        check("igraph reads GraphML: type", [v["type"] for v in graph.vs], [n["side"] == "theme" for n in network["nodes"]])

    with open(files["csv"], encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    listed = networkx.Graph()
    listed.add_weighted_edges_from((row["source"], row["target"], float(row["signed_weight"])) for row in rows)
    read = {frozenset((a, b)): w for a, b, w in listed.edges(data="weight")}
    check("networkx reads the list of ties", read, {pair: facts["signed_weight"] for pair, facts in edges.items()})
    standpoint("network", corpus, *args, "--to", WORK / "nodes.csv", "--table", "nodes")
    with open(WORK / "nodes.csv", encoding="utf-8-sig", newline="") as lines:
        check("list of nodes", {row["id"]: unguarded(row["label"]) for row in csv.DictReader(lines)}, {i: f["label"] for i, f in nodes.items()})
    standpoint("network", corpus, *args, "--to", WORK / "matrix.csv", "--table", "matrix")
    with open(WORK / "matrix.csv", encoding="utf-8-sig", newline="") as lines:
        matrix = [list(map(float, row[1:])) for row in list(csv.reader(lines))[1:]]
    order = [node["id"] for node in network["nodes"]]
    rows_of = [i for i, n in zip(order, network["nodes"]) if not is_two_mode or n["side"] == "actor"]
    columns = [i for i, n in zip(order, network["nodes"]) if not is_two_mode or n["side"] == "theme"]
    weight = lambda a, b: edges.get(frozenset((a, b)), {}).get("signed_weight", 0.0) if a != b else 0.0
    check("matrix", matrix, [[weight(a, b) for b in columns] for a in rows_of])
    names = dl_words(node["label"] for node in network["nodes"])
    check("DL: labels", dl_labels(files["dl"]), names)
    if not is_two_mode and order:
        dl = igraph.Graph.Read_DL(str(files["dl"]), directed=True)
        check("igraph reads DL: nodes", dl.vs["name"], names)
        read = {(order[e.source], order[e.target]): e["weight"] for e in dl.es}
        both = {pair: weight(*pair) for one in edges for pair in (tuple(one), tuple(one)[::-1])}
        check("igraph reads DL: ties in both directions", read, both)
    return network


def main():
    for name, corpus, width in (("sample", SAMPLE, 2.0), ("awkward", awkward_corpus(WORK / "awkward"), 2.0)):
        said = Statements(corpus)
        assert said.all, "there are statements"
        for actor, duplicates in product(("speaker", "organisation"), ("always", "document", "week", "month", "year", "once")):
            n = said.counted(actor, duplicates)
            assert len({who for who, _, _ in n}) > 2, "there is a network"
            for relation in ("congruence", "conflict", "difference"):
                for normalise in ("none", "average", "jaccard", "cosine"):
                    args = ["--relation", relation, "--normalise", normalise, "--duplicates", duplicates, "--actor", actor]
                    made = json.loads(standpoint("network", corpus, *args, "--json"))
                    near(f"one-mode again: {name} {args}", ties_of(made), one_mode(n, relation, normalise, width))
            for flag in ([], ["--unsigned"]):
                for normalise in ("none", "activity", "prominence"):
                    args = ["--mode", "two", "--normalise", normalise, "--duplicates", duplicates, "--actor", actor, *flag]
                    made = json.loads(standpoint("network", corpus, *args, "--json"))
                    near(f"two-mode again: {name} {args}", ties_of(made), two_mode(n, not flag, normalise))
        for qualifier in ("ignore", "congruence", "conflict", "subtract"):
            n = said.counted(every_stance=qualifier == "ignore")
            for normalise in ("none", "average", "jaccard", "cosine"):
                args = ["--mode", "one", "--as-dna", qualifier, "--normalise", normalise]
                made = json.loads(standpoint("network", corpus, *args, "--json"))
                near(f"the other program's rules again: {name} {args}", ties_of(made), dna_one_mode(n, qualifier, normalise))
        for at, args in enumerate((
            [],
            ["--relation", "difference", "--normalise", "average", "--isolates"],
            ["--relation", "conflict", "--nodes", "themes", "--normalise", "cosine"],
            ["--mode", "two", "--isolates"],
            ["--mode", "two", "--unsigned", "--actor", "organisation", "--depth", "1"],
            ["--mode", "two", "--as-dna", "combine"],
        )):
            read_back(corpus, args, f"{name}{at}")
    assert n_ties["one"] > 1_000 and n_ties["two"] > 1_000, f"there is much to compare: {n_ties}"
    for what, n in n_checks.items():
        print(f"  {n:6}  {what}")
    print(f"networks: all {sum(n_checks.values())} comparisons hold")


main()
