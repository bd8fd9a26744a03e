"""Development scores on libraries that were never trained on: a Javadoc sentence must find its method."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from quarry_training.batches import Machine
from quarry_training.encoder import Encoder
from quarry_training.lexical import Bm25
from quarry_training.sampler import SpecialIds, framed

HYBRID_DEPTH = 200
PROTOCOL_SIZE = 1000
QUERY_TOKENS_AT_ONCE = 1024


@dataclass(frozen=True)
class DevelopmentSet:
    """Questions, documents in two versions (with and without the method's name), and for each question the rows of the
    right documents."""

    questions: list[str]
    visible: list[str]
    masked: list[str]
    relevant: list[np.ndarray]

    @staticmethod
    def load(directory: Path) -> DevelopmentSet:
        """Reads the BEIR layout, whose documents carry ``masked`` beside ``text``."""
        documents = [json.loads(line) for line in (directory / "corpus.jsonl").open(encoding="utf-8")]
        row_of = {document["_id"]: row for row, document in enumerate(documents)}
        relevant: dict[str, list[int]] = {}
        for line in (directory / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            query, document, score = line.split("\t")
            if int(score) > 0:
                relevant.setdefault(query, []).append(row_of[document])
        queries = [json.loads(line) for line in (directory / "queries.jsonl").open(encoding="utf-8")]
        queries = [query for query in queries if query["_id"] in relevant]
        return DevelopmentSet(
            [query["text"] for query in queries],
            [document["title"] + "\n" + document["text"] for document in documents],
            [document["title"] + "\n" + document["masked"] for document in documents],
            [np.array(relevant[query["_id"]]) for query in queries],
        )

    def sample(self, questions: int, documents: int, seed: int = 0) -> DevelopmentSet:
        """Some questions over a corpus of their answers and other documents."""
        random = np.random.default_rng(seed)
        chosen = random.permutation(len(self.questions))[:questions]
        answers = np.unique(np.concatenate([self.relevant[row] for row in chosen]))
        others = np.setdiff1d(random.permutation(len(self.visible)), answers, assume_unique=True)
        corpus = np.concatenate([answers, random.permutation(others)[: max(0, documents - len(answers))]])
        place = {row: index for index, row in enumerate(corpus)}
        return DevelopmentSet(
            [self.questions[row] for row in chosen],
            [self.visible[row] for row in corpus],
            [self.masked[row] for row in corpus],
            [np.array([place[answer] for answer in self.relevant[row]]) for row in chosen],
        )


@dataclass(frozen=True)
class Scorer:
    """MaxSim of questions against documents, with uniform and with weighted query tokens."""

    model: Encoder
    tokenizer: Tokenizer
    special: SpecialIds
    skipped: np.ndarray
    weights: np.ndarray
    machine: Machine
    longest_query: int = 256
    longest_document: int = 512

    def __call__(self, questions: list[str], documents: list[str]) -> tuple[np.ndarray, np.ndarray]:
        """→ two arrays [questions × documents]"""
        query_ids = self.framed_all(questions, self.special.query, self.longest_query)
        document_ids = self.framed_all(documents, self.special.document, self.longest_document)
        keep_all = np.zeros_like(self.skipped)
        queries = torch.cat(self.machine.encode(self.model, query_ids, keep_all))
        vectors = self.machine.encode(self.model, document_ids, self.skipped)
        best = self.best_similarities(queries, vectors)
        owners = np.repeat(np.arange(len(query_ids)), [len(ids) for ids in query_ids])
        weights = self.weights[np.concatenate(query_ids)]
        return weighted_means(best, owners, np.ones_like(weights)), weighted_means(best, owners, weights)

    def framed_all(self, texts: list[str], prefix: int, longest: int) -> list[np.ndarray]:
        encodings = self.tokenizer.encode_batch(texts, add_special_tokens=False)
        return [framed(self.special, prefix, np.array(encoding.ids, np.int64), longest) for encoding in encodings]

    def best_similarities(self, queries: torch.Tensor, documents: list[torch.Tensor]) -> np.ndarray:
        """[query tokens × documents], computed for documents of like lengths at a time."""
        order = np.argsort([len(document) for document in documents], kind="stable")
        result = np.empty((len(queries), len(documents)), np.float32)
        queries = queries.to(self.machine.device, self.machine.dtype)

        def best(rows: np.ndarray) -> None:
            longest = len(documents[rows[-1]])
            padded = [torch.cat([d, d[:1].expand(longest - len(d), -1)]) for d in map(documents.__getitem__, rows)]
            flat = torch.cat(padded).to(queries.device, queries.dtype)
            for first in range(0, len(queries), QUERY_TOKENS_AT_ONCE):
                part = queries[first : first + QUERY_TOKENS_AT_ONCE]
                similarities = (part @ flat.T).view(-1, len(rows), longest).amax(-1)
                result[first : first + len(part), rows] = similarities.float().cpu().numpy()

        self.machine.map(best, np.array_split(order, max(1, len(order) // 64)))
        return result


def weighted_means(best: np.ndarray, owners: np.ndarray, weights: np.ndarray) -> np.ndarray:
    firsts = np.flatnonzero(np.diff(owners, prepend=-1))
    return np.add.reduceat(best * weights[:, None], firsts) / np.add.reduceat(weights, firsts)[:, None]


def ndcg(scores: np.ndarray, relevant: list[np.ndarray], depth: int = 10) -> float:
    """nDCG@10 with binary judgements. Ties count against us: a right document stands after others of its score."""
    gains = 1 / np.log2(np.arange(2, depth + 2))
    total = 0.0
    for row, right in zip(scores, relevant):
        ranks = np.array([(row > row[document]).sum() + (row == row[document]).sum() - 1 for document in right])
        total += gains[ranks[ranks < depth]].sum() / gains[: min(depth, len(right))].sum()
    return total / len(relevant)


def reciprocal_rank_of_1000(scores: np.ndarray, relevant: list[np.ndarray]) -> float:
    """CodeSearchNet's protocol: shuffled with seed 0, batches of 1,000 questions, each against its own code and that of the
    999 others; the last, partial batch is dropped."""
    order = np.random.default_rng(0).permutation(len(relevant))
    batches = [order[first : first + PROTOCOL_SIZE] for first in range(0, len(order) - PROTOCOL_SIZE + 1, PROTOCOL_SIZE)]
    ranks = []
    for batch in batches:
        block = scores[np.ix_(batch, [relevant[row][0] for row in batch])]
        own = np.diag(block)[:, None]
        ranks.append(((block >= own).sum(1)).astype(np.float64))
    return float(np.mean(1 / np.concatenate(ranks)))


def hybrid(learned: np.ndarray, lexical: np.ndarray, weight: float) -> np.ndarray:
    """Weighted sum of scores, each scaled to [0, 1] by its best and its ``HYBRID_DEPTH``-th of the question."""
    return weight * unit_scaled(learned) + (1 - weight) * unit_scaled(lexical)


def unit_scaled(scores: np.ndarray) -> np.ndarray:
    depth = min(HYBRID_DEPTH, scores.shape[1])
    low = -np.partition(-scores, depth - 1, axis=1)[:, depth - 1 : depth]
    high = scores.max(axis=1, keepdims=True)
    return np.maximum(scores - low, 0) / np.maximum(high - low, 1e-9)


def report(scorer: Scorer, development: DevelopmentSet, lexical: dict[str, np.ndarray], weight: float) -> dict[str, float]:
    """All development figures by name."""
    figures = {}
    for version, documents in (("visible", development.visible), ("masked", development.masked)):
        uniform, weighted = scorer(development.questions, documents)
        figures |= {
            f"{version}.bm25": ndcg(lexical[version], development.relevant),
            f"{version}.maxsim": ndcg(uniform, development.relevant),
            f"{version}.maxsim.idf": ndcg(weighted, development.relevant),
            f"{version}.hybrid": ndcg(hybrid(uniform, lexical[version], weight), development.relevant),
            f"{version}.hybrid.idf": ndcg(hybrid(weighted, lexical[version], weight), development.relevant),
        }
        if len(development.questions) >= PROTOCOL_SIZE:
            figures |= {
                f"{version}.mrr1000": reciprocal_rank_of_1000(uniform, development.relevant),
                f"{version}.mrr1000.idf": reciprocal_rank_of_1000(weighted, development.relevant),
            }
    return figures


def lexical_scores(development: DevelopmentSet) -> dict[str, np.ndarray]:
    def scores(documents: list[str]) -> np.ndarray:
        index = Bm25(documents)
        return np.stack([index.scores(question) for question in development.questions])

    return {"visible": scores(development.visible), "masked": scores(development.masked)}
