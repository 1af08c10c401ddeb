#!/usr/bin/env python3
"""Trains the model that tells adverts and page furniture from content, and writes it for the command to embed.

    python3 -m venv .venv-train && .venv-train/bin/pip install numpy==2.4.2 scipy==1.17.1 scikit-learn==1.8.0
    .venv-train/bin/python Scripts/adverts/train.py            trains and writes AdvertWeights.swift
    .venv-train/bin/python Scripts/adverts/train.py --check    cross-validates and writes nothing

Logistic regression over the presence of character pairs (Han), words and pairs of words (Latin), addresses and the few signs that
only adverts are full of. Numbers, length and open ends were tried and left out: they tell tables from prose, not adverts. The
sentences beside this script were written for the project. The features are those of Sources/TikuText/AdvertFeatures.swift.
"""

import collections
import hashlib
import pathlib
import sys

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

HERE = pathlib.Path(__file__).parent
TARGET = HERE.parent.parent / "Sources/TikuPipeline/3-Strip/AdvertWeights.swift"
# one string literal: an array of bytes, which is how a resource is embedded, takes the compiler a minute
HEAD = """// Written by Scripts/adverts/train.py. Do not edit.

/// What the model learned: a line each of a feature's name, a tab and its weight in hundredths.
enum AdvertWeights {
    /// SHA-256 of the text, so that no start has to work it out; a test holds the one against the other.
    static let digest = "DIGEST"
    static let text: StaticString = #\"""
"""
INDENT = " " * 8
TAIL = """

        \"""#
}
"""
SIGNS = {"!": "!", "！": "!", "“": '"', "”": '"', '"': '"'}
SIGNS.update({c: "[" for c in "【】「」『』"})

# words of any English text: alone they say nothing
COMMON = set("""
a about after all also an and any are as at be because been before being between both but by can
could did do does each every for from get had has have he her here his how i if in into is it its
just make may me might more most must my no not of on one only or other out over own per same she
should so some such than that the them then there these they this those to too up us very via was we
were what when where which while who will with would you
d don ll m re s t ve
""".split())


def is_han(c):
    return 0x4E00 <= ord(c) <= 0x9FFF or 0x3400 <= ord(c) <= 0x4DBF or 0xF900 <= ord(c) <= 0xFAFF


def half_width(c):
    return chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c


def features(sentence):
    """The names of the features that a sentence has."""
    text = sentence.strip()
    found = set()
    word = han = None
    place = 0
    while place < len(text):
        c = half_width(text[place]).lower()
        if "a" <= c <= "z":
            low = text[place:place + 8].lower()
            if low.startswith(("http://", "https://", "www.")):
                while place < len(text) and "!" <= text[place] <= "~" and text[place] not in ")>]\"'":
                    place += 1
                found.add("#url")
                word = han = None
                continue
            start = place
            while place < len(text) and "a" <= half_width(text[place]).lower() <= "z":
                place += 1
            own = "".join(half_width(x).lower() for x in text[start:place])
            if own not in COMMON:
                found.add("w " + own)
            if word and not (own in COMMON and word in COMMON):
                found.add(f"w {word} {own}")
            word, han = own, None
            continue
        if "0" <= c <= "9":
            while place < len(text) and "0" <= half_width(text[place]) <= "9":
                place += 1
            word = han = None
            continue
        if is_han(c):
            if han:
                found.add("h " + han + c)
            han, word = c, None
        else:
            han = None
            if c in SIGNS or text[place] in SIGNS:
                found.add("#" + SIGNS.get(text[place], SIGNS.get(c)))
            elif ord(c) >= 0x1F000 or 0x2600 <= ord(c) <= 0x27BF:
                found.add("#e")
        place += 1
    return found


def read(*names):
    lines = []
    for name in names:
        for path in sorted(HERE.glob(name)):
            lines += [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if len(line.strip()) >= 4]
    return sorted(set(lines))


class Model:
    def __init__(self, sentences, labels, weights, least=2, strength=8.0):
        found = [features(s) for s in sentences]
        counts = collections.Counter(f for one in found for f in one)
        self.places = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
        self.regression = LogisticRegression(C=strength, max_iter=2000)
        self.regression.fit(self.matrix(found), labels, sample_weight=weights)

    def matrix(self, found):
        rows, columns, values = [], [], []
        for row, one in enumerate(found):
            value = 1 / numpy.sqrt(max(4, len(one)))
            for f in one:
                if f in self.places:
                    rows.append(row)
                    columns.append(self.places[f])
                    values.append(value)
        return csr_matrix((values, (rows, columns)), shape=(len(found), len(self.places)))

    def scores(self, sentences):
        return self.regression.decision_function(self.matrix([features(s) for s in sentences])) if sentences else numpy.array([])

    def write(self, path):
        weights = self.regression.coef_[0]
        lines = [f"bias\t{round(self.regression.intercept_[0] * 100)}"]
        for name, place in self.places.items():
            value = round(weights[place] * 100)
            if abs(value) >= 25:
                lines.append(f"{name}\t{value}")
        digest = hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()
        path.write_text(HEAD.replace("DIGEST", digest) + "\n".join(INDENT + line for line in lines) + TAIL, encoding="utf-8")
        print(len(lines), "features,", path.stat().st_size, "bytes")


def data():
    adverts, furniture = read("ads-*.txt"), read("furniture-*.txt")
    content, tricky = read("content-*.txt"), read("tricky-*.txt")
    sentences = adverts + furniture + content + tricky
    labels = [1] * (len(adverts) + len(furniture)) + [0] * (len(content) + len(tricky))
    weights = [2] * len(adverts) + [1] * len(furniture) + [2.6] * len(content) + [3.2] * len(tricky)
    return sentences, numpy.array(labels), numpy.array(weights), len(adverts)


def check():
    sentences, labels, weights, adverts = data()
    order = numpy.random.RandomState(1).permutation(len(sentences))
    scores = numpy.zeros(len(sentences))
    for fold in range(5):
        held = order[fold::5]
        rest = numpy.setdiff1d(order, held)
        model = Model([sentences[i] for i in rest], labels[rest], weights[rest])
        scores[held] = model.scores([sentences[i] for i in held])
    for limit in (0, 0.5, 1, 1.5, 2, 3):
        print(f"{limit}: adverts {(scores[:adverts] > limit).mean():.3f}  furniture "
              f"{(scores[adverts:][labels[adverts:] == 1] > limit).mean():.3f}  content taken {(scores[labels == 0] > limit).mean():.4f}")


if __name__ == "__main__":
    if "--check" in sys.argv:
        check()
    else:
        sentences, labels, weights, _ = data()
        Model(sentences, labels, weights).write(TARGET)
