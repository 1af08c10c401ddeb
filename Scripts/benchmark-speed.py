#!/usr/bin/env python3
"""Measures how fast pages, texts and builds go, and prints a section for docs/benchmarks.md.

    benchmark-speed.py WORK PYTHON [--pages FOLDER] [--posts FOLDER] [--many N]

Pages are those of the development corpus where it lies beside the checkout, else made here; posts those of the corpus, else Raw/. N is
the number of posts of the largest build (10,000). PYTHON has trafilatura and ftfy.
"""

import argparse
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIKU, BENCH = ROOT / ".build/release/tiku", ROOT / ".build/release/tiku-benchmark"

arguments = argparse.ArgumentParser()
arguments.add_argument("work", type=pathlib.Path)
arguments.add_argument("python")
arguments.add_argument("--pages", type=pathlib.Path, default=ROOT / "../shared/corpus/pages/html")
arguments.add_argument("--posts", type=pathlib.Path, default=ROOT / "../shared/corpus/dev/raw")
arguments.add_argument("--many", type=int, default=10_000)
given = arguments.parse_args()
work = given.work


def fresh(name):
    folder = work / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def pages():
    """A thousand pages: those of a folder again and again, or pages made here."""
    folder = fresh("pages")
    files = sorted(given.pages.glob("*.html*")) if given.pages.is_dir() else []
    originals = [gzip.decompress(f.read_bytes()) if f.suffix == ".gz" else f.read_bytes() for f in files]
    if not originals:
        body = "".join(f"<div class='row c{i}'><h2>{i}. What is lock {i}?</h2><p>A kind of door, number {i}. <a href='/{i}'>more</a></p></div>" for i in range(900))
        originals = [f"<html><head><title>{n}</title></head><body><nav><a href='/'>home</a></nav><main>{body}</main></body></html>".encode() for n in range(20)]
    for number in range(1_000):
        (folder / f"{number:04d}.html").write_bytes(originals[number % len(originals)])
    return folder


def size(folder):
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def inside(mode, path):
    """Seconds and memory that tiku-benchmark measured inside its process; the best of three."""
    runs = []
    for _ in range(3):
        done = subprocess.run([BENCH, mode, path], capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stderr.strip().splitlines()[-1]))
    return min(runs, key=lambda run: run["seconds"])


def whole(*command):
    """Seconds of processor and wall, and peak memory in MiB, of a whole process."""
    start = time.time()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=work)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    return usage.ru_utime + usage.ru_stime, time.time() - start, usage.ru_maxrss / 1024


def peer(script, *paths):
    return float(subprocess.run([given.python, "-c", script, *map(str, paths)], capture_output=True, text=True, check=True).stdout)


rows = []


def row(what, value, goal, met):
    rows.append(f"| {what} | {value} | {goal} | {'yes' if met else 'no'} |")
    print(rows[-1], file=sys.stderr, flush=True)


folder = pages()
megabytes = size(folder) / 1e6
bare = inside("parse", folder)["seconds"]
mapped = inside("map", folder)["seconds"]
row(f"map half of 1,000 pages ({megabytes:.0f} MB), one thread, against a bare tree parse in a like process",
    f"{mapped / bare:.2f} times ({megabytes / mapped:.0f} MB/s; parse {megabytes / bare:.0f} MB/s)", "1.0", mapped / bare <= 1)
clean = whole(TIKU, "clean", folder, "--jobs", 1, "--quiet", "--format", "text", "--output", work / "cleaned")
parse = whole(BENCH, "parse", folder)
row("`tiku clean` of them against the parse, as whole processes", f"{clean[0] / parse[0]:.2f} times", "1.2", clean[0] / parse[0] <= 1.2)
sample = fresh("sample")
for page in sorted(folder.iterdir())[:88]:
    shutil.copy(page, sample)
