"""The reduce half of a build over an engine's collections: what meets under one key goes through the command, which has the rules.

`bank(engine, extracts, previous)` needs of the engine only what Spark's RDDs have, a way to keep a finished stage, and a way to pipe
lines through the command; `Scripts/spark/job.py` brings Spark. All records are JSON lines, as `docs/spark.md` describes them.
"""

import json

# wordings that share a token are compared with so many of about their length, as in `tiku build`
WIDEST = 1024


def dumps(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def bank(engine, extracts, previous=None):
    """Stages of a bank from extracts: questions in the order of their numbers, sources in that of their paths, and the rest."""
    wordings = engine.stage("wordings", lambda: distinct_wordings(engine.pipe(extracts, "shingle")))
    frequencies = engine.share("frequencies", lambda: frequency_table(wordings))
    close = engine.stage("close", lambda: close_pairs(engine, wordings, frequencies))
    owners = engine.stage("owners", lambda: cluster_owners(engine, wordings, close))
    clusters = engine.stage("clusters", lambda: whole_clusters(engine.pipe(extracts, "shingle", "--questions"), owners))
    reposts = engine.share("reposts", lambda: repost_table(engine, clusters))
    merged = engine.stage("merged", lambda: engine.pipe(clusters, "reduce", "merge", "--reposts", reposts))
    usual = engine.share("usual", lambda: engine.run(("reduce", "usual"), letters(merged)))
    numbered = engine.stage("numbered", lambda: numbers(engine, merged, close, owners, previous))
    questions = engine.stage("questions", lambda: finished(engine, merged, numbered, usual, reposts))
    sources = engine.stage("sources", lambda: unique(engine.pipe(extracts, "reduce", "sources", "--reposts", reposts)))
    retired = numbered.map(json.loads).filter(lambda line: "retired" in line).map(lambda line: line["retired"]).collect()
    # what was kept comes back in no order
    questions = engine.in_order(questions.map(lambda line: (json.loads(line)["number"], line)))
    sources = engine.in_order(sources.map(lambda line: (json.loads(line)["source"]["path"], line)))
    return {"questions": questions, "sources": sources, "retired": sorted(retired, key=lambda one: one["number"])}


def distinct_wordings(shingled):
    """Of the questions with one id, the first, with all posts that ask it."""
    def keyed(line):
        row = json.loads(line)
        return row["id"], (row, {row["post"]})

    def first(one, other):
        least = min(one[0], other[0], key=lambda row: (row["post"], row["start"]))
        return least, one[1] | other[1]

    return shingled.map(keyed).reduceByKey(first).map(lambda item: dumps({**item[1][0], "posts": sorted(item[1][1])}))


def frequency_table(wordings):
    """Shingles that stand in two wordings or more; the others need no line."""
    counts = wordings.flatMap(lambda line: [(gram, 1) for gram in json.loads(line)["shingles"]]).reduceByKey(lambda a, b: a + b)
    often = counts.filter(lambda item: item[1] > 1).collect()
    return [dumps({"wordings": wordings.count()})] + [dumps(item) for item in sorted(often)]


def close_pairs(engine, wordings, frequencies):
    """Wordings that meet under a token, and of them those that are close."""
    def tokens(line):
        row = json.loads(line)
        place = (len(row["form"]), row["id"])
        return [(name, (place, seeks)) for name, _, seeks in row["tokens"]]

    def meet(group):
        found = sorted(group[1])
        for index, (place, seeks) in enumerate(found):
            for other, too in found[index + 1:index + 1 + WIDEST]:
                if seeks or too:
                    yield tuple(sorted((place[1], other[1])))

    bare = wordings.map(lambda line: {key: value for key, value in json.loads(line).items() if key not in ("posts", "shingles")})
    rows = bare.map(lambda row: (row["id"], dumps(row)))
    weighted = engine.pipe(rows.values(), "shingle", "--frequencies", frequencies)
    pairs = weighted.flatMap(tokens).groupByKey().flatMap(meet).distinct()
    half = pairs.join(rows).map(lambda item: (item[1][0], item[1][1]))
    met = half.join(rows).map(lambda item: '{"left":%s,"right":%s}' % item[1])
    return engine.pipe(met, "decide-pairs", "--frequencies", frequencies)


def components(engine, edges):
    """Of each node in an edge the least node of its component, as pairs.

    Alternates large stars and small stars (Kiveris et al., "Connected components in MapReduce and beyond", SoCC 2014) until nothing
    moves: O(log² n) rounds, each a stage of its own.
    """
    def large(group):
        node, near = group[0], set(group[1])
        least = min(near | {node})
        return [(other, least) for other in near if other > node]

    def small(group):
        node, near = group[0], set(group[1])
        least = min(near | {node})
        return [(other, least) for other in near | {node} if other != least]

    def step(edges):
        both = edges.flatMap(lambda edge: [edge, edge[::-1]])
        stars = both.groupByKey().flatMap(large).distinct()
        down = stars.map(lambda edge: (max(edge), min(edge)))
        return down.groupByKey().flatMap(small).distinct()

    def mark(edges):
        return edges.map(lambda edge: hash_of(dumps(edge))).fold(0, lambda a, b: (a + b) % (1 << 64)), edges.count()

    current, seen, turn = edges.distinct(), None, 0
    while True:
        now = mark(current)
        if now == seen:
            return current
        seen, before = now, current
        current = engine.stage(f"components-{turn}", lambda: step(before).map(dumps)).map(lambda line: tuple(json.loads(line)))
        turn += 1


def hash_of(text):
    """The same in every process."""
    import zlib

    data = text.encode()
    return zlib.crc32(data) << 32 | zlib.adler32(data)


def cluster_owners(engine, wordings, close):
    """For each wording that is one question with others: the first of them."""
    merges = close.filter(lambda line: json.loads(line)["merge"])
    edges = merges.map(json.loads).map(lambda pair: (pair["left"], pair["right"]))
    star = components(engine, edges)
    roots = star.flatMap(lambda edge: [edge, (edge[1], edge[1])]).distinct()
    rows = wordings.map(lambda line: (json.loads(line)["id"], line))
    nodes = roots.join(rows).map(lambda item: item[1])
    pairs = merges.map(lambda line: (json.loads(line)["left"], line)).join(roots).map(lambda item: (item[1][1], item[1][0]))
    whole = nodes.cogroup(pairs).map(lambda item: '{"wordings":[%s],"pairs":[%s]}' % tuple(",".join(part) for part in item[1]))
    groups = engine.pipe(whole, "reduce", "cluster").map(json.loads)
    return groups.filter(lambda ids: len(ids) > 1).flatMap(lambda ids: [dumps([one, ids[0]]) for one in ids])


def whole_clusters(questions, owners):
    """All questions that are one, on a line."""
    known = owners.map(lambda line: tuple(json.loads(line)))
    keyed = questions.map(lambda line: (json.loads(line)["id"], line)).leftOuterJoin(known)
    grouped = keyed.map(lambda item: (item[1][1] or item[0], item[1][0])).groupByKey()
    return grouped.map(lambda item: '{"questions":[%s]}' % ",".join(item[1]))


def repost_table(engine, clusters):
    votes = engine.pipe(clusters, "reduce", "votes").map(json.loads)
    held = votes.flatMap(lambda vote: [(post, 1) for post in vote["posts"]]).reduceByKey(lambda a, b: a + b)
    pairs = votes.flatMap(lambda vote: [((left, right), (1, int(same is not None), int(same is True))) for left, right, same in vote["pairs"]])
    sums = pairs.reduceByKey(lambda a, b: tuple(x + y for x, y in zip(a, b)))
    left = sums.map(lambda item: (item[0][0], item)).join(held)
    both = left.map(lambda item: (item[1][0][0][1], (item[1][0], item[1][1]))).join(held)

    def line(item):
        ((left, right), (common, both, same)), first = item[1][0]
        least = min(first, item[1][1])
        return (left, right), dumps({"left": left, "right": right, "common": common, "both": both, "same": same, "held": least})

    return engine.run(("reduce", "reposts"), engine.in_order(both.map(line)))


def letters(merged):
    found = merged.map(lambda line: json.loads(line)["letters"]).filter(lambda count: count is not None)
    return found.map(str)


def numbers(engine, merged, close, owners, previous):
    """Ids and numbers, by one process over all questions in their order: it needs their wordings only."""
    known = owners.map(lambda line: tuple(json.loads(line)))
    pairs = close.map(json.loads).map(lambda pair: (pair["left"], pair))
    left = pairs.leftOuterJoin(known).map(lambda item: (item[1][0]["right"], (item[1][1] or item[0], item[1][0])))
    both = left.leftOuterJoin(known).map(lambda item: (item[1][0][0], item[1][1] or item[0], item[1][0][1]))

    def near(item):
        one, other, pair = item
        weight = {"shared": pair["shared"], "union": pair["union"], "merge": pair["merge"]}
        return [] if one == other else [(one, {"key": other, **weight}), (other, {"key": one, **weight})]

    def slim(line):
        row = json.loads(line)
        return row["key"], {name: row[name] for name in ("key", "post", "start", "text", "texts")}

    def line(item):
        row, near = item[1]
        near = sorted(near or [], key=lambda one: (one["key"], one["shared"], one["union"]))
        return (row["post"], row["start"]), dumps({**row, "near": near})

    found = merged.map(slim).leftOuterJoin(both.flatMap(near).groupByKey()).map(line)
    return engine.pipe_in_order(found, "reduce", "number", *(["--previous", previous] if previous else []))


def finished(engine, merged, numbered, usual, reposts):
    """The questions as the bank has them."""
    given = numbered.map(json.loads).filter(lambda row: "key" in row).map(lambda row: (row["key"], row))
    rows = merged.map(json.loads).map(lambda row: (row["key"], row["merged"]))
    both = rows.join(given).map(lambda item: dumps({**item[1][1], "merged": item[1][0]}))
    option = ["--usual", engine.value(usual)] if engine.value(usual) != "null" else []
    return engine.pipe(both, "reduce", "finish", "--reposts", reposts, *option)


def unique(lines):
    """Sources, no two of one path."""
    def keyed(line):
        return json.loads(line)["source"]["path"], line

    def one(item):
        found = list(item[1])
        if len(found) > 1:
            raise RuntimeError(f"{len(found)} sources are called {item[0]}; rename the file beside the container")
        return found[0]

    return lines.map(keyed).groupByKey().map(one)


def summary(engine, stages):
    """Sums what each partition adds."""
    parts = engine.pipe(stages["questions"], "reduce", "summary").collect() + engine.pipe(stages["sources"], "reduce", "summary").collect()
    total = {}
    for part in parts:
        for name, count in json.loads(part).items():
            total[name] = total.get(name, 0) + count
    return total


def sections(stages):
    return stages["sources"].flatMap(lambda line: [dumps(section) for section in json.loads(line)["sections"]])


def bank_file(engine, stages):
    """The pieces of `bank.json`, as `tiku build` writes it."""
    def lines(name, items):
        yield ',\n"%s":[' % name
        first = True
        for item in items:
            yield ("\n" if first else ",\n") + item
            first = False
        yield "]" if first else "\n]"

    sources = stages["sources"].map(lambda line: canonical(json.loads(line)["source"]))
    yield '{\n"format":"tiku.bank/1",\n"generator":' + next(iter(engine.run(("reduce", "generator"), None)))
    yield from lines("questions", stages["questions"].toLocalIterator())
    yield from lines("retired", map(canonical, stages["retired"]))
    yield from lines("sections", sections(stages).map(lambda line: canonical(json.loads(line))).toLocalIterator())
    yield from lines("sources", sources.toLocalIterator())
    yield ',\n"summary":' + canonical(summary(engine, stages)) + "\n}\n"


def canonical(value):
    """Keys in the order of RFC 8785, which for the bank's keys is that of their letters; its strings are printed alike."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
