"""Batches of pairs. Batch number n is a function of the seed and n alone, so a restart continues where it was killed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quarry_training.lexical import bm25_of_ids
from quarry_training.mine import Mined
from quarry_training.novel import NovelWords
from quarry_training.pairs import NAME_FLAG, PairSet
from quarry_training.posts import Posts

# Kinds whose question does not give away the Javadoc that may then stand in the document.
APART_FROM_JAVADOC = ("name", "param", "comment", "error", "asked")
NEAR = 40


@dataclass(frozen=True)
class SamplingConfig:
    """``kind_weights``: how often a kind of pair is drawn. ``neighbour_share`` of a batch comes in runs of ``neighbours`` pairs
    drawn from ``neighbourhood`` successive ones. Other shares are of documents: without the name, with the header, with the
    Javadoc in it, and at full length. ``mined_share`` of a batch comes as pairs with ``negatives`` mined wrong answers, which
    ask questions of their own. ``sibling_share`` of the documents are asked for by a second question of theirs, where they
    have one; ``post_share`` of the questions become posts; ``novel_share`` of the documents share a made-up word with their
    questions."""

    kind_weights: dict[str, float]
    neighbour_share: float = 0.5
    neighbours: int = 32
    neighbourhood: int = 512
    masked_share: float = 0.5
    header_share: float = 0.6
    javadoc_share: float = 0.2
    longest_query: int = 64
    longest_document: int = 128
    mined_share: float = 0.0
    negatives: int = 3
    sibling_share: float = 0.0
    long_share: float = 0.0
    post_share: float = 0.0
    novel_share: float = 0.0
    longest_of_long: int = 2048


@dataclass(frozen=True)
class SpecialIds:
    cls: int
    sep: int
    query: int
    document: int


@dataclass(frozen=True)
class Batch:
    """``queries[i]`` asks for ``documents[positives[i]]``; ``excluded[i, j]``: document j may well answer query i too;
    ``lexical[i, j]``: how well words alone rank it, 0 to 1."""

    queries: list[np.ndarray]
    documents: list[np.ndarray]
    positives: np.ndarray
    excluded: np.ndarray
    lexical: np.ndarray


class Sampler:
    """Draws pairs by kind. A share of a batch comes in runs of neighbours: units of the same library, most of the same
    package, each of which is a hard negative of the others at no cost; another share in runs of a pair and the wrong answers
    that were mined for it."""

    def __init__(
        self,
        pair_set: PairSet,
        posts: Posts,
        novel: NovelWords,
        config: SamplingConfig,
        special: SpecialIds,
        seed: int,
        mined: Mined | None = None,
    ):
        if config.mined_share and mined is None:
            raise ValueError("mined_share needs mined negatives")
        self.set = pair_set
        self.posts = posts
        self.novel = novel
        self.mined = mined
        self.config = config
        self.special = special
        self.seed = seed
        self.is_apart = np.array([kind in APART_FROM_JAVADOC for kind in pair_set.kinds])
        self.is_asked = np.array([kind == "asked" for kind in pair_set.kinds])
        kinds = pair_set.pairs["kind"]
        counts = np.bincount(kinds, minlength=len(pair_set.kinds))
        unknown = set(pair_set.kinds) - set(config.kind_weights)
        if unknown:
            raise ValueError(f"kinds of pairs without a weight in the configuration: {sorted(unknown)}")
        weight = np.array([config.kind_weights[kind] for kind in pair_set.kinds]) / np.maximum(counts, 1)
        self.cumulative = np.cumsum(weight[kinds])
        self.by_document = np.argsort(pair_set.pairs["document"], kind="stable")
        sizes = np.bincount(pair_set.pairs["document"])
        self.first_of_document = np.stack((np.cumsum(sizes) - sizes, sizes), axis=1)
        self.first_of_unit = runs(pair_set.pairs["unit"])
        self.javadoc_of_unit = self.texts_of_units("type", "summary", "javadoc")

    def texts_of_units(self, *kinds: str) -> np.ndarray:
        """For each unit the question that is its text of the last of these kinds that it has, or -1."""
        rows = np.full(self.set.pairs["unit"].max() + 1, -1, np.int64)
        for kind in kinds:
            if kind in self.set.kinds:
                chosen = self.set.pairs[self.set.pairs["kind"] == self.set.kinds.index(kind)]
                rows[chosen["unit"]] = chosen["query"]
        return rows

    def batch(self, number: int, size: int) -> Batch:
        random = np.random.default_rng((self.seed, number))
        rows = self.draw(random, size)
        long = random.random(len(rows)) < self.config.long_share
        explained = self.explained(random, rows)
        documents = [self.document(*arguments, random) for arguments in zip(self.set.pairs[rows], long, explained)]
        siblings = self.siblings(random, rows)
        siblings[explained & ~self.is_apart[self.set.pairs["kind"][siblings]]] = -1
        positives = np.concatenate((np.arange(len(rows)), np.flatnonzero(siblings >= 0)))
        asking = np.concatenate((rows, siblings[siblings >= 0]))
        queries = [self.query(row, shows, random) for row, shows in zip(asking, explained[positives])]
        for row in np.flatnonzero(random.random(len(rows)) < self.config.novel_share):
            self.make_novel(random, row, documents, queries, np.flatnonzero(positives == row), long[row])
        excluded = self.excluded(self.set.pairs[asking], positives, len(rows))
        lexical = bm25_of_ids(queries, documents, self.set.idf, len(self.set.idf))
        return Batch(queries, documents, positives, excluded, lexical)

    def make_novel(
        self,
        random: np.random.Generator,
        row: int,
        documents: list[np.ndarray],
        queries: list[np.ndarray],
        asking: np.ndarray,
        is_long: bool,
    ) -> None:
        """Replaces words that a document shares with the questions ``asking`` for it."""
        longest = self.config.longest_of_long if is_long else self.config.longest_document
        asked = [queries[query] for query in asking]
        documents[row], asked = self.novel.exchanged(random, documents[row], asked, longest)
        for query, question in zip(asking, asked):
            queries[query] = question

    def explained(self, random: np.random.Generator, rows: np.ndarray) -> np.ndarray:
        """Which documents show their Javadoc: always where a person asked, because the index shows it too."""
        pairs = self.set.pairs[rows]
        wanted = (random.random(len(rows)) < self.config.javadoc_share) | self.is_asked[pairs["kind"]]
        return wanted & self.is_apart[pairs["kind"]] & (self.javadoc_of_unit[pairs["unit"]] >= 0)

    def excluded(self, pairs: np.ndarray, positives: np.ndarray, documents: int) -> np.ndarray:
        """What is right for a query is excluded for those that ask the same or have the same code, except each one's own."""
        same = (pairs["query"][:, None] == pairs["query"]) | (pairs["document"][:, None] == pairs["document"])
        excluded = np.zeros((documents, len(pairs)), bool)
        np.logical_or.at(excluded, positives, same)
        excluded[positives, np.arange(len(pairs))] = False
        return excluded.T

    def siblings(self, random: np.random.Generator, rows: np.ndarray) -> np.ndarray:
        """For each row another pair of the same document, or -1."""
        first, count = self.first_of_document[self.set.pairs["document"][rows]].T
        chosen = self.by_document[first + (random.random(len(rows)) * count).astype(np.int64)]
        wanted = random.random(len(rows)) < self.config.sibling_share
        differs = self.set.pairs["query"][chosen] != self.set.pairs["query"][rows]
        return np.where(wanted & differs, chosen, -1)

    def draw(self, random: np.random.Generator, size: int) -> np.ndarray:
        """Rows of pairs of distinct units, at most ``size``."""
        config, chosen = self.config, []
        runs = int(size * config.neighbour_share) // config.neighbours
        for anchor in self.by_kind(random, runs, 0, len(self.cumulative)):
            first = max(0, anchor - config.neighbourhood // 2)
            last = min(len(self.cumulative), first + config.neighbourhood)
            chosen.append(self.by_kind(random, config.neighbours, first, last))
        if config.mined_share:
            chosen.append(self.with_negatives(random, int(size * config.mined_share) // (1 + config.negatives)))
        drawn = sum(map(len, chosen))
        chosen.append(self.by_kind(random, size - drawn, 0, len(self.cumulative)))
        rows = np.concatenate(chosen)
        _, distinct = np.unique(self.set.pairs["unit"][rows], return_index=True)
        return rows[np.sort(distinct)]

    def with_negatives(self, random: np.random.Generator, anchors: int) -> np.ndarray:
        """Rows of anchors, and of some of the wrong answers that were mined for each."""
        chosen = random.integers(0, len(self.mined.anchors), anchors)
        negatives = random.permuted(self.mined.negatives[chosen], axis=1)[:, : self.config.negatives]
        return np.concatenate((self.mined.anchors[chosen], negatives[negatives >= 0]))

    def one_per_document(self, random: np.random.Generator) -> np.ndarray:
        """A row for each document, drawn by the weights of the kinds, in reading order."""
        weights = np.diff(self.cumulative, prepend=0.0)
        order = np.argsort(-np.log(random.random(len(weights))) / weights, kind="stable")
        _, firsts = np.unique(self.set.pairs["document"][order], return_index=True)
        return np.sort(order[firsts])

    def example(self, row: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """A question and its document, as a batch would have them."""
        explained = bool(self.explained(random, np.array([row]))[0])
        return self.query(row, explained, random), self.document(self.set.pairs[row], False, explained, random)

    def by_kind(self, random: np.random.Generator, count: int, first: int, last: int) -> np.ndarray:
        low = self.cumulative[first - 1] if first else 0.0
        drawn = np.searchsorted(self.cumulative, random.uniform(low, self.cumulative[last - 1], count), "right")
        return np.minimum(drawn, last - 1)

    def query(self, row: int, explained: bool, random: np.random.Generator) -> np.ndarray:
        """The question as it stands, reworded, or as a post."""
        pair, posts = self.set.pairs[row], self.posts
        question = self.set.queries[pair["query"]]
        longest = self.config.longest_query
        if self.is_asked[pair["kind"]]:
            question, longest = posts.thinned(random, question), posts.config.longest
        question = posts.reworded(random, question)
        if random.random() < self.config.post_share:
            neighbour = self.neighbour(row, random)
            question = posts.composed(
                random,
                question,
                [posts.reworded(random, text) for text in self.more_about(row, explained)],
                self.set.documents[neighbour["document"]] & ~NAME_FLAG,
                self.set.queries[neighbour["query"]],
            )
            longest = posts.config.longest
        return framed(self.special, self.special.query, question, longest)

    def more_about(self, row: int, explained: bool) -> list[np.ndarray]:
        """Other texts about the unit, but not those that its document shows."""
        first, count = self.first_of_unit[self.set.pairs["unit"][row]]
        others = self.set.pairs[first : first + count]
        return [
            self.set.queries[other["query"]]
            for other in others
            if other["query"] != self.set.pairs["query"][row]
            and (not explained or self.is_apart[other["kind"]])
        ]

    def neighbour(self, row: int, random: np.random.Generator) -> np.void:
        """A pair of another unit that stands near, most often in the same package."""
        place = row + int(random.integers(-NEAR, NEAR + 1))
        other = self.set.pairs[min(max(place, 0), len(self.set.pairs) - 1)]
        return other if other["unit"] != self.set.pairs["unit"][row] else self.set.pairs[row - NEAR]

    def document(self, pair: np.void, is_long: bool, explained: bool, random: np.random.Generator) -> np.ndarray:
        """Header and code as they are indexed. The name is left out in a share of the documents, so that the body must be
        read; so is the header."""
        config, kind = self.config, self.set.kinds[pair["kind"]]
        masked, headed = random.random(2) < (config.masked_share, config.header_share)
        tokens = self.set.documents[pair["document"]]
        tokens = tokens[tokens < NAME_FLAG] if masked and kind not in ("type", "asked") else tokens & ~NAME_FLAG
        parts = [tokens]
        if explained:
            parts.insert(0, self.set.queries[self.javadoc_of_unit[pair["unit"]]])
        if headed:
            parts.insert(0, self.set.headers[pair["header"]])
        longest = config.longest_of_long if is_long else config.longest_document
        return framed(self.special, self.special.document, np.concatenate(parts), longest)


def runs(sorted_values: np.ndarray) -> np.ndarray:
    """[values × 2]: first row and number of rows of each value, whose rows stand together."""
    counts = np.bincount(sorted_values)
    firsts = np.full(len(counts), 0)
    starts = np.flatnonzero(np.diff(sorted_values, prepend=-1))
    firsts[sorted_values[starts]] = starts
    return np.stack((firsts, counts), axis=1)


def framed(special: SpecialIds, prefix: int, tokens: np.ndarray, longest: int) -> np.ndarray:
    """[CLS], the prefix, the tokens and [SEP], at most ``longest`` in all."""
    return np.concatenate(([special.cls, prefix], tokens[: longest - 3], [special.sep])).astype(np.int64)
