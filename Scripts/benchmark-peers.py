#!/usr/bin/env python3
"""Near-duplicate search with MinHash LSH, for comparison: benchmark-peers.py rensa|datasketch FILE

FILE holds one question a line. Pairs of a 3-gram Jaccard similarity of 0.7 or more, after verification, go to standard output as
line numbers, figures to standard error as JSON. 128 permutations.
"""
import json, resource, sys, time


def grams(text):
    return {text[i : i + 3] for i in range(max(1, len(text) - 2))}


def verified(candidates, sets):
    for left, right in candidates:
        a, b = sets[left], sets[right]
        if len(a & b) >= 0.7 * len(a | b):
            yield left, right


def with_datasketch(sets):
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=0.7, num_perm=128)
    found = []
    for index, own in enumerate(sets):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([gram.encode() for gram in own])
        found += ((other, index) for other in lsh.query(sketch))
        lsh.insert(index, sketch)
    return found


def with_rensa(sets):
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=0.7, num_perm=128, num_bands=16)
    found = []
    for index, own in enumerate(sets):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(list(own))
        found += ((other, index) for other in lsh.query(sketch) if other != index)
        lsh.insert(index, sketch)
    return found


def main():
    tool, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        sets = [grams(line.rstrip("\n")) for line in file]
    start = time.perf_counter()
    candidates = {"rensa": with_rensa, "datasketch": with_datasketch}[tool](sets)
    seconds = time.perf_counter() - start
    pairs = sorted(set(verified(candidates, sets)))
    for left, right in pairs:
        print(f"{left}\t{right}")
    figures = {
        "records": len(sets),
        "pairs": len(pairs),
        "candidates": len(candidates),
        "seconds": seconds,
        "kilobytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }
    print(json.dumps(figures), file=sys.stderr)


main()
