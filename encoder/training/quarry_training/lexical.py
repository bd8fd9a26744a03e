"""The lexical ranking to beat: BM25 over split and stemmed identifiers, whole identifiers and words, without stop words."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import snowballstemmer
from scipy import sparse

WORD = re.compile(r"[A-Za-z][A-Za-z0-9_$]*|[0-9]+")
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
STOP_WORDS = frozenset(
    """a an and are as at be but by for from has have if in into is it its no not of on or such that the their then there
    these they this to was will with which when where does do can return returns given specified this null new public
    private protected static final void int boolean abstract class extends implements throws throw else try catch import
    package""".split()
)


class Bm25:
    """Scores of every document for a question. ``k1`` and ``b`` as Lucene's defaults."""

    def __init__(self, documents: list[str], k1: float = 1.2, b: float = 0.75):
        self.stems: dict[str, str] = {}
        self.stemmer = snowballstemmer.stemmer("porter")
        self.terms: dict[str, int] = {}
        rows, columns, counts, lengths = [], [], [], []
        for row, document in enumerate(documents):
            found = Counter(self.analyse(document))
            lengths.append(sum(found.values()))
            for term, count in found.items():
                rows.append(row)
                columns.append(self.terms.setdefault(term, len(self.terms)))
                counts.append(count)
        counted = sparse.coo_matrix((counts, (rows, columns)), (len(documents), len(self.terms)), np.float32)
        self.matrix = bm25_weights(counted, np.array(lengths), k1, b).tocsc()

    def analyse(self, text: str) -> list[str]:
        terms = []
        for word in WORD.findall(text):
            parts = PARTS.findall(word)
            terms += [self.stem(part.lower()) for part in parts if part.lower() not in STOP_WORDS]
            if len(parts) > 1:
                terms.append(word.lower())
        return terms

    def stem(self, word: str) -> str:
        stem = self.stems.get(word)
        if stem is None:
            stem = self.stems[word] = self.stemmer.stemWord(word)
        return stem

    def scores(self, question: str) -> np.ndarray:
        columns = [self.terms[term] for term in self.analyse(question) if term in self.terms]
        return np.asarray(self.matrix[:, columns].sum(axis=1), np.float32).ravel()


def bm25_weights(counts: sparse.coo_matrix, lengths: np.ndarray, k1: float = 1.2, b: float = 0.75) -> sparse.coo_matrix:
    """What each term adds to the score of each document: from ``counts`` [documents × terms], ``lengths`` [documents]."""
    documents, terms = counts.shape
    frequencies = np.bincount(counts.col, minlength=terms)
    idf = np.log1p((documents - frequencies + 0.5) / (frequencies + 0.5))
    norm = k1 * (1 - b + b * lengths / lengths.mean())
    weights = idf[counts.col] * counts.data * (k1 + 1) / (counts.data + norm[counts.row])
    return sparse.coo_matrix((weights.astype(np.float32), (counts.row, counts.col)), counts.shape)
