#!/usr/bin/env python3
"""Trains the model that tells stand-ins from short answers, and writes it for the command to embed.

    .venv-train/bin/python Scripts/standins/train.py            trains and writes StandInWeights.swift
    .venv-train/bin/python Scripts/standins/train.py --check    cross-validates and writes nothing
    .venv-train/bin/python Scripts/standins/train.py --score TEXT

Logistic regression; the environment is that of Scripts/adverts/train.py. What is no stand-in are the short answers beside this script
and short sentences from beside the other. The features are those of Sources/TikuPipeline/4-Segment/StandInModel.swift.
"""

import collections
import pathlib
import re
import sys

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

HERE = pathlib.Path(__file__).parent
ADVERTS = HERE.parent / "adverts"
TARGET = HERE.parent.parent / "Sources/TikuPipeline/4-Segment/StandInWeights.swift"
LONGEST = 60
HEAD = """// Written by Scripts/standins/train.py. Do not edit.

/// What the model learned: a line each of a feature's name, a tab and its weight in hundredths, in the order of their bytes.
enum StandInWeights {
    static let text: StaticString = #\"""
"""
TAIL = """

        \"""#
}
"""


def is_han(c):
    return "\u3400" <= c <= "\u9fff"


def features(sentence):
    """The names of the features that a text has."""
    text = sentence.strip()
    found = set()
    for run in re.findall(r"[\u3400-\u9fff]+", text):
        for size in (1, 2, 3):
            found.update(f"{size}{run[i:i + size]}" for i in range(len(run) - size + 1))
    words = [w.lower() for w in re.findall(r"[A-Za-z']+", text)]
    found.update("w" + w for w in words)
    found.update(f"p{a} {b}" for a, b in zip(words, words[1:]))
    found.add(f"n{min(6, (sum(map(is_han, text)) + 2 * len(words)) // 6)}")
    if text and text[0] in "（(【[<*「《":
        found.add("#(")
    if text and text[-1] in "）)】]>*」…":
        found.add("#)")
    if re.search(r"[0-9]", text):
        found.add("#d")
    if re.search(r"[`=_;{}<>/]", text):
        found.add("#c")
    if re.search(r"[A-Za-z][A-Z]", text):
        found.add("#T")
    return found


def lines(*paths):
    found = {line.strip() for path in paths for line in path.read_text(encoding="utf-8").splitlines()}
    return sorted(line for line in found if 2 <= len(line) <= LONGEST)


def data():
    standins, answers = lines(HERE / "standins.txt"), lines(HERE / "answers.txt")
    content = lines(*sorted([*ADVERTS.glob("content-*.txt"), *ADVERTS.glob("tricky-*.txt")]))
    # short answers of every kind: the clauses of what is said elsewhere
    clauses = {clause.strip() for line in content for clause in re.split(r"[，。；：、？！]|[,.;:?!] ?", line)}
    content = sorted({*content, *(clause for clause in clauses if len(clause) >= 4)})
    labels = [1] * len(standins) + [0] * (len(answers) + len(content))
    weights = [2.0] * len(standins) + [1.5] * len(answers) + [0.5] * len(content)
    return standins + answers + content, numpy.array(labels), numpy.array(weights), len(standins), len(answers)


class Model:
    def __init__(self, sentences, labels, weights, strength=8.0):
        found = [features(s) for s in sentences]
        counts = collections.Counter(f for one in found for f in one)
        self.places = {f: i for i, f in enumerate(sorted((f for f, n in counts.items() if n >= 2), key=lambda f: f.encode()))}
        self.regression = LogisticRegression(C=strength, max_iter=3000)
        self.regression.fit(self.matrix(found), labels, sample_weight=weights)

    def matrix(self, found):
        rows, columns, values = [], [], []
        for row, one in enumerate(found):
            for f in one & self.places.keys():
                rows.append(row)
                columns.append(self.places[f])
                values.append(1 / numpy.sqrt(max(8, len(one))))
        return csr_matrix((values, (rows, columns)), shape=(len(found), len(self.places)))

    def scores(self, sentences):
        return self.regression.decision_function(self.matrix([features(s) for s in sentences]))

    def write(self, path):
        values = {name: round(self.regression.coef_[0][place] * 100) for name, place in self.places.items()}
        values = {name: value for name, value in values.items() if abs(value) >= 10}
        values["bias"] = round(self.regression.intercept_[0] * 100)
        rows = sorted((f"{name}\t{value}" for name, value in values.items()), key=lambda row: row.encode())
        path.write_text(HEAD + "\n".join(" " * 8 + row for row in rows) + TAIL, encoding="utf-8")
        print(len(rows), "features,", path.stat().st_size, "bytes")


def check():
    sentences, labels, weights, standins, answers = data()
    order = numpy.random.RandomState(1).permutation(len(sentences))
    scores = numpy.zeros(len(sentences))
    for fold in range(5):
        held = order[fold::5]
        rest = numpy.setdiff1d(order, held)
        scores[held] = Model([sentences[i] for i in rest], labels[rest], weights[rest]).scores([sentences[i] for i in held])
    for limit in (0, 0.5, 1, 1.5, 2, 3):
        print(f"{limit}: stand-ins {(scores[:standins] > limit).mean():.3f}  short answers taken "
              f"{(scores[standins:standins + answers] > limit).mean():.4f}  other sentences {(scores[standins + answers:] > limit).mean():.4f}")


if __name__ == "__main__":
    if "--check" in sys.argv:
        check()
    else:
        sentences, labels, weights, *_ = data()
        model = Model(sentences, labels, weights)
        if "--score" in sys.argv:
            print(f"{model.scores([sys.argv[-1]])[0]:.2f}")
        else:
            model.write(TARGET)
