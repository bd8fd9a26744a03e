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


K1, B = 1.2, 0.75  # Lucene's defaults


class Bm25:
    """Scores of every document for a question."""

    def __init__(self, documents: list[str]):
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
        self.matrix = bm25_weights(counted, np.array(lengths), inverse_document_frequencies(counted)).tocsc()

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


def bm25_of_ids(queries: list[np.ndarray], documents: list[np.ndarray], idf: np.ndarray | None, terms: int) -> np.ndarray:
    """BM25 over token ids as a share of the most that the question could get, [queries × documents] in f32. ``idf`` [terms], or
    None to count it in these documents."""
    counts = [np.unique(document, return_counts=True) for document in documents]
    rows = np.repeat(np.arange(len(documents)), [len(ids) for ids, _ in counts])
    columns, values = (np.concatenate(parts) for parts in zip(*counts))
    counted = sparse.coo_matrix((values, (rows, columns)), (len(documents), terms), np.float32)
    if idf is None:
        idf = inverse_document_frequencies(counted)
    weights = bm25_weights(counted, np.array([len(document) for document in documents]), idf)
    asked = [np.unique(query) for query in queries]
    owners = np.repeat(np.arange(len(queries)), [len(ids) for ids in asked])
    ids = np.concatenate(asked)
    questions = sparse.coo_matrix((np.ones(len(ids), np.float32), (owners, ids)), (len(queries), terms)).tocsr()
    most = np.bincount(owners, idf[ids] * (K1 + 1), len(queries))
    return ((questions @ weights.tocsr().T).toarray() / np.maximum(most, 1e-6)[:, None]).astype(np.float32)


def inverse_document_frequencies(counts: sparse.coo_matrix) -> np.ndarray:
    documents, terms = counts.shape
    frequencies = np.bincount(counts.col, minlength=terms)
    return np.log1p((documents - frequencies + 0.5) / (frequencies + 0.5))


def bm25_weights(counts: sparse.coo_matrix, lengths: np.ndarray, idf: np.ndarray) -> sparse.coo_matrix:
    """What each term adds to the score of each document: from ``counts`` [documents × terms], ``lengths`` [documents] and ``idf``
    [terms]."""
    norm = K1 * (1 - B + B * lengths / lengths.mean())
    weights = idf[counts.col] * counts.data * (K1 + 1) / (counts.data + norm[counts.row])
    return sparse.coo_matrix((weights.astype(np.float32), (counts.row, counts.col)), counts.shape)
