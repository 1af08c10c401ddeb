#!/usr/bin/env python3
"""Builds a bank on Apache Spark, with the same command that `tiku build` is.

    job.py --raw PATH --output PATH --work PATH --tiku TIKU [--previous BANK] [--bank FILE] [--partitions N] [--shards N] [--master URL]

PATH is any that Spark reads and writes (file:, hdfs:, s3a: …). TIKU is the command's path, the same on every worker. The map half:

1. contexts   each partition of files goes through `tiku extract --files --contexts`
2. repeated   what repeats across articles is counted by `tiku repeated`, and the table goes to every worker
3. extracts   each partition goes through `tiku extract --files --repeated TABLE`; a line for each source, errors too

The reduce half is `reduce_half.py`: near-duplicates are joined, clustered and merged on the workers. Below --output are written questions/, sources/
and sections/ in shards of canonical JSON lines, and manifest.json with their SHA-256; with --bank also one file as `tiku build` writes it.

Every stage is written below --work with Spark's own mark of success: a job that is started again, with the same inputs, repeats
no stage that was finished. A lost executor costs its unfinished partitions only, which Spark gives to others.
"""

import argparse
import base64
import hashlib
import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

from pyspark.sql import SparkSession

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import reduce_half  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("raw", "output", "work", "tiku"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--previous", default=None, help="a bank whose ids and numbers stay, at the same path on every worker")
    parser.add_argument("--bank", default=None, help="a local file for the bank as one piece")
    parser.add_argument("--partitions", type=int, default=0, help="of the files; Spark's own number where it is 0")
    parser.add_argument("--shards", type=int, default=16)
    parser.add_argument("--master", default=None)
    return parser.parse_args()


def pipe(command, records):
    """Runs a command over records, a line each, and yields its lines. Fails with what it said where it fails."""
    records = iter(records)
    first = next(records, None)
    # a partition without records needs no process
    if first is None:
        return
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    def feed():
        try:
            for record in itertools.chain([first], records):
                process.stdin.write(record)
            process.stdin.close()
        except BrokenPipeError:
            pass

    said = []
    threads = [threading.Thread(target=feed), threading.Thread(target=lambda: said.append(process.stderr.read()))]
    for thread in threads:
        thread.start()
    for line in process.stdout:
        yield line.decode("utf-8").rstrip("\n")
    for thread in threads:
        thread.join()
    if process.wait() != 0:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {said[0].decode('utf-8', 'replace')[-2000:]}")


class Engine:
    """What the reduce half needs of Spark."""

    def __init__(self, context, work, identity, tiku, partitions, shards):
        self.context, self.work, self.identity, self.tiku = context, work, identity, tiku
        self.partitions, self.shards = partitions, shards
        self.hadoop = context._jvm.org.apache.hadoop.fs

    def path(self, text):
        return self.hadoop.Path(text)

    def system(self, path):
        return path.getFileSystem(self.context._jsc.hadoopConfiguration())

    def stage(self, name, make):
        """The lines of a stage: read where they were finished, else made and kept."""
        place = f"{self.work}/{name}-{self.identity}"
        mark = self.path(place + "/_SUCCESS")
        if self.system(mark).exists(mark):
            print(f"{name}: finished before", file=sys.stderr)
        else:
            self.system(mark).delete(self.path(place), True)
            make().saveAsTextFile(place)
            print(f"{name}: done", file=sys.stderr)
        return self.context.textFile(place)

    def share(self, name, make):
        """A small table that every process of the command gets as a file."""
        lines = self.stage(name, lambda: self.context.parallelize(list(make()), 1)).collect()
        return Shared(self.context.broadcast("".join(line + "\n" for line in lines)), f"{name}-{self.identity}")

    def value(self, shared):
        return shared.text.value.strip()

    def command(self, arguments):
        return [self.tiku, *arguments]

    def pipe(self, lines, *arguments):
        command = self.command(arguments)
        return lines.mapPartitions(lambda part: pipe(on_this_machine(command), ((line + "\n").encode() for line in part)))

    def pipe_in_order(self, keyed, *arguments):
        """All lines through one process, in the order of their keys."""
        return self.pipe(keyed.repartitionAndSortWithinPartitions(1, lambda _: 0).values(), *arguments)

    def in_order(self, keyed):
        return keyed.sortByKey(numPartitions=self.shards).values()

    def run(self, arguments, lines):
        """One process on the driver."""
        command = on_this_machine(self.command(arguments))
        if lines is None:
            return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")[:-1]
        return list(pipe(command, ((line + "\n").encode() for line in lines.toLocalIterator())))


class Shared:
    def __init__(self, text, name):
        self.text, self.name = text, name


def on_this_machine(command):
    """The command with its tables as files; each process of an executor writes them once."""
    words = []
    for word in command:
        if isinstance(word, Shared):
            place = pathlib.Path(tempfile.gettempdir()) / f"tiku-{word.name}-{os.getpid()}"
            if not place.exists():
                place.write_text(word.text.value)
            word = str(place)
        words.append(word)
    return words


def main():
    given = arguments()
    builder = SparkSession.builder.appName("tiku").config("spark.ui.showConsoleProgress", "false")
    if given.partitions:
        builder = builder.config("spark.default.parallelism", given.partitions)
    if given.master:
        builder = builder.master(given.master)
    spark = builder.getOrCreate()
    context = spark.sparkContext
    context.addPyFile(str(pathlib.Path(__file__).resolve().parent / "reduce_half.py"))
    raw = given.raw if "://" in given.raw or given.raw.startswith("file:") else "file://" + os.path.abspath(given.raw)
    work = given.work if "://" in given.work else "file://" + os.path.abspath(given.work)
    tiku = given.tiku

    # a stage is done for these files, by path, size and time, and this program
    hadoop = context._jvm.org.apache.hadoop.fs.Path(raw).getFileSystem(context._jsc.hadoopConfiguration())
    listing, found = hadoop.listFiles(context._jvm.org.apache.hadoop.fs.Path(raw), True), []
    while listing.hasNext():
        status = listing.next()
        found.append((status.getPath().toString(), status.getLen(), status.getModificationTime()))
    version = hashlib.sha256(pathlib.Path(tiku).read_bytes()).hexdigest()
    identity = hashlib.sha256(json.dumps([sorted(found), version]).encode()).hexdigest()[:16]
    root = hadoop.resolvePath(context._jvm.org.apache.hadoop.fs.Path(raw)).toString().rstrip("/") + "/"

    def relative(path):
        return path[len(root):] if path.startswith(root) else path.rsplit("/", 1)[-1]

    files = context.binaryFiles(",".join(sorted({path.rsplit("/", 1)[0] for path, _, _ in found})), minPartitions=given.partitions or None)
    # hidden files and folders are none of Raw's
    files = files.map(lambda item: (relative(item[0]), item[1])).filter(lambda item: not any(part.startswith(".") for part in item[0].split("/")))
    if given.partitions:
        files = files.repartition(given.partitions)
    records = files.map(lambda item: (json.dumps({"path": item[0], "base64": base64.b64encode(item[1]).decode()}) + "\n").encode())

    engine = Engine(context, work, identity, tiku, given.partitions, given.shards)

    contexts = engine.stage("contexts", lambda: records.mapPartitions(lambda part: pipe([tiku, "extract", "--files", "--contexts", "--jobs", "1"], part)))
    repeated = engine.share("repeated", lambda: engine.run(["repeated"], contexts))
    extracts = engine.stage(
        "extracts",
        lambda: records.mapPartitions(
            lambda part: pipe(on_this_machine([tiku, "extract", "--files", "--repeated", repeated, "--jobs", "1"]), part)))
    stages = reduce_half.bank(engine, extracts, given.previous)

    # the bank in shards, for consumers that read in parallel
    output = given.output if "://" in given.output or given.output.startswith("file:") else "file://" + os.path.abspath(given.output)
    manifest = {
        "format": "tiku.shards/1", "generator": json.loads(engine.run(["reduce", "generator"], None)[0]),
        "summary": reduce_half.summary(engine, stages), "retired": stages["retired"], "shards": [],
    }
    parts = {
        "questions": stages["questions"], "sources": stages["sources"].map(lambda line: reduce_half.canonical(json.loads(line)["source"])),
        "sections": reduce_half.sections(stages).map(lambda line: reduce_half.canonical(json.loads(line))),
    }
    for name, lines in parts.items():
        place = engine.path(f"{output}/{name}")
        engine.system(place).delete(place, True)
        lines.saveAsTextFile(f"{output}/{name}")
        hashes = context.binaryFiles(f"{output}/{name}/part-*").map(
            lambda item: (item[0].rsplit("/", 1)[-1], item[1].count(b"\n"), hashlib.sha256(item[1]).hexdigest())).collect()
        for file, count, digest in sorted(hashes):
            manifest["shards"].append({"file": f"{name}/{file}", "lines": count, "sha256": digest})
    place = engine.path(f"{output}/manifest.json")
    stream = engine.system(place).create(place, True)
    stream.write((json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode())
    stream.close()
    if given.bank:
        with open(given.bank + ".new", "w", encoding="utf-8") as file:
            file.writelines(reduce_half.bank_file(engine, stages))
        os.replace(given.bank + ".new", given.bank)
    print(f"{manifest['summary']['questions']} questions in {len(manifest['shards'])} shards", file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    main()
