#!/usr/bin/env python3
"""Builds a bank on Apache Spark: the map half on the cluster, with the same command that `tiku build` is.

    job.py --raw PATH --output FOLDER --work PATH --tiku TIKU [--partitions N] [--shards N] [--master URL]

PATH is any that Spark reads (file:, hdfs:, s3a: …). TIKU is the command's path, the same on every worker. The stages:

1. contexts   each partition of files goes through `tiku extract --files --contexts`
2. repeated   what repeats across articles is counted by `tiku repeated`, and the table goes to every worker
3. extracts   each partition goes through `tiku extract --files --repeated TABLE`; a line for each source, errors too
4. bank       `tiku assemble` on the driver, then the bank in shards of canonical JSON lines with a manifest of their SHA-256

Stages 1 and 3 are written below --work with Spark's own marks of success: a job that is started again, with the same inputs, repeats
no stage that was finished. A lost executor costs its unfinished partitions only, which Spark gives to others.
"""

import argparse
import base64
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

from pyspark.sql import SparkSession


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("raw", "output", "work", "tiku"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--partitions", type=int, default=0, help="of the files; Spark's own number where it is 0")
    parser.add_argument("--shards", type=int, default=16)
    parser.add_argument("--master", default=None)
    return parser.parse_args()


def pipe(command, records):
    """Runs a command over records, a line each, and yields its lines. Fails with what it said where it fails."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    import threading

    def feed():
        try:
            for record in records:
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


def main():
    given = arguments()
    builder = SparkSession.builder.appName("tiku")
    if given.master:
        builder = builder.master(given.master)
    spark = builder.getOrCreate()
    context = spark.sparkContext
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

    def stage(name, command, prepare=None):
        """The lines of a stage: read where they were finished, else made and kept."""
        place = f"{work}/{name}-{identity}"
        mark = context._jvm.org.apache.hadoop.fs.Path(place + "/_SUCCESS")
        if mark.getFileSystem(context._jsc.hadoopConfiguration()).exists(mark):
            print(f"{name}: finished before", file=sys.stderr)
        else:
            hadoop_path = context._jvm.org.apache.hadoop.fs.Path(place)
            hadoop_path.getFileSystem(context._jsc.hadoopConfiguration()).delete(hadoop_path, True)
            records.mapPartitions(lambda part: pipe(command() if callable(command) else command, part)).saveAsTextFile(place)
            print(f"{name}: done", file=sys.stderr)
        return context.textFile(place)

    contexts = stage("contexts", [tiku, "extract", "--files", "--contexts", "--jobs", "1"])
    local = pathlib.Path(given.output).absolute()
    local.mkdir(parents=True, exist_ok=True)
    table = local.parent / f".{local.name}-repeated-{identity}"
    if not table.exists():
        lines = pipe([tiku, "repeated"], ((line + "\n").encode() for line in contexts.toLocalIterator()))
        text = "".join(line + "\n" for line in lines)
        table.with_suffix(".new").write_text(text)
        table.with_suffix(".new").rename(table)
    shared = context.broadcast(table.read_text())

    def extracting():
        # each executor has the table once
        import tempfile

        place = pathlib.Path(tempfile.gettempdir()) / f"tiku-repeated-{identity}-{os.getpid()}"
        if not place.exists():
            place.write_text(shared.value)
        return [tiku, "extract", "--files", "--repeated", str(place), "--jobs", "1"]

    extracts = stage("extracts", extracting)
    bank = local / "bank"
    for _ in pipe([tiku, "assemble", "--quiet", "--output", str(bank)], ((line + "\n").encode() for line in extracts.toLocalIterator())):
        pass

    # the bank in shards, for consumers that read in parallel
    shards = local / "shards.new"
    shutil.rmtree(shards, ignore_errors=True)
    shards.mkdir()
    questions = [line.rstrip(",\n") for line in (bank / "bank.json").open(encoding="utf-8") if line.startswith('{"answer"')]
    manifest = {"format": "tiku.shards/1", "questions": len(questions), "shards": []}
    size = max(1, -(-len(questions) // given.shards))
    for number in range(0, len(questions), size):
        data = "".join(line + "\n" for line in questions[number:number + size]).encode()
        name = f"part-{number // size:05d}.jsonl"
        (shards / name).write_bytes(data)
        manifest["shards"].append({"file": name, "questions": data.count(b"\n"), "sha256": hashlib.sha256(data).hexdigest()})
    (shards / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    shutil.rmtree(local / "shards", ignore_errors=True)
    shards.rename(local / "shards")
    print(f"{len(questions)} questions in {len(manifest['shards'])} shards", file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    main()
