#!/usr/bin/env python3
"""Trains the model that tells whether a clause can end where a text ends, and writes it for the command to embed.

    python3 -m venv .venv-train && .venv-train/bin/pip install numpy==2.4.2 scipy==1.17.1 scikit-learn==1.8.0
    .venv-train/bin/python Scripts/ends/train.py               trains and writes ClauseEndWeights.swift
    .venv-train/bin/python Scripts/ends/train.py --check       cross-validates and writes nothing
    .venv-train/bin/python Scripts/ends/train.py --score TEXT  what the written model makes of a text's end

Logistic regression over what stands before a place in a text: the last one to three Han characters, the last Latin word, its ending,
and what stands before it. Places before punctuation and at the end of a line are ends; all others between words, and between the
letters of a word, are not. The sentences are those beside Scripts/adverts/train.py, written for the project. The features are those
of Sources/TikuText/ClauseEnd.swift.
"""

import collections
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
SENTENCES = HERE.parent / "adverts"
TARGET = HERE.parent.parent / "Sources/TikuText/ClauseEndWeights.swift"
HEAD = """// Written by Scripts/ends/train.py. Do not edit.

/// What the model learned: a line each of a feature's name, a tab and its weight in hundredths, in the order of their bytes.
enum ClauseEndWeights {
    static let text: StaticString = #\"""
"""
INDENT = " " * 8
TAIL = """

        \"""#
}
"""
HARD, SOFT = "。；！？;!?", "，,：:、"
CLOSERS = " `*\"”'’」』）)】]"


def is_han(c):
    return "\u3400" <= c <= "\u9fff"


def is_latin(c):
    return c.isascii() and c.isalnum()


def place_features(text, end, words, beginnings):
    """What stands before a place: the names of its features."""
    found = []
    place = end
    while place > 0 and text[place - 1] in CLOSERS:
        place -= 1
    if place < end:
        found.append("c)" if text[end - 1] in "）)】]" else 'c"')
    if place == 0:
        return found
    last = text[place - 1]
    if is_han(last):
        tail, at = "", place
        while at > 0 and len(tail) < 3:
            c = text[at - 1]
            at -= 1
            if c == " ":
                continue
            tail = (c if is_han(c) else "L" if is_latin(c) else c) + tail
            if not is_han(c):
                break
        found += [str(n) + tail[-n:] for n in range(1, len(tail) + 1)]
    elif is_latin(last):
        start = place
        while start > 0 and (is_latin(text[start - 1]) or text[start - 1] in "_'-"):
            start -= 1
        own = text[start:place]
        low = own.lower()
        if own.isdigit():
            found.append("#d")
        else:
            known = low in words
            found.append("#k" if known else "#p" if low in beginnings else "#u")
            if known:
                found.append("w " + low)
            else:
                found.append(f"l{min(len(own), 6)}")
            found += ["s" + low[-2:], "s" + low[-3:]] if len(low) > 2 else ["s" + low]
            if len(own) > 1 and "A" <= own[-1] <= "Z" and "a" <= own[-2] <= "z":
                found.append("#h")
        at = start
        while at > 0 and text[at - 1] == " ":
            at -= 1
        before = text[at - 1] if at > 0 else "^"
        if is_latin(before):
            begin = at
            while begin > 0 and is_latin(text[begin - 1]):
                begin -= 1
            found.append("b " + text[begin:at].lower())
        else:
            found.append("b" + before)
    else:
        found.append("o" + last)
    return list(dict.fromkeys(found))


def read():
    lines = []
    for name in ("content-*.txt", "tricky-*.txt", "ads-*.txt"):
        for path in sorted(SENTENCES.glob(name)):
            lines += [re.sub(r"<[^>]+>", "", line).strip() for line in path.read_text(encoding="utf-8").splitlines()]
    return sorted({line for line in lines if len(line) >= 4})


def vocabulary(lines):
    """Words that stand in two sentences or more, and how they begin."""
    counts = collections.Counter()
    for line in lines:
        counts.update({w.lower() for w in re.findall(r"[A-Za-z0-9](?:[A-Za-z0-9_'-]*[A-Za-z0-9])?", line) if not w.isdigit()})
    words = {w for w, n in counts.items() if n >= 2}
    return words, {w[:n] for w in words for n in range(1, len(w))} - words


