#!/usr/bin/env python3
"""Runs the reduce half of `Scripts/spark/reduce_half.py` on lists in place of Spark: `reduce-locally.py TIKU REDUCE EXTRACTS BANK [PREVIOUS]`.

Every collection is shuffled before it is used, as an engine promises no order where none is asked for.
"""

import importlib.util
import pathlib
import random
import subprocess
import sys
import tempfile

TIKU, REDUCE, EXTRACTS, BANK = sys.argv[1:5]
PREVIOUS = sys.argv[5] if len(sys.argv) > 5 else None
spec = importlib.util.spec_from_file_location("reduce_half", REDUCE)
half = importlib.util.module_from_spec(spec)
spec.loader.exec_module(half)
chance = random.Random(7)


class Lines:
    """A collection with the methods of an RDD that the reduce half uses."""

    def __init__(self, items, keeps_order=False):
        self.items = list(items)
        if not keeps_order:
            chance.shuffle(self.items)

    def map(self, body):
        return Lines(map(body, self.items), True)

    def filter(self, body):
        return Lines(filter(body, self.items), True)

    def flatMap(self, body):
        return Lines((each for item in self.items for each in body(item)), True)

    def distinct(self):
        return Lines(set(self.items))

    def groups(self):
        found = {}
        for key, value in self.items:
            found.setdefault(key, []).append(value)
        return found

    def groupByKey(self):
        return Lines(self.groups().items())

    def reduceByKey(self, body):
        found = {}
        for key, value in self.items:
            found[key] = body(found[key], value) if key in found else value
        return Lines(found.items())

    def cogroup(self, other):
        left, right = self.groups(), other.groups()
        return Lines((key, (left.get(key, []), right.get(key, []))) for key in left.keys() | right.keys())

    def join(self, other):
        return Lines((key, (a, b)) for key, (left, right) in self.cogroup(other).items for a in left for b in right)

    def leftOuterJoin(self, other):
        return Lines((key, (a, b)) for key, (left, right) in self.cogroup(other).items for a in left for b in right or [None])

    def sortByKey(self):
        return Lines(sorted(self.items, key=lambda item: item[0]), True)

    def values(self):
        return Lines((value for _, value in self.items), True)

    def fold(self, zero, body):
        for item in self.items:
            zero = body(zero, item)
        return zero

    def count(self):
        return len(self.items)

    def collect(self):
        return self.items

    toLocalIterator = collect


class Engine:
    def stage(self, name, make):
        return make()

    def share(self, name, make):
        file = pathlib.Path(folder) / name
        file.write_text("".join(line + "\n" for line in make()))
        return str(file)

    def value(self, shared):
        return pathlib.Path(shared).read_text().strip()

    def process(self, arguments, lines):
        done = subprocess.run([TIKU, *arguments], input="".join(line + "\n" for line in lines).encode(), stdout=subprocess.PIPE)
        if done.returncode != 0:
            raise SystemExit(f"tiku {arguments} ended with {done.returncode}")
        return done.stdout.decode().split("\n")[:-1]

    def pipe(self, lines, *arguments):
        """In three partitions."""
        parts = [lines.items[start::3] for start in range(3)] if len(lines.items) > 5 else [lines.items]
        whole = [line for part in parts if part for line in self.process(arguments, part)]
        return Lines(whole)

    def pipe_in_order(self, keyed, *arguments):
        return Lines(self.process(arguments, keyed.sortByKey().values().items))

    def in_order(self, keyed):
        return keyed.sortByKey().values()

    def run(self, arguments, lines):
        return self.process(arguments, lines.items if lines else [])


with tempfile.TemporaryDirectory() as folder:
    engine = Engine()
    extracts = Lines(pathlib.Path(EXTRACTS).read_text(encoding="utf-8").split("\n")[:-1])
    stages = half.bank(engine, extracts, PREVIOUS)
    pathlib.Path(BANK).write_text("".join(half.bank_file(engine, stages)), encoding="utf-8")
