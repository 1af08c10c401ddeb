#!/usr/bin/env python3
"""Compares a bank with its shards: `check-shards.py BANK FOLDER`."""

import hashlib
import json
import pathlib
import sys

bank = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
folder = pathlib.Path(sys.argv[2])
manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
for name in ("generator", "summary", "retired"):
    assert manifest[name] == bank[name], name
lines = {}
for shard in manifest["shards"]:
    data = (folder / shard["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == shard["sha256"] and data.count(b"\n") == shard["lines"], shard
    lines.setdefault(shard["file"].split("/")[0], []).extend(data.decode().split("\n")[:-1])
# JSON is canonical, so equal values are equal lines
for name in ("questions", "sources", "sections"):
    wanted = [json.dumps(item, ensure_ascii=False, separators=(",", ":"), sort_keys=True) for item in bank[name]]
    assert sorted(lines.get(name, [])) == sorted(wanted), name
    assert lines.get(name, []) == wanted, f"{name}: not in order"