rival = peer("import sys,pathlib,time,trafilatura\nt=[p.read_bytes() for p in sorted(pathlib.Path(sys.argv[1]).iterdir())]\ns=time.time()\nfor p in t: trafilatura.extract(p)\nprint(time.time()-s)", sample)
speed, other = megabytes / mapped, size(sample) / 1e6 / rival
row("against trafilatura", f"{speed / other:.1f} times its speed ({other:.1f} MB/s)", "8", speed / other >= 8)

posts = given.posts if given.posts.is_dir() else ROOT / "Raw"
generate = [sys.executable, ROOT / "Scripts/benchmark-posts.py", posts]
texts = fresh("texts")
subprocess.run([*generate, "1000", work / "posts1000"], check=True)
for file in (work / "posts1000").rglob("*"):
    if file.suffix in (".txt", ".md"):
        shutil.copy(file, texts / file.name)
amount = size(texts) / 1e6
seconds = inside("map", texts)["seconds"]
rival = peer("import sys,pathlib,time,ftfy\nt=[p.read_bytes().decode('utf-8','replace') for p in sorted(pathlib.Path(sys.argv[1]).iterdir())[:100]]\ns=time.time()\nfor p in t: ftfy.fix_text(p)\nprint(sum(len(p.encode()) for p in t)/1e6/(time.time()-s))", texts)
row(f"map half of plain text and Markdown ({amount:.0f} MB), one thread", f"{amount / seconds:.1f} MB/s", "100 MB/s", amount / seconds >= 100)
row("against ftfy's fix_text", f"{amount / seconds / rival:.1f} times its speed ({rival:.1f} MB/s)", "30", amount / seconds / rival >= 30)

def build(raw, *more):
    return whole(TIKU, "build", raw, "--quiet", "--output", work / "Clean", *more)

one, two = (build(work / "posts1000", "--fresh", "--no-cache", "--jobs", jobs)[1] for jobs in (1, 2))
row("a build of 1,000 posts, two threads against one", f"{one / two:.2f} times", "1.8", one / two >= 1.8)
small = build(work / "posts1000", "--fresh", "--no-cache", "--jobs", 1)
subprocess.run([*generate, str(given.many), work / "many"], check=True)
half = inside("map", work / "many")["seconds"]
shutil.rmtree(work / "Clean", ignore_errors=True)
full = build(work / "many", "--jobs", 1)
row(f"a build of {given.many:,} posts against its map half", f"{full[0] / half:.2f} times ({full[0]:.0f} s)", "1.3", full[0] / half <= 1.3)
row("its peak memory", f"{full[2]:.0f} MiB", "1,024 MiB", full[2] < 1024)
again = build(work / "many", "--jobs", 1)
row("the same, nothing changed", f"{again[0] / full[0]:.1%}", "2 %", again[0] / full[0] <= 0.02)
changed = next(f for f in sorted((work / "many").rglob("*.txt")))
changed.write_bytes(changed.read_bytes() + "\n再见。\n".encode())
once = build(work / "many", "--jobs", 1)
row("the same, one post changed", f"{once[0] / full[0]:.1%}", "5 %", once[0] / full[0] <= 0.05)
growth = full[0] / small[0] / (given.many / 1000)
memory = full[2] / small[2] / (given.many / 1000)
row(f"from 1,000 posts to {given.many:,}, against a straight line", f"time {growth:.2f}, memory {memory:.2f}", "1.15", growth <= 1.15 and memory <= 1.15)
starts = sorted(whole(TIKU, "--version")[0] for _ in range(21))
row("start-up, `tiku --version`, processor time", f"{starts[10] * 1000:.0f} ms", "15 ms", starts[10] <= 0.015)

print("""
## Pages, texts and builds

Each figure is a ratio of two that were measured one after the other. Pages are real ones, repeated to 1,000; posts are multiplied by
`Scripts/benchmark-posts.py`, each with words of its own.

| work | measured | goal | met |
| --- | ---: | ---: | --- |""")
print("\n".join(rows))