def places(lines, words, beginnings):
    """Features, label and weight of every place of every line that may be an end; of those inside words every second."""
    inside = 0
    for text in lines:
        for end in range(4, len(text) + 1):
            last = text[end - 1]
            if not (is_latin(last) or is_han(last) or last in ")）`\"”"):
                continue
            if end == len(text):
                label, weight = 1, 0.7
            elif text[end] in HARD or text[end] == "." and text[end + 1:end + 2] in ("", " "):
                label, weight = 1, 1.0
            elif text[end] in SOFT:
                label, weight = 1, 0.4
            elif is_latin(text[end]) or is_han(text[end]) or text[end] in " (（`\"“":
                label, weight = 0, 1.0
                if is_latin(last) and is_latin(text[end]):
                    inside += 1
                    if inside % 2:
                        continue
            else:
                continue
            yield place_features(text, end, words, beginnings), label, weight


class Model:
    def __init__(self, lines, strength=0.5):
        from sklearn.linear_model import LogisticRegression

        self.words, self.beginnings = vocabulary(lines)
        found, labels, weights = zip(*places(lines, self.words, self.beginnings))
        counts = collections.Counter(f for one in found for f in one)
        kept = sorted(f for f, n in counts.items() if n >= (4 if f[0] in "3b" else 3))
        self.places = {f: i for i, f in enumerate(kept)}
        self.regression = LogisticRegression(C=strength, max_iter=2000, tol=1e-7)
        self.regression.fit(self.matrix(found), labels, sample_weight=weights)

    def matrix(self, found):
        import numpy
        from scipy.sparse import csr_matrix

        rows, columns = [], []
        for row, one in enumerate(found):
            for f in one:
                if f in self.places:
                    rows.append(row)
                    columns.append(self.places[f])
        return csr_matrix((numpy.ones(len(rows)), (rows, columns)), shape=(len(found), len(self.places)))

    def write(self, path):
        weights = self.regression.coef_[0]
        table = {name: round(weights[place] * 100) for name, place in self.places.items()}
        # a word is kept whatever it weighs: it is how a known word is told from the beginning of one
        lines = {name: value for name, value in table.items() if abs(value) >= 12 or name.startswith("w ")}
        lines.update({f"w {word}": table.get(f"w {word}", 0) for word in self.words})
        lines = {name: value for name, value in lines.items() if name.isprintable() and '"' not in name and "\\" not in name}
        lines["#bias"] = round(self.regression.intercept_[0] * 100)
        rows = sorted((name.encode(), value) for name, value in lines.items())
        path.write_text(HEAD + "\n".join(f"{INDENT}{name.decode()}\t{value}" for name, value in rows) + TAIL, encoding="utf-8")
        print(len(rows), "features,", path.stat().st_size, "bytes")


class Written:
    """The model as it was written."""

    def __init__(self, path=TARGET):
        self.weights = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            name, tab, value = line.removeprefix(INDENT).partition("\t")
            if tab:
                self.weights[name] = int(value)
        self.words = {name[2:] for name in self.weights if name.startswith("w ")}
        self.beginnings = {w[:n] for w in self.words for n in range(1, len(w))} - self.words

    def score(self, text):
        """Hundredths of a logit."""
        return sum(self.weights.get(f, 0) for f in ["#bias", *place_features(text, len(text), self.words, self.beginnings)])


def check():
    import numpy

    lines = read()
    order = numpy.random.RandomState(1).permutation(len(lines))
    scores, labels = [], []
    for fold in range(5):
        model = Model([lines[i] for i in numpy.setdiff1d(order, order[fold::5])])
        found, own, _ = zip(*places([lines[i] for i in order[fold::5]], model.words, model.beginnings))
        scores += list(model.regression.decision_function(model.matrix(found)))
        labels += own
    scores, labels = numpy.array(scores), numpy.array(labels)
    for limit in (-5, -4, -3, -2.5, -2, -1, 0):
        print(f"{limit}: ends below {(scores[labels == 1] < limit).mean():.3f}  other places below {(scores[labels == 0] < limit).mean():.3f}")


if __name__ == "__main__":
    if "--check" in sys.argv:
        check()
    elif "--score" in sys.argv:
        for text in sys.argv[sys.argv.index("--score") + 1:]:
            print(f"{Written().score(text)}\t{text}")
    else:
        Model(read()).write(TARGET)
