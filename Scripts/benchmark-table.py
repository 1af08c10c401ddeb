#!/usr/bin/env python3
"""Runs every tool over the same questions and prints docs/benchmarks.md: benchmark-table.py QUESTIONS.jsonl WORK PYTHON"""
import json, os, platform, subprocess, sys

questions, work, python = sys.argv[1:]
with open(questions, encoding="utf-8") as file:
    records = [json.loads(line) for line in file]
texts = os.path.join(work, "questions.txt")
with open(texts, "w", encoding="utf-8") as file:
    file.writelines(record["text"] + "\n" for record in records)
base = [record["dup_of"] if record["dup_of"] is not None else place for place, record in enumerate(records)]
planted = {tuple(sorted((place, other["dup_of"]))) for place, other in enumerate(records) if other["dup_of"] is not None}


def run(name, *command):
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures = json.loads(done.stderr.strip().splitlines()[-1])
    pairs = {tuple(sorted(map(int, line.split("\t")))) for line in done.stdout.splitlines()}
    print(f"{name}: {figures}", file=sys.stderr)
    return pairs, figures


def row(name, pairs, figures, exact=None):
    speed = figures["records"] / figures["seconds"]
    found = len(pairs & exact) / len(exact) if exact else None
    recall = len(pairs & planted) / len(planted)
    precision = sum(base[a] == base[b] for a, b in pairs) / max(1, len(pairs))
    share = f"{found:.3f}" if found is not None else ""
    return (
        f"| {name} | {figures['seconds']:.2f} s | {speed:,.0f} | {figures['kilobytes'] / 1024:.0f} MiB | {len(pairs):,} "
        f"| {share} | {recall:.3f} | {precision:.3f} |"
    )


binary = ".build/release/tiku-benchmark"
tools = {
    "Tiku, 3-gram Jaccard ≥ 0.7": (binary, "jaccard", texts),
    "Tiku, at most 3 edits": (binary, "edits", texts),
    "rensa, MinHash LSH": (python, "Scripts/benchmark-peers.py", "rensa", texts),
    "datasketch, MinHash LSH": (python, "Scripts/benchmark-peers.py", "datasketch", texts),
}
results = {name: run(name, *command) for name, command in tools.items()}
exact = results["Tiku, 3-gram Jaccard ≥ 0.7"][0]
processor = platform.processor() or platform.machine()
try:
    with open("/proc/cpuinfo") as file:
        processor = next(line.split(":")[1].strip() for line in file if line.startswith("model name"))
except (OSError, StopIteration):
    pass
print(
    f"""# Benchmarks

Written by `Scripts/benchmark` on {processor}, one thread, Python {platform.python_version()}.

## Near-duplicate questions

{len(records):,} short questions, Chinese and English, of which {len(planted):,} are edits of another: one to three characters changed, or words put
before or behind. All tools in one run; times are for sketches, index and search, the pairs of the LSH tools are verified afterwards.
"Of all" is the share of the pairs with a 3-gram Jaccard similarity of 0.7 or more that a tool finds; the exact join finds them all,
which tests hold against a comparison of all with all. "Planted" is the share of the planted pairs, "right" the share of a tool's
pairs that come from one question.

| tool | time | records/s | peak memory | pairs | of all | planted | right |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""
)
for name, (pairs, figures) in results.items():
    print(row(name, pairs, figures, None if "edits" in name else exact))
print(
    """
A change of one to three characters in a short question often leaves less than 0.7 of the 3-grams: Jaccard finds two in three of the
planted pairs, and half of what it finds are two questions of one pattern. Three edits find nearly all of them, and most of what they
find is right. A build asks about pairs within few edits and never merges them unasked.

The join grows faster than the number of questions where all of them are made of one small vocabulary, as the English third of these is:
lists of even the rarest 3-grams grow with the bank."""
)
