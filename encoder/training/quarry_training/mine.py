"""Mined hard negatives: units of the same library that words or the model itself take for the answer.

A library is read in stretches of successive documents. Each document gets one question, all questions of a stretch are asked of
all its documents, and the best wrong answers are kept: half by BM25, half by MaxSim. What scores nearly as high as the right
answer may well be right too (overloads, delegates), so it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from quarry_training import maxsim
from quarry_training.batches import Machine
from quarry_training.encoder import Encoder
from quarry_training.lexical import bm25_of_ids
from quarry_training.pairs import PairSet

QUERY_TOKENS_AT_ONCE = 2048
TELL_EVERY = 20


@dataclass(frozen=True)
class MiningConfig:
    """``documents`` in all, in stretches of at most ``stretch``; ``negatives`` of each. ``nearly``: share of the right answer's
    MaxSim from which on another answer counts as right."""

    documents: int = 100_000
    stretch: int = 1024
    negatives: int = 8
    nearly: float = 0.97


@dataclass(frozen=True)
class Mined:
    """``anchors`` [n]: rows of pairs; ``negatives`` [n × negatives]: rows of pairs whose documents are wrong answers to the
    anchor's question, -1 where there are not enough."""

    anchors: np.ndarray
    negatives: np.ndarray

    def save(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        np.save(directory / "anchors.npy", self.anchors)
        np.save(directory / "negatives.npy", self.negatives)

    @staticmethod
    def load(directory: Path) -> Mined:
        return Mined(np.load(directory / "anchors.npy"), np.load(directory / "negatives.npy"))


@dataclass(frozen=True)
class Miner:
    """``sample(row, random)`` gives a pair's question and document as token ids, as training shows them."""

    pair_set: PairSet
    sample: Callable[[int, np.random.Generator], tuple[np.ndarray, np.ndarray]]
    model: Encoder
    weights: np.ndarray
    skipped: np.ndarray
    machine: Machine
    config: MiningConfig

    def mine(self, rows: np.ndarray, seed: int) -> Mined:
        """Wrong answers to the questions of ``rows``, pairs in reading order with one per document."""
        random = np.random.default_rng(seed)
        stretches = list(self.stretches(rows))
        anchors, negatives = [], []
        for number, place in enumerate(random.permutation(len(stretches))):
            found = self.wrong_answers(stretches[place], random)
            known = (found >= 0).any(1)
            anchors.append(stretches[place][known])
            negatives.append(found[known])
            mined = sum(map(len, anchors))
            if number % TELL_EVERY == 0:
                print(f"mined {mined} of {self.config.documents}", flush=True)
            if mined >= self.config.documents:
                break
        return Mined(np.concatenate(anchors), np.concatenate(negatives))

    def stretches(self, rows: np.ndarray) -> Iterator[np.ndarray]:
        groups = self.pair_set.pairs["group"][rows]
        for library in np.split(rows, np.flatnonzero(np.diff(groups)) + 1):
            for part in np.array_split(library, -(-len(library) // self.config.stretch)):
                if len(part) > self.config.negatives:
                    yield part

    def wrong_answers(self, rows: np.ndarray, random: np.random.Generator) -> np.ndarray:
        """[rows × negatives], rows of pairs or -1"""
        samples = [self.sample(row, random) for row in rows]
        queries, documents = [query for query, _ in samples], [document for _, document in samples]
        by_model = self.maxsim(queries, documents)
        by_words = bm25_of_ids(queries, documents, None, len(self.skipped))
        pairs = self.pair_set.pairs[rows]
        right = by_model.diagonal()[:, None]
        maybe_right = by_model >= self.config.nearly * right
        for name in ("query", "document", "unit"):
            maybe_right |= pairs[name][:, None] == pairs[name]
        result = np.full((len(rows), self.config.negatives), -1, np.int64)
        half = self.config.negatives // 2
        for row, maybe in enumerate(maybe_right):
            words = best(by_words[row], maybe | (by_words[row] <= 0), half)
            maybe = maybe.copy()
            maybe[words] = True
            chosen = np.concatenate((words, best(by_model[row], maybe, self.config.negatives - len(words))))
            result[row, : len(chosen)] = rows[chosen]
        return result

    def maxsim(self, queries: list[np.ndarray], documents: list[np.ndarray]) -> np.ndarray:
        """[queries × documents], query tokens weighted"""
        vectors = torch.cat(self.machine.encode(self.model, queries, np.zeros_like(self.skipped)))
        kept = self.machine.encode(self.model, documents, self.skipped)
        order = np.argsort([len(document) for document in kept], kind="stable")
        similarities = np.empty((len(vectors), len(documents)), np.float32)

        def compare(part: np.ndarray) -> None:
            longest = len(kept[part[-1]])
            padded = torch.stack([torch.cat([d, d[:1].expand(longest - len(d), -1)]) for d in map(kept.__getitem__, part)])
            for first in range(0, len(vectors), QUERY_TOKENS_AT_ONCE):
                some = vectors[first : first + QUERY_TOKENS_AT_ONCE]
                found, _ = maxsim.best_matches(some, padded, self.machine.dtype)
                similarities[first : first + len(some), part] = found.numpy()

        self.machine.map(compare, np.array_split(order, max(1, len(order) // 64)))
        owners = torch.from_numpy(np.repeat(np.arange(len(queries)), [len(query) for query in queries]))
        weights = torch.from_numpy(self.weights[np.concatenate(queries)])
        return maxsim.scores(torch.from_numpy(similarities), owners, weights, len(queries)).numpy()


def best(scores: np.ndarray, excluded: np.ndarray, count: int) -> np.ndarray:
    """Columns of the best scores that are not excluded, best first, at most ``count``."""
    allowed = np.flatnonzero(~excluded)
    return allowed[np.argsort(-scores[allowed], kind="stable")[:count]]
