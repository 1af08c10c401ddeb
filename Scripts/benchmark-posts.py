#!/usr/bin/env python3
"""Multiplies posts into as many as are asked for, each with words of its own, for measuring.

    benchmark-posts.py FOLDER COUNT OUTPUT

Copy k of a post has its Latin words and its Han characters replaced by others, the same way all through the copy, so that its
questions are like no other copy's. Mark-up, code fences, digits, and the words that say what a line is stay; so do lines that hold
a seller's words, as adverts repeat in the world. The same arguments give the same bytes.
"""

import pathlib
import random
import re
import sys

# Characters of numbering, labels, question words and structure: they keep their sense in every copy.
KEPT = set("第题问答案解析参考一二三四五六七八九十百章节部分篇略何什么怎哪吗为请说谈述如是否的了和与在有几多少区别")
SELLING = re.compile(r"微信|公众号|扫码|关注|订阅|群|加入|资料|领取|点击|链接|版权|转载|声明|广告|推荐|http|www", re.I)
LATIN = re.compile(r"<[^>]*>|&#?\w+;|#x[0-9a-f]+;|[A-Za-z]{3,}")


def varied(text, common, seed):
    rng = random.Random(seed)
    shuffled = common[:]
    rng.shuffle(shuffled)
    table = {ord(a): b for a, b in zip(common, shuffled)}
    letters = list("abcdefghijklmnopqrstuvwxyz")
    rng.shuffle(letters)
    swap = {ord(a): b for a, b in zip("bcdfglmprstv", [c for c in letters if c in "bcdfglmprstv"])}
    lines, fenced = [], False
    for line in text.split("\n"):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced and not SELLING.search(line):
            line = line.translate(table)
            line = LATIN.sub(lambda m: m[0] if m[0][0] in "<&#" else m[0].translate(swap), line)
        lines.append(line)
    return "\n".join(lines)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    folder, count, output = pathlib.Path(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
    posts = []
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        data = path.read_bytes()
        try:
            posts.append((path.name, data.decode("utf-8"), "utf-8"))
        except UnicodeDecodeError:
            posts.append((path.name, data.decode("gb18030", "replace"), "gb18030"))
    if not posts:
        sys.exit(f"{folder}: no posts")
    counts = {}
    for _, text, _ in posts:
        for c in text:
            if "\u4e00" <= c <= "\u9fa4" and c not in KEPT:
                counts[c] = counts.get(c, 0) + 1
    common = sorted(counts, key=lambda c: (-counts[c], c))
    output.mkdir(parents=True, exist_ok=True)
    for k in range(count):
        name, text, charset = posts[k % len(posts)]
        copy = k // len(posts)
        if copy:
            text = varied(text, common, f"{copy}")
        folder = output / f"{k // 1000:04d}"
        folder.mkdir(exist_ok=True)
        stem, dot, ending = name.rpartition(".")
        (folder / f"{k:07d}-{stem}{dot}{ending}").write_bytes(text.encode(charset, "replace"))


if __name__ == "__main__":
    main()
